import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { parseGlobalId } from "../../src/schema/relay/global-id.js";
import { startWorld } from "../support/world.js";
import type { AccountToLink, World } from "../support/world.js";

const accounts: AccountToLink[] = [
  { provider: "workable", subdomain: "one", token: "token" },
  { provider: "applicantstack", subdomain: "one", token: "token" },
  { provider: "sagehr", subdomain: "one", token: "token" },
  { provider: "workable", subdomain: "foreign", token: "token", workspace: "another" },
];
const tenant = (subdomain: string, seed: number) => ({ subdomain, token: "token", seed });

let world: World;
let accountIds: string[];
beforeAll(async () => {
  const sizes = { candidates: 120, jobs: 6, employees: 230 };
  world = await startWorld({
    sandbox: {
      tenants: {
        workable: [{ ...tenant("one", 1), ...sizes }, tenant("foreign", 2)],
        applicantstack: [tenant("one", 3)],
        sagehr: [{ ...tenant("one", 4), employees: 60 }],
      },
    },
    accounts: [],
  });
  accountIds = [];
  for (const account of accounts) accountIds.push(await world.link(account));
  for (const subdomain of ["one", "foreign"]) world.sandbox.workable(subdomain).rateLimit = null;
});
afterAll(() => world.close());

const workable = () => world.sandbox.workable("one");
const sageHr = () => world.sandbox.sagehr("one");
const applicantStack = () => world.sandbox.applicantstack("one");

beforeEach(() => {
  for (const sandbox of [workable(), sageHr(), applicantStack(), world.sandbox.workable("foreign")])
    sandbox.clearCalls();
});
afterEach(() => {
  for (const sandbox of [workable(), sageHr()]) sandbox.clearFaults();
});

/** The calls that the sandboxes counted, as `provider path`. */
function calls(): string[] {
  const told = { workable: workable(), applicantstack: applicantStack(), sagehr: sageHr() };
  return Object.entries(told).flatMap(([provider, sandbox]) =>
    sandbox.calls().map(({ path }) => `${provider} ${path.split("?")[0] ?? ""}`),
  );
}

const selection = `__typename
  ... on Candidate { id remoteId remoteCreatedAt }
  ... on Employee { id remoteId jobTitle account { id } }
  ... on Job { id title }
  ... on LinkedAccount { id subdomain }`;
const entitiesQuery = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } }`;

async function entities(representations: unknown, options: Parameters<World["ask"]>[2] = {}) {
  const answer = await world.ask(entitiesQuery, { representations }, options);
  return { answer, found: answer.data?._entities };
}

async function ids(field: string, first: number, provider = "workable"): Promise<string[]> {
  const query = `{ ${field}(first: ${String(first)}, filter: { provider: { eq: "${provider}" } }) { nodes { id } } }`;
  const { data } = await world.ask(query);
  workable().clearCalls();
  return data[field].nodes.map(({ id }: any) => id);
}

/** Employees of a sandbox by their place in its list, with an address. */
function peopleOf(at: readonly number[]): { id: string; work_email: string }[] {
  return at.map((index) => {
    const row = workable().data.employees.filter(({ work_email }) => typeof work_email === "string")[index];
    if (!row) throw new Error("no such row");
    return { id: row.id, work_email: String(row.work_email) };
  });
}

const byAddress = (workEmail: unknown) => ({ __typename: "Employee", workEmail });

describe("references by id", () => {
  it("come back in their order, whatever their types", async () => {
    const [candidate] = await ids("candidates", 1);
    const [job] = await ids("jobs", 1);
    const { answer, found } = await entities([
      { __typename: "Job", id: job },
      { __typename: "LinkedAccount", id: accountIds[2] },
      { __typename: "Candidate", id: candidate },
    ]);
    expect(answer.errors).toBeUndefined();
    expect(found).toEqual([
      { __typename: "Job", id: job, title: expect.any(String) },
      { __typename: "LinkedAccount", id: accountIds[2], subdomain: "one" },
      { __typename: "Candidate", id: candidate, remoteId: expect.any(String), remoteCreatedAt: expect.any(String) },
    ]);
  });

  it("cost the same few calls as nodes(ids), however many they are", async () => {
    const wanted = await ids("candidates", 50);
    const { found } = await entities(wanted.map((id) => ({ __typename: "Candidate", id })));
    const made = calls();
    expect(found.map(({ id }: any) => id)).toEqual(wanted);
    workable().clearCalls();
    await world.ask(`query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Candidate { remoteId remoteCreatedAt } } }`, {
      ids: wanted,
    });
    expect(made).toEqual(calls());
    expect(made).toHaveLength(1);
  });

  it("are read together with those by account and remote id, and under other aliases", async () => {
    const wanted = await ids("candidates", 20);
    const rows = workable().data.candidates;
    const remote = rows.slice(20, 40).map(({ id }) => ({
      ...{ __typename: "Candidate", remoteId: id, account: { __typename: "LinkedAccount", id: accountIds[0] } },
    }));
    const query = `query ($one: [_Any!]!, $two: [_Any!]!) {
      one: _entities(representations: $one) { ... on Candidate { id } }
      two: _entities(representations: $two) { ... on Candidate { remoteId account { id } } }
    }`;
    const one = wanted.map((id) => ({ __typename: "Candidate", id }));
    const { data, errors } = await world.ask(query, { one, two: remote });
    expect(errors).toBeUndefined();
    expect(data.one.map(({ id }: any) => id)).toEqual(wanted);
    expect(data.two).toEqual(remote.map(({ remoteId }) => ({ remoteId, account: { id: accountIds[0] } })));
    expect(calls()).toHaveLength(1);
  });
});

describe("a reference", () => {
  it("to what is unknown, of another workspace, or forged is null, and so is one that makes no sense", async () => {
    const [candidate = ""] = await ids("candidates", 1);
    const foreignKey = await world.key("another");
    const foreignQuery = `{ candidates(first: 1) { nodes { id remoteId } } employees(first: 20) { nodes { workEmail } } }`;
    const { data: foreign } = await world.ask(foreignQuery, {}, { key: foreignKey });
    const [there] = foreign.candidates.nodes;
    const work = foreign.employees.nodes.find(({ workEmail }: any) => workEmail !== null);
    const taken = new Set(workable().data.employees.map(({ work_email }) => work_email));
    expect(taken.has(work.workEmail)).toBe(false);
    world.sandbox.workable("foreign").clearCalls();
    const forged = Buffer.from(`Candidate:${String(accountIds[0])}:1`).toString("base64");
    const representations = [
      { __typename: "Candidate", id: there.id },
      { __typename: "Candidate", account: { id: accountIds[3] }, remoteId: there.remoteId },
      byAddress(work.workEmail),
      byAddress("nobody@example.test"),
      { __typename: "Candidate", id: forged },
      { __typename: "Candidate", id: "Q2FuZGlkYXRl" },
      { __typename: "Job", id: candidate },
      { __typename: "Employee", id: candidate, workEmail: null },
      { __typename: "Candidate", account: { id: candidate }, remoteId: "1" },
      { __typename: "Candidate", account: { id: accountIds[0] }, remoteId: "" },
      { __typename: "Candidate", account: { id: accountIds[0] }, remoteId: "nothing-of-this-name" },
      { __typename: "Candidate", account: accountIds[0], remoteId: 7 },
      { __typename: "ProviderRecord", id: candidate },
      { __typename: "Nonsense", id: candidate },
      { id: candidate },
      byAddress(" "),
      byAddress(null),
      { __typename: "Candidate" },
      "text",
      7,
      [candidate],
    ];
    const { answer, found } = await entities(representations);
    expect(answer.errors).toBeUndefined();
    expect(found).toEqual(representations.map(() => null));
    expect(world.sandbox.workable("foreign").calls()).toEqual([]);
  });

  it("to an account that the key is not for is null as well, and that account is not asked", async () => {
    const [candidate] = await ids("candidates", 1);
    const [here] = peopleOf([0]);
    const allowed = parseGlobalId(accountIds[2] ?? "")?.accountId ?? "";
    const key = await world.key(undefined, undefined, { accountIds: [allowed] });
    const workableAccount = { __typename: "LinkedAccount", id: accountIds[0] };
    const representations = [{ __typename: "Candidate", id: candidate }, byAddress(here?.work_email), workableAccount];
    const { answer, found } = await entities(representations, { key });
    expect(answer.errors).toBeUndefined();
    expect(found).toEqual([null, null, null]);
    expect(workable().calls()).toEqual([]);
    expect(sageHr().calls().length).toBeGreaterThan(0);
  });

  it("needs the scope of its type, and those that the key may not see fail by themselves", async () => {
    const [candidate] = await ids("candidates", 1);
    const [employee] = await ids("employees", 1);
    const key = await world.key(undefined, ["ats:read"]);
    const account = { __typename: "LinkedAccount", id: accountIds[0] };
    const representations = [
      { __typename: "Candidate", id: candidate },
      { __typename: "Employee", id: employee },
      account,
    ];
    const { answer, found } = await entities(representations, { key });
    expect(found).toEqual([
      expect.objectContaining({ id: candidate }),
      null,
      { __typename: "LinkedAccount", id: accountIds[0], subdomain: "one" },
    ]);
    expect(answer.errors?.map(({ path, extensions }) => [path, extensions["code"]])).toEqual([
      [["_entities", 1], "FORBIDDEN"],
    ]);
    const nothing = await entities([account], { key: await world.key(undefined, ["pii:read"]) });
    expect(nothing.found).toEqual([null]);
    expect(nothing.answer.errors?.[0]?.extensions["code"]).toBe("FORBIDDEN");
  });
});

describe("employees by address", () => {
  it("are all found in one walk of the list, without case", async () => {
    const people = peopleOf([0, 3, 60, 150]);
    const { answer, found } = await entities(people.map(({ work_email }) => byAddress(work_email.toUpperCase())));
    expect(answer.errors).toBeUndefined();
    expect(found.map(({ remoteId }: any) => remoteId)).toEqual(people.map(({ id }) => id));
    // Pages hold 100: no further one is read once all are found, and no other account.
    expect(calls().filter((call) => !call.endsWith("/employees"))).toEqual([]);
    expect(calls().length).toBeLessThanOrEqual(3);
    expect(sageHr().calls()).toEqual([]);
  });

  it("are looked for once under several aliases, and what they tell costs nothing more", async () => {
    const [first, second] = peopleOf([1, 2]);
    const query = `query ($one: [_Any!]!, $two: [_Any!]!) {
      one: _entities(representations: $one) { ... on Employee { workEmail jobTitle name } }
      two: _entities(representations: $two) { ... on Employee { workEmail jobTitle employmentStatus } }
    }`;
    const variables = {
      one: [byAddress(first?.work_email)],
      two: [byAddress(second?.work_email), byAddress(first?.work_email)],
    };
    const { data } = await world.ask(query, variables);
    expect(data.one).toEqual([expect.objectContaining({ workEmail: first?.work_email, name: expect.any(String) })]);
    expect(data.two.map(({ workEmail }: any) => workEmail)).toEqual([second?.work_email, first?.work_email]);
    expect(calls()).toHaveLength(1);
  });

  it("come from the next account when the first does not have them; ApplicantStack, which tells no work address, is not asked", async () => {
    const [here] = peopleOf([0]);
    const there = sageHr().data.employees.find(({ profile }) => profile.email !== null)?.profile;
    const { found } = await entities([byAddress(there?.email), byAddress(here?.work_email)]);
    expect(found.map(({ account }: any) => account.id)).toEqual([accountIds[2], accountIds[0]]);
    expect(found[0].remoteId).toBe(String(there?.id));
    expect(calls().filter((call) => call.startsWith("workable"))).toHaveLength(3);
    expect(calls().filter((call) => call.startsWith("applicantstack"))).toEqual([]);
  });

  it("of the first account in order are given, where two have the address", async () => {
    const [here] = peopleOf([5]);
    const rows = sageHr().data.employees;
    const [old] = rows;
    if (!old || !here) throw new Error("no rows");
    rows[0] = { ...old, profile: { ...old.profile, email: here.work_email } };
    const { found } = await entities([byAddress(here.work_email)]);
    rows[0] = old;
    expect(found[0].account.id).toBe(accountIds[0]);
    expect(sageHr().calls()).toEqual([]);
  });

  it("are not told without pii:read, since that would tell whose address it is; nothing is asked for it", async () => {
    const [here] = peopleOf([0]);
    const employees = await ids("employees", 2);
    const key = await world.key(undefined, ["hris:read"]);
    const byId = employees.map((id) => ({ __typename: "Employee", id }));
    const { answer, found } = await entities([byAddress(here?.work_email), ...byId], { key });
    expect(found).toEqual([null, ...employees.map((id) => expect.objectContaining({ id }))]);
    expect(answer.errors?.map(({ path, extensions }) => [path, extensions["code"]])).toEqual([
      [["_entities", 0], "FORBIDDEN"],
    ]);
    expect(answer.errors?.[0]?.message).toContain("pii:read");
    expect(calls()).toHaveLength(1);
    const other = await entities([byAddress(here?.work_email)], {
      key: await world.key(undefined, ["ats:read", "pii:read"]),
    });
    expect(other.answer.errors?.[0]?.message).toContain("hris:read");
  });

  it("that were not found fail when an account could not be read, and the others are given", async () => {
    workable().fault({ kind: "status", status: 503, path: /employees/ });
    const [here] = peopleOf([0]);
    const there = sageHr().data.employees.find(({ profile }) => profile.email !== null)?.profile;
    const { answer, found } = await entities([byAddress(here?.work_email), byAddress(there?.email)]);
    expect(found).toEqual([null, expect.objectContaining({ remoteId: String(there?.id) })]);
    expect(answer.errors?.map(({ path, extensions }) => [path, extensions["code"], extensions["accountId"]])).toEqual([
      [["_entities", 0], "PROVIDER_UNAVAILABLE", accountIds[0]],
    ]);
  });

  it("that were not found fail when a row could not be read, as it may have been theirs", async () => {
    const rows = workable().data.employees;
    const [old] = rows;
    if (!old) throw new Error("no rows");
    rows[0] = { ...old, id: null as unknown as string };
    const { answer, found } = await entities([byAddress("nobody@example.test")]);
    rows[0] = old;
    expect(found).toEqual([null]);
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: "PROVIDER_BAD_RESPONSE", accountId: accountIds[0] });
    expect(JSON.stringify(answer.errors)).not.toContain("nobody@");
  });
});

describe("employees by address in a very long list", () => {
  let large: World;
  beforeAll(async () => {
    const workableTenants = [{ ...tenant("large", 5), candidates: 1, jobs: 1, employees: 2_600 }];
    large = await startWorld({
      sandbox: { tenants: { workable: workableTenants } },
      accounts: [{ provider: "workable", subdomain: "large", token: "token" }],
    });
    large.sandbox.workable("large").rateLimit = null;
  });
  afterAll(() => large.close());

  it("are looked for in 25 pages; what was not found by then is an error and not an absence", async () => {
    const rows = large.sandbox.workable("large").data.employees;
    const email = rows.find(({ work_email }) => typeof work_email === "string")?.work_email;
    const representations = [byAddress(email), byAddress("nobody@example.test")];
    const { data, errors } = await large.ask(entitiesQuery, { representations });
    expect(data._entities).toEqual([expect.objectContaining({ __typename: "Employee" }), null]);
    expect(errors?.map(({ path, extensions }) => [path, extensions["code"]])).toEqual([
      [["_entities", 1], "UNSUPPORTED_BY_PROVIDER"],
    ]);
    expect(large.sandbox.workable("large").calls()).toHaveLength(25);
  });
});

describe("what references cost", () => {
  const many = (count: number) => Array.from({ length: count }, () => ({ __typename: "Job", id: "x" }));

  it("is refused above 1000 of them, under all aliases together, before anything is called", async () => {
    expect((await entities(many(1000))).found).toHaveLength(1000);
    const { answer } = await entities(many(1001));
    expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: "BAD_USER_INPUT" } }] });
    expect(answer.errors?.[0]?.message).toMatch(/at most 1000.*1001/);
    const query = `query ($r: [_Any!]!, $s: Boolean!) { a: _entities(representations: $r) { __typename } b: _entities(representations: $r) @include(if: $s) { __typename } }`;
    expect((await world.ask(query, { r: many(501), s: true })).status).toBe(400);
    expect((await world.ask(query, { r: many(501), s: false })).status).toBe(200);
    const dry = await world.ask(
      entitiesQuery,
      { representations: many(1001) },
      { headers: { "hiregraph-dry-run": "true" } },
    );
    expect(dry.status).toBe(400);
    expect(calls()).toEqual([]);
  });

  it("counts once a reference, with what is selected of its own type", async () => {
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) {
      ... on Candidate { id applications(first: 3) { nodes { job { id } } } } ... on Job { id } ... on Employee { groups { id } } } }`;
    const cost = async (r: unknown) =>
      ((await world.ask(query, { r }, { headers: { "hiregraph-dry-run": "true" } })).extensions as any).cost.requested;
    expect(await cost(many(4))).toBe(4);
    expect(await cost([{ __typename: "Candidate", id: "x" }])).toBe(7);
    expect(await cost([...many(2), { __typename: "Candidate", id: "x" }, byAddress("a@example.test")])).toBe(
      2 + 7 + 11,
    );
    expect(await cost({ __typename: "Candidate", id: "x" })).toBe(7);
    const literal = `{ _entities(representations: [{ __typename: "Candidate", id: "x" }, { __typename: "Job" }]) { ... on Candidate { applications(first: 3) { nodes { id } } } } }`;
    const { extensions } = await world.ask(literal, {}, { headers: { "hiregraph-dry-run": "true" } });
    expect((extensions as any).cost.requested).toBe(5);
  });

  it("is refused above the limit before anything is called", async () => {
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Candidate { applications(first: 100) { nodes { id } } } } }`;
    const r = Array.from({ length: 600 }, () => ({ __typename: "Candidate", id: "x" }));
    const { errors, status } = await world.ask(query, { r });
    expect([status, errors?.[0]?.extensions["code"]]).toEqual([400, "QUERY_TOO_EXPENSIVE"]);
  });
});

describe("the plan of references", () => {
  async function planOf(representations: unknown, key?: string) {
    const headers = { "hiregraph-dry-run": "true" };
    const answer = await world.ask(entitiesQuery, { representations }, { headers, ...(key !== undefined && { key }) });
    expect(calls()).toEqual([]);
    return { ...answer, plan: (answer.extensions as any).plan };
  }

  it("is that of nodes(ids) for references by id", async () => {
    const wanted = await ids("candidates", 30);
    const { plan } = await planOf(wanted.map((id) => ({ __typename: "Candidate", id })));
    const nodes = `query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Candidate { remoteId remoteCreatedAt } } }`;
    const same = await world.ask(nodes, { ids: wanted }, { headers: { "hiregraph-dry-run": "true" } });
    expect(plan).toEqual((same.extensions as any).plan);
    expect(plan.likely).toBe(1);
  });

  it("counts references by account and remote id with those by id", async () => {
    const [id] = await ids("candidates", 1);
    const remote = { __typename: "Candidate", account: { id: accountIds[0] }, remoteId: "other" };
    const { plan } = await planOf([{ __typename: "Candidate", id }, remote]);
    expect(plan).toMatchObject({ likely: 1, calls: [{ accountId: accountIds[0], path: "/candidates" }, {}] });
  });

  it("has one bounded walk of each account that may hold an address", async () => {
    const { plan } = await planOf([byAddress("a@example.test"), byAddress("b@example.test")]);
    expect(plan.calls).toEqual([
      { accountId: accountIds[0], method: "GET", path: "/employees", times: 25, likely: 1 },
      expect.objectContaining({ accountId: accountIds[2], path: "/employees", likely: 1 }),
      expect.objectContaining({ accountId: accountIds[2], path: "/terminated-employees", likely: 1 }),
    ]);
  });

  it("tells what the key may not do", async () => {
    const key = await world.key(undefined, ["hris:read"]);
    const [candidate] = await ids("candidates", 1);
    const { errors, plan } = await planOf(
      [byAddress("a@example.test"), { __typename: "Candidate", id: candidate }],
      key,
    );
    expect(errors?.map(({ extensions, path }) => [extensions["code"], path])).toEqual([
      ["FORBIDDEN", ["_entities"]],
      ["FORBIDDEN", ["_entities"]],
    ]);
    expect(plan.total).toBe(0);
  });
});
