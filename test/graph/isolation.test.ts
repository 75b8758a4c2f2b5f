import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { createRandom } from "../../src/sandbox/random.js";
import { startWorld } from "../support/world.js";
import type { AccountToLink, World } from "../support/world.js";

const names = ["amber", "birch", "cedar"] as const;
type Name = (typeof names)[number];
const providers = ["workable", "applicantstack", "sagehr"] as const;

let world: World;
const keys = {} as Record<Name, string>;
/** Global ids that each workspace saw, by the workspace. */
const ids = {} as Record<Name, { any: string[]; applications: string[]; accounts: string[] }>;

/** The same account three times, so that every id of one is an id of the others too; only the marks in its texts differ. */
function tenantsOf(provider: string) {
  return names.map((name) => ({
    subdomain: name,
    token: `${provider}-${name}`,
    candidates: 30,
    jobs: 5,
    employees: 12,
  }));
}

/** Puts a workspace's mark into every text of these fields, whatever the row. */
function mark(rows: unknown, name: Name): void {
  if (!Array.isArray(rows)) return;
  const fields =
    /^(?:name|full_name|first_name|firstname|lastname|last_name|firstName|lastName|title|email|body|summary|label|jobName)$/;
  rows.forEach((row: any, index) => {
    const changed = Object.fromEntries(
      Object.entries({ ...row }).map(([field, value]) => [
        field,
        fields.test(field) && typeof value === "string" && value !== "" ? `mark-${name}-${value}` : value,
      ]),
    );
    const inner = row?.profile
      ? { profile: { ...row.profile, full_name: `mark-${name}`, email: `mark-${name}@example.com` } }
      : {};
    rows[index] = { ...changed, ...inner };
  });
}

beforeAll(async () => {
  const tenants = Object.fromEntries(providers.map((provider) => [provider, tenantsOf(provider)]));
  world = await startWorld({ sandbox: { tenants }, accounts: [] });
  for (const name of names) {
    world.sandbox.workable(name).rateLimit = null;
    for (const provider of providers) {
      const { data } = (world.sandbox[provider] as (name: string) => { data: object })(name);
      for (const [list, rows] of Object.entries(data)) if (!["stages", "departments"].includes(list)) mark(rows, name);
      const link: AccountToLink = { provider, subdomain: name, token: `${provider}-${name}`, workspace: name };
      await world.link(link);
    }
    keys[name] = await world.key(name);
    const { data } = await world.ask(
      `{ candidates(first: 40) { nodes { id } } applications(first: 40) { nodes { id } } jobs(first: 10) { nodes { id } }
         employees(first: 20) { nodes { id } } linkedAccounts { nodes { id } } users(first: 5) { nodes { id } } }`,
      {},
      { key: keys[name] },
    );
    const idsOf = (field: string): string[] => data[field].nodes.map(({ id }: any) => id);
    const fields = ["candidates", "applications", "jobs", "employees", "users", "linkedAccounts"];
    ids[name] = { any: fields.flatMap(idsOf), applications: idsOf("applications"), accounts: idsOf("linkedAccounts") };
  }
}, 120_000);
afterAll(() => world.close());

const operations: readonly { query: string; ids: "any" | "applications" | "accounts" }[] = [
  {
    query: `query($id: ID!) { node(id: $id) { id ... on Candidate { name emails { value } } ... on Job { title } ... on Employee { name } ... on LinkedAccount { subdomain } } }`,
    ids: "any",
  },
  { query: `query($id: ID!) { nodes(ids: [$id]) { id } }`, ids: "any" },
  {
    query: `query($id: ID!) { applications(first: 3, filter: { account: { id: { eq: $id } } }) { nodes { id candidate { name } } sources { account { subdomain } } } }`,
    ids: "accounts",
  },
  {
    query: `query($id: ID!) { candidates(first: 2, filter: { account: { id: { in: [$id] } } }) { nodes { name } } linkedAccounts { nodes { subdomain } } }`,
    ids: "accounts",
  },
  {
    query: `query($id: ID!) { activities(first: 2, filter: { application: { id: { eq: $id } } }) { nodes { body } } }`,
    ids: "applications",
  },
  {
    query: `mutation($id: ID!) { createActivity(input: { applicationId: $id, body: "x", dryRun: true }) { activity { id } userErrors { code field message } } }`,
    ids: "applications",
  },
  {
    query: `query($id: ID!) { auditEvents(first: 3, filter: { account: { id: { eq: $id } } }) { nodes { action accountId } } }`,
    ids: "accounts",
  },
];

function answerText(answer: object): string {
  return JSON.stringify(answer);
}

describe("three workspaces whose accounts have the same ids at the providers", () => {
  it(
    "see nothing of each other in ten thousand operations, and cannot tell foreign ids from absent ones",
    { timeout: 400_000 },
    async () => {
      const random = createRandom(20_261_127);
      const pick = <Item>(items: readonly Item[]): Item => random.pick(items);
      let foreign = 0;
      let own = 0;
      const work = async (count: number) => {
        for (let index = 0; index < count; index += 1) {
          const [asking, other] = [pick(names), pick(names)];
          const operation = pick(operations);
          const id = pick(ids[other][operation.ids]);
          const answer = await world.ask(operation.query, { id }, { key: keys[asking] });
          const text = answerText(answer);
          for (const name of names) {
            if (name === asking) continue;
            expect(text).not.toContain(`mark-${name}`);
            expect(text).not.toContain(`"${name}"`);
          }
          if (text.includes(`mark-${asking}`)) own += 1;
          if (asking === other) continue;
          foreign += 1;
          // The id itself may not come back either.
          expect(text).not.toContain(id);
          expect(answer.extensions.upstream.accounts.map(({ accountId }) => accountId)).not.toContain(id);
        }
      };
      await Promise.all(Array.from({ length: 10 }, () => work(1000)));
      expect(foreign).toBeGreaterThan(6000);
      // Each sees its own.
      expect(own).toBeGreaterThan(1000);
    },
  );

  it("get the same bytes for a foreign, a forged and an absent id", async () => {
    const forge = (text: string) => Buffer.from(text).toString("base64");
    const absent = forge("Candidate:AbCdEfGhIjKl:nothing");
    const bodies = async (query: string, id: string) => {
      const { status, data, errors } = await world.ask(query, { id }, { key: keys.amber });
      return answerText({ status, data, errors }).replaceAll(id, "ID");
    };
    for (const { query, ids: kind } of operations) {
      const type = { any: "Candidate", applications: "Application", accounts: "LinkedAccount" }[kind];
      const nothing = kind === "accounts" ? forge("LinkedAccount:AbCdEfGhIjKl") : forge(`${type}:AbCdEfGhIjKl:1`);
      const expected = await bodies(query, nothing);
      expect(await bodies(query, ids.birch[kind][0] ?? "")).toBe(expected);
      expect(await bodies(query, ids.cedar[kind].at(-1) ?? "")).toBe(expected);
    }
    expect(await bodies(operations[0]?.query ?? "", "not an id")).toBe(
      await bodies(operations[0]?.query ?? "", absent),
    );
  });
});
