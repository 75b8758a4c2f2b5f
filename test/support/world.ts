import { randomBytes } from "node:crypto";

import { createApiKey } from "../../src/accounts/api-keys.js";
import type { ApiKeyInput } from "../../src/accounts/api-keys.js";
import { linkAccount } from "../../src/accounts/linked-accounts.js";
import { SCOPES } from "../../src/accounts/scopes.js";
import type { Scope } from "../../src/accounts/scopes.js";
import { createVault } from "../../src/accounts/vault.js";
import { ensureWorkspace } from "../../src/accounts/workspaces.js";
import { loadConfig } from "../../src/config.js";
import { createLogger } from "../../src/lib/logger.js";
import type { Logger } from "../../src/lib/logger.js";
import { startSandbox } from "../../src/sandbox/index.js";
import type { Sandbox, SandboxOptions } from "../../src/sandbox/index.js";
import { accountGlobalId } from "../../src/schema/relay/global-id.js";
import { startServer } from "../../src/server.js";
import type { ServerOptions } from "../../src/server.js";
import type { Store } from "../../src/store/store.js";
import { freshDatabase } from "./database.js";

/** What a GraphQL request came back with. */
export interface Answer {
  status: number;
  data: any;
  errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
  extensions: { upstream: { calls: number; deduplicated: number; accounts: { accountId: string; calls: number }[] } };
}

export interface AccountToLink {
  provider: "workable" | "applicantstack" | "sagehr";
  subdomain: string;
  token: string;
  workspace?: string;
  settings?: Record<string, string>;
}

/** A server, its database and the sandboxes, all real, in this process. */
export interface World {
  url: string;
  sandbox: Sandbox;
  /** The database behind it, for what no answer tells. */
  database: Store;
  ask(
    query: string,
    variables?: Record<string, unknown>,
    options?: { key?: string; headers?: Record<string, string> },
  ): Promise<Answer>;
  /** The global id of an account linked with it. */
  link(account: AccountToLink): Promise<string>;
  key(workspace?: string, scopes?: readonly Scope[], limits?: KeyLimits): Promise<string>;
  close(): Promise<void>;
}

export type KeyLimits = Pick<ApiKeyInput, "accountIds" | "requestsPerMinute">;

export interface WorldOptions {
  sandbox?: SandboxOptions;
  accounts?: AccountToLink[];
  requestTimeoutMs?: number;
  /** `host:port` of further places from which files may be fetched. */
  fetchAllow?: string[];
  /** Further variables. */
  environment?: Record<string, string>;
  /** Silent unless given. */
  logger?: Logger;
  encryptionKey?: Buffer;
  /** What the server is given beside its configuration. */
  server?: Pick<ServerOptions, "explorer" | "studioEndpoints">;
}

/** The sandboxes' own default accounts, one of each provider. */
export const defaultAccounts: AccountToLink[] = [
  { provider: "workable", subdomain: "acme-demo", token: "sandbox-workable-token" },
  { provider: "applicantstack", subdomain: "acme-demo", token: "sandbox-applicantstack-token" },
  { provider: "sagehr", subdomain: "acme-demo", token: "sandbox-sagehr-token" },
];

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const sandbox = await startSandbox(options.sandbox);
  const { store, close: closeDatabase } = await freshDatabase();
  const encryptionKeys = [options.encryptionKey ?? randomBytes(32)];
  const vault = createVault(encryptionKeys);
  const config = {
    ...loadConfig({
      HIREGRAPH_REQUEST_TIMEOUT_MS: String(options.requestTimeoutMs ?? 15_000),
      ...options.environment,
    }),
    port: 0,
    providerUrls: sandbox.urls,
    fetchAllow: options.fetchAllow ?? [],
  };
  const logger = options.logger ?? createLogger({ level: "silent" });
  const server = await startServer({ config, store, encryptionKeys, logger, ...options.server });

  const key = async (workspace?: string, scopes: readonly Scope[] = SCOPES, limits?: KeyLimits): Promise<string> => {
    const { id } = await ensureWorkspace(store, workspace);
    return (await createApiKey(store, { workspaceId: id, name: "test", scopes, ...limits })).key;
  };
  const link = async ({ provider, subdomain, token, workspace, settings = {} }: AccountToLink): Promise<string> => {
    const { id: workspaceId } = await ensureWorkspace(store, workspace);
    const row = await linkAccount(store, vault, { workspaceId, provider, subdomain, settings, credentials: { token } });
    return accountGlobalId(row.id);
  };
  for (const account of options.accounts ?? defaultAccounts) await link(account);
  const defaultKey = await key();

  return {
    url: server.url,
    sandbox,
    database: store,
    link,
    key,
    async ask(query, variables = {}, { key: ownKey = defaultKey, headers = {} } = {}) {
      const response = await fetch(`${server.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${ownKey}`, ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, ...((await response.json()) as Omit<Answer, "status">) };
    },
    async close() {
      await server.close();
      await closeDatabase();
      await sandbox.stop();
    },
  };
}
