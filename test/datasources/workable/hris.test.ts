import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import type { Conditions, ListRequest } from "../../../src/datasources/provider.js";
import { present, readAll, startWorkableAccount } from "./workable-account.js";
import type { WorkableAccount } from "./workable-account.js";

let account: WorkableAccount;
beforeAll(async () => {
  account = await startWorkableAccount();
});
afterAll(() => account.stop());
afterEach(() => {
  account.tenant.clearFaults();
});

const data = () => account.tenant.data;
const employees = (request: Partial<ListRequest>) =>
  present(account.source("Employee").list).page(account.session(), { conditions: {}, limit: 10, ...request });

describe("employees", () => {
  it.each([1, 10, 11, 50])("come once each in pages for %i rows", async (limit) => {
    const keys = (await readAll(account.source("Employee"), account.session(), {}, limit)).map(({ key }) => key);
    expect(keys).toEqual(data().employees.map(({ id }) => id));
  });

  it("ask for the smallest page that Workable takes", async () => {
    const session = account.session();
    await present(account.source("Employee").list).page(session, { conditions: {}, limit: 21 });
    expect(session.calls[0]).toContain("limit=50&offset=0");
    expect(session.calls[0]).toContain("member_id=2b44e1");
  });

  it("are read backwards from the last page", async () => {
    const { list } = account.source("Employee");
    let token: string | null | undefined = await list?.last?.(account.session(), { conditions: {}, limit: 20 });
    const keys: string[] = [];
    while (typeof token === "string") {
      const { drafts, previous, total } = await employees({ token });
      keys.unshift(...drafts.map(({ key }) => key));
      expect(total).toBe(60);
      token = previous;
    }
    expect(keys).toEqual(data().employees.map(({ id }) => id));
  });

  it("take the older name of the total", async () => {
    account.tenant.fault({ kind: "status", status: 200, body: '{"totalCount":31,"employees":[{"id":"1a"}]}' });
    expect(await employees({})).toMatchObject({ total: 31, next: "10:10" });
  });

  it("refuse a token that is none", async () => {
    await expect(employees({ token: "../1" })).rejects.toMatchObject({ code: "INVALID_CURSOR" });
  });

  it("say what is missing where an account token has no acting member", async () => {
    const { get } = account.source("Employee");
    const id = present(data().employees[0]).id;
    await expect(get?.read(account.session({ settings: {} }), id)).rejects.toThrow(/memberId/u);
    expect(await get?.read(account.session(), "ffffff")).toBeNull();
  });
});

describe("lists that take two calls", () => {
  it("keep the other half where one is forbidden", async () => {
    account.tenant.fault({ kind: "status", status: 403, path: /legal_entities/u, body: "{}" });
    const page = await account.source("Group").list?.page(account.session(), { conditions: {}, limit: 100 });
    expect(page?.drafts.map(({ key }) => key)).toEqual(data().departments.map(({ id }) => `department/${id}`));
    expect(page?.problems).toHaveLength(1);
    expect(page?.problems[0]).toMatch(/^legal_entities: /u);
    expect(page?.total).toBeNull();
  });

  it("keep the other half where one is malformed", async () => {
    account.tenant.fault({ kind: "status", status: 200, path: /custom_attributes/u, body: "{}" });
    const page = await account.source("Field").list?.page(account.session(), { conditions: {}, limit: 100 });
    expect(page?.drafts.length).toBe(data().employeeFields.length);
    expect(page?.problems).toEqual(["custom_attributes: Workable did not answer with a list of custom_attributes."]);
  });

  it("fail when both do", async () => {
    account.tenant.fault({ kind: "status", status: 401, body: "{}" });
    const page = account.source("Group").list?.page(account.session(), { conditions: {}, limit: 100 });
    await expect(page).rejects.toMatchObject({ code: "ACCOUNT_NEEDS_RELINK" });
  });

  it("make one call where the condition leaves one half", async () => {
    const session = account.session();
    const fields = await readAll(account.source("Field"), session, { entity: { eq: "CANDIDATE" } });
    expect(fields).toHaveLength(5);
    expect(session.calls).toHaveLength(1);
  });
});

describe("divisions", () => {
  it("are found by id, though not listed", async () => {
    data().employeeFields = data().employeeFields.map((field) =>
      "id" in field && field.id === "division" ? { ...field, choices: [{ id: "d1", label: "Field" }] } : field,
    );
    const { get } = account.source("Group");
    expect(await get?.read(account.session(), "division/d1")).toMatchObject({ name: "Field", type: "DIVISION" });
    expect(await get?.read(account.session(), "division/North")).toMatchObject({ name: "North" });
    expect(await get?.read(account.session(), "nothing/1")).toBeNull();
  });
});

describe("time-off requests", () => {
  const read = (conditions: Conditions) => readAll(account.source("TimeoffRequest"), account.session(), conditions, 20);
  const page = (conditions: Conditions) => {
    const session = account.session();
    return { session, page: present(account.source("TimeoffRequest").list).page(session, { conditions, limit: 10 }) };
  };

  it("are those of one year around today without a condition", async () => {
    expect(await read({})).toHaveLength(data().timeoffRequests.length);
    const { range, total } = await page({}).page;
    expect(range).toEqual({ from: "2025-11-20", to: "2027-11-20" });
    expect(total).toBe(data().timeoffRequests.length);
  });

  it.each<[string, Conditions, { from: string; to: string }]>([
    ["a lower side", { startDate: { gte: "2026-01-01" } }, { from: "2026-01-01", to: "2036-11-20" }],
    ["an upper side", { startDate: { lt: "2026-01-01" } }, { from: "2016-01-01", to: "2026-01-01" }],
    ["an upper side long ago", { startDate: { lte: "2009-01-01" } }, { from: "1999-01-01", to: "2009-01-01" }],
    ["both sides", { startDate: { gt: "2026-01-01", lte: "2026-02-01" } }, { from: "2026-01-01", to: "2026-02-01" }],
    ["one day", { startDate: { eq: "2026-01-01" } }, { from: "2026-01-01", to: "2026-01-01" }],
    ["some days", { startDate: { in: ["2026-03-01", "2026-01-01"] } }, { from: "2026-01-01", to: "2026-03-01" }],
  ])("are read over a range for %s", async (_, conditions, range) => {
    const { page: content, session } = page(conditions);
    expect(await content).toMatchObject({ range, total: null });
    expect(session.calls[0]).toContain(`from_date=${range.from}&to_date=${range.to}`);
  });

  it("are filtered by employee, category and known states", async () => {
    const one = present(data().timeoffRequests[0]);
    const ofEmployee = await read({ employee: { eq: one.employee_id } });
    expect(new Set(ofEmployee.map(({ employeeRef }) => employeeRef.key))).toEqual(new Set([one.employee_id]));
    const declined = await read({ status: { in: ["DECLINED", "CANCELLED"] } });
    expect(new Set(declined.map(({ statusLabel }) => statusLabel))).toEqual(new Set(["rejected", "canceled"]));
    const sick = await read({ type: { eq: "7f002" } });
    expect(new Set(sick.map(({ typeRef }) => typeRef?.mention?.().name))).toEqual(new Set(["Sick leave"]));
  });

  it("are all read for a state that has no word", async () => {
    const { page: content, session } = page({ status: { in: ["PENDING", "UNMAPPED"] } });
    expect((await content).total).toBeNull();
    expect(session.calls[0]).not.toContain("states");
  });

  it("are found by employee and id", async () => {
    const { id, employee_id: employeeId } = present(data().timeoffRequests[10]);
    const session = account.session();
    const found = await account.source("TimeoffRequest").get?.read(session, `${employeeId}/${id}`);
    expect(found).toMatchObject({ key: `${employeeId}/${id}`, remoteId: id });
    expect(session.calls).toHaveLength(1);
    expect(await account.source("TimeoffRequest").get?.read(account.session(), `${employeeId}/0`)).toBeNull();
    expect(await account.source("TimeoffRequest").get?.read(account.session(), "0")).toBeNull();
  });

  it("name their category, which is found by that name", async () => {
    const [request] = await read({});
    const type = await account
      .source("TimeoffType")
      .identify?.(account.session(), present(request?.typeRef?.mention)());
    expect(type?.name).toBe(request?.typeRef?.mention?.().name);
    expect(type?.key).toMatch(/^7f/u);
  });
});
