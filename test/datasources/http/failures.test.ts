import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Http } from "../../../src/datasources/http/http.js";
import type { Provider } from "../../../src/datasources/provider.js";
import type { AppError } from "../../../src/lib/errors.js";
import type { Fault } from "../../../src/sandbox/core.js";
import { startSandbox, type Sandbox } from "../../../src/sandbox/index.js";
import { failureOf, openSession, secret, startServer, testHttp, testProvider } from "./http-world.js";

let sandbox: Sandbox;
let http: Http;
let provider: Provider;
let tenant: ReturnType<Sandbox["workable"]>;
/** Every failure of this file, looked through for what must not be in it. */
const seen: AppError[] = [];

beforeEach(async () => {
  const options = { subdomain: "acme-demo", token: secret, candidates: 20, jobs: 3, employees: 5 };
  sandbox = await startSandbox({ tenants: { workable: [{ ...options, settings: { rateLimit: null } }] } });
  tenant = sandbox.workable("acme-demo");
  provider = testProvider(sandbox.urls.workable);
  http = testHttp({ requestTimeoutMs: 900 });
});
afterEach(async () => {
  http.close();
  await sandbox.stop();
  for (const error of seen) {
    expect(inspect(error, { depth: 12, showHidden: true })).not.toMatch(/made-up-secret|kim@|maintenance/iu);
  }
});

async function fail(fault: Fault | null, settings: Parameters<typeof openSession>[2] = {}) {
  if (fault) tenant.fault(fault);
  const { get, counter } = openSession(http, provider, { timeoutMs: 900, ...settings });
  const startedAt = performance.now();
  const error = await failureOf(get("/candidates", { email: "kim@example.com" }));
  seen.push(error);
  expect(error.details).toMatchObject({ provider: "workable", accountId: "account-1" });
  return { error, calls: counter.report().calls, ms: performance.now() - startedAt };
}

describe("a failing read", () => {
  it("asks for a new link when the token is wrong, without a retry", async () => {
    const { error, calls } = await fail(null, { token: `${secret}-wrong` });
    expect(error).toMatchObject({ code: "ACCOUNT_NEEDS_RELINK", retryable: false });
    expect(calls).toBe(1);
  });

  it("is a typed failure for an unknown subdomain", async () => {
    expect((await fail(null, { subdomain: "nobody" })).error.code).toBe("NOT_FOUND");
  });

  it.each([
    [{ kind: "html200" }, "answered HTML instead of JSON"],
    [{ kind: "truncated" }, "JSON that is cut short"],
    [{ kind: "redirect", location: "http://foreign.invalid/kim@x" }, "answered with a redirect to another address"],
  ] as const)("of %j is a bad response and is made once", async (fault, message) => {
    const { error, calls } = await fail(fault);
    expect(error).toMatchObject({ code: "PROVIDER_BAD_RESPONSE", retryable: false });
    expect(error.message).toContain(message);
    expect(calls).toBe(1);
  });

  it("ends two thirds into the request's time when the provider hangs, without a retry", async () => {
    const { error, calls, ms } = await fail({ kind: "hang" });
    expect(error).toMatchObject({ code: "PROVIDER_UNAVAILABLE", retryable: true });
    expect(error.message).toContain("did not answer within 0.6 s");
    expect([calls, ms > 550, ms < 850]).toEqual([1, true, true]);
  });

  it("ends at the deadline when that comes first", async () => {
    const { error, ms } = await fail({ kind: "hang" }, { timeoutMs: 200 });
    expect(error.code).toBe("PROVIDER_UNAVAILABLE");
    expect(ms).toBeLessThan(400);
  });

  it.each([
    { kind: "drop" },
    { kind: "status", status: 500 },
    { kind: "status", status: 503, body: "<html>" },
  ] as const)("of %j is tried three times and then unavailable", async (fault) => {
    http.close();
    http = testHttp({ requestTimeoutMs: 5000 });
    const { error, calls } = await fail(fault, { timeoutMs: 5000 });
    expect(error).toMatchObject({ code: "PROVIDER_UNAVAILABLE", retryable: true });
    expect(calls).toBe(3);
    expect(tenant.calls()).toHaveLength(3);
  });

  it("recovers when a retry succeeds, and counts both calls", async () => {
    tenant.fault({ kind: "drop", times: 1 });
    const { get, counter } = openSession(http, provider, { timeoutMs: 2000 });
    expect(await get("/stages")).toHaveProperty("stages");
    expect(counter.report()).toMatchObject({ calls: 2 });
    expect(counter.report().waitedMs).toBeGreaterThanOrEqual(125);
  });

  it("is not tried again when the deadline leaves no room for the back-off", async () => {
    const { calls, ms } = await fail({ kind: "status", status: 502 }, { timeoutMs: 120 });
    expect([calls, ms < 120]).toEqual([1, true]);
  });

  it("does not try again before a Retry-After that lies beyond the deadline", async () => {
    const { calls } = await fail({ kind: "status", status: 503, headers: { "retry-after": "30" } });
    expect(calls).toBe(1);
  });

  it.each([
    [{ kind: "status", status: 403, body: "{}" }, "FORBIDDEN"],
    [{ kind: "status", status: 403, body: "<html>maintenance" }, "PROVIDER_UNAVAILABLE"],
    [{ kind: "status", status: 404 }, "NOT_FOUND"],
    [{ kind: "status", status: 422, body: '{"error":"no"}' }, "PROVIDER_REJECTED"],
  ] as const)("of %j is %s and is made once", async (fault, code) => {
    const { error, calls } = await fail(fault);
    expect([error.code, calls]).toEqual([code, 1]);
  });

  it("fails at once with the time to wait when a pause outlasts the deadline", async () => {
    const { error, calls, ms } = await fail({ kind: "status", status: 429, headers: { "retry-after": "30" } });
    expect(error).toMatchObject({ code: "PROVIDER_RATE_LIMITED", retryable: true, details: { retryAfterSeconds: 30 } });
    expect([calls, ms < 500]).toEqual([1, true]);
    expect((await fail(null)).calls).toBe(0);
  });

  it("stops a body of more than may be read at once", async () => {
    const server = await startServer((_, outgoing) => outgoing.end(`"${"x".repeat(5000)}"`));
    provider = testProvider(server.url);
    http = testHttp({ maxBodyBytes: 2000 });
    expect((await fail(null)).error).toMatchObject({ code: "PROVIDER_BAD_RESPONSE" });
    await server.stop();
  });

  it("is unavailable when nobody listens at the address", async () => {
    const server = await startServer(() => undefined);
    await server.stop();
    provider = testProvider(server.url);
    expect((await fail(null)).error).toMatchObject({ code: "PROVIDER_UNAVAILABLE", retryable: true });
  });
});
