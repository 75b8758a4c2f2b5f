import type { Command } from "commander";
import { loadEncryptionKeys } from "../accounts/key-material.js";
import { createVault } from "../accounts/vault.js";
import { ensureWorkspace } from "../accounts/workspaces.js";
import { loadConfig } from "../config.js";
import { createLogger } from "../lib/logger.js";
import { defaultOAuthApplication, startSandbox } from "../sandbox/index.js";
import type { RunningServer, ServerOptions } from "../server.js";
import { openStore } from "../store/store.js";
import { explainListening } from "./listening.js";
import { printLine } from "./output.js";
import { runUntilStopped } from "./run-until-stopped.js";
import type { Running } from "./run-until-stopped.js";
import { configWithDefaults, noteSandbox, sandboxVariables } from "./sandbox-environment.js";
import { linkSandboxAccounts } from "./sandbox-accounts.js";
import { createStartKey } from "./start-key.js";

/** A provider that hangs must not hold up the end: cutting the sandboxes off ends what still waits for them. */
const drainMs = 1_500;
const storeLimitMs = 10_000;
const firstQuery =
  "{ linkedAccounts { nodes { provider candidates(first: 2) { nodes { name } } " +
  "jobs(first: 2) { nodes { title status } } employees(first: 2) { nodes { name startDate } } } } }";

export function addStartCommand(program: Command, env: NodeJS.ProcessEnv): void {
  program
    .command("start")
    .description("Try it out: the API over made-up accounts of three provider sandboxes, all on this machine.")
    .addHelpText("after", "\nExamples:\n  hiregraph start\n  PORT=4100 HIREGRAPH_DATA_DIR=/tmp/try hiregraph start")
    .action(() => runUntilStopped((running) => start(env, running)));
}

async function start(env: NodeJS.ProcessEnv, running: Running): Promise<void> {
  const store = await openStore(loadConfig(env));
  running.onStop(() => store.close(), storeLimitMs);
  const sandbox = await startSandbox();
  running.onStop(() => sandbox.stop());
  if (running.stopping.aborted) return;
  const variables = {
    ...sandboxVariables(sandbox.urls),
    HIREGRAPH_WORKABLE_CLIENT_ID: defaultOAuthApplication.clientId,
    HIREGRAPH_WORKABLE_CLIENT_SECRET: defaultOAuthApplication.clientSecret,
  };
  // Nothing that is tried out here is reported to anyone.
  const config = { ...configWithDefaults(env, variables), studio: undefined };
  const encryptionKeys = await loadEncryptionKeys(config, "create");
  const { id: workspaceId } = await ensureWorkspace(store);
  await linkSandboxAccounts(store, createVault(encryptionKeys), { workspaceId, sandbox, urls: config.providerUrls });
  const key = await createStartKey(store, workspaceId);
  running.onStop(key.revoke);
  const withExplorer = config.explorer !== false;
  const server = await listen(running, {
    ...{ config, store, encryptionKeys, logger: createLogger({ level: config.logLevel }) },
    ...(withExplorer ? { explorer: { apiKeyHint: key.key } } : {}),
  });
  // Links that a command prints lead to this server.
  const publicUrl = config.publicUrl.endsWith(":0") ? server.url : config.publicUrl;
  running.onStop(await noteSandbox(config.dataDir, { ...variables, HIREGRAPH_PUBLIC_URL: publicUrl }));
  await key.revokeOlder();
  printWelcome(server.url, key.key, withExplorer);
}

async function listen(running: Running, options: ServerOptions): Promise<RunningServer> {
  const { startServer } = await import("../server.js");
  const server = await startServer(options).catch((error: unknown) => {
    throw explainListening(error, { ...options.config, setting: "PORT" });
  });
  running.onStop(() => server.close(), drainMs);
  return server;
}

/** Programs read these lines by their first words. */
function printWelcome(url: string, key: string, withExplorer: boolean): void {
  printLine(`API ${url}/graphql`);
  if (withExplorer) {
    printLine(`Explorer ${url}/`);
    printLine(`Board ${url}/examples/board`);
    printLine(`Time off ${url}/examples/timeoff`);
  }
  printLine(`API key ${key}`);
  const headers = `-H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json'`;
  printLine(`Query curl -s ${url}/graphql ${headers} -d '${JSON.stringify({ query: firstQuery })}'`);
}
