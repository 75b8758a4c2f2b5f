import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { startWorld } from "../support/world.js";
import type { World } from "../support/world.js";

interface Plan {
  calls: { accountId: string; method: string; path: string; times: number; likely: number }[];
  total: number;
  likely: number;
}

let world: World;
let ids: Record<string, string>;
const accounts: Record<string, string> = {};

const sandboxes = () => ({
  workable: world.sandbox.workable("acme-demo"),
  applicantstack: world.sandbox.applicantstack("acme-demo"),
  sagehr: world.sandbox.sagehr("acme-demo"),
});

beforeAll(async () => {
  world = await startWorld();
  sandboxes().workable.rateLimit = null;
  const { data } = await world.ask(`{
    linkedAccounts { nodes { id provider } }
    candidates(first: 3, ${only("workable")}) { nodes { id } }
    jobs(first: 2, ${only("workable")}) { nodes { id } }
    employees(first: 1, ${only("workable")}) { nodes { id } }
    hires: employees(first: 1, ${only("applicantstack")}) { nodes { id } }
    applicants: candidates(first: 2, ${only("sagehr")}) { nodes { id } }
  }`);
  for (const { id, provider } of data.linkedAccounts.nodes) accounts[id] = provider;
  const [candidate, second, third] = data.candidates.nodes;
  const [job] = data.jobs.nodes;
  ids = { candidate: candidate.id, second: second.id, third: third.id, job: job.id };
  ids["employee"] = data.employees.nodes[0].id;
  ids["hire"] = data.hires.nodes[0].id;
  ids["applicant"] = data.applicants.nodes[0].id;
});
afterAll(() => world.close());

function only(provider: string): string {
  return `filter: { provider: { eq: "${provider}" } }`;
}

function upstreamCalls() {
  return Object.entries(sandboxes()).flatMap(([provider, sandbox]) =>
    sandbox.calls().map(({ method, path }) => ({ provider, method, path: bare(path) })),
  );
}

/** The path below the account's address. */
function bare(path: string): string {
  return (path.split("?")[0] ?? "").replace(/^\/(spi\/v3|api(?=\/(recruitment|employees|terminated|teams|leave)))/, "");
}

function clear(): void {
  for (const sandbox of Object.values(sandboxes())) sandbox.clearCalls();
}

async function planOf(query: string, variables: Record<string, unknown> = ids) {
  clear();
  const answer = await world.ask(query, variables, { headers: { "Hiregraph-Dry-Run": "true" } });
  expect(upstreamCalls()).toEqual([]);
  expect(answer.data).toBeNull();
  return { ...answer, plan: (answer.extensions as any).plan as Plan };
}

async function realCalls(query: string) {
  clear();
  const { errors } = await world.ask(query, ids);
  expect(errors).toBeUndefined();
  return upstreamCalls();
}

function covers({ calls }: Plan, real: { provider: string; method: string; path: string }): boolean {
  return calls.some(({ accountId, method, path }) => {
    const pattern = new RegExp(`^${path.replace(/\{[^}]+\}/g, "[^/]+")}$`);
    return accounts[accountId] === real.provider && method === real.method && pattern.test(real.path);
  });
}

const variables = `($candidate: ID!, $second: ID!, $third: ID!, $job: ID!, $employee: ID!, $hire: ID!, $applicant: ID!)`;
const use = `used: nodes(ids: []) { id } unused: nodes(ids: [$candidate, $second, $third, $job, $employee, $hire, $applicant]) @include(if: false) { id }`;

const queries: Record<string, string> = {
  "a page over all accounts": `candidates(first: 80) { nodes { name emails { value } } }`,
  "every ATS list": `jobs { nodes { title } } departments { nodes { name } } jobInterviewStages { nodes { name } } users { nodes { name } } rejectReasons { nodes { name } }`,
  "every HRIS list": `employees(first: 100) { nodes { name } } groups { nodes { name } } fields { nodes { label } } timeoffTypes { nodes { name } } timeoffRequests { nodes { status } }`,
  totals: `candidates(first: 1) { totalCount } jobs(first: 1) { totalCount } employees(first: 1) { totalCount nodes { name } }`,
  "the last ones": `employees(last: 30, ${only("workable")}) { nodes { name } } jobs(last: 5, ${only("applicantstack")}) { nodes { title } }`,
  "a filter that is applied here": `employees(first: 3, filter: { name: { contains: "e" } }) { nodes { name } }`,
  "details of a page": `candidates(first: 5) { nodes { name coverLetter } } jobs(first: 4) { nodes { description } }`,
  "references over all accounts": `applications(first: 30) { nodes { candidate { name } stage { name kind } job { title status department { name } } } }`,
  "ids of what is known by wording": `applications(first: 10, ${only("workable")}) { nodes { stage { id } job { department { id } } } }`,
  "stage histories": `applications(first: 5) { nodes { enteredStageAt stageHistory { enteredAt from { label } to { stage { name } } actor { user { name } } } } }`,
  "children of candidates": `candidates(first: 4) { nodes { activities(first: 5) { nodes { body user { name } } } attachments { nodes { fileName } } applications { nodes { outcome job { title } } } } }`,
  "children of jobs": `jobs(first: 3) { nodes { stages { nodes { name } } hiringTeam { user { name headline } } questions { label } applications(first: 3) { nodes { appliedAt } } } }`,
  employees: `employees(first: 6) { nodes { manager { name } groups { name type } timeoffBalances { nodes { available type { name } } } } } addresses: employees(first: 4, ${only("sagehr")}) { nodes { name customFields { key } address { city } } }`,
  "direct reports and hires": `employees(first: 4, ${only("workable")}) { nodes { directReports { nodes { name } } candidate { name } } } candidates(first: 3, ${only("workable")}) { nodes { employee { name } } }`,
  "requests with their types": `timeoffRequests(first: 10) { nodes { startDate type { id name } employee { name } } }`,
  "lists of a parent": `stages: jobInterviewStages(filter: { job: { id: { eq: $job } } }) { totalCount } activities(filter: { candidate: { id: { eq: $candidate } } }) { nodes { body } } applicant: activities(filter: { candidate: { id: { eq: $applicant } } }) { nodes { body } } attachments(filter: { candidate: { id: { eq: $candidate } } }) { nodes { fileName } } jobInterviewStages(filter: { job: { id: { eq: $job } } }) { nodes { name } } timeoffBalances(filter: { employee: { id: { eq: $employee } } }) { nodes { available } }`,
  "nodes of several types": `nodes(ids: [$candidate, $second, $third, $job, $hire]) { id ... on Candidate { name summary } ... on Job { title } ... on Employee { candidate { name } } }`,
  "two nodes under two aliases": `a: node(id: $candidate) { ... on Candidate { summary } } b: node(id: $second) { ... on Candidate { summary } }`,
  "an account's own lists": `linkedAccounts { nodes { provider jobs(first: 2) { nodes { title } } employees(first: 2) { nodes { name } } } }`,
  "the account of each record": `candidates(first: 3) { nodes { account { jobs(first: 2) { nodes { title } } } } }`,
  "jobs of a department": `departments(first: 2, ${only("workable")}) { nodes { name parent { name } } } jobs(first: 5, ${only("workable")}) { sources { account { users(first: 1) { nodes { name } } } } }`,
};

describe("a dry run", () => {
  it.each(Object.entries(queries))("calls nobody and bounds what %s really takes", async (_name, body) => {
    const query = `query ${variables} { ${body} ${use} }`;
    const { plan, errors } = await planOf(query);
    expect(errors).toBeUndefined();
    const real = await realCalls(query);
    expect(plan.total).toBe(plan.calls.reduce((sum, { times }) => sum + times, 0));
    expect(real.length).toBeGreaterThan(0);
    expect(real.filter((call) => !covers(plan, call))).toEqual([]);
    expect(real.length).toBeLessThanOrEqual(plan.total);
  });

  const counted = [
    [
      "50 applications with the title of their jobs",
      `applications(first: 50, ${only("workable")}) { nodes { stageKind stage { name } job { id title } } }`,
      1,
      1,
    ],
    [
      "50 candidates with the title of their jobs",
      `candidates(first: 50, ${only("workable")}) { nodes { name applications { nodes { job { title } } } } }`,
      1,
      1,
    ],
    [
      "20 candidates with answers",
      `candidates(first: 20, ${only("workable")}) { nodes { applications { nodes { a: answers { text } b: answers { kind } } } } }`,
      21,
      21,
    ],
    // How many pages of jobs hold the 50 is not known beforehand: each may stand on a page of its own.
    [
      "50 applications with the departments of their jobs",
      `applications(first: 50, ${only("workable")}) { nodes { job { title department { name } } } }`,
      2,
      101,
    ],
    [
      "a node, whatever is asked of it",
      `node(id: $candidate) { ... on Candidate { id name education { school } applications { nodes { job { title } answers { text } } } } }`,
      1,
      1,
    ],
  ] as const;

  it.each(counted)("foretells what %s really take", async (_what, body, likely, total) => {
    const query = `query ${variables} { ${body} ${use} }`;
    const { plan } = await planOf(query);
    expect(plan).toMatchObject({ likely, total });
    expect(await realCalls(query)).toHaveLength(likely);
  });

  it("names the account, the method and the documented path", async () => {
    const { plan } = await planOf(`{ candidates(first: 2, ${only("workable")}) { nodes { summary } } }`, {});
    const [accountId] = Object.entries(accounts).find(([, provider]) => provider === "workable") ?? [];
    expect(plan.calls).toEqual([
      { accountId, method: "GET", path: "/candidates", times: 1, likely: 1 },
      { accountId, method: "GET", path: "/candidates/{id}", times: 2, likely: 2 },
    ]);
  });

  it("plans only the accounts that a filter leaves, and nothing for those without such a list", async () => {
    const providersOf = async (query: string) =>
      (await planOf(query, {})).plan.calls.map(({ accountId }) => accounts[accountId]);
    expect(await providersOf(`{ jobs(${only("sagehr")}) { nodes { title } } }`)).toEqual(["sagehr"]);
    expect(await providersOf(`{ users { nodes { name } } }`)).toEqual(["workable"]);
    expect(await providersOf(`{ linkedAccounts { nodes { id } } providers { id } }`)).toEqual([]);
  });

  it.each([
    ["a page too long", `{ jobs(first: 1000) { nodes { id } } }`, "BAD_USER_INPUT", ["jobs"]],
    ["both directions", `{ a: jobs(first: 1, last: 1) { nodes { id } } }`, "BAD_USER_INPUT", ["a"]],
    [
      "an order that cannot be honoured",
      `{ jobs(orderBy: { field: NAME }) { nodes { id } } }`,
      "UNSUPPORTED_BY_PROVIDER",
      ["jobs"],
    ],
    [
      "a bad page below a record",
      `{ jobs { nodes { stages(first: 0) { nodes { id } } } } }`,
      "BAD_USER_INPUT",
      ["jobs", "nodes", "stages"],
    ],
    [
      "an id of something else",
      `{ jobs(filter: { account: { id: { eq: "x" } } }) { nodes { id } } }`,
      "BAD_USER_INPUT",
      ["jobs"],
    ],
  ])("tells %s at once", async (_what, query, code, path) => {
    const { errors } = await planOf(query, {});
    expect(errors?.map((error) => [error.extensions["code"], error.path])).toContainEqual([code, path]);
  });

  it("refuses variables that do not fit, as a real run does", async () => {
    const query = `query ($filter: JobFilter) { jobs(filter: $filter) { nodes { id } } }`;
    const wrong = { filter: { nonsense: { eq: 1 } } };
    const answer = await world.ask(query, wrong, { headers: { "hiregraph-dry-run": "true" } });
    expect(answer.errors?.[0]?.extensions["code"]).toBe("BAD_USER_INPUT");
    expect(answer).not.toHaveProperty("data");
  });

  it("tells what the key may not read, and plans nothing for it", async () => {
    const key = await world.key(undefined, ["ats:read"]);
    const query = `{ employees { nodes { name } } candidates { nodes { employee { name } } } }`;
    const answer = await world.ask(query, {}, { key, headers: { "hiregraph-dry-run": "true" } });
    const { plan } = answer.extensions as unknown as { plan: Plan };
    expect(answer.errors?.map((error) => [error.extensions["code"], error.path])).toEqual([
      ["FORBIDDEN", ["employees"]],
      ["FORBIDDEN", ["candidates", "nodes", "employee"]],
    ]);
    expect(plan.calls.map(({ path }) => path)).not.toContain("/employees");
  });

  it("is asked for by the header alone", async () => {
    const headers = { "hiregraph-dry-run": "false" };
    const { data } = await world.ask(`{ jobs(first: 1) { nodes { id } } }`, {}, { headers });
    expect(data.jobs.nodes).toHaveLength(1);
  });
});
