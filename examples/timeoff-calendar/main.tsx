import "../shared/page.css";
import "./calendar.css";
import { createRoot } from "react-dom/client";
import { KeyGate } from "../shared/key-gate";
import { readPageConfig } from "../shared/page-config";
import { App } from "./app";
import { createClient } from "./client";

const root = document.getElementById("root");
if (!root) throw new Error("The page has no #root element.");
const config = readPageConfig(root);
const needs =
  "The calendar reads time off and decides about it: scopes hris:read and hris:write, and pii:read for names.";

createRoot(root).render(
  <KeyGate config={config} needs={needs}>
    {(apiKey, refuse) => <App client={createClient(config.graphqlPath, apiKey)} onFailure={refuse} />}
  </KeyGate>,
);
