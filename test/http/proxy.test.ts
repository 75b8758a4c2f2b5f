import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { listAuditEvents } from "../../src/accounts/audit.js";
import { setAccountStatus } from "../../src/accounts/linked-accounts.js";
import { ensureWorkspace } from "../../src/accounts/workspaces.js";
import { accountGlobalId, accountIdOf, recordId } from "../../src/schema/relay/global-id.js";
import { waitUntil } from "../support/wait-until.js";
import { startWorld } from "../support/world.js";
import type { World } from "../support/world.js";
import { createCaller, errorOf, jsonOf, wayToAccount } from "./proxy-world.js";
import type { Reply, Sending } from "./proxy-world.js";

const providers = ["workable", "applicantstack", "sagehr"] as const;
const json = { "content-type": "application/json" };

let world: World;
let ids: Record<(typeof providers)[number], string>;
let caller: ReturnType<typeof createCaller>;
beforeAll(async () => {
  world = await startWorld({ accounts: [] });
  world.sandbox.workable("acme-demo").rateLimit = null;
  const link = (provider: (typeof providers)[number]) =>
    world.link({ provider, subdomain: "acme-demo", token: `sandbox-${provider}-token` });
  ids = {
    workable: await link("workable"),
    applicantstack: await link("applicantstack"),
    sagehr: await link("sagehr"),
  };
  caller = createCaller(world.url, await world.key());
});
afterAll(() => world.close());
afterEach(() => {
  for (const control of tenants()) control.clearCalls();
});

const tenants = () => providers.map((provider) => world.sandbox[provider]("acme-demo"));
const callsMade = () => tenants().reduce((sum, control) => sum + control.calls().length, 0);
const call = (provider: (typeof providers)[number], path: string, sending?: Sending) =>
  caller.call(wayToAccount(ids[provider]) + path, sending);
const post = (provider: (typeof providers)[number], path: string, body: unknown) =>
  call(provider, path, { method: "POST", headers: json, body: JSON.stringify(body) });

/** What the provider itself answers, asked without us. */
async function direct(
  provider: "workable" | "sagehr",
  path: string,
  init: RequestInit,
): Promise<Pick<Reply, "status" | "body">> {
  const token = `sandbox-${provider}-token`;
  const headers = { ...json, authorization: `Bearer ${token}`, "x-auth-token": token };
  const base = world.sandbox.urls[provider].replace("{subdomain}", "acme-demo");
  const response = await fetch(base + path, { ...init, headers });
  return { status: response.status, body: Buffer.from(await response.arrayBuffer()) };
}

describe("a provider's own API", () => {
  it("is read and written with the account's credentials: Workable", async () => {
    const [candidate] = world.sandbox.workable("acme-demo").data.candidates;
    const read = await call("workable", `/candidates/${candidate?.id}`);
    expect([read.status, jsonOf(read).candidate.id]).toEqual([200, candidate?.id]);
    const written = await post("workable", `/candidates/${candidate?.id}/comments`, {
      member_id: world.sandbox.workable("acme-demo").data.members[0]?.id,
      comment: { body: "Made up" },
    });
    expect(written.status).toBe(201);
    const activity = world.sandbox.workable("acme-demo").data.activities.at(-1);
    expect(activity).toMatchObject({ id: jsonOf(written).id, body: "Made up" });
  });

  it("is read and written with the account's credentials: ApplicantStack", async () => {
    const { data } = world.sandbox.applicantstack("acme-demo");
    const candidate = {
      "Job Serial": data.jobs[0]?.serial,
      "First Name": "Robin",
      "Last Name": "Sample",
      Email: "robin.sample@example.com",
    };
    const written = await post("applicantstack", "/api/candidate", candidate);
    expect([written.status, jsonOf(written)["Method Result"]]).toEqual([200, "Success"]);
    const serial = jsonOf(written)["Candidate Serial"];
    const read = await call("applicantstack", `/api/candidate/${serial}`);
    expect(jsonOf(read)).toMatchObject({ "First Name": "Robin", Email: "robin.sample@example.com" });
  });

  it("is read and written with the account's credentials: Sage HR", async () => {
    const person = new URLSearchParams({ first_name: "Kim", last_name: "Sample", email: "kim.sample@example.com" });
    const written = await call("sagehr", "/employees", {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: person.toString(),
    });
    expect(written.status).toBe(201);
    const read = await call("sagehr", `/employees/${jsonOf(written).data.id}`);
    expect(jsonOf(read).data).toMatchObject({ first_name: "Kim", email: "kim.sample@example.com" });
  });

  it("says no in its own words", async () => {
    const cases = [
      ["workable", "/candidates/nobody", {}, 404],
      ["workable", "/jobs/NOSUCHJOB/candidates", { method: "POST", body: "{}" }, 404],
      ["workable", "/candidates?limit=x%20y&created_after=%zz", {}, null],
      ["sagehr", "/employees", { method: "POST", body: "{}" }, 422],
      ["sagehr", "/employees/0", {}, 404],
    ] as const;
    for (const [provider, path, init, status] of cases) {
      const ours = await call(provider, path, { headers: json, ...init });
      const { body, ...theirs } = await direct(provider, path, init);
      expect([path, ours.status, ours.body.toString()]).toEqual([path, theirs.status, body.toString()]);
      if (status !== null) expect([path, ours.status]).toEqual([path, status]);
    }
  });

  it("takes a file and gives it back byte for byte", async () => {
    const content = randomBytes(300_000);
    const form = new FormData();
    form.append("file", new Blob([content], { type: "application/pdf" }), "sample.pdf");
    const request = new Request("http://made-up.example", { method: "POST", body: form });
    const { serial = "" } = world.sandbox.applicantstack("acme-demo").data.candidates[0] ?? {};
    const written = await call("applicantstack", `/api/candidate/${serial}/attachment`, {
      method: "POST",
      headers: { "content-type": request.headers.get("content-type") ?? "" },
      body: Buffer.from(await request.arrayBuffer()),
    });
    expect(jsonOf(written)["Method Result"]).toBe("Success");
    const { Files } = jsonOf(await call("applicantstack", `/api/candidate/${serial}`));
    const { pathname, search } = new URL(Files.at(-1).url);
    const read = await call("applicantstack", pathname.slice("/acme-demo".length) + search);
    expect(read.status).toBe(200);
    expect(read.headers).toMatchObject({
      "content-type": "application/pdf",
      "content-disposition": 'attachment; filename="sample.pdf"',
    });
    expect(read.body.equals(content)).toBe(true);
  });
});

describe("who may call it", () => {
  it("is nobody without a key, or with one that lacks the scope", async () => {
    const way = `${wayToAccount(ids.workable)}/jobs`;
    for (const key of [null, "hg_made-up", "made-up"]) {
      const reply = await caller.call(way, { key });
      expect([reply.status, errorOf(reply).extensions["code"]]).toEqual([401, "UNAUTHENTICATED"]);
    }
    const key = await world.key(undefined, ["ats:read", "ats:write", "hris:read", "raw:read", "pii:read"]);
    const reply = await caller.call(way, { key });
    expect(reply.status).toBe(403);
    expect(errorOf(reply)).toEqual({
      message: "This needs an API key with the scope proxy.",
      extensions: { code: "FORBIDDEN" },
    });
    // Whether the account is there is nothing to such a key.
    expect((await caller.call("/proxy/made-up/jobs", { key })).body.equals(reply.body)).toBe(true);
    expect((await caller.call(`${way}/../x`, { key })).status).toBe(403);
    expect(callsMade()).toBe(0);
  });

  it("is told the same of an account that is unknown, foreign, hidden from the key, or named in no valid way", async () => {
    const foreign = await world.link({
      ...{ provider: "workable", subdomain: "acme-demo", token: "sandbox-workable-token" },
      workspace: "foreign",
    });
    const accountId = accountIdOf(ids.workable) ?? "";
    const names = [
      encodeURIComponent(accountGlobalId("madeUpMadeUp")),
      encodeURIComponent(foreign),
      encodeURIComponent(recordId("Candidate", accountId, "1")),
      encodeURIComponent(ids.workable).replace("%3D", ""),
      encodeURIComponent(` ${ids.workable}`),
      encodeURIComponent(encodeURIComponent(ids.workable)),
      accountId,
      "made-up",
      "..",
      "%2e%2e",
      "%00",
      "a%2fb",
      "*",
    ];
    const replies = await Promise.all(names.map((name) => caller.call(`/proxy/${name}/jobs?limit=1`)));
    const limited = await world.key(undefined, ["proxy"], { accountIds: [accountIdOf(ids.sagehr) ?? ""] });
    replies.push(await caller.call(`${wayToAccount(ids.workable)}/jobs?limit=1`, { key: limited }));
    const [first] = replies;
    expect(first).toMatchObject({ status: 404, headers: { "content-type": "application/json; charset=utf-8" } });
    expect(first?.body.toString()).toBe(
      '{"errors":[{"message":"There is no such account.","extensions":{"code":"NOT_FOUND"}}]}',
    );
    const bare = ({ headers: { date: _date, ...headers }, ...rest }: Reply) => ({ ...rest, headers });
    for (const reply of replies) expect(bare(reply)).toEqual(first && bare(first));
    expect(callsMade()).toBe(0);
    expect((await caller.call(`${wayToAccount(ids.sagehr)}/employees`, { key: limited })).status).toBe(200);
  });

  it("keeps three workspaces apart whose providers use the same ids", async () => {
    const tenantsOf = ["one", "two", "three"].map((subdomain) => ({
      subdomain,
      token: `made-up-${subdomain}`,
      seed: 7,
    }));
    const apart = await startWorld({ accounts: [], sandbox: { tenants: { workable: tenantsOf } } });
    const parties = await Promise.all(
      tenantsOf.map(async ({ subdomain, token }) => ({
        subdomain,
        way: wayToAccount(await apart.link({ provider: "workable", subdomain, token, workspace: subdomain })),
        key: await apart.key(subdomain),
        tenant: apart.sandbox.workable(subdomain),
      })),
    );
    const { call: ask } = createCaller(apart.url, "");
    const id = parties[0]?.tenant.data.candidates[0]?.id ?? "";
    await Promise.all(
      parties.map(async ({ way, key, subdomain, tenant }) => {
        expect(tenant.data.candidates[0]?.id).toBe(id);
        const comment = { member_id: tenant.data.members[0]?.id, comment: { body: `Only for ${subdomain}` } };
        const sending = { key, method: "POST", headers: json, body: JSON.stringify(comment) };
        expect((await ask(`${way}/candidates/${id}/comments`, sending)).status).toBe(201);
      }),
    );
    for (const { key, subdomain, tenant, way } of parties) {
      const bodies = tenant.data.activities.filter(({ action }) => action === "comment").map(({ body }) => body);
      expect(bodies.filter((body) => body?.startsWith("Only for"))).toEqual([`Only for ${subdomain}`]);
      expect(tenant.calls()).toHaveLength(1);
      for (const other of parties.filter((party) => party.way !== way)) {
        expect((await ask(`${other.way}/candidates/${id}`, { key })).status).toBe(404);
      }
    }
    for (const { tenant } of parties) expect(tenant.calls()).toHaveLength(1);
    await apart.close();
  });
});

describe("an account that needs linking again", () => {
  it("is told with 502, without a call", async () => {
    const { id: workspaceId } = await ensureWorkspace(world.database, "relink");
    const key = await world.key("relink");
    const id = await world.link({
      ...{ provider: "sagehr", subdomain: "acme-demo", token: "sandbox-sagehr-token" },
      workspace: "relink",
    });
    const way = `${wayToAccount(id)}/employees`;
    expect((await caller.call(way, { key })).status).toBe(200);
    world.sandbox.sagehr("acme-demo").clearCalls();
    await setAccountStatus(world.database, workspaceId, accountIdOf(id) ?? "", "NEEDS_RELINK");
    await waitUntil(async () => (await caller.call(way, { key })).status === 502);
    world.sandbox.sagehr("acme-demo").clearCalls();
    const reply = await caller.call(way, { key, method: "POST", body: "x" });
    expect(errorOf(reply).extensions).toEqual({ code: "ACCOUNT_NEEDS_RELINK", provider: "sagehr", accountId: id });
    expect(callsMade()).toBe(0);
  });

  it("passes the provider's own 401 as it is, when that is the first to know", async () => {
    const id = await world.link({ provider: "sagehr", subdomain: "acme-demo", token: "stale", workspace: "stale" });
    const reply = await caller.call(`${wayToAccount(id)}/employees`, { key: await world.key("stale") });
    expect(reply.status).toBe(401);
    expect(reply.body.toString()).not.toContain("UNAUTHENTICATED");
  });
});

describe("the record of calls", () => {
  it("tells who called what with which outcome, without ids, queries and bodies", async () => {
    const { id: workspaceId } = await ensureWorkspace(world.database, "audited");
    const key = await world.key("audited");
    const link = { provider: "workable", subdomain: "acme-demo", token: "sandbox-workable-token" } as const;
    const id = await world.link({ ...link, workspace: "audited" });
    const way = wayToAccount(id);
    const tenant = world.sandbox.workable("acme-demo");
    await caller.call(`${way}/candidates/3f1a?email=robin@example.com`, { key });
    await caller.call(`${way}/candidates/robin@example.com/comments`, { key, method: "POST", body: "Robin" });
    await caller.call(`${way}/../x`, { key });
    await caller.call(`${way}/jobs`, { key: null });
    await caller.call("/proxy/made-up/jobs", { key });
    tenant.fault({ kind: "drop", times: 1 });
    await caller.call(`${way}/jobs/`, { key });
    const rows = () => listAuditEvents(world.database, workspaceId, {}, { direction: "newer", from: null, limit: 10 });
    await waitUntil(async () => (await rows()).length === 3);
    expect(await rows()).toMatchObject(
      [
        { method: "GET", status: 404, path: "/candidates/{id}" },
        { method: "POST", status: 404, path: "/candidates/{id}/comments" },
        { method: "GET", status: 502, path: "/jobs/" },
      ].map((detail) => ({
        ...{ action: "proxy.called", actorKind: "api_key", accountId: accountIdOf(id) },
        detail: { provider: "workable", ...detail },
      })),
    );
    expect(JSON.stringify(await rows())).not.toMatch(/robin|3f1a|sandbox-workable-token/iu);
  });

  it("tells of a call whose client hung up that its outcome is not known", async () => {
    const { id: workspaceId } = await ensureWorkspace(world.database, "hung-up");
    const key = await world.key("hung-up");
    const tenant = world.sandbox.sagehr("acme-demo");
    const id = await world.link({
      provider: "sagehr",
      subdomain: "acme-demo",
      token: tenant.token,
      workspace: "hung-up",
    });
    tenant.fault({ kind: "hang", times: 1 });
    const calling = caller.call(`${wayToAccount(id)}/employees`, { key, method: "DELETE" }).catch(() => null);
    await waitUntil(() => tenant.calls().length === 1);
    caller.hangUp();
    expect(await calling).toBeNull();
    const rows = () => listAuditEvents(world.database, workspaceId, {}, { direction: "newer", from: null, limit: 10 });
    await waitUntil(async () => (await rows()).length === 1);
    expect((await rows())[0]?.detail).toEqual({
      provider: "sagehr",
      method: "DELETE",
      status: null,
      path: "/employees",
    });
  });
});

describe("the account's budget", () => {
  it("is shared with queries and kept by any storm, whose tail is refused at once", { timeout: 40_000 }, async () => {
    const tight = await startWorld({ accounts: [] });
    const tenant = tight.sandbox.workable("acme-demo");
    tenant.rateLimit = { limit: 10, windowMs: 10_000, refuseLast: true };
    const way = wayToAccount(
      await tight.link({ provider: "workable", subdomain: "acme-demo", token: "sandbox-workable-token" }),
    );
    const { call: ask } = createCaller(tight.url, await tight.key());
    await tight.ask("{ jobs(first: 1) { nodes { title } } }");
    expect(tenant.calls()).toHaveLength(1);
    const startedAtMs = performance.now();
    const replies = await Promise.all(
      Array.from({ length: 19 }, async (_, index) => ({
        ...(await ask(`${way}/stages?x=${index}`)),
        ms: performance.now() - startedAtMs,
      })),
    );
    const refused = replies.filter(({ status }) => status === 429);
    expect(replies.filter(({ status }) => status !== 429)).toHaveLength(17);
    expect(tenant.calls()).toHaveLength(18);
    // None of the refusals is the provider's.
    expect(tenant.calls().filter(({ status }) => status === 429)).toEqual([]);
    expect(refused).toHaveLength(2);
    for (const reply of refused) {
      const retryAfter = Number(reply.headers["retry-after"]);
      expect(retryAfter).toBeGreaterThan(14);
      expect(retryAfter).toBeLessThan(22);
      expect(reply.ms).toBeLessThan(5_000);
      expect(errorOf(reply).extensions).toMatchObject({ code: "PROVIDER_RATE_LIMITED", retryAfter });
    }
    await tight.close();
  });
});
