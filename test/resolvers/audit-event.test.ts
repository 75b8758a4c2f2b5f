import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { createApiKey, listApiKeys } from "../../src/accounts/api-keys.js";
import { unlinkAccount } from "../../src/accounts/linked-accounts.js";
import { ensureWorkspace } from "../../src/accounts/workspaces.js";
import { parseGlobalId, recordId } from "../../src/schema/relay/global-id.js";
import { insertAuditEvents } from "../../src/store/audit-events.js";
import type { NewAuditEvent } from "../../src/store/audit-events.js";
import { startWorld } from "../support/world.js";
import type { World } from "../support/world.js";

const workspaces = ["default", "second", "third"] as const;
type Workspace = (typeof workspaces)[number];
/** How many events each workspace has; they were written in turns. */
const eventsEach = 57;

let world: World;
const keys = {} as Record<Workspace, string>;
const workspaceIds = {} as Record<Workspace, string>;
/** Global ids of one account of each workspace. */
const accounts = {} as Record<Workspace, string>;

const localId = (globalId: string) => parseGlobalId(globalId)?.accountId ?? "";
const at = (n: number) => new Date(Date.UTC(2026, 0, 1, 0, n));

beforeAll(async () => {
  world = await startWorld({ accounts: [] });
  for (const workspace of workspaces) {
    workspaceIds[workspace] = (await ensureWorkspace(world.database, workspace)).id;
    keys[workspace] = await world.key(workspace);
    const account = { provider: "workable", subdomain: "acme-demo", token: "sandbox-workable-token" } as const;
    accounts[workspace] = await world.link({ ...account, workspace });
  }
  const rows = Array.from({ length: eventsEach }, (_, n) => workspaces.map((workspace) => made(workspace, n)));
  await insertAuditEvents(world.database.db, rows.flat());
});
afterAll(() => world.close());

/** The n-th event of a workspace: every third is about its account, every other is a write. */
function made(workspace: Workspace, n: number): NewAuditEvent {
  return {
    workspaceId: workspaceIds[workspace],
    at: at(n),
    actorKind: "api_key",
    actorId: `${workspace}-${String(n % 2)}`,
    action: n % 2 === 0 ? "write.done" : "key.created",
    accountId: n % 3 === 0 ? localId(accounts[workspace]) : null,
    detail: { n, workspace },
  };
}

const query = `query ($first: Int, $after: String, $last: Int, $before: String, $filter: AuditEventFilter) {
  auditEvents(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
    nodes { detail } edges { cursor } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

async function page(variables: object, workspace: Workspace = "default") {
  const { data, errors } = await world.ask(query, { ...variables }, { key: keys[workspace] });
  expect(errors).toBeUndefined();
  const { nodes, ...rest } = data.auditEvents;
  return { numbers: nodes.map(({ detail }: any) => detail.n) as number[], ...rest };
}

async function refusal(variables: object, key = keys.default) {
  const { data, errors } = await world.ask(query, { ...variables }, { key });
  expect(data.auditEvents).toBeNull();
  const [error] = errors ?? [];
  return { code: error?.extensions["code"], field: error?.extensions["field"], message: error?.message };
}

const down = (from: number, to = 0) => Array.from({ length: from - to + 1 }, (_, n) => from - n);

describe("auditEvents", () => {
  it("are the newest first, 25 unless said, with how many there are", async () => {
    const first = await page({});
    expect(first.numbers).toEqual(down(56, 32));
    expect(first.totalCount).toBe(eventsEach);
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  });

  it.each([1, 10, 19, 57, 100])("come exactly once forwards and backwards in pages of %i", async (size) => {
    const forwards: number[] = [];
    for (let after: string | null = null; ;) {
      const { numbers, pageInfo } = await page({ first: size, after });
      forwards.push(...numbers);
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(forwards).toEqual(down(56));
    const backwards: number[] = [];
    for (let before: string | null = null; ;) {
      const { numbers, pageInfo } = await page({ last: size, before });
      backwards.unshift(...numbers);
      if (!pageInfo.hasPreviousPage) break;
      before = pageInfo.startCursor;
    }
    expect(backwards).toEqual(down(56));
  });

  it("go on from any edge in both directions, though newer ones have come meanwhile", async () => {
    const { edges } = await page({ first: 10 });
    const { cursor } = edges[4];
    await insertAuditEvents(world.database.db, [made("third", 57)]);
    const before = await page({ last: 3, before: cursor }, "default");
    expect(before.numbers).toEqual([55, 54, 53]);
    expect(before.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    const after = await page({ first: 3, after: cursor });
    expect(after.numbers).toEqual([51, 50, 49]);
    expect(after.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    const newest = await page({ first: 2 }, "third");
    expect(newest.numbers).toEqual([57, 56]);
  });

  it("tell who did what, when and where", async () => {
    const { data } = await world.ask(
      `{ auditEvents(first: 3) { nodes { at actorKind actorId action accountId account { id provider } detail } } }`,
      {},
      { key: keys.default },
    );
    expect(data.auditEvents.nodes[2]).toEqual({
      ...{ at: at(54).toISOString(), actorKind: "api_key", actorId: "default-0", action: "write.done" },
      ...{ accountId: accounts.default, account: { id: accounts.default, provider: "workable" } },
      detail: { n: 54, workspace: "default" },
    });
    expect(data.auditEvents.nodes[0]).toMatchObject({ accountId: null, account: null });
  });
});

describe("a filter of auditEvents", () => {
  const numbersOf = async (filter: object) => {
    const { numbers, totalCount } = await page({ filter, first: 100 });
    expect(totalCount).toBe(numbers.length);
    return numbers;
  };
  const all = down(56);

  it("finds them by account, action, time and actor, and by all of those together", async () => {
    expect(await numbersOf({ account: { id: { eq: accounts.default } } })).toEqual(all.filter((n) => n % 3 === 0));
    expect(await numbersOf({ account: { id: { in: [accounts.default, accounts.second] } } })).toHaveLength(19);
    expect(await numbersOf({ action: { eq: "key.created" } })).toEqual(all.filter((n) => n % 2 === 1));
    expect(await numbersOf({ action: { in: ["key.created", "write.done"] } })).toEqual(all);
    expect(await numbersOf({ at: { gte: at(10), lt: at(13) } })).toEqual([12, 11, 10]);
    expect(await numbersOf({ actorId: { eq: "default-1" } })).toEqual(all.filter((n) => n % 2 === 1));
    const together = { account: { id: { eq: accounts.default } }, action: { eq: "write.done" }, at: { lte: at(20) } };
    expect(await numbersOf(together)).toEqual([18, 12, 6, 0]);
  });

  it("finds none where eq and in have nothing in common, in an empty list, and where nothing can hold", async () => {
    expect(await numbersOf({ action: { eq: "key.created", in: ["write.done"] } })).toEqual([]);
    expect(await numbersOf({ action: { in: [] } })).toEqual([]);
    expect(await numbersOf({ at: { isNull: true } })).toEqual([]);
  });

  it("asks nothing by its nulls", async () => {
    const nulls = { account: { id: null }, action: null, at: { gte: null }, actorId: { eq: null } };
    expect(await numbersOf(nulls)).toEqual(all);
    expect(await numbersOf({ account: null, action: { eq: null, in: null }, at: null, actorId: null })).toEqual(all);
  });

  it("pages under it, with cursors that fit nowhere else", async () => {
    const filter = { action: { eq: "write.done" } };
    const first = await page({ filter, first: 10 });
    const next = await page({ filter, first: 3, after: first.pageInfo.endCursor });
    expect(next.numbers).toEqual([36, 34, 32]);
    const after = first.pageInfo.endCursor as string;
    expect(await refusal({ after })).toMatchObject({ code: "INVALID_CURSOR" });
    expect(await refusal({ after, filter }, keys.second)).toMatchObject({ code: "INVALID_CURSOR" });
    const forged = `${after.startsWith("A") ? "B" : "A"}${after.slice(1)}`;
    expect(await refusal({ after: forged, filter })).toMatchObject({ code: "INVALID_CURSOR" });
  });

  it("is refused when it names what there cannot be", async () => {
    expect(await refusal({ filter: { action: { eq: "write.maybe" } } })).toEqual({
      ...{ code: "BAD_USER_INPUT", field: "filter.action" },
      message: 'filter.action: there is no action "write.maybe".',
    });
    const candidate = recordId("Candidate", "a", "b");
    expect(await refusal({ filter: { account: { id: { eq: candidate } } } })).toMatchObject({
      ...{ code: "BAD_USER_INPUT", field: "filter.account" },
    });
    expect(await refusal({ filter: { actorId: { eq: "a\0b" } } })).toMatchObject({
      ...{ code: "BAD_USER_INPUT", field: "filter.actorId" },
    });
    const long = await refusal({ filter: { action: { eq: "x".repeat(100_000) } } });
    expect(String(long.message).length).toBeLessThan(200);
    for (const lte of ["9999-12-31T23:59:59-01:00", "0000-01-01T00:00:00Z"]) {
      const { errors } = await world.ask(query, { filter: { at: { lte } } }, { key: keys.default });
      expect(errors?.map(({ extensions }) => extensions["code"])).toEqual(["BAD_USER_INPUT"]);
    }
    expect(await refusal({ first: 101 })).toMatchObject({ code: "BAD_USER_INPUT", field: "first" });
  });
});

describe("three workspaces", () => {
  it.each(workspaces)("see nothing of each other: %s", async (workspace) => {
    const { data } = await world.ask(
      `{ auditEvents(first: 100) { nodes { accountId detail } } }`,
      {},
      { key: keys[workspace] },
    );
    const { nodes } = data.auditEvents;
    expect(nodes.length).toBeGreaterThanOrEqual(eventsEach);
    expect(new Set(nodes.map(({ detail }: any) => detail.workspace))).toEqual(new Set([workspace]));
    expect(new Set(nodes.map(({ accountId }: any) => accountId))).toEqual(new Set([null, accounts[workspace]]));
  });

  it("find nothing by another's account, and nothing by another's event", async () => {
    const filter = { account: { id: { eq: accounts.second } } };
    expect(await page({ filter })).toMatchObject({ numbers: [], totalCount: 0 });
    const { data } = await world.ask(`{ auditEvents(first: 1) { nodes { id } } }`, {}, { key: keys.second });
    const [{ id }] = data.auditEvents.nodes;
    const found = async (key: string) => (await world.ask(`{ node(id: "${id}") { id } }`, {}, { key })).data.node;
    expect(await found(keys.second)).toEqual({ id });
    expect(await found(keys.default)).toBeNull();
    const [, position = ""] = /:(\d+)$/.exec(Buffer.from(id, "base64").toString()) ?? [];
    const forged = recordId("AuditEvent", workspaceIds.default, position);
    const { data: own } = await world.ask(`{ node(id: "${forged}") { id } }`, {}, { key: keys.default });
    expect(own.node).toBeNull();
  });
});

describe("node", () => {
  it("gives an event by its id, and null for one that there is not", async () => {
    const { data } = await world.ask(`{ auditEvents(first: 2) { nodes { id detail } } }`, {}, { key: keys.default });
    const ids = data.auditEvents.nodes.map(({ id }: any) => id);
    const [workspaceId] = [workspaceIds.default];
    const none = ["999999999999999", "0", "x", "1".repeat(40)].map((key) => recordId("AuditEvent", workspaceId, key));
    const fields = "__typename id ... on AuditEvent { detail action }";
    const answer = await world.ask(`query ($ids: [ID!]!) { nodes(ids: $ids) { ${fields} } }`, {
      ids: [...ids, ...none],
    });
    expect(answer.errors).toBeUndefined();
    expect(answer.data.nodes).toMatchObject([
      { __typename: "AuditEvent", id: ids[0], detail: { n: 56 }, action: "write.done" },
      { __typename: "AuditEvent", id: ids[1], detail: { n: 55 }, action: "key.created" },
      ...none.map(() => null),
    ]);
  });
});

describe("the scope accounts:manage", () => {
  it("is needed for the list and for one event", async () => {
    const { data } = await world.ask(`{ auditEvents(first: 1) { nodes { id } } }`, {}, { key: keys.default });
    const scopes = ["ats:read", "hris:read", "pii:read", "raw:read", "ats:write", "hris:write", "proxy"] as const;
    const key = await world.key("default", scopes);
    const expected = { code: "FORBIDDEN", message: "This needs an API key with the scope accounts:manage." };
    expect(await refusal({}, key)).toMatchObject(expected);
    const { data: one, errors } = await world.ask(
      `{ node(id: "${data.auditEvents.nodes[0].id}") { id } }`,
      {},
      { key },
    );
    expect(one.node).toBeNull();
    expect(errors).toMatchObject([{ message: expected.message, extensions: { code: "FORBIDDEN" } }]);
  });

  it("is enough", async () => {
    const key = await world.key("default", ["accounts:manage"]);
    const [listed] = (await listApiKeys(world.database, workspaceIds.default)).slice(-1);
    expect(listed?.scopes).toEqual(["accounts:manage"]);
    const { data } = await world.ask(`{ auditEvents(first: 1) { nodes { detail } } }`, {}, { key });
    expect(data.auditEvents.nodes[0].detail).toMatchObject({ n: 56 });
  });
});

describe("an API key for some accounts", () => {
  it("sees what was done to them, and neither the rest nor what is about no account", async () => {
    const extra = {
      provider: "applicantstack",
      subdomain: "acme-demo",
      token: "sandbox-applicantstack-token",
    } as const;
    const other = await world.link({ ...extra, workspace: "third" });
    const [about, aside] = [made("third", 3), { ...made("third", 4), accountId: localId(other) }];
    await insertAuditEvents(world.database.db, [about, aside]);
    const { key } = await createApiKey(world.database, {
      ...{ workspaceId: workspaceIds.third, name: "test", scopes: ["accounts:manage"] },
      accountIds: [localId(other)],
    });
    const asked = `query ($filter: AuditEventFilter) { auditEvents(filter: $filter) { nodes { id accountId } totalCount } }`;
    const { data: seen } = await world.ask(asked, {}, { key });
    expect(seen.auditEvents).toEqual({ nodes: [{ id: expect.any(String), accountId: other }], totalCount: 1 });
    const filter = { account: { id: { in: [other, accounts.third] } } };
    expect((await world.ask(asked, { filter }, { key })).data).toEqual(seen);
    const { data: all } = await world.ask(asked, { filter }, { key: keys.third });
    const ids = all.auditEvents.nodes.slice(0, 2).map(({ id }: any) => id);
    const { data } = await world.ask(`query ($ids: [ID!]!) { nodes(ids: $ids) { id } }`, { ids }, { key });
    expect(data.nodes).toEqual([{ id: ids[0] }, null]);
  });
});

describe("a dry run of auditEvents", () => {
  const accountJobs = "account { jobs(first: 2) { nodes { title } } }";
  const planned = async (query: string, key: string) => {
    const { extensions, errors } = (await world.ask(
      query,
      {},
      { key, headers: { "hiregraph-dry-run": "true" } },
    )) as any;
    return { total: extensions.plan.total, codes: errors?.map((error: any) => error.extensions.code) };
  };

  it("plans what is asked of the accounts, in a list and of one event", async () => {
    const listed = `{ auditEvents { nodes { id ${accountJobs} } edges { node { ${accountJobs} } } } }`;
    const { data, extensions } = await world.ask(listed, {}, { key: keys.default });
    expect(extensions.upstream.calls).toBe(1);
    expect((await planned(listed, keys.default)).total).toBeGreaterThanOrEqual(1);
    const one = `{ node(id: "${data.auditEvents.nodes[0].id}") { ... on AuditEvent { ${accountJobs} } } }`;
    expect(await planned(one, keys.default)).toEqual({ total: 1, codes: undefined });
    expect(await planned(`{ auditEvents { nodes { detail } } }`, keys.default)).toEqual({ total: 0, codes: undefined });
  });

  it("tells that the scope is missing", async () => {
    const key = await world.key("default", ["ats:read"]);
    expect(await planned(`{ auditEvents { nodes { ${accountJobs} } } }`, key)).toEqual({
      total: 0,
      codes: ["FORBIDDEN"],
    });
  });
});

describe("an account that is gone", () => {
  it("is still told by its id and found by it, but not shown", async () => {
    const gone = await world.link({
      ...{ provider: "sagehr", subdomain: "acme-demo", token: "sandbox-sagehr-token", workspace: "second" },
    });
    const event = { ...made("second", 57), accountId: localId(gone) };
    await insertAuditEvents(world.database.db, [event]);
    await unlinkAccount(world.database, workspaceIds.second, localId(gone));
    const { data } = await world.ask(
      `query ($filter: AuditEventFilter) { auditEvents(filter: $filter) { nodes { accountId account { id } } } }`,
      { filter: { account: { id: { eq: gone } } } },
      { key: keys.second },
    );
    expect(data.auditEvents.nodes).toEqual([{ accountId: gone, account: null }]);
  });
});
