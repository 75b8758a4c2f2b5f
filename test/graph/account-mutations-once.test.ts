import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { accountIdOf, recordId } from "../../src/schema/relay/global-id.js";
import { startConnectWorld, twoAccounts } from "../http/connect/connect-world.js";
import type { ConnectWorld } from "../http/connect/connect-world.js";
import { createVisitor } from "../http/connect/visitor.js";
import { waitUntil } from "../support/wait-until.js";

let world: ConnectWorld;
let keys = 0;

beforeAll(async () => {
  world = await startConnectWorld({ sandbox: { tenants: twoAccounts } });
});
afterAll(() => world.close());
afterEach(() => world.forgetAccounts());

const names = ["createLinkToken", "linkAccount", "updateLinkedAccount", "unlinkAccount", "refreshAccount"] as const;
type Name = (typeof names)[number];

const shown: Readonly<Record<Name, string>> = {
  createLinkToken: "token url expiresAt",
  linkAccount: "linkedAccount { id provider subdomain status }",
  updateLinkedAccount: "linkedAccount { id displayName }",
  unlinkAccount: "accountId linkedAccount { id subdomain createdAt }",
  refreshAccount: "linkedAccount { id status }",
};

async function change(name: Name, input: object, apiKey?: string, fields = shown[name]) {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
  const told =
    "replayed plan { total calls { accountId method path times } } userErrors { code field } clientMutationId";
  const query = `mutation ($input: ${type}) { ${name}(input: $input) { ${fields} ${told} } }`;
  const { data, errors, extensions } = await world.ask(query, { input }, apiKey === undefined ? {} : { key: apiKey });
  return { payload: data?.[name] ?? null, errors, calls: extensions.upstream.calls };
}

const sage = {
  provider: "sagehr",
  subdomain: "acme-demo",
  credentials: [{ name: "token", value: "sandbox-sagehr-token" }],
};
const linkSage = () => world.link({ provider: "sagehr", subdomain: "acme-demo", token: "sandbox-sagehr-token" });
const newKey = () => `change-${(keys += 1)}`;

/** An input of each mutation. */
async function inputOf(name: Name): Promise<object> {
  if (name === "createLinkToken") return { externalId: "customer-1", provider: "sagehr" };
  if (name === "linkAccount") return sage;
  const accountId = await linkSage();
  return name === "updateLinkedAccount" ? { accountId, displayName: "Acme" } : { accountId };
}

const count = async (table: string): Promise<number> =>
  (await world.database.db.query<{ count: number }>(`select count(*)::int as count from ${table}`)).rows[0]?.count ?? 0;
/** What is kept of accounts and links, and of what was done to them. */
const traces = async () => [await count("linked_accounts"), await count("link_tokens"), await count("audit_events")];

describe.each(names)("%s", (name) => {
  it("is done once for a key, and answers the same again", async () => {
    const input = { ...(await inputOf(name)), idempotencyKey: newKey() };
    const first = await change(name, { ...input, clientMutationId: "a" });
    expect(first.payload).toMatchObject({ userErrors: [], replayed: false, plan: null, clientMutationId: "a" });
    const before = await traces();
    const again = await change(name, { ...input, clientMutationId: "b" });
    expect(again.payload).toEqual({ ...first.payload, replayed: true, clientMutationId: "b" });
    expect(again.calls).toBe(0);
    expect(await traces()).toEqual(before);
  });

  it("is not done again for another input", async () => {
    const input = { ...(await inputOf(name)), idempotencyKey: newKey() };
    await change(name, input);
    const before = await traces();
    const otherInputs: Record<Name, object> = {
      createLinkToken: { externalId: "customer-2" },
      linkAccount: { displayName: "Other" },
      updateLinkedAccount: { displayName: null },
      unlinkAccount: { accountId: "TGlua2VkQWNjb3VudDpub25l" },
      refreshAccount: { accountId: "TGlua2VkQWNjb3VudDpub25l" },
    };
    const { payload, errors } = await change(name, { ...input, ...otherInputs[name] });
    expect([payload, errors?.[0]?.extensions["code"]]).toEqual([null, "CONFLICT"]);
    expect(await traces()).toEqual(before);
  });

  it("tells in a dry run which calls it makes, and changes nothing", async () => {
    const input = { ...(await inputOf(name)), idempotencyKey: newKey() };
    const before = await traces();
    const planned = await change(name, { ...input, dryRun: true });
    expect(planned.payload).toMatchObject({ userErrors: [], replayed: false });
    expect(planned.calls).toBe(0);
    expect(await traces()).toEqual(before);
    const sandbox = world.sandbox.sagehr("acme-demo");
    sandbox.clearCalls();
    expect((await change(name, input)).payload).toMatchObject({ userErrors: [], replayed: false });
    const made = sandbox.calls().map(({ method, path }) => `${method} ${path.replace(/^.*\/api/u, "")}`);
    const { calls, total } = planned.payload.plan;
    expect(calls.map(({ method, path }: { method: string; path: string }) => `${method} ${path}`)).toEqual(made);
    const asked = "accountId" in input ? input.accountId : null;
    for (const { accountId } of calls) expect(accountId).toBe(asked);
    expect(total).toBe(made.length);
  });

  it("goes on after a process died in it, and says how it ended", async () => {
    const input = { ...(await inputOf(name)), idempotencyKey: newKey() };
    const first = await change(name, input);
    await world.database.db.query(
      "update writes set status = 'open', owner = 'hiregraph-gone' where name = $1 and account_id is null and status = 'done'",
      [name],
    );
    const again = await change(name, input);
    const isNew = name === "createLinkToken" && { token: expect.any(String), url: expect.any(String) };
    const later = { ...isNew, ...(isNew && { expiresAt: expect.any(String) }) };
    expect(again.payload).toEqual({ ...first.payload, ...later });
    expect((await change(name, input)).payload).toEqual({ ...again.payload, replayed: true });
  });
});

describe("a key of a change of accounts", () => {
  it("gives ten requests at once the same link", async () => {
    const input = { externalId: "customer-1", idempotencyKey: newKey() };
    const before = await count("link_tokens");
    const answers = await Promise.all(Array.from({ length: 10 }, () => change("createLinkToken", input)));
    expect(new Set(answers.map(({ payload }) => payload.token)).size).toBe(1);
    expect(answers.filter(({ payload }) => payload.replayed === false)).toHaveLength(1);
    expect(await count("link_tokens")).toBe(before + 1);
  });

  it("gives requests at once the same account, though it was not there when they began", async () => {
    const input = { ...sage, idempotencyKey: newKey() };
    const answers = await Promise.all(Array.from({ length: 5 }, () => change("linkAccount", input)));
    const ids = answers.map(({ payload }) => payload.linkedAccount?.id);
    expect(ids).toEqual(Array.from({ length: 5 }, () => ids[0]));
    expect(world.sandbox.sagehr("acme-demo").calls().length).toBeGreaterThan(0);
    expect(answers.reduce((sum, { calls }) => sum + calls, 0)).toBe(1);
  });

  it("keeps what was made, and not what was refused", async () => {
    const input = { ...sage, credentials: [{ name: "token", value: "not-yet-valid" }], idempotencyKey: newKey() };
    const before = await count("writes");
    const refused = await change("linkAccount", input);
    expect(refused.payload).toMatchObject({
      linkedAccount: null,
      replayed: false,
      userErrors: [{ code: "BAD_USER_INPUT", field: ["credentials", "token"] }],
    });
    expect(await count("writes")).toBe(before);
    const mended = await change("linkAccount", { ...input, credentials: sage.credentials });
    expect(mended.payload).toMatchObject({ userErrors: [], replayed: false, linkedAccount: { status: "OK" } });
  });

  it("is the workspace's own, and shared with the writes to providers", async () => {
    const idempotencyKey = newKey();
    const input = { externalId: "customer-1", idempotencyKey };
    const { payload } = await change("createLinkToken", input);
    const other = await change("createLinkToken", input, await world.key("elsewhere"));
    expect(other.payload).toMatchObject({ userErrors: [], replayed: false });
    expect(other.payload.token).not.toBe(payload.token);
    const accountId = await linkSage();
    const write = { accountId, firstName: "A", lastName: "B", workEmail: "a.b@example.com", idempotencyKey };
    const query = "mutation ($input: CreateEmployeeInput!) { createEmployee(input: $input) { replayed } }";
    const { errors } = await world.ask(query, { input: write });
    expect(errors?.[0]?.extensions["code"]).toBe("CONFLICT");
  });

  it("shows a key that is limited to certain accounts nothing of others", async () => {
    const accountId = await linkSage();
    const link = { externalId: "customer-1", idempotencyKey: newKey() };
    const again = { ...sage, idempotencyKey: newKey() };
    const end = { accountId, idempotencyKey: newKey() };
    await change("createLinkToken", link);
    await change("linkAccount", again);
    await change("unlinkAccount", end);
    const limited = await world.key(undefined, ["accounts:manage"], { accountIds: ["another"] });
    expect((await change("createLinkToken", link, limited)).errors?.[0]?.extensions["code"]).toBe("FORBIDDEN");
    expect((await change("linkAccount", again, limited)).errors?.[0]?.extensions["code"]).toBe("FORBIDDEN");
    expect((await change("unlinkAccount", end, limited)).payload).toMatchObject({
      accountId: null,
      linkedAccount: null,
      userErrors: [{ code: "NOT_FOUND", field: ["accountId"] }],
    });
  });

  it.each(["", "k".repeat(256)])("has 1 to 255 characters (%j)", async (idempotencyKey) => {
    const { payload } = await change("createLinkToken", { externalId: "customer-1", idempotencyKey });
    expect(payload).toMatchObject({
      token: null,
      userErrors: [{ code: "BAD_USER_INPUT", field: ["idempotencyKey"] }],
    });
  });
});

const listing = ["updateLinkedAccount", "refreshAccount", "linkAccount"] as const;
it.each(listing)("the plan of %s has what the lists of the account take that is shown", async (name) => {
  const input = { ...(await inputOf(name)) };
  await linkSage();
  const fields = "linkedAccount { jobs(first: 5) { nodes { title } } timeoffTypes { nodes { name } } }";
  const planned = await change(name, { ...input, dryRun: true }, undefined, fields);
  const made = await change(name, input, undefined, fields);
  expect(made.payload.linkedAccount.jobs.nodes).not.toEqual([]);
  expect([planned.payload.plan.total, planned.calls]).toEqual([made.calls, 0]);
});

it("the plan of a change has the call that finds the member, which the dry run makes as well", async () => {
  const accountId = await world.link({ provider: "workable", subdomain: "acme-demo", token: "sandbox-workable-token" });
  const [member] = world.sandbox.workable("acme-demo").data.members;
  const defaultActorId = recordId("User", accountIdOf(accountId) ?? "", member?.id ?? "");
  const { payload, calls } = await change("updateLinkedAccount", { accountId, defaultActorId, dryRun: true });
  expect(payload.userErrors).toEqual([]);
  expect(payload.plan).toEqual({ total: 1, calls: [{ accountId, method: "GET", path: "/members", times: 1 }] });
  expect([calls, (await change("updateLinkedAccount", { accountId, defaultActorId })).calls]).toEqual([1, 1]);
});

it("the plan of an end of a consent has the call that ends it", async () => {
  const visitor = createVisitor();
  const { url } = await world.makeLink({ provider: "workable" });
  const user = `acme-demo/${world.sandbox.workable("acme-demo").data.members[0]?.id ?? ""}`;
  expect((await visitor.get(await visitor.consent(url, { user }))).status).toBe(200);
  const [linked] = await world.linked();
  const { payload } = await change("unlinkAccount", { accountId: linked?.id, dryRun: true });
  expect(payload.plan).toEqual({
    total: 1,
    calls: [{ accountId: linked?.id, method: "POST", path: expect.stringMatching(/\/oauth\/revoke$/u), times: 1 }],
  });
  expect(world.sandbox.workableWww.data.grants()).toHaveLength(1);
});

it("an end is planned and made though the credentials cannot be opened", async () => {
  const accountId = await world.link({ provider: "workable", subdomain: "acme-demo", token: "sandbox-workable-token" });
  await world.database.db.query("update credentials set sealed = 'not what was sealed'");
  await waitUntil(async () => {
    const { payload } = await change("refreshAccount", { accountId });
    return payload.linkedAccount.status === "NEEDS_RELINK";
  });
  const { payload } = await change("unlinkAccount", { accountId, dryRun: true });
  expect(payload).toMatchObject({ userErrors: [], plan: { total: 0, calls: [] } });
  const ended = await change("unlinkAccount", { accountId });
  expect([ended.payload, ended.calls]).toMatchObject([{ accountId, userErrors: [] }, 0]);
});
