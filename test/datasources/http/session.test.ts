import { Writable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Http } from "../../../src/datasources/http/http.js";
import type { Provider } from "../../../src/datasources/provider.js";
import { createLogger } from "../../../src/lib/logger.js";
import { startSandbox, type Sandbox } from "../../../src/sandbox/index.js";
import { failureOf, openSession, secret, sleep, testHttp, testProvider } from "./http-world.js";

let sandbox: Sandbox;
let http: Http;
let provider: Provider;
let tenant: ReturnType<Sandbox["workable"]>;

beforeEach(async () => {
  const options = { subdomain: "acme-demo", token: secret, candidates: 20, jobs: 3, employees: 5 };
  sandbox = await startSandbox({ tenants: { workable: [{ ...options, settings: { rateLimit: null } }] } });
  tenant = sandbox.workable("acme-demo");
  provider = testProvider(sandbox.urls.workable);
  http = testHttp();
});
afterEach(async () => {
  http.close();
  await sandbox.stop();
});

const paths = () => tenant.calls().map((call) => call.path);

describe("a session", () => {
  it("reads JSON below the account's address with its credentials", async () => {
    const { get, counter } = openSession(http, provider);
    expect(await get("/jobs", { limit: 2 })).toMatchObject({ jobs: [{}, {}] });
    expect(paths()).toEqual(["/spi/v3/jobs?limit=2"]);
    const accounts = [{ accountId: "account-1", calls: 1, remaining: null, resetAt: null }];
    expect(counter.report()).toMatchObject({ calls: 1, deduplicated: 0, mirrorReads: 0, accounts });
  });

  it("makes equal reads of one request once, whether under way or done", async () => {
    const { get, counter } = openSession(http, provider);
    const [first, second] = await Promise.all([get("/stages"), get("/stages")]);
    expect(second).toEqual(first);
    expect(await get("/stages")).toEqual(first);
    await get("/stages", { x: 1 });
    expect(paths()).toHaveLength(2);
    expect(counter.report()).toMatchObject({ calls: 2, deduplicated: 2 });
  });

  it("reads again what failed", async () => {
    tenant.fault({ kind: "html200", times: 1 });
    const { get } = openSession(http, provider);
    await failureOf(get("/stages"));
    expect(await get("/stages")).toHaveProperty("stages");
  });

  it("shares a call under way with another request of the same account", async () => {
    tenant.latencyMs = 60;
    const [one, two] = [openSession(http, provider), openSession(http, provider)];
    const answers = await Promise.all([one.get("/stages"), two.get("/stages"), sleep(20).then(() => two.get("/jobs"))]);
    expect(answers[1]).toEqual(answers[0]);
    expect(paths()).toHaveLength(2);
    expect(one.counter.report()).toMatchObject({ calls: 1, deduplicated: 0 });
    expect(two.counter.report()).toMatchObject({ calls: 1, deduplicated: 1 });
    await two.get("/stages");
    await openSession(http, provider).get("/stages");
    expect(paths()).toHaveLength(3);
  });

  it("shares a call that is still queued", async () => {
    tenant.latencyMs = 60;
    const narrow = testProvider(sandbox.urls.workable, { concurrency: 1 });
    const [one, two] = [openSession(http, narrow), openSession(http, narrow)];
    await Promise.all([one.get("/jobs"), one.get("/stages"), two.get("/stages")]);
    expect(paths()).toEqual(["/spi/v3/jobs", "/spi/v3/stages"]);
    expect(one.counter.report().waitedMs).toBeGreaterThan(40);
  });

  it("shares nothing between accounts", async () => {
    tenant.latencyMs = 30;
    const other = openSession(http, provider, { accountId: "account-2", token: "wrong" });
    const [, error] = await Promise.all([openSession(http, provider).get("/stages"), failureOf(other.get("/stages"))]);
    expect(error).toMatchObject({ code: "ACCOUNT_NEEDS_RELINK", details: { accountId: "account-2" } });
    expect(paths()).toHaveLength(2);
  });

  it("goes on with a shared call when the request that began it is given up", async () => {
    tenant.latencyMs = 100;
    const stop = new AbortController();
    const [one, two] = [openSession(http, provider, { signal: stop.signal }), openSession(http, provider)];
    const given = failureOf(one.get("/stages"));
    const kept = two.get("/stages");
    stop.abort();
    expect(await given).toMatchObject({ code: "PROVIDER_UNAVAILABLE" });
    expect(await kept).toHaveProperty("stages");
    expect(paths()).toHaveLength(1);
  });

  it("gives a call up once all who wait have gone, and lets later ones make their own", async () => {
    tenant.fault({ kind: "hang", times: 1 });
    const stop = new AbortController();
    const one = openSession(http, provider, { signal: stop.signal });
    const given = failureOf(one.get("/stages"));
    await sleep(30);
    stop.abort();
    expect((await given).message).toContain("given up");
    expect(await openSession(http, provider).get("/stages")).toHaveProperty("stages");
    expect((await failureOf(one.get("/jobs"))).message).toContain("given up");
    expect(paths()).toHaveLength(2);
  });

  it("lets one who joins keep its own deadline, and one with more time outlast the first", async () => {
    tenant.latencyMs = 250;
    const [long, short] = [openSession(http, provider), openSession(http, provider, { timeoutMs: 100 })];
    const kept = long.get("/stages");
    expect((await failureOf(short.get("/stages"))).message).toContain("did not answer within 0.1 s");
    expect(await kept).toHaveProperty("stages");
    expect(paths()).toHaveLength(1);
  });

  it("may have many reads under way without a warning of a leak", async () => {
    const warnings: string[] = [];
    const note = (warning: Error) => warnings.push(warning.message);
    process.on("warning", note);
    const { get } = openSession(http, provider);
    await Promise.all(Array.from({ length: 30 }, (_, index) => get("/stages", { index })));
    await sleep(10);
    process.off("warning", note);
    expect(warnings).toEqual([]);
  });

  it.each(["https://evil.test/jobs", "/../../other/spi/v3/jobs", "//evil.test"])(
    "makes no call for the path %s",
    async (path) => {
      const error = await failureOf(openSession(http, provider).get(path));
      expect(error).toMatchObject({ code: "PROVIDER_BAD_RESPONSE", details: { accountId: "account-1" } });
      expect(error.message).not.toContain("evil");
      expect(tenant.calls()).toHaveLength(0);
    },
  );

  it("makes no call for a subdomain that is none", async () => {
    const error = await failureOf(openSession(http, provider, { subdomain: "a/../b" }).get("/jobs"));
    expect(error).toMatchObject({ code: "BAD_USER_INPUT", details: { provider: "workable", accountId: "account-1" } });
  });

  it("logs one line a call, without query or credentials", async () => {
    const lines: string[] = [];
    const destination = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(chunk.toString());
        done();
      },
    });
    const loud = testHttp({ logger: createLogger({ level: "debug", destination }) });
    await openSession(loud, provider).get("/candidates", { email: "kim@example.com" });
    loud.close();
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      provider: "workable",
      accountId: "account-1",
      method: "GET",
      path: "/candidates",
      status: 200,
    });
    expect(lines[0]).not.toMatch(/kim|email|made-up/u);
  });
});
