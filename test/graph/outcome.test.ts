import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { startWorld } from "../support/world.js";
import type { AccountToLink, World } from "../support/world.js";

const providers = ["workable", "applicantstack", "sagehr"] as const;
const subdomains = ["one", "two"];
const tenants = subdomains.map((subdomain, index) => ({
  ...{ subdomain, token: "token", seed: index + 1 },
  ...{ candidates: 70, jobs: 6, employees: 5 },
}));
const accounts: AccountToLink[] = providers.flatMap((provider) =>
  subdomains.map((subdomain) => ({ provider, subdomain, token: "token" })),
);

let world: World;
beforeAll(async () => {
  world = await startWorld({
    sandbox: { tenants: { workable: tenants, applicantstack: tenants, sagehr: tenants } },
    accounts,
    requestTimeoutMs: 60_000,
  });
  for (const subdomain of subdomains) world.sandbox.workable(subdomain).rateLimit = null;
});
afterAll(() => world.close());

const workable = () => world.sandbox.workable("one");
const candidates = () => workable().data.candidates;
type Candidate = ReturnType<typeof candidates>[number];
let original: readonly Candidate[];
beforeAll(() => {
  original = [...candidates()];
});
/** Changes candidates of the sandbox until the end of the test. */
function change(which: (candidate: Candidate) => boolean, values: Partial<Candidate>): void {
  const list = candidates();
  list.forEach((candidate, index) => {
    if (which(candidate)) list[index] = { ...candidate, ...values };
  });
}
afterEach(() => {
  candidates().splice(0, candidates().length, ...original);
  workable().clearFaults();
});

interface Told {
  id: string;
  outcome: string;
}

async function workableOne(): Promise<object> {
  const { data } = await world.ask(`{ linkedAccounts(first: 50) { nodes { id provider subdomain } } }`);
  const found = data.linkedAccounts.nodes.find((node: any) => node.provider === "workable" && node.subdomain === "one");
  return { account: { id: { eq: found.id } } };
}

/** One page of one Workable account, and the paths of the calls that it cost. */
async function page(filter: object = {}, selection = "id outcome outcomeLabel") {
  workable().clearCalls();
  const query = `query ($filter: ApplicationFilter) { applications(first: 50, filter: $filter) { nodes { ${selection} } complete } }`;
  const answer = await world.ask(query, { filter: { ...(await workableOne()), ...filter } });
  expect(answer.errors).toBeUndefined();
  const calls = workable()
    .calls()
    .map(({ path }) => path.replace(/\?.*$/u, "").replace(/.*\/v3/u, ""));
  expect(answer.extensions.upstream.calls).toBe(calls.length);
  return { nodes: answer.data.applications.nodes, calls };
}

describe("the outcome of 50 applications", () => {
  it("costs one further call when some are disqualified for known reasons", async () => {
    const { nodes, calls } = await page();
    expect(nodes).toHaveLength(50);
    expect(new Set(nodes.map(({ outcome }: Told) => outcome))).toEqual(
      new Set(["ACTIVE", "HIRED", "REJECTED", "WITHDRAWN"]),
    );
    expect(calls).toHaveLength(2);
    expect(calls[1]).toMatch(/\/disqualification_reasons$/u);
  });

  it("costs none when none is disqualified", async () => {
    change(() => true, { disqualified: false, disqualification_reason: null });
    const { nodes, calls } = await page();
    expect(nodes.map(({ outcome }: Told) => outcome)).not.toContain(null);
    expect(calls).toHaveLength(1);
  });

  it("costs none when it is not asked for, and is not told as missing", async () => {
    const { nodes, calls } = await page({}, "id missing { field reason }");
    expect(nodes.flatMap(({ missing }: any) => missing).map(({ field }: any) => field)).not.toContain("outcome");
    expect(calls).toHaveLength(1);
  });

  it("costs the single record where the reason does not tell", async () => {
    const [first, second] = candidates().filter(({ disqualified }) => disqualified);
    change(({ id }) => id === first?.id, { disqualification_reason: null });
    change(({ id }) => id === second?.id, { disqualification_reason: "Renamed since" });
    const { nodes, calls } = await page();
    expect(nodes.map(({ outcome }: Told) => outcome)).not.toContain(null);
    expect(calls).toHaveLength(4);
  });

  it("comes from the single records for a token that may not see the reasons", async () => {
    const known = await page();
    workable().fault({ kind: "status", status: 403, body: "{}", path: /disqualification_reasons/u });
    const { nodes, calls } = await page();
    expect(nodes).toEqual(known.nodes);
    const ends = nodes.map(({ outcome }: Told) => outcome === "REJECTED" || outcome === "WITHDRAWN");
    expect(calls).toHaveLength(2 + Number(ends.filter(Boolean).length));
  });

  it("is told under their candidates for the same calls", async () => {
    const query = `query ($filter: CandidateFilter) {
      candidates(first: 50, filter: $filter) { nodes { applications { nodes { id outcome outcomeLabel } } } }
    }`;
    workable().clearCalls();
    const answer = await world.ask(query, { filter: await workableOne() });
    expect(workable().calls()).toHaveLength(2);
    const told = answer.data.candidates.nodes.flatMap((candidate: any) => candidate.applications.nodes);
    expect(told).toEqual((await page()).nodes);
  });
});

describe("a condition on the outcome", () => {
  let truth: Told[];
  beforeAll(async () => {
    truth = await Promise.all((await idsOf({})).map(readSingly));
  });

  it.each(["ACTIVE", "HIRED", "REJECTED", "WITHDRAWN", "UNMAPPED"])(
    "lists exactly those that are %s",
    async (outcome) => {
      const wanted = truth.filter((told) => told.outcome === outcome).map(({ id }) => id);
      expect(await idsOf({ outcome: { eq: outcome } })).toEqual(wanted);
      const others = truth.filter((told) => told.outcome !== outcome).map(({ id }) => id);
      expect(await idsOf({ outcome: { neq: outcome } })).toEqual(others);
    },
  );

  it("is tested over records of which every outcome occurs in Workable", () => {
    const withdrawn = subdomains.flatMap((name) =>
      world.sandbox.workable(name).data.candidates.filter(({ detail }) => detail.withdrew),
    );
    expect(withdrawn.length).toBeGreaterThan(2);
    expect(truth.filter(({ outcome }) => outcome === "WITHDRAWN")).toHaveLength(withdrawn.length);
  });

  it("costs nothing for rows that it excludes whatever they settle to", async () => {
    change(() => true, { disqualification_reason: null });
    const { nodes, calls } = await page({ outcome: { eq: "ACTIVE" } });
    expect(nodes.length).toBeGreaterThan(20);
    expect(calls).toHaveLength(1);
  });

  it("settles only the rows that pass the other conditions", async () => {
    change(() => true, { disqualification_reason: null });
    const one = candidates().find(({ disqualified, job }) => disqualified && job);
    const { nodes, calls } = await page({
      outcome: { in: ["REJECTED", "WITHDRAWN"] },
      appliedAt: { lte: one?.created_at, gte: one?.created_at },
    });
    expect(nodes).toHaveLength(1);
    expect(calls).toHaveLength(2);
  });
});

/** All applications of all accounts that pass a filter. */
async function idsOf(filter: object): Promise<string[]> {
  const query = `query ($filter: ApplicationFilter, $after: String) {
    applications(first: 40, after: $after, filter: $filter) { nodes { id } pageInfo { hasNextPage endCursor } complete }
  }`;
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const answer = await world.ask(query, { filter, after });
    expect(answer.errors).toBeUndefined();
    const { nodes, pageInfo, complete }: any = answer.data.applications;
    expect(complete).toBe(true);
    ids.push(...nodes.map(({ id }: Told) => id));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return ids;
}

/** An application as the single record tells it. */
async function readSingly(id: string): Promise<Told> {
  const answer = await world.ask(`query ($id: ID!) { node(id: $id) { id ... on Application { outcome } } }`, { id });
  expect(answer.errors).toBeUndefined();
  return answer.data.node;
}

describe("the plan of a query", () => {
  const selection = "nodes { outcome outcomeLabel }";

  async function planOf(filter: object, query = `applications(first: 50, filter: $filter) { ${selection} }`) {
    const document = `query ($filter: ${query.startsWith("c") ? "Candidate" : "Application"}Filter) { ${query} }`;
    const variables = { filter: { ...(await workableOne()), ...filter } };
    const dry: any = await world.ask(document, variables, { headers: { "Hiregraph-Dry-Run": "true" } });
    const real = await world.ask(document, variables);
    expect(real.errors).toBeUndefined();
    expect(dry.extensions.plan.total).toBeGreaterThanOrEqual(real.extensions.upstream.calls);
    return { ...dry.extensions.plan, real: real.extensions.upstream.calls };
  }

  it("tells the call for the reasons as likely, and a single record for each row as the most", async () => {
    expect(await planOf({})).toMatchObject({ likely: 2, total: 52, real: 2 });
    const held = `candidates(first: 50, filter: $filter) { nodes { applications { ${selection} } } }`;
    expect(await planOf({}, held)).toMatchObject({ likely: 2, real: 2 });
  });

  it.each(["REJECTED", "ACTIVE"])(
    "is an upper bound where rows are sifted by %s and no reason is known",
    async (eq) => {
      change(() => true, { disqualification_reason: null });
      await planOf({ outcome: { eq } });
      const held = `candidates(first: 50, filter: $filter) { nodes { applications(filter: { outcome: { eq: ${eq} } }) { nodes { id } } } }`;
      await planOf({}, held);
    },
  );

  it("has no call for rows to be settled where none of them can pass", async () => {
    const { calls } = await planOf(
      { outcome: { eq: "ACTIVE" } },
      "applications(first: 50, filter: $filter) { nodes { id } }",
    );
    expect(calls.map(({ path }: any) => path)).toEqual(["/candidates"]);
  });
});
