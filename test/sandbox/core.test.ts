import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { defaultTenants, startSandbox } from "../../src/sandbox/index.js";
import { startWorkable, type WorkableSandbox } from "./workable/workable-sandbox.js";

let world: WorkableSandbox;

beforeAll(async () => {
  world = await startWorkable();
});
afterAll(() => world.stop());
afterEach(() => {
  world.tenant.clearFaults();
  world.tenant.clearCalls();
  world.tenant.latencyMs = 0;
  world.tenant.rateLimit = null;
});

const raw = (path: string, init: RequestInit = {}) =>
  fetch(`${world.baseUrl}${path}`, {
    headers: { authorization: "Bearer sandbox-workable-token" },
    redirect: "manual",
    ...init,
  });
const control = (path: string, method: string, body?: object) =>
  fetch(`${new URL(world.baseUrl).origin}/__sandbox/acme-demo/${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });

describe("the sandbox's core", () => {
  it("gives addresses with a literal subdomain and one port per provider", () => {
    const { urls } = world.sandbox;
    expect(urls.workable).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\{subdomain\}\/spi\/v3$/u);
    expect(urls.workableWww).toMatch(/:\d+\/www$/u);
    expect(urls.applicantstack).toMatch(/:\d+\/\{subdomain\}$/u);
    expect(urls.sagehr).toMatch(/:\d+\/\{subdomain\}\/api$/u);
    expect(new Set([urls.workable, urls.applicantstack, urls.sagehr].map((url) => url.split("/")[2])).size).toBe(3);
  });

  it("records each call with its path below the tenant, query and status", async () => {
    await world.get("/jobs?limit=2");
    await world.get("/nowhere");
    expect(world.tenant.calls()).toMatchObject([
      { tenant: "acme-demo", method: "GET", path: "/spi/v3/jobs?limit=2", status: 200 },
      { path: "/spi/v3/nowhere", status: 404 },
    ]);
  });

  it("answers a path that it cannot decode with 500 rather than by hanging up", async () => {
    expect((await raw("/jobs/%E0%A4%A")).status).toBe(500);
  });

  it("adds latency to every call", async () => {
    world.tenant.latencyMs = 120;
    const startedAt = performance.now();
    await world.get("/stages");
    expect(performance.now() - startedAt).toBeGreaterThan(110);
  });

  it("acts a fault out only on matching paths and only so many times", async () => {
    world.tenant.fault({ kind: "status", status: 503, body: "busy", path: /jobs/u, times: 2 });
    expect((await world.get("/stages")).status).toBe(200);
    expect([(await raw("/jobs")).status, (await raw("/jobs")).status, (await raw("/jobs")).status]).toEqual([
      503, 503, 200,
    ]);
  });

  it("answers HTML with status 200, redirects and cut JSON", async () => {
    world.tenant.fault({ kind: "html200", times: 1 });
    const html = await raw("/jobs");
    expect([html.status, html.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    world.tenant.fault({ kind: "redirect", location: "http://other.invalid/", times: 1 });
    const redirect = await raw("/jobs");
    expect([redirect.status, redirect.headers.get("location")]).toEqual([302, "http://other.invalid/"]);
    world.tenant.fault({ kind: "truncated", times: 1 });
    const cut = await raw("/jobs");
    expect(cut.headers.get("content-type")).toContain("application/json");
    await expect(cut.json()).rejects.toThrow(SyntaxError);
  });

  it("points the next page at a foreign host, also where there is no next page", async () => {
    world.tenant.fault({ kind: "foreign-next", location: "http://evil.invalid/x" });
    expect((await world.get("/candidates?limit=5")).body["paging"]).toEqual({ next: "http://evil.invalid/x" });
    expect((await world.get("/stages")).body["paging"]).toEqual({ next: "http://evil.invalid/x" });
  });

  it("hangs until the caller gives up, drops the line, and still records the call", async () => {
    world.tenant.fault({ kind: "hang", times: 1 });
    await expect(raw("/jobs", { signal: AbortSignal.timeout(150) })).rejects.toThrow(/timeout/u);
    world.tenant.fault({ kind: "drop", times: 1 });
    await expect(raw("/jobs")).rejects.toThrow("fetch failed");
    expect(world.tenant.calls().map((call) => call.status)).toEqual([0, 0]);
  });

  it("is steered over HTTP by people who run it alone", async () => {
    await control("faults", "POST", { kind: "status", status: 418, path: "jobs", times: 9 });
    expect((await raw("/jobs")).status).toBe(418);
    await control("faults", "DELETE");
    expect((await raw("/jobs")).status).toBe(200);
    const calls: unknown = await (await control("calls", "GET")).json();
    expect(calls).toMatchObject({ calls: [{ status: 418 }, { status: 200 }] });
    await control("calls", "DELETE");
    expect(world.tenant.calls()).toEqual([]);
    await control("settings", "PUT", { latencyMs: 5, rateLimit: { limit: 3, windowMs: 1000 } });
    expect([world.tenant.latencyMs, world.tenant.rateLimit]).toEqual([5, { limit: 3, windowMs: 1000 }]);
    expect((await control("faults", "POST", { kind: "earthquake" })).status).toBe(400);
  });

  it("takes a fault's method and its coming after the call over HTTP", async () => {
    const [candidate] = world.tenant.data.candidates;
    const path = `/candidates/${candidate?.id}/tags`;
    const tag = (text: string) => raw(path, { method: "PUT", body: JSON.stringify({ tags: [text] }) });
    const tags = () => world.tenant.data.candidates[0]?.detail.tags;
    const before = tags();
    await control("faults", "POST", { kind: "status", status: 500, method: "PUT", times: 1 });
    expect([(await raw("/jobs")).status, (await tag("lost")).status, tags()]).toEqual([200, 500, before]);
    await control("faults", "POST", { kind: "status", status: 500, method: "PUT", after: true, times: 1 });
    expect([(await tag("kept")).status, tags()]).toEqual([500, ["kept"]]);
    await control("faults", "POST", { kind: "status", status: 500, after: "yes", times: 1 });
    expect([(await tag("lost")).status, tags()]).toEqual([500, ["kept"]]);
  });

  it("has one tenant per provider by default, together of about 400 candidates, 30 jobs and 120 employees", () => {
    const tenants = Object.values(defaultTenants);
    const total = (name: "candidates" | "jobs" | "employees") =>
      tenants.reduce((sum, tenant) => sum + (tenant[name] ?? 0), 0);
    expect(tenants.map((tenant) => tenant.subdomain)).toEqual(["acme-demo", "acme-demo", "acme-demo"]);
    expect([total("candidates"), total("jobs"), total("employees")]).toEqual([400, 30, 120]);
  });

  it("makes the same data again from the same seed and other data from another", async () => {
    const tenants = [1, 1, 2].map((seed, index) => ({ subdomain: `t${index}`, token: "x", seed, candidates: 20 }));
    const sandbox = await startSandbox({ tenants: { workable: tenants }, now: () => new Date("2026-11-20T00:00:00Z") });
    const [first, second, third] = ["t0", "t1", "t2"].map((name) =>
      sandbox.workable(name).data.candidates.map((row) => row.name),
    );
    await sandbox.stop();
    expect(second).toEqual(first);
    expect(third).not.toEqual(first);
  });

  it("throws when a port is taken, and leaves none of its own open", async () => {
    const taken = Number(new URL(world.baseUrl).port);
    const other = await startSandbox();
    const freed = Number(new URL(other.urls.workableWww).port);
    await other.stop();
    await expect(startSandbox({ ports: { workable: freed, sagehr: taken } })).rejects.toThrow("EADDRINUSE");
    await expect(fetch(`http://127.0.0.1:${freed}/`)).rejects.toThrow("fetch failed");
  });
});
