import type { Command } from "commander";
import { loadEncryptionKeys } from "../accounts/key-material.js";
import { loadConfig } from "../config.js";
import { createLogger } from "../lib/logger.js";
import { openStore } from "../store/store.js";
import { explainListening } from "./listening.js";
import { printLine } from "./output.js";
import { runUntilStopped } from "./run-until-stopped.js";
import type { Running } from "./run-until-stopped.js";

export function addServeCommand(program: Command, env: NodeJS.ProcessEnv): void {
  program
    .command("serve")
    .description("Serve the API for production, configured by the environment only, without sandboxes.")
    .addHelpText(
      "after",
      '\nExamples:\n  HIREGRAPH_ENCRYPTION_KEY="$(cat key)" HIREGRAPH_DATABASE_URL=postgres://… hiregraph serve' +
        "\n  HIREGRAPH_EXPLORER=on PORT=8080 hiregraph serve",
    )
    .action(() => runUntilStopped((running) => serve(env, running)));
}

async function serve(env: NodeJS.ProcessEnv, running: Running): Promise<void> {
  const config = loadConfig(env);
  const encryptionKeys = await loadEncryptionKeys(config, "environment");
  const { startServer } = await import("../server.js");
  const store = await openStore(config);
  running.onStop(() => store.close(), 10_000);
  if (running.stopping.aborted) return;
  const logger = createLogger({ level: config.logLevel });
  const server = await startServer({
    ...{ config, store, encryptionKeys, logger },
    ...(config.explorer === true ? { explorer: {} } : {}),
  }).catch((error: unknown) => {
    throw explainListening(error, { ...config, setting: "PORT" });
  });
  // Requests under way may take their time; an orchestrator that cannot wait so long sends a second signal.
  running.onStop(() => server.close(), config.requestTimeoutMs);
  printLine(`API ${server.url}/graphql`);
  if (config.explorer === true) printLine(`Explorer ${server.url}/`);
}
