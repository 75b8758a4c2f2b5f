import Fastify from "fastify";
import type { FastifyInstance } from "fastify";
import { afterEach, expect, it } from "vitest";

import { registerProxy } from "../../src/http/proxy.js";
import { createLogger } from "../../src/lib/logger.js";
import { accountGlobalId } from "../../src/schema/relay/global-id.js";
import { startServer, testHttp, testProvider } from "../datasources/http/http-world.js";
import type { TestServer } from "../datasources/http/http-world.js";
import { createCaller, errorOf, wayToAccount } from "./proxy-world.js";

let app: FastifyInstance | undefined;
let provider: TestServer | undefined;
afterEach(async () => {
  await app?.close();
  await provider?.stop();
});

/** The route by itself, for what takes long or does not happen on demand. */
async function serve(more: { credentials?: () => Promise<unknown>; log?: string[] } = {}) {
  provider = await startServer((incoming, outgoing) => {
    incoming.resume();
    const timer = setInterval(() => outgoing.write("."), 20);
    outgoing.once("close", () => {
      clearInterval(timer);
    });
  });
  const principal = { workspaceId: "w", kind: "api_key", keyId: "k", scopes: new Set(["proxy"]), accountIds: null };
  const account = { id: "acc", workspaceId: "w", provider: "workable", subdomain: "acme", status: "OK", settings: {} };
  const credentials = more.credentials ?? (() => Promise.resolve({}));
  const tools: any = {
    directory: {
      ...{ authenticate: () => Promise.resolve(principal), waitSeconds: () => 0 },
      ...{ accounts: () => Promise.resolve([account]), credentials },
    },
    tokens: { current: credentials },
    http: testHttp(),
    providers: new Map([["workable", testProvider(provider.url)]]),
    health: { note: () => undefined, needsRelink: () => false },
    cursorKey: Buffer.alloc(32),
  };
  const log = more.log ?? [];
  const logger = createLogger({ level: "info", destination: { write: (line) => log.push(line) } });
  app = Fastify({ forceCloseConnections: true });
  const limits = { requestTimeoutMs: 1_000, transferTimeoutMs: 300 };
  registerProxy(app, { tools, audit: { record: () => undefined } as any, logger, publicUrl: "http://x", ...limits });
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  return { ...createCaller(url, "made-up"), way: `${wayToAccount(accountGlobalId("acc"))}/x` };
}

it("ends a call whose bodies take longer than they may, however steadily they come", async () => {
  const { open, way } = await serve();
  const startedAtMs = performance.now();
  const answer = await open(way);
  expect(answer.statusCode).toBe(200);
  answer.on("error", () => undefined).resume();
  await new Promise((resolve) => answer.once("close", resolve));
  expect(answer.complete).toBe(false);
  expect(performance.now() - startedAtMs).toBeGreaterThan(250);
  expect(performance.now() - startedAtMs).toBeLessThan(900);
});

it("tells nothing of a failure that it does not know, and logs it", async () => {
  const log: string[] = [];
  const { call, way } = await serve({ credentials: () => Promise.reject(new Error("made-up detail")), log });
  const reply = await call(way, { method: "POST", body: "x" });
  expect(reply.status).toBe(500);
  expect(errorOf(reply)).toEqual({
    message: "Something went wrong here; it has been logged.",
    extensions: { code: "INTERNAL" },
  });
  expect(log).toHaveLength(1);
  expect(log[0]).toContain("made-up detail");
  expect(provider?.connections()).toBe(0);
});
