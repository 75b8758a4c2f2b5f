import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Browser, Page } from "playwright-core";

import { createApiKey } from "../../src/accounts/api-keys.js";
import { linkAccount } from "../../src/accounts/linked-accounts.js";
import { SCOPES } from "../../src/accounts/scopes.js";
import type { Scope } from "../../src/accounts/scopes.js";
import { createVault } from "../../src/accounts/vault.js";
import { ensureWorkspace } from "../../src/accounts/workspaces.js";
import { loadConfig } from "../../src/config.js";
import { createLogger } from "../../src/lib/logger.js";
import { startSandbox } from "../../src/sandbox/index.js";
import type { Sandbox } from "../../src/sandbox/index.js";
import { startServer } from "../../src/server.js";
import { freshDatabase } from "../support/database.js";
import { buildExplorer } from "../support/explorer-build.js";
import { defaultAccounts } from "../support/world.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A server with its example pages over sandbox accounts of all three providers. */
export interface Pages {
  url: string;
  sandbox: Sandbox;
  key(scopes: readonly Scope[]): Promise<string>;
  close(): Promise<void>;
}

/** `now` is the day that the made-up data is relative to. With `hint` false the pages have to ask for a key. */
export async function startPages({ now, hint = true }: { now?: () => Date; hint?: boolean } = {}): Promise<Pages> {
  const sandbox = await startSandbox(now ? { now } : {});
  const { store, close: closeDatabase } = await freshDatabase();
  const encryptionKeys = [randomBytes(32)];
  const { id: workspaceId } = await ensureWorkspace(store);
  const member = sandbox.workable("acme-demo").data.members.find(({ hris_role }) => hris_role === "hris_admin");
  for (const { token, ...account } of defaultAccounts) {
    const settings = account.provider === "workable" && member ? { memberId: member.id } : {};
    const linked = { ...account, workspaceId, settings, credentials: { token } };
    await linkAccount(store, createVault(encryptionKeys), linked);
  }
  const key = async (scopes: readonly Scope[]) =>
    (await createApiKey(store, { workspaceId, name: "test", scopes })).key;
  const server = await startServer({
    config: { ...loadConfig({ HIREGRAPH_REQUEST_TIMEOUT_MS: "5000" }), port: 0, providerUrls: sandbox.urls },
    ...{ store, encryptionKeys, logger: createLogger({ level: "silent" }) },
    explorer: hint ? { apiKeyHint: await key(SCOPES) } : {},
  });
  return {
    ...{ url: server.url, sandbox, key },
    async close() {
      await server.close();
      await closeDatabase();
      await sandbox.stop();
    },
  };
}

/** A page that keeps note of what it must not do; `complaints` stays empty. */
export async function openPage(browser: Browser, address: string): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) complaints.push(message.text());
  });
  context.on("request", (request) => {
    if (!request.url().startsWith(new URL(address).origin) && !request.url().startsWith("data:")) {
      complaints.push(request.url());
    }
  });
  await page.goto(address);
  return { page, complaints };
}

/** Builds the pages, and the explorer beside which they are served, unless they are newer than their sources. */
export async function buildPages(): Promise<void> {
  await buildExplorer();
  if ((await builtAt()) > (await sourcesChangedAt())) return;
  // Vitest's own NODE_ENV would put React's development build into the pages.
  const env = { ...process.env, NODE_ENV: "production" };
  await promisify(execFile)("npm", ["run", "build:examples"], { cwd: root, env });
}

async function builtAt(): Promise<number> {
  const pages = ["board", "timeoff"].map((page) => join(root, "dist/examples", page, "index.html"));
  const times = pages.map((page) =>
    stat(page).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    ),
  );
  return Math.min(...(await Promise.all(times)));
}

async function sourcesChangedAt(): Promise<number> {
  const folders = ["pipeline-board", "timeoff-calendar", "shared"].map((name) => join(root, "examples", name));
  const inFolder = async (folder: string) =>
    (await readdir(folder, { recursive: true })).map((name) => join(folder, name));
  const files = [...(await Promise.all(folders.map(inFolder))).flat(), join(root, "package-lock.json")];
  const times = await Promise.all(files.map(async (file) => (await stat(file)).mtimeMs));
  return Math.max(...times);
}
