import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import type { Fault } from "../../src/sandbox/core.js";
import { defaultAccounts, startWorld } from "../support/world.js";
import type { Answer, World } from "../support/world.js";

const requestTimeoutMs = 4_000;
const secrets = [
  "sandbox-workable-token",
  "sandbox-applicantstack-token",
  "sandbox-sagehr-token",
  "wrong-token",
  "canary-body",
];

let world: World;
beforeAll(async () => {
  world = await startWorld({ requestTimeoutMs });
  world.sandbox.workable("acme-demo").rateLimit = null;
});
afterAll(() => world.close());
afterEach(() => {
  for (const provider of ["workable", "applicantstack", "sagehr"] as const)
    world.sandbox[provider]("acme-demo").clearFaults();
});

const everyJob = `{ jobs(first: 100) { nodes { id title provider } sources { account { provider subdomain } status message retryAfter } complete } }`;

function expectNoSecret(answer: Answer): void {
  const text = JSON.stringify(answer);
  for (const secret of secrets) expect(text).not.toContain(secret);
}

/** The status of each provider's account. */
const statuses = (answer: Answer): Record<string, string> =>
  Object.fromEntries(answer.data.jobs.sources.map((source: any) => [source.account.provider, source.status]));

const faults: [string, Fault, string][] = [
  ["HTML with status 200", { kind: "html200" }, "BAD_RESPONSE"],
  ["truncated JSON", { kind: "truncated" }, "BAD_RESPONSE"],
  ["a redirect to another host", { kind: "redirect", location: "http://localhost:9/canary-body" }, "BAD_RESPONSE"],
  ["a hang", { kind: "hang" }, "UNAVAILABLE"],
  ["a dropped connection", { kind: "drop" }, "UNAVAILABLE"],
  ["a 500", { kind: "status", status: 500, body: "canary-body" }, "UNAVAILABLE"],
  ["a 401", { kind: "status", status: 401, body: "canary-body" }, "UNAUTHORIZED"],
  ["a 403", { kind: "status", status: 403, body: '{"error":"canary-body"}' }, "FORBIDDEN"],
  ["a 429", { kind: "status", status: 429, headers: { "retry-after": "30" } }, "RATE_LIMITED"],
];

describe.each(["workable", "applicantstack", "sagehr"] as const)("%s answering with", (provider) => {
  it.each(faults)("%s costs its own rows and is told within the deadline", async (_name, fault, status) => {
    const link = await isolated(provider);
    world.sandbox[provider](link.subdomain).fault(fault);
    const startedAt = performance.now();
    const answer = await world.ask(everyJob, {}, { key: link.key });
    expect(performance.now() - startedAt).toBeLessThan(requestTimeoutMs + 500);
    expect(answer.errors).toBeUndefined();
    const others = ["workable", "applicantstack", "sagehr"].filter((name) => name !== provider);
    expect(statuses(answer)).toEqual({ [provider]: status, ...Object.fromEntries(others.map((name) => [name, "OK"])) });
    expect(answer.data.jobs.complete).toBe(false);
    for (const name of others) expect(answer.data.jobs.nodes.some((job: any) => job.provider === name)).toBe(true);
    const source = answer.data.jobs.sources.find((entry: any) => entry.status === status);
    expect(source.message).toEqual(expect.any(String));
    if (status === "RATE_LIMITED") expect(source.retryAfter).toBeGreaterThan(0);
    expectNoSecret(answer);
  });
});

let workspaces = 0;
/** A workspace of its own, so that no back-off of another test is met. */
async function isolated(_provider: string): Promise<{ key: string; subdomain: string }> {
  const workspace = `faults-${String(++workspaces)}`;
  for (const account of defaultAccounts) await world.link({ ...account, workspace });
  return { key: await world.key(workspace), subdomain: "acme-demo" };
}

describe("an account", () => {
  it("with a wrong token, an unknown subdomain or a foreign paging.next is told by itself", async () => {
    const workspace = "credentials";
    await world.link({ provider: "workable", subdomain: "acme-demo", token: "wrong-token", workspace });
    await world.link({ provider: "sagehr", subdomain: "nobody", token: "sandbox-sagehr-token", workspace });
    await world.link({
      provider: "applicantstack",
      subdomain: "nobody",
      token: "sandbox-applicantstack-token",
      workspace,
    });
    await world.link({ provider: "sagehr", subdomain: "acme-demo", token: "sandbox-sagehr-token", workspace });
    const answer = await world.ask(everyJob, {}, { key: await world.key(workspace) });
    const told = answer.data.jobs.sources.map(({ account, status }: any) => [
      account.provider,
      account.subdomain,
      status,
    ]);
    expect(told).toEqual([
      ["workable", "acme-demo", "UNAUTHORIZED"],
      ["sagehr", "nobody", expect.stringMatching(/UNAVAILABLE|UNAUTHORIZED|BAD_RESPONSE/)],
      ["applicantstack", "nobody", "BAD_RESPONSE"],
      ["sagehr", "acme-demo", "OK"],
    ]);
    expect(answer.data.jobs.nodes.length).toBeGreaterThan(0);
    expectNoSecret(answer);
  });

  it("whose paging.next points elsewhere is not followed", async () => {
    world.sandbox.workable("acme-demo").fault({ kind: "foreign-next" });
    const answer = await world.ask(
      `{ candidates(first: 100, filter: { provider: { eq: "workable" } }) { nodes { id } } }`,
    );
    expect(answer.data.candidates).toBeNull();
    expect(answer.errors?.[0]).toMatchObject({
      path: ["candidates"],
      extensions: { code: "PROVIDER_BAD_RESPONSE", provider: "workable" },
    });
  });

  it("that was skipped on one page leaves the walk incomplete on the next", async () => {
    const query = `query ($after: String) { jobs(first: 9, after: $after) { pageInfo { endCursor } sources { status } complete } }`;
    world.sandbox.workable("acme-demo").fault({ kind: "html200" });
    const first = (await world.ask(query)).data.jobs;
    expect(first).toMatchObject({ complete: false, sources: [{ status: "BAD_RESPONSE" }, { status: "OK" }, {}] });
    world.sandbox.workable("acme-demo").clearFaults();
    const second = (await world.ask(query, { after: first.pageInfo.endCursor })).data.jobs;
    expect(second.complete).toBe(false);
    expect(second.sources[0].status).toBe("NOT_READ");
  });

  it("that fails alone makes the field null, with code, provider and account", async () => {
    world.sandbox.sagehr("acme-demo").fault({ kind: "html200" });
    const answer = await world.ask(
      `{ jobs(filter: { provider: { eq: "sagehr" } }) { nodes { id } } departments { nodes { name } } }`,
    );
    expect(answer.data.jobs).toBeNull();
    expect(answer.data.departments.nodes.length).toBeGreaterThan(0);
    expect(answer.errors).toEqual([
      expect.objectContaining({
        path: ["jobs"],
        extensions: { code: "PROVIDER_BAD_RESPONSE", provider: "sagehr", accountId: expect.any(String) },
      }),
    ]);
  });

  it("that fails for one record costs that field, with its path", async () => {
    world.sandbox.workable("acme-demo").fault({ kind: "status", status: 500, path: /candidates\/\w/ });
    const answer = await world.ask(`{
      candidates(first: 2, filter: { provider: { eq: "workable" } }) { nodes { id name summary } }
    }`);
    expect(answer.data.candidates.nodes).toHaveLength(2);
    expect(answer.data.candidates.nodes[0]).toMatchObject({ name: expect.any(String), summary: null });
    expect(answer.errors?.map(({ path }) => path)).toEqual([
      ["candidates", "nodes", 0, "summary"],
      ["candidates", "nodes", 1, "summary"],
    ]);
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: "PROVIDER_UNAVAILABLE", provider: "workable" });
  });
});

describe("arguments", () => {
  const code = (answer: Answer) => answer.errors?.[0]?.extensions["code"];

  it.each(["first: 1000", "first: 0", "first: -1", "last: 101", "first: 1, last: 1", "first: 1, maxAge: -1"])(
    "%s is BAD_USER_INPUT",
    async (args) => {
      expect(code(await world.ask(`{ jobs(${args}) { nodes { id } } }`))).toBe("BAD_USER_INPUT");
    },
  );

  it("a broken cursor, one of another field and one of another filter are INVALID_CURSOR", async () => {
    const { data } = await world.ask(`{ jobs(first: 1) { pageInfo { endCursor } } }`);
    const cursor = data.jobs.pageInfo.endCursor as string;
    for (const query of [
      `{ jobs(after: "nonsense") { nodes { id } } }`,
      `{ jobs(after: "${cursor.slice(0, -2)}") { nodes { id } } }`,
      `{ candidates(after: "${cursor}") { nodes { id } } }`,
      `{ jobs(after: "${cursor}", filter: { status: { eq: OPEN } }) { nodes { id } } }`,
    ]) {
      expect(code(await world.ask(query))).toBe("INVALID_CURSOR");
    }
  });

  it("an unknown id, a forged one and one of another workspace are null alike", async () => {
    const workspace = "stranger";
    await world.link({ provider: "workable", subdomain: "acme-demo", token: "sandbox-workable-token", workspace });
    const key = await world.key(workspace);
    const foreign = (await world.ask(`{ jobs(first: 1) { nodes { id account { id } } } }`, {}, { key })).data.jobs
      .nodes[0];
    const forged = Buffer.from("Job:nobody:XXX").toString("base64");
    const own = (await world.ask(`{ jobs(first: 1) { nodes { id } } }`)).data.jobs.nodes[0].id as string;
    const unknown = Buffer.from(`${Buffer.from(own, "base64").toString()}ZZ`).toString("base64");
    const ids = [foreign.id, foreign.account.id, forged, unknown, "nonsense", ""];
    const answer = await world.ask(`query ($ids: [ID!]!) { nodes(ids: $ids) { id } }`, { ids });
    expect(answer.errors).toBeUndefined();
    expect(answer.data.nodes).toEqual(ids.map(() => null));
    const byForeign = await world.ask(
      `query ($id: ID!) { jobs(filter: { account: { id: { eq: $id } } }) { nodes { id } } }`,
      { id: foreign.account.id },
    );
    expect(byForeign.data.jobs.nodes).toEqual([]);
  });

  it("a filter and an order that cannot be honoured are errors that name them and the provider", async () => {
    const filter = await world.ask(`{ candidates(filter: { tags: { contains: "x" } }) { nodes { id } } }`);
    expect(filter.errors?.[0]?.extensions).toMatchObject({
      code: "UNSUPPORTED_BY_PROVIDER",
      provider: "workable",
      field: "filter.tags",
    });
    const order = await world.ask(`{ candidates(orderBy: { field: NAME }) { nodes { id } } }`);
    expect(order.errors?.[0]?.extensions).toMatchObject({
      code: "UNSUPPORTED_BY_PROVIDER",
      provider: "workable",
      field: "orderBy",
    });
  });

  it.each([
    [
      `{ linkedAccounts { nodes { jobs(filter: { account: { id: { in: [] } } }) { nodes { id } } } } }`,
      "filter.account",
    ],
    [
      `{ jobs(first: 1) { nodes { applications(filter: { job: { id: { in: [] } } }) { nodes { id } } } } }`,
      "filter.job",
    ],
  ])("a filter by what the place of a connection settles is not ignored: %s", async (query, field) => {
    const answer = await world.ask(query);
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field });
  });

  it("what is too long to be asked of a provider is refused without a call", async () => {
    const workable = world.sandbox.workable("acme-demo");
    workable.clearCalls();
    const query = `query ($email: String) { candidates(filter: { email: { eq: $email }, provider: { eq: "workable" } }) { nodes { id } } }`;
    const { errors } = await world.ask(query, { email: `${"x".repeat(1_000)}@example.test` });
    expect(errors?.[0]).toMatchObject({
      message: "filter.email is longer than 1000 characters.",
      extensions: { code: "BAD_USER_INPUT", field: "filter.email" },
    });
    expect(workable.calls()).toEqual([]);
  });

  it("a null in a filter asks nothing", async () => {
    const query = `query ($filter: JobFilter) { jobs(first: 100, filter: $filter) { nodes { id } } }`;
    const filter = {
      status: null,
      title: {},
      code: { eq: null },
      department: { id: null },
      account: null,
      provider: null,
    };
    const [open, plain] = [await world.ask(query, { filter }), await world.ask(query)];
    expect(open.errors).toBeUndefined();
    expect(open.data.jobs.nodes).toEqual(plain.data.jobs.nodes);
  });

  it("a list that needs a parent says so, and works with it", async () => {
    const without = await world.ask(`{ activities { nodes { id } } }`);
    expect(without.errors?.[0]?.message).toMatch(/candidate/);
    const { data } = await world.ask(`{ candidates(first: 1) { nodes { id } } }`);
    const id = data.candidates.nodes[0].id as string;
    const withParent = await world.ask(
      `query ($id: ID!) { activities(filter: { candidate: { id: { eq: $id } } }) { nodes { id kind occurredAt } } }`,
      { id },
    );
    expect(withParent.errors).toBeUndefined();
    expect(withParent.data.activities.nodes.length).toBeGreaterThan(0);
  });
});

describe("without a key, with a wrong one, with a revoked one", () => {
  it.each([undefined, "hg_wrong", ""])("%s there is 401 and nothing else", async (key) => {
    const headers: Record<string, string> = { "content-type": "application/json" };
    if (key !== undefined) headers["authorization"] = `Bearer ${key}`;
    const response = await fetch(`${world.url}/graphql`, {
      method: "POST",
      headers,
      body: `{"query":"{ __typename }"}`,
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      errors: [{ message: expect.any(String), extensions: { code: "UNAUTHENTICATED" } }],
    });
  });

  it("there is an answer to a GET with a key and nothing else", async () => {
    const query = encodeURIComponent("{ linkedAccounts { nodes { provider } } }");
    const headers = { authorization: `Bearer ${await world.key()}` };
    const response = await fetch(`${world.url}/graphql?query=${query}`, { headers });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ data: { linkedAccounts: { nodes: { length: 3 } } } });
  });

  it("a key without the scope gets FORBIDDEN for what it does not cover", async () => {
    const key = await world.key(undefined, ["ats:read"]);
    const answer = await world.ask(
      `{ jobs(first: 1) { nodes { id remoteData missing { field reason } } } employees { nodes { id } } }`,
      {},
      { key },
    );
    expect(answer.data.employees).toBeNull();
    expect(answer.errors?.[0]?.extensions["code"]).toBe("FORBIDDEN");
    expect(answer.data.jobs.nodes[0].remoteData).toBeNull();
    expect(answer.data.jobs.nodes[0].missing).toContainEqual({ field: "remoteData", reason: "FORBIDDEN" });
  });
});

describe("a text that no database takes", () => {
  it.each(["workable", "applicantstack", "sagehr"] as const)("names no record of %s", async (provider) => {
    const { data: known } = await world.ask(`{ linkedAccounts { nodes { id provider } } }`);
    const account = known.linkedAccounts.nodes.find((node: any) => node.provider === provider);
    const [, accountId = ""] = Buffer.from(account.id as string, "base64")
      .toString()
      .split(":");
    const id = Buffer.from(`Candidate:${accountId}:a\0b`).toString("base64");
    const { data, errors } = await world.ask("query ($id: ID!) { node(id: $id) { id } }", { id });
    expect([data, errors]).toEqual([{ node: null }, undefined]);
  });

  it("names no consent of the connect page", async () => {
    const { data } = await world.ask(`mutation { createLinkToken(input: { externalId: "customer" }) { url } }`);
    const { pathname } = new URL(data.createLinkToken.url as string);
    expect((await fetch(`${world.url}${pathname}?consent=%00`)).status).toBe(200);
  });
});
