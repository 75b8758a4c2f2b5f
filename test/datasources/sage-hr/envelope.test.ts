import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { failureOf, openSession, testHttp } from "../http/http-world.js";
import { keysOf, listOf, present, startAccount, token, walk, type SageHrAccount } from "./sage-hr-account.js";

let account: SageHrAccount;
const http = testHttp();
beforeAll(async () => {
  account = await startAccount({ candidates: 20, employees: 120 });
});
afterEach(() => {
  account.tenant.clearFaults();
});
afterAll(async () => {
  http.close();
  await account.stop();
});

const open = (settings: { token?: string; subdomain?: string } = {}) =>
  openSession(http, account.provider, { token, ...settings }).session;

function answer(body: unknown, path?: RegExp, status = 200) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  account.tenant.fault({ kind: "status", status, body: text, ...(path ? { path } : {}) });
}

const readTeams = () => listOf(account.provider, "Group").page(open(), { conditions: {}, limit: 10 });

describe("verifying an account", () => {
  it("takes one call with the key", async () => {
    account.tenant.clearCalls();
    expect(await account.provider.verify(open())).toEqual({ displayName: null });
    expect(account.tenant.calls()).toHaveLength(1);
    expect(account.provider.headers({ token: "t" })).toEqual({ "X-Auth-Token": "t" });
  });

  it("says in words what is wrong, without the key", async () => {
    const wrongKey = await failureOf(account.provider.verify(open({ token: "wrong-key-1234" })));
    expect(wrongKey).toMatchObject({
      code: "ACCOUNT_NEEDS_RELINK",
      message: expect.stringContaining("refuses the API key"),
    });
    expect(wrongKey.message).not.toContain("1234");
    const unknown = await failureOf(account.provider.verify(open({ subdomain: "nobody" })));
    expect(unknown).toMatchObject({ code: "NOT_FOUND", message: expect.stringContaining('"nobody"') });
    answer({ error_code: "forbidden", errors: [] }, undefined, 403);
    expect(await failureOf(account.provider.verify(open()))).toMatchObject({ code: "FORBIDDEN" });
  });

  it("asks for a subdomain of one label and an opaque key", () => {
    const [subdomain, key] = account.provider.credentials;
    const fits = (text: string) => present(subdomain).pattern.test(text);
    expect(["acme", "a", "Acme-2"].every(fits)).toBe(true);
    expect(["", "-acme", "acme-", "a.b", "a/b", "a@b", "x".repeat(64)].some(fits)).toBe(false);
    expect(present(key)).toMatchObject({ isSecret: true, isRequired: true });
  });
});

describe("an answer of Sage HR", () => {
  it.each([["[1234]"], ['{"teams":[]}'], ['{"data":{"id":1234}}'], ['{"data":null}'], ["<h1>1234</h1>"], ["null"]])(
    "that is %s where a list should be is a bad response, without the provider's text",
    async (body) => {
      answer(body);
      const failure = await failureOf(readTeams());
      expect(failure.code).toBe("PROVIDER_BAD_RESPONSE");
      expect(failure.message).not.toContain("1234");
    },
  );

  it.each([["null"], ["[]"], ['{"data":7}'], ["{}"], ['{"data":{"title":"No id 1234"}}']])(
    "that is %s where a record should be is a bad response",
    async (body) => {
      answer(body);
      const failure = await failureOf(present(account.provider.models.Job?.get).read(open(), "31"));
      expect(failure.code).toBe("PROVIDER_BAD_RESPONSE");
      expect(failure.message).not.toContain("1234");
    },
  );

  it.each([['{"data":null}'], ['{"data":[]}']])("that is %s for a record says that there is none", async (body) => {
    answer(body);
    expect(await present(account.provider.models.Job?.get).read(open(), "31")).toBeNull();
  });

  it("that cannot be read in one row keeps the others", async () => {
    answer({ data: [{ id: 1, name: "A" }, { name: "no id" }, 7, { id: 2, name: ["B"] }], meta: { next_page: null } });
    const page = await readTeams();
    expect(page.drafts.map(({ key, name }) => [key, name])).toEqual([
      ["1", "A"],
      ["2", null],
    ]);
    expect(page.problems).toEqual([expect.stringContaining("teams[1].id"), expect.stringContaining("teams[2]")]);
  });
});

describe("a list with parts of meta missing", () => {
  const rows = (...ids: number[]) => ({ data: ids.map((id) => ({ id })) });

  function answerPages(...pages: object[]) {
    pages.forEach((page, index) => {
      answer(page, new RegExp(`teams\\?page=${String(index + 1)}$`));
    });
  }

  it.each([
    [{}],
    [{ meta: {} }],
    [{ meta: { next_page: "2" } }],
    [{ meta: { current_page: 1, total_entries: "many" } }],
  ])("such as %o ends with an empty page", async (rest) => {
    answerPages({ ...rows(1, 2), ...rest }, { ...rows(3), ...rest }, { ...rows(), ...rest });
    const pages = await walk(listOf(account.provider, "Group"), { ...open(), calls: [] });
    expect(keysOf(pages)).toEqual(["1", "2", "3"]);
    expect(pages[0]?.total).toBeNull();
  });

  it("finds its last page by counting", async () => {
    answerPages(rows(1, 2), rows(3), rows());
    expect(await listOf(account.provider, "Group").last?.(open(), { conditions: {}, limit: 5 })).toBe("2");
  });

  it("ends where the next page would be none or one before", async () => {
    answerPages({ ...rows(1), meta: { next_page: 1 } }, { ...rows(2), meta: { next_page: null } });
    expect(keysOf(await walk(listOf(account.provider, "Group"), { ...open(), calls: [] }))).toEqual(["1", "2"]);
  });

  it("has all positions found, so that no applicant is lost", async () => {
    const own = account.tenant.data.applicants;
    const position = (id: number) => ({ id, applicants_count: own.filter((row) => row.positionId === id).length });
    const ids = [...new Set(own.map(({ positionId }) => positionId))];
    answer({ data: ids.slice(0, 2).map(position) }, /positions\?per_page=100&page=1/);
    answer({ data: ids.slice(2).map(position) }, /positions\?per_page=100&page=2/);
    answer({ data: [] }, /positions\?per_page=100&page=3/);
    const pages = await walk(listOf(account.provider, "Candidate"), { ...open(), calls: [] });
    expect(keysOf(pages).toSorted()).toEqual(own.map(({ profile }) => String(profile.id)).toSorted());
  });
});
