import { randomBytes } from "node:crypto";
import { request as httpRequest } from "node:http";
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage, RequestListener } from "node:http";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";

import { createApiKey } from "../../src/accounts/api-keys.js";
import { linkAccount } from "../../src/accounts/linked-accounts.js";
import { SCOPES } from "../../src/accounts/scopes.js";
import { createVault } from "../../src/accounts/vault.js";
import { ensureWorkspace } from "../../src/accounts/workspaces.js";
import { loadConfig } from "../../src/config.js";
import { createLogger } from "../../src/lib/logger.js";
import { accountGlobalId } from "../../src/schema/relay/global-id.js";
import { startServer } from "../../src/server.js";
import type { Store } from "../../src/store/store.js";
import { startCanary } from "../datasources/http/canary.js";
import type { Canary } from "../datasources/http/canary.js";
import { freshDatabase } from "../support/database.js";

export interface Sending {
  method?: string;
  headers?: Record<string, string | string[]>;
  body?: string | Buffer | Readable;
  /** Null sends none. */
  key?: string | null;
}

export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Makes calls to a server with Node's own client: `fetch` would tidy up paths, follow redirects, unpack and read ahead. */
export function createCaller(serverUrl: string, defaultKey: string) {
  let last: ClientRequest | undefined;
  /** Before anything of the body is read. `path` goes onto the line as it is. */
  const open = (path: string, { method = "GET", headers = {}, body, key = defaultKey }: Sending = {}) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const authorization = key === null ? {} : { authorization: `Bearer ${key}` };
      const { hostname, port } = new URL(serverUrl);
      last = httpRequest({ hostname, port, path, method, headers: { ...authorization, ...headers }, agent: false });
      last.on("error", reject).once("response", resolve);
      if (body instanceof Readable) body.pipe(last);
      else last.end(body);
    });
  return {
    open,
    call: async (path: string, sending?: Sending): Promise<Reply> => {
      const answer = await open(path, sending);
      return { status: answer.statusCode ?? 0, headers: answer.headers, body: await buffer(answer) };
    },
    /** Hangs up what was opened last. */
    hangUp: () => last?.destroy(),
  };
}

export const jsonOf = ({ body }: Reply): any => JSON.parse(body.toString());

/** The message and the code of a refusal in GraphQL's form. */
export function errorOf(reply: Reply): { message: string; extensions: Record<string, unknown> } {
  const { errors } = jsonOf(reply);
  if (errors.length !== 1) throw new Error("Not one error");
  return errors[0];
}

/** A server whose providers are all one host that does as a test tells it, with one account of each, and one of a provider where nobody listens. */
export interface ProxyWorld extends ReturnType<typeof createCaller> {
  url: string;
  canary: Canary;
  store: Store;
  /** An API key with every scope. */
  apiKey: string;
  /** Ways to the accounts: `/proxy/{id}`. */
  workable: string;
  applicantstack: string;
  sagehr: string;
  close(): Promise<void>;
}

export const tokens = { workable: "made-up-w", applicantstack: "made-up-a", sagehr: "made-up-s" };

export async function startProxyWorld(
  listener: RequestListener,
  environment: Record<string, string> = {},
): Promise<ProxyWorld> {
  const canary = await startCanary(listener);
  const origin = `http://127.0.0.1:${canary.port}`;
  const { store, close: closeDatabase } = await freshDatabase();
  const encryptionKeys = [randomBytes(32)];
  const providerUrls = {
    workable: `${origin}/{subdomain}/spi/v3`,
    workableWww: `${origin}/www`,
    applicantstack: origin,
    sagehr: `${origin}/{subdomain}/api`,
  };
  const config = { ...loadConfig({ HIREGRAPH_REQUEST_TIMEOUT_MS: "3000", ...environment }), port: 0, providerUrls };
  const server = await startServer({ config, store, encryptionKeys, logger: createLogger({ level: "silent" }) });
  const { id: workspaceId } = await ensureWorkspace(store);
  const { key } = await createApiKey(store, { workspaceId, name: "test", scopes: SCOPES });
  const wayTo = async (provider: keyof typeof tokens) => {
    const account = { workspaceId, provider, subdomain: "acme", credentials: { token: tokens[provider] } };
    const { id } = await linkAccount(store, createVault(encryptionKeys), account);
    return wayToAccount(accountGlobalId(id));
  };
  return {
    ...createCaller(server.url, key),
    ...{ url: server.url, canary, store, apiKey: key },
    ...{ workable: await wayTo("workable"), applicantstack: await wayTo("applicantstack") },
    sagehr: await wayTo("sagehr"),
    async close() {
      await server.close();
      await closeDatabase();
      await canary.stop();
    },
  };
}

export function wayToAccount(globalId: string): string {
  return `/proxy/${encodeURIComponent(globalId)}`;
}
