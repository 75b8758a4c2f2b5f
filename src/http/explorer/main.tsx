import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import "./explorer.css";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import { readPageConfig } from "./page-config";

const root = document.getElementById("explorer");
if (!root) throw new Error("The page has no #explorer element.");
createRoot(root).render(<App config={readPageConfig(root)} />);
