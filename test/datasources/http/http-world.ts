import { createServer, type RequestListener } from "node:http";
import { createHttp, type Http, type HttpOptions } from "../../../src/datasources/http/http.js";
import { createUpstreamCounter } from "../../../src/datasources/http/counter.js";
import type { BudgetRule, Provider } from "../../../src/datasources/provider.js";
import type { WriteSession } from "../../../src/datasources/write.js";
import { AppError } from "../../../src/lib/errors.js";
import { createLogger } from "../../../src/lib/logger.js";

export const secret = "made-up-secret-token";

/** The rule of a provider with rate headers, by default ten calls per 300 ms. */
export function windowRule(limit = 10, windowMs = 300): BudgetRule {
  return {
    concurrency: 4,
    window: {
      limit: () => limit,
      windowMs,
      headers: { limit: "X-Rate-Limit-Limit", remaining: "X-Rate-Limit-Remaining", reset: "X-Rate-Limit-Reset" },
    },
  };
}

/** A provider that is nothing but an address and a bearer token. */
export function testProvider(baseUrl: string, budget: BudgetRule = { concurrency: 4 }): Provider {
  return {
    id: "workable",
    name: "Workable",
    credentials: [],
    budget,
    baseUrl,
    headers: (credentials) => ({ authorization: `Bearer ${credentials["token"] ?? ""}` }),
    verify: () => Promise.resolve({ displayName: null }),
    verifyCall: "GET /account",
    models: {},
  };
}

export function testHttp(options: Partial<HttpOptions> = {}): Http {
  return createHttp({
    requestTimeoutMs: 3000,
    userAgent: "hiregraph-test",
    logger: createLogger({ level: "silent" }),
    random: () => 0,
    ...options,
  });
}

interface SessionSettings {
  timeoutMs?: number;
  signal?: AbortSignal;
  accountId?: string;
  token?: string;
  subdomain?: string;
}

/** A session as one GraphQL request has it, with its counter. */
export function openSession(http: Http, provider: Provider, settings: SessionSettings = {}) {
  const counter = createUpstreamCounter();
  const { accountId = "account-1", subdomain = "acme-demo", token = secret } = settings;
  const session: WriteSession = http.session({
    provider,
    account: { id: accountId, provider: provider.id, subdomain, settings: {} },
    credentials: { token },
    counter,
    signal: settings.signal ?? new AbortController().signal,
    deadline: Date.now() + (settings.timeoutMs ?? 3000),
  });
  return { session, counter, get: session.get.bind(session) };
}

/** What a promise is rejected with; throws when it is not an AppError. */
export async function failureOf(promise: Promise<unknown>): Promise<AppError> {
  const error: unknown = await promise.then(
    () => new Error("It succeeded"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw error;
  return error;
}

export interface TestServer {
  readonly url: string;
  /** The addresses that were asked, in order. */
  readonly asked: string[];
  connections(): number;
  stop(): Promise<void>;
}

/** A plain server on a free port. */
export async function startServer(listener: RequestListener): Promise<TestServer> {
  const asked: string[] = [];
  let connections = 0;
  const server = createServer((incoming, outgoing) => {
    asked.push(incoming.url ?? "");
    listener(incoming, outgoing);
  });
  server.on("connection", () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("No port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    connections: () => connections,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

export const sleep = (delayMs: number) => new Promise((resolve) => setTimeout(resolve, delayMs));
