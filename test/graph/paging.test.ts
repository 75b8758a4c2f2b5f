import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { startWorld } from "../support/world.js";
import type { AccountToLink, World } from "../support/world.js";

const subdomains = ["one", "two", "three"];
const sizes = [23, 108, 7];
const tenants = (token: string) =>
  subdomains.map((subdomain, index) => ({
    subdomain,
    token,
    seed: index + 1,
    candidates: sizes[index] ?? 5,
    jobs: 4,
    employees: 12,
  }));
const accounts: AccountToLink[] = (["workable", "applicantstack", "sagehr"] as const).flatMap((provider) =>
  subdomains.map((subdomain) => ({ provider, subdomain, token: `${provider}-token` })),
);

let world: World;
beforeAll(async () => {
  world = await startWorld({
    sandbox: {
      tenants: {
        workable: tenants("workable-token"),
        applicantstack: tenants("applicantstack-token"),
        sagehr: tenants("sagehr-token"),
      },
    },
    accounts,
  });
  for (const subdomain of subdomains) world.sandbox.workable(subdomain).rateLimit = null;
});
afterAll(() => world.close());

interface Page {
  nodes: { id: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  sources: { status: string }[];
  complete: boolean;
  totalCount?: number | null;
}

const forward = `query ($first: Int, $after: String, $filter: CandidateFilter) {
  candidates(first: $first, after: $after, filter: $filter) {
    nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } sources { status } complete
  }
}`;

/** Walks to the end; `between` runs after each page. */
async function walk(first: number, filter?: object, between: (page: number) => void = () => undefined) {
  const ids: string[] = [];
  let after: string | null = null;
  for (let page = 0; ; page++) {
    const answer = await world.ask(forward, { first, after, filter });
    expect(answer.errors).toBeUndefined();
    const found: Page = answer.data.candidates;
    expect(found.nodes.length).toBeLessThanOrEqual(first);
    ids.push(...found.nodes.map(({ id }) => id));
    if (!found.pageInfo.hasNextPage) return { ids, last: found };
    after = found.pageInfo.endCursor;
    between(page);
  }
}

describe("paging all candidates of nine accounts", () => {
  const total = 3 * sizes.reduce((sum, size) => sum + size, 0);

  it.each([37, 100])("gives every record exactly once with pages of %i", async (first) => {
    const { ids, last } = await walk(first);
    expect(new Set(ids).size).toBe(ids.length);
    // Candidates of a talent pool are not listed by the provider.
    expect(ids.length).toBeGreaterThanOrEqual(total - 3);
    expect(ids.length).toBeLessThanOrEqual(total);
    expect(last.complete).toBe(true);
    expect(last.sources).toHaveLength(9);
  });

  it("gives the same records with pages of one", async () => {
    const filter = { account: { id: { in: await accountIds("three") } } };
    const [single, whole] = [await walk(1, filter), await walk(100, filter)];
    expect(single.ids).toEqual(whole.ids);
    expect(single.ids.length).toBeGreaterThan(15);
  });

  it("reads no account that the page does not need", async () => {
    for (const subdomain of subdomains) world.sandbox.workable(subdomain).clearCalls();
    const answer = await world.ask(forward, { first: 5 });
    expect(answer.data.candidates.sources.map(({ status }: { status: string }) => status)).toEqual([
      "OK",
      ...Array<string>(8).fill("NOT_READ"),
    ]);
    expect(answer.extensions.upstream.calls).toBe(1);
  });
});

describe("a first page over nine accounts", () => {
  it("makes one call to each account that it reads, and at Sage HR one for the positions and one wave for their applicants", async () => {
    const controls = (["workable", "applicantstack", "sagehr"] as const).flatMap((provider) =>
      subdomains.map((subdomain) => ({ provider, control: world.sandbox[provider](subdomain) })),
    );
    for (const { control } of controls) {
      control.latencyMs = 300;
      control.clearCalls();
    }
    const answer = await world.ask(forward, { first: 100 });
    for (const { control } of controls) control.latencyMs = 0;
    const isRead = answer.data.candidates.sources.map(({ status }: { status: string }) => status === "OK");
    expect(isRead.filter(Boolean).length).toBeGreaterThan(0);
    controls.forEach(({ provider, control }, index) => {
      const calls = control.calls().map(({ path }) => path);
      if (!isRead[index]) expect(calls).toEqual([]);
      else if (provider === "sagehr") expect(calls.filter((path) => !path.includes("/applicants"))).toHaveLength(1);
      else expect(calls).toHaveLength(1);
    });
  });
});

async function accountIds(subdomain: string): Promise<string[]> {
  const { data } = await world.ask(`{ linkedAccounts(first: 100) { nodes { id subdomain } } }`);
  return data.linkedAccounts.nodes
    .filter((node: { subdomain: string }) => node.subdomain === subdomain)
    .map(({ id }: { id: string }) => id);
}

describe("paging while rows come and go", () => {
  const keyOf = (row: any): string => String(row.id ?? row.serial ?? row.profile.id);
  /** A new row like another one, at the front of numbered pages; Workable's new ids are greater than all others. */
  const copies = {
    workable: (row: any, n: number) => ({ ...row, id: `fffff${String(n)}` }),
    applicantstack: (row: any, n: number) => ({ ...row, serial: `a4new${String(n).padStart(7, "0")}` }),
    sagehr: (row: any, n: number) => ({ ...row, profile: { ...row.profile, id: 990_000 + n } }),
  };

  it.each(["workable", "applicantstack", "sagehr"] as const)(
    "neither repeats nor loses a record of %s",
    async (provider) => {
      const filter = { provider: { eq: provider }, account: { id: { in: await accountIds("two") } } };
      const before = await walk(100, filter);
      const data = world.sandbox[provider]("two").data as any;
      const rows = (provider === "sagehr" ? data.applicants : data.candidates) as object[];
      const original = [...rows];
      const removed = new Set<string>();
      const during = await walk(9, filter, (page) => {
        // Near the place where the walk stands: a row before it goes, and two come before it.
        const [victim] = page % 3 === 0 ? rows.splice(page * 7, 1) : [];
        if (victim) removed.add(keyOf(victim));
        const added = [1, 2].map((half) => copies[provider](original[0], page * 2 + half));
        if (provider === "workable") rows.push(...added);
        else rows.unshift(...added);
      });
      rows.splice(0, rows.length, ...original);
      expect(removed.size).toBeGreaterThan(2);
      expect(new Set(during.ids).size).toBe(during.ids.length);
      const remoteId = (id: string): string => Buffer.from(id, "base64").toString().split(":").at(-1) ?? "";
      const lost = before.ids.filter((id) => !during.ids.includes(id) && !removed.has(remoteId(id)));
      expect(lost).toEqual([]);
    },
  );
});

describe("paging backwards", () => {
  const query = `query ($last: Int, $before: String, $filter: CandidateFilter) {
    candidates(last: $last, before: $before, filter: $filter) { nodes { id } pageInfo { hasPreviousPage startCursor } }
  }`;

  it.each(["applicantstack", "sagehr"] as const)("gives the same records of %s as forwards", async (provider) => {
    const filter = { provider: { eq: provider }, account: { id: { in: await accountIds("two") } } };
    const ids: string[] = [];
    let before: string | null = null;
    do {
      const answer = await world.ask(query, { last: 13, before, filter });
      expect(answer.errors).toBeUndefined();
      const page: Page = answer.data.candidates;
      ids.unshift(...page.nodes.map(({ id }) => id));
      before = page.pageInfo.hasPreviousPage ? page.pageInfo.startCursor : null;
    } while (before !== null);
    expect(ids).toEqual((await walk(100, filter)).ids);
  });

  it("is refused where the provider cannot, naming it", async () => {
    const answer = await world.ask(query, { last: 5, filter: { provider: { eq: "workable" } } });
    expect(answer.data.candidates).toBeNull();
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: "UNSUPPORTED_BY_PROVIDER", provider: "workable" });
  });
});
