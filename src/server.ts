import { hkdfSync } from "node:crypto";

import cors from "@fastify/cors";
import Fastify from "fastify";

import { createDirectory } from "./accounts/directory.js";
import { createVault } from "./accounts/vault.js";
import type { Config } from "./config.js";
import { createHttp } from "./datasources/http/http.js";
import { createProviders } from "./datasources/registry.js";
import { registerExplorer } from "./http/explorer.js";
import { registerGraphql } from "./http/graphql.js";
import { registerHealth } from "./http/health.js";
import { followRequests } from "./http/running-requests.js";
import type { Logger } from "./lib/logger.js";
import { buildGraphSchema } from "./resolvers/schema.js";
import type { Store } from "./store/store.js";

export interface ServerOptions {
  config: Config;
  store: Store;
  encryptionKeys: readonly Buffer[];
  logger: Logger;
  /** Serves the explorer at `/`. The key is filled in for local use only. */
  explorer?: { apiKeyHint?: string; query?: string };
}

export interface RunningServer {
  url: string;
  /** Stops listening, lets running requests end, and frees what the server opened; the store stays open. */
  close(): Promise<void>;
}

const maxBodyBytes = 1024 * 1024;
const apolloStudio = "https://studio.apollographql.com";

/** Puts the parts together and listens. Throws when the port is taken. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config, store, encryptionKeys, logger, explorer } = options;
  const directory = createDirectory({ store, vault: createVault(encryptionKeys), logger });
  const http = createHttp({ requestTimeoutMs: config.requestTimeoutMs, userAgent: "hiregraph", logger });
  const tools = {
    directory,
    http,
    providers: createProviders(config.providerUrls),
    cursorKey: cursorKey(encryptionKeys),
  };
  const app = Fastify({ bodyLimit: maxBodyBytes, forceCloseConnections: "idle" });
  const requests = followRequests(app.server);
  const close = async (): Promise<void> => {
    const closed = app.close();
    await requests.ended();
    app.server.closeAllConnections();
    await closed;
    http.close();
    await directory.close();
  };
  try {
    registerHealth(app, store);
    if (explorer) {
      await app.register(cors, { origin: apolloStudio, methods: ["GET", "POST"] });
      await registerExplorer(app, { graphqlPath: "/graphql", publicUrl: config.publicUrl, ...explorer });
    }
    const schema = buildGraphSchema();
    const { introspection, requestTimeoutMs, maxCost } = config;
    await registerGraphql(app, { schema, tools, logger, introspection, requestTimeoutMs, maxCost });
    const url = await app.listen({ host: config.host, port: config.port });
    return { url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Cursors are signed with a key of their own, made from the encryption key, so that all replicas accept each other's. */
function cursorKey(encryptionKeys: readonly Buffer[]): Buffer {
  const [key = Buffer.alloc(0)] = encryptionKeys;
  return Buffer.from(hkdfSync("sha256", key, Buffer.alloc(0), "hiregraph cursors", 32));
}
