import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { startWorld } from "../support/world.js";
import type { World } from "../support/world.js";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const sandboxes = () => [
  world.sandbox.workable("acme-demo"),
  world.sandbox.applicantstack("acme-demo"),
  world.sandbox.sagehr("acme-demo"),
];

async function costOf(query: string, variables?: Record<string, unknown>): Promise<number> {
  const { extensions } = await world.ask(query, variables, { headers: { "hiregraph-dry-run": "true" } });
  return (extensions as any).cost.requested;
}

/** Asks what must be refused before anything is called. */
async function refused(query: string, variables?: Record<string, unknown>) {
  for (const sandbox of sandboxes()) sandbox.clearCalls();
  const answer = await world.ask(query, variables);
  expect(answer.errors?.map(({ extensions }) => extensions["code"])).toEqual(["QUERY_TOO_EXPENSIVE"]);
  expect(answer).toMatchObject({ status: 400 });
  expect(answer).not.toHaveProperty("data");
  expect(sandboxes().flatMap((sandbox) => sandbox.calls())).toEqual([]);
  return answer;
}

describe("the cost of a query", () => {
  it("is told with every answer, beside the limit", async () => {
    const { extensions } = await world.ask(`{ jobs(first: 3) { nodes { title } } }`);
    expect(extensions).toMatchObject({ cost: { requested: 3, limit: 50_000 } });
  });

  it.each([
    ["a page of 25 unless said", `{ jobs { nodes { id } } }`, 25],
    ["the last of a page", `{ jobs(last: 7) { nodes { id } } }`, 7],
    ["records of edges", `{ jobs(first: 4) { edges { cursor node { id } } } }`, 4],
    ["at least one for a connection", `{ jobs(first: 4) { totalCount } }`, 1],
    ["nothing for what is kept here", `{ providers { id } linkedAccounts { totalCount } }`, 1],
    [
      "records below records",
      `{ candidates(first: 10) { nodes { applications(first: 2) { nodes { job { id } stage { id } } } } } }`,
      70,
    ],
    ["each alias", `{ a: jobs(first: 4) { nodes { id } } b: jobs(first: 5) { nodes { id } } }`, 9],
    [
      "one field once, however often it is spread",
      `{ ...A ...A } fragment A on Query { jobs(first: 4) { nodes { id } } }`,
      4,
    ],
    [
      "no selection that is skipped",
      `{ jobs(first: 4) @skip(if: true) { nodes { id } } linkedAccounts { totalCount } }`,
      1,
    ],
    ["connections of an account", `{ linkedAccounts(first: 2) { nodes { jobs(first: 5) { nodes { id } } } } }`, 10],
    ["ten for a list without a bound", `{ employees(first: 2) { nodes { groups { id } } } }`, 22],
    [
      "the dearest type of an interface",
      `{ node(id: "x") { ... on Candidate { activities(first: 9) { nodes { id } } } ... on Job { id } } }`,
      10,
    ],
    ["each id", `{ nodes(ids: ["x", "y", "z"]) { id } }`, 3],
    [
      "what an account can do as ten for each of ten models",
      `{ linkedAccounts(first: 2) { nodes { capabilities { model } } } }`,
      200,
    ],
    ["what providers fill as much", `{ providers { a: coverage { model } b: coverage { model } } }`, 2_000],
    [
      "no introspection",
      `{ __typename __schema { types { fields { name } } } jobs(first: 2) { nodes { __typename } } }`,
      2,
    ],
  ])("counts %s", async (_what, query, cost) => {
    expect(await costOf(query)).toBe(cost);
  });

  it("follows variables, their defaults and conditions", async () => {
    const query = `query ($n: Int = 6, $with: Boolean!, $ids: [ID!]!) {
      jobs(first: $n) { nodes { applications(first: 2) @include(if: $with) { nodes { id } } } }
      nodes(ids: $ids) { id }
    }`;
    expect(await costOf(query, { with: true, ids: [] })).toBe(18);
    expect(await costOf(query, { with: false, n: 2, ids: ["x", "y"] })).toBe(4);
  });

  it("lets 100 candidates with 100 activities each pass", async () => {
    const query = `{ candidates(first: 100) { nodes { activities(first: 100) { nodes { body user { name } } } } } }`;
    const cost = await costOf(query);
    expect(cost).toBe(20_100);
    const answer = await world.ask(query, {}, { headers: { "hiregraph-dry-run": "true" } });
    expect(answer.errors).toBeUndefined();
  });

  it("over the limit is refused before anything is called, and told", async () => {
    const { errors, extensions } = await refused(
      `query ($n: Int) {
      jobs(first: 100) { nodes { applications(first: $n) { nodes { activities(first: 100) { nodes { body } } } } } }
    }`,
      { n: 100 },
    );
    expect((extensions as any).cost).toEqual({ requested: 1_010_100, limit: 50_000 });
    expect(errors?.[0]?.message).toContain("1010100");
  });

  it("is over any limit for a deep recursion, and for fragments that multiply", async () => {
    await refused(`{ employees(first: 1) { nodes { ${"manager { ".repeat(13)} id ${"}".repeat(13)} } } }`);
    const names = Array.from({ length: 12 }, (_, level) => `F${String(level)}`);
    const fragments = names.map((name, level) => {
      const next = names[level + 1];
      const inner = next ? `...${next}` : "id";
      return `fragment ${name} on Employee { a: manager { ${inner} } b: manager { ${inner} } c: manager { ${inner} } }`;
    });
    await refused(`{ employees(first: 1) { nodes { ...F0 } } } ${fragments.join(" ")}`);
  });

  it("leaves a bad page size to its own error", async () => {
    const { errors } = await world.ask(`{ jobs(first: 1000) { nodes { id } } }`);
    expect(errors?.[0]?.extensions["code"]).toBe("BAD_USER_INPUT");
  });

  it("leaves an unknown operation name to its own error", async () => {
    const response = await fetch(`${world.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${await world.key()}` },
      body: JSON.stringify({ query: `query A { __typename } query B { __typename }`, operationName: "C" }),
    });
    expect(response.status).toBe(400);
  });
});
