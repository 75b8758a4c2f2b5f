import "../shared/page.css";
import "./board.css";
import { createRoot } from "react-dom/client";
import { KeyGate } from "../shared/key-gate";
import { readPageConfig } from "../shared/page-config";
import { App } from "./app";

const root = document.getElementById("root");
if (!root) throw new Error("The page has no #root element.");
const config = readPageConfig(root);
const needs =
  "The board reads jobs and applications and moves them: scopes ats:read and ats:write, and pii:read for names.";

createRoot(root).render(
  <KeyGate config={config} needs={needs}>
    {(apiKey) => <App path={config.graphqlPath} apiKey={apiKey} />}
  </KeyGate>,
);
