import "reflect-metadata";

import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createApiKey } from "../src/accounts/api-keys.js";
import { linkAccount } from "../src/accounts/linked-accounts.js";
import { SCOPES } from "../src/accounts/scopes.js";
import { createVault } from "../src/accounts/vault.js";
import { ensureWorkspace } from "../src/accounts/workspaces.js";
import { loadConfig } from "../src/config.js";
import { createLogger } from "../src/lib/logger.js";
import { startServer } from "../src/server.js";
import { openStore } from "../src/store/store.js";
import { childInput, serveParent } from "./child.js";
import { accounts } from "./setting.js";
import type { ProviderUrls, ServerReady } from "./setting.js";

// The product itself, in a process of its own, on an embedded database.
const providerUrls = childInput() as ProviderUrls;
const dataDir = await mkdtemp(join(tmpdir(), "hiregraph-bench-"));
const store = await openStore({ databaseUrl: undefined, dataDir });
const encryptionKeys = [randomBytes(32)];
const vault = createVault(encryptionKeys);

const keys: string[] = [];
for (const { subdomain, token } of accounts) {
  const { id: workspaceId } = await ensureWorkspace(store, subdomain);
  const account = { workspaceId, provider: "workable", subdomain, settings: {}, credentials: { token } };
  await linkAccount(store, vault, account);
  keys.push((await createApiKey(store, { workspaceId, name: "bench", scopes: SCOPES })).key);
}
const config = { ...loadConfig({}), port: 0, providerUrls };
const server = await startServer({ config, store, encryptionKeys, logger: createLogger({ level: "warn" }) });
const ready: ServerReady = { url: server.url, keys };

serveParent(ready, async () => {
  await server.close();
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
});
