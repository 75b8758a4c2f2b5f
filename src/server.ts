import { hkdfSync } from "node:crypto";

import Fastify from "fastify";

import { createAccounts } from "./accounts/accounts.js";
import { createAudit } from "./accounts/audit.js";
import { createAuditRetention } from "./accounts/audit-retention.js";
import { createDirectory } from "./accounts/directory.js";
import { createJwtVerifier } from "./accounts/jwt.js";
import { createVault } from "./accounts/vault.js";
import { createHealth } from "./accounts/health.js";
import { createOAuthParties } from "./accounts/oauth-parties.js";
import { createRecheck } from "./accounts/recheck.js";
import { createTokens } from "./accounts/tokens.js";
import type { Config } from "./config.js";
import { hostAndPort } from "./datasources/http/guarded-address.js";
import { createGuardedFetch } from "./datasources/http/guarded-fetch.js";
import { createHttp } from "./datasources/http/http.js";
import { createProviders } from "./datasources/registry.js";
import { registerAttachments } from "./http/attachments.js";
import { registerConnect } from "./http/connect.js";
import { registerExamples } from "./http/examples.js";
import { registerExplorer } from "./http/explorer.js";
import { registerGraphql } from "./http/graphql.js";
import { registerHealth } from "./http/health.js";
import { refuseMalformedAddress } from "./http/malformed-address.js";
import { refuseMalformedRequest } from "./http/malformed-request.js";
import { registerProxy } from "./http/proxy.js";
import { followRequests } from "./http/running-requests.js";
import { refuseUnknownAddresses } from "./http/unknown-address.js";
import type { Logger } from "./lib/logger.js";
import { createAttachmentFiles } from "./resolvers/attachment-file.js";
import { buildClientSchema, buildGraphSchema } from "./resolvers/schema.js";
import { accountIdOf } from "./schema/relay/global-id.js";
import type { Store } from "./store/store.js";
import { createAccountLog } from "./writes/account-log.js";
import { createOwnWrites } from "./writes/own-writes.js";
import { createSettler } from "./writes/settle.js";
import { createWriteLog } from "./writes/write-log.js";
import { createWrites } from "./writes/writes.js";

export interface ServerOptions {
  config: Config;
  store: Store;
  encryptionKeys: readonly Buffer[];
  logger: Logger;
  /** Serves the explorer at `/`. The key is filled in for local use only. */
  explorer?: { apiKeyHint?: string; query?: string };
  /** Where reports to Apollo Studio go when it is not to Apollo's own addresses. */
  studioEndpoints?: { usage: string; schema: string };
}

export interface RunningServer {
  url: string;
  /** Stops listening, lets running requests end, and frees what the server opened; the store stays open. */
  close(): Promise<void>;
}

/** Of a body without uploads; a file may be in it as base64. */
const maxBodyBytes = 8 * 1024 * 1024;
/** How long a provider may still be at work on a write after it answered with a failure or hung up; see `Patience`. */
const patienceAfterFailureMs = 400;
/** Ids of any length are looked up, so that all that are unknown are told the same; Node bounds the whole path. */
const maxParamLength = 16 * 1024;
const userAgent = "hiregraph";

/** Puts the parts together and listens. Throws when the port is taken. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config, store, encryptionKeys, logger, explorer, studioEndpoints } = options;
  const vault = createVault(encryptionKeys);
  const jwt = config.jwt && { verifier: createJwtVerifier({ ...config.jwt, logger }), accountIdOf };
  const directory = createDirectory({ store, vault, logger, jwt });
  const http = createHttp({ requestTimeoutMs: config.requestTimeoutMs, userAgent, logger });
  const fetch = createGuardedFetch({ userAgent, allow: config.fetchAllow });
  const fileFetch = createGuardedFetch({ userAgent, allow: [...config.fetchAllow, ...placesOf(config.providerUrls)] });
  const providers = createProviders(config.providerUrls);
  const partyOf = createOAuthParties(providers, http, config.oauthApplications);
  const tokens = createTokens({ store, vault, directory, logger, partyOf });
  const health = createHealth({ store, providers, logger });
  const sessions = { directory, tokens, http, providers, health };
  const tools = { ...sessions, cursorKey: derivedKey(encryptionKeys, "hiregraph cursors") };
  // A call that was given up may go on at the provider for as long again as it was waited for.
  const patience = { answered: patienceAfterFailureMs, unanswered: http.callTimeoutMs };
  const own = createOwnWrites(store);
  const writing = { store, vault, own, logger, patience };
  const writes = createWrites({ log: createWriteLog(writing), fetch });
  const accountLog = createAccountLog(writing);
  const audit = createAudit({ store, logger });
  const settler = createSettler({ ...writing, ...sessions, audit, timeoutMs: config.requestTimeoutMs });
  const auditRetention = createAuditRetention({ store, logger });
  const address = createPublicAddress(config);
  const linkingTools = { store, vault, sessions, partyOf, audit, logger, publicUrl: address.publicUrl };
  const accounts = createAccounts({ ...linkingTools, requestTimeoutMs: config.requestTimeoutMs });
  const { care } = accounts;
  const recheck = createRecheck({ store, directory, care, logger, timeoutMs: config.requestTimeoutMs });
  const app = Fastify({
    bodyLimit: maxBodyBytes,
    forceCloseConnections: "idle",
    routerOptions: { maxParamLength },
    frameworkErrors: refuseMalformedAddress,
    clientErrorHandler: refuseMalformedRequest,
  });
  const requests = followRequests(app.server);
  refuseUnknownAddresses(app);
  const close = async (): Promise<void> => {
    const closed = app.close();
    await requests.ended();
    app.server.closeAllConnections();
    await closed;
    await settler.close();
    await recheck.close();
    await own.idle();
    await health.settled();
    fetch.close();
    fileFetch.close();
    http.close();
    await directory.close();
    await auditRetention.close();
    await audit.settled();
  };
  try {
    registerHealth(app, store);
    if (explorer) {
      await registerExplorer(app, { graphqlPath: "/graphql", publicUrl: config.publicUrl, ...explorer });
      await registerExamples(app, { graphqlPath: "/graphql", ...explorer });
    }
    const schema = buildGraphSchema();
    const { introspection, requestTimeoutMs, maxCost, publicUrl } = config;
    const changes = { writes, accounts, accountLog, audit };
    const edge = {
      persistedDocuments: config.persistedDocuments,
      onlyPersisted: config.persistedDocumentsOnly,
      studio: config.studio && { ...config.studio, schema: buildClientSchema(), endpoints: studioEndpoints },
      explorer: explorer !== undefined,
    };
    const limits = { introspection, requestTimeoutMs, maxCost };
    await registerGraphql(app, { schema, tools, changes, logger, ...limits, ...edge });
    const signing = { key: derivedKey(encryptionKeys, "hiregraph connect"), publicUrl: address.publicUrl };
    await registerConnect(app, { store, providers, ...accounts, audit, logger, ...signing });
    registerAttachments(app, { tools, files: createAttachmentFiles(fileFetch), audit, logger, requestTimeoutMs });
    registerProxy(app, { tools, audit, logger, requestTimeoutMs, publicUrl });
    const url = await app.listen({ host: config.host, port: config.port });
    address.listensAt(url);
    if (config.background) for (const work of [settler, recheck, auditRetention]) work.start();
    return { url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What clients hold is signed with keys of their own, made from the encryption key, so that all replicas accept each other's. */
function derivedKey(encryptionKeys: readonly Buffer[], purpose: string): Buffer {
  const [key = Buffer.alloc(0)] = encryptionKeys;
  return Buffer.from(hkdfSync("sha256", key, Buffer.alloc(0), purpose, 32));
}

/**
 * Where the providers are, so that a file of one on a private network, such as a sandbox, can be fetched. Hosts that differ by account are public, or the
 * operator allows them.
 */
function placesOf(providerUrls: Config["providerUrls"]): string[] {
  const urls = Object.values(providerUrls).map((url) => new URL(url));
  return urls.filter(({ hostname }) => !hostname.includes("{")).map(hostAndPort);
}

/** The public address; where none is configured and any free port is taken, it is known as soon as the server listens. */
function createPublicAddress({ publicUrl }: Config): { publicUrl: () => string; listensAt: (url: string) => void } {
  let known = publicUrl;
  return {
    publicUrl: () => known,
    listensAt: (url) => {
      if (publicUrl.endsWith(":0")) known = url;
    },
  };
}
