import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Http } from "../../../src/datasources/http/http.js";
import type { Provider } from "../../../src/datasources/provider.js";
import { startSandbox, type Sandbox } from "../../../src/sandbox/index.js";
import {
  failureOf,
  openSession,
  secret,
  sleep,
  startServer,
  testHttp,
  testProvider,
  windowRule,
} from "./http-world.js";

const windowMs = 300;
let sandbox: Sandbox;
let http: Http;
let provider: Provider;
let tenant: ReturnType<Sandbox["workable"]>;

beforeEach(async () => {
  const options = { subdomain: "acme-demo", token: secret, candidates: 20, jobs: 3, employees: 5 };
  sandbox = await startSandbox({ tenants: { workable: [options] } });
  tenant = sandbox.workable("acme-demo");
  tenant.rateLimit = { limit: 10, windowMs, refuseLast: true };
  provider = testProvider(sandbox.urls.workable, windowRule(10, windowMs));
  http = testHttp({ requestTimeoutMs: 20_000 });
});
afterEach(async () => {
  http.close();
  await sandbox.stop();
});

const statuses = () => tenant.calls().map((call) => call.status);
const open = (timeoutMs = 20_000) => openSession(http, provider, { timeoutMs });

describe("an account at a tight limit", () => {
  it("is never refused while sixty calls are pushed through, nor slower than its windows ask for", async () => {
    const { get, counter } = open();
    const startedAt = Date.now();
    await Promise.all(Array.from({ length: 60 }, (_, index) => get("/stages", { index })));
    const ms = Date.now() - startedAt;
    expect(statuses()).toEqual(Array.from({ length: 60 }, () => 200));
    expect(counter.report().calls).toBe(60);
    // Six full windows of nine calls go before the last six.
    expect(ms).toBeGreaterThan(6 * windowMs);
    expect(ms).toBeLessThan(6 * windowMs * 2);
  });

  it("is never refused by a sliding window either", async () => {
    const counted: number[] = [];
    let refused = 0;
    const server = await startServer((_, outgoing) => {
      const now = Date.now();
      const isOver = counted.filter((at) => at > now - windowMs).length >= 9;
      if (isOver) refused += 1;
      counted.push(now);
      setTimeout(() => outgoing.writeHead(isOver ? 429 : 200, { "x-rate-limit-limit": "10" }).end("{}"), now % 40);
    });
    const { get } = openSession(http, testProvider(server.url, windowRule(10, windowMs)), { timeoutMs: 20_000 });
    await Promise.all(Array.from({ length: 40 }, (_, index) => get("/x", { index })));
    expect([server.asked.length, refused]).toEqual([40, 0]);
    await server.stop();
  });

  it("shares the budget between requests, and tells what is left", async () => {
    const [one, two] = [open(), open()];
    await Promise.all([1, 2, 3].map((index) => one.get("/stages", { index })));
    await two.get("/jobs");
    const [account] = two.counter.report().accounts;
    expect(account).toMatchObject({ calls: 1, remaining: 5 });
    expect(account?.resetAt?.getTime()).toBeGreaterThan(Date.now());
  });

  it("refuses without a call what cannot have its turn before the deadline", async () => {
    tenant.rateLimit = { limit: 10, windowMs: 10_000 };
    provider = testProvider(sandbox.urls.workable, windowRule(10, 10_000));
    await Promise.all(Array.from({ length: 9 }, (_, index) => open().get("/stages", { index })));
    tenant.clearCalls();
    const startedAt = performance.now();
    const error = await failureOf(open(3000).get("/jobs"));
    expect(performance.now() - startedAt).toBeLessThan(200);
    expect(error).toMatchObject({ code: "PROVIDER_RATE_LIMITED", details: { accountId: "account-1" } });
    expect(error.details.retryAfterSeconds).toBeGreaterThan(8);
    expect(error.details.retryAfterSeconds).toBeLessThanOrEqual(11);
    expect(tenant.calls()).toHaveLength(0);
  });

  it("leaves room to others who spend the same limit", async () => {
    tenant.rateLimit = { limit: 10, windowMs: 10_000, refuseLast: true };
    provider = testProvider(sandbox.urls.workable, windowRule(10, 10_000));
    if (Date.now() % 10_000 > 8000) await sleep(2100);
    const address = sandbox.urls.workable.replace("{subdomain}", "acme-demo");
    for (let turn = 0; turn < 5; turn += 1) {
      await fetch(`${address}/stages`, { headers: { authorization: `Bearer ${secret}` } });
    }
    await open().get("/stages");
    const results = await Promise.allSettled([1, 2, 3, 4, 5].map((index) => open(2000).get("/jobs", { index })));
    expect(results.map((result) => result.status).filter((status) => status === "fulfilled")).toHaveLength(3);
    expect(statuses()).not.toContain(429);
  });
});

describe("a 429 from elsewhere", () => {
  it("pauses the account without a storm and loses no call", async () => {
    tenant.rateLimit = null;
    const plain = testProvider(sandbox.urls.workable);
    tenant.latencyMs = 20;
    tenant.fault({ kind: "status", status: 429, headers: { "retry-after": "1" }, times: 1 });
    const sessions = Array.from({ length: 12 }, () => openSession(http, plain, { timeoutMs: 10_000 }));
    await Promise.all(sessions.map(({ get }, index) => get("/stages", { index })));
    const calls = tenant.calls();
    const refused = calls.find((call) => call.status === 429)?.at ?? 0;
    // The three that were under way beside the refused one; nothing more until the pause is over.
    expect(calls.filter((call) => call.at < refused + 900)).toHaveLength(4);
    expect(calls).toHaveLength(13);
    const after = calls.filter((call) => call.at >= refused + 900).map((call) => call.at);
    expect((after[1] ?? 0) - (after[0] ?? 0)).toBeGreaterThanOrEqual(20);
  });

  it("is asked about three times at most, however long it lasts", async () => {
    tenant.rateLimit = null;
    tenant.fault({ kind: "status", status: 429, headers: { "retry-after": "0" } });
    const error = await failureOf(openSession(http, testProvider(sandbox.urls.workable)).get("/stages"));
    expect(error).toMatchObject({ code: "PROVIDER_RATE_LIMITED", details: { status: 429, retryAfterSeconds: 1 } });
    expect(tenant.calls()).toHaveLength(3);
  });
});
