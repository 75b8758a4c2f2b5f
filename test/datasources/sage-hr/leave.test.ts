import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { reader } from "../../../src/datasources/http/payload.js";
import { toTimeoffRequest, toTimeoffType } from "../../../src/datasources/sage-hr/sage-hr.leave.js";
import {
  addDays,
  lastWindow,
  rangeOf,
  windowAfter,
  windowAt,
  windowBefore,
} from "../../../src/datasources/sage-hr/sage-hr.windows.js";
import { Depth } from "../../../src/schema/provider-record.js";
import { keysOf, listOf, now, present, readAll, startAccount, walk, type SageHrAccount } from "./sage-hr-account.js";

let account: SageHrAccount;
beforeAll(async () => {
  account = await startAccount({ employees: 120 });
});
afterAll(() => account.stop());

const requests = () => listOf(account.provider, "TimeoffRequest");
const startingIn = (from: string, to: string) =>
  account.tenant.data.leaveRequests
    .filter(({ start_date }) => from <= start_date && start_date <= to)
    .map(({ id }) => String(id));

describe("time-off requests", () => {
  it.each([1, 25, 50])("of a year back to a year ahead come once each when %i are wanted at a time", async (limit) => {
    const pages = await walk(requests(), account.session(), { limit });
    const keys = keysOf(pages);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.toSorted()).toEqual(startingIn("2025-11-20", "2027-11-20").toSorted());
    expect(keys.length).toBeGreaterThan(100);
    expect(pages[0]?.range).toEqual({ from: "2025-11-20", to: "2027-11-20" });
  });

  it("come once each when read backwards", async () => {
    const keys = keysOf(await walk(requests(), account.session(), {}, "previous"));
    expect([...new Set(keys)].toSorted()).toEqual(startingIn("2025-11-20", "2027-11-20").toSorted());
  });

  it.each([
    [{ gte: "2026-01-15", lte: "2026-06-15" }, "2026-01-15", "2026-06-15"],
    [{ gt: "2026-01-15", lt: "2026-06-15" }, "2026-01-16", "2026-06-14"],
    [{ gte: "2026-05-01" }, "2026-05-01", "2028-11-20"],
    [{ lte: "2026-05-01" }, "2016-05-01", "2026-05-01"],
  ])("with startDate %o are those that begin in it, and say so", async (startDate, from, to) => {
    const pages = await walk(requests(), account.session(), { conditions: { startDate }, limit: 50 });
    expect(keysOf(pages).toSorted()).toEqual(startingIn(from, to).toSorted());
    expect(pages.every(({ range }) => range?.from === from && range.to === to)).toBe(true);
  });

  it("of one day cost one call; of no day, none", async () => {
    const session = account.session();
    const day = present(account.tenant.data.leaveRequests[100]).start_date;
    const pages = await walk(requests(), session, { conditions: { startDate: { eq: day } } });
    expect(keysOf(pages)).toEqual(startingIn(day, day));
    const calls = session.calls.length;
    expect(calls).toBeLessThanOrEqual(Math.ceil(account.tenant.data.leaveRequests.length / 50));
    const none = await requests().page(session, {
      conditions: { startDate: { gt: "2026-01-02", lt: "2026-01-03" } },
      limit: 5,
    });
    expect(none).toMatchObject({ drafts: [], next: null });
    expect(session.calls).toHaveLength(calls);
  });

  it("cost at most five calls a page, and never ask for 65 days", async () => {
    const list = requests();
    for (let token: string | undefined, turn = 0; turn < 50; turn += 1) {
      const session = account.session();
      const page = await list.page(session, { conditions: {}, limit: 50, ...(token === undefined ? {} : { token }) });
      expect(session.calls.length).toBeLessThanOrEqual(present(list.calls));
      if (page.next === null) break;
      token = page.next;
    }
    expect(account.tenant.calls().filter(({ status }) => status === 422)).toEqual([]);
  });

  it("begin with the same rows when the same token is read with another limit", async () => {
    const read = async (limit: number) =>
      keysOf([await requests().page(account.session(), { conditions: {}, limit, token: "2026-02-24:1" })]);
    const [few, many] = [await read(1), await read(50)];
    expect(many.slice(0, few.length)).toEqual(few);
  });

  it.each(["x", "2026-02-30:1", "2026-02-20:0", "2026-02-20"])("refuse the token %s", async (token) => {
    const read = requests().page(account.session(), { conditions: {}, limit: 1, token });
    await expect(read).rejects.toMatchObject({ code: "INVALID_CURSOR" });
  });

  it("without a first day are told and left out", async () => {
    const body = JSON.stringify({ data: [{ id: 1, employee_id: 2, start_date: null }], meta: { next_page: null } });
    account.tenant.fault({ kind: "status", status: 200, body });
    const startDate = { gte: "2026-01-01", lte: "2026-01-05" };
    const page = await requests().page(account.session(), { conditions: { startDate }, limit: 1 });
    account.tenant.clearFaults();
    expect(page).toMatchObject({ drafts: [], next: null, problems: [expect.stringContaining("first day")] });
  });
});

describe("windows", () => {
  const range = { from: "2026-01-01", to: "2026-12-31" };

  it("hold whatever begins in their first half and lasts 32 days, and follow each other without a gap", () => {
    let window = windowAt(range.from, range);
    for (let next = windowAfter(window.from, range); next; next = windowAfter(next.from, range)) {
      expect(next.from).toBe(addDays(window.lastStart, 1));
      expect(addDays(window.lastStart, 31) <= window.to).toBe(true);
      expect((Date.parse(window.to) - Date.parse(window.from)) / 86_400_000).toBe(63);
      expect(windowBefore(next.from, range)).toEqual(window);
      window = next;
    }
    expect(window.lastStart).toBe(range.to);
    expect(lastWindow(range)).toEqual(window);
    expect(windowBefore(range.from, range)).toBeNull();
  });

  it("of open ranges reach from ten years back to two years ahead, also of a day far off", () => {
    expect(rangeOf({ gte: "2031-03-01" }, now)).toEqual({ from: "2031-03-01", to: "2033-03-01" });
    expect(rangeOf({ lt: "2012-04-01" }, now)).toEqual({ from: "2002-03-31", to: "2012-03-31" });
  });
});

describe("a time-off request's payload", () => {
  const base = { id: 9001, employee_id: 41, policy_id: 1, start_date: "2026-05-06", end_date: "2026-05-06" };
  const map = (payload: object) => toTimeoffRequest(reader({ ...base, ...payload }, "request"), Depth.LIST);

  it.each([
    [{ status: "Approved", status_code: "approved" }, "APPROVED", "Approved"],
    [{ status: "Awaiting approval", status_code: "awaiting_approval" }, "PENDING", "Awaiting approval"],
    [{ status: "Declined", status_code: "declined" }, "DECLINED", "Declined"],
    [{ status_code: "canceled" }, "CANCELLED", "canceled"],
    [{ status_code: "cancelled" }, "CANCELLED", "cancelled"],
    [{ status: "Awaiting approval" }, "PENDING", "Awaiting approval"],
    [{ status: "Half", status_code: "partially_approved" }, "UNMAPPED", "Half"],
    [{}, null, null],
  ])("%o has status %s", (payload, status, statusLabel) => {
    expect(map(payload)).toMatchObject({ status, statusLabel });
  });

  it("counts hours only where the provider does", () => {
    expect(map({ hours: 3.5 })).toMatchObject({ amount: 3.5, unit: "HOURS" });
    expect(map({ hours: null })).toMatchObject({ amount: null, unit: null });
  });

  it("tells which part of the day is off", () => {
    const date = "2026-05-06";
    expect(map({ first_part_of_day: true }).parts).toEqual([{ date, half: "FIRST" }]);
    expect(map({ second_part_of_day: true }).parts).toEqual([{ date, half: "SECOND" }]);
    expect(map({ specific_time: true, start_time: "9:30", end_time: "11:00" }).parts).toEqual([
      { date, half: null, startTime: "09:30", endTime: "11:00" },
    ]);
    expect(map({ is_single_day: true }).parts).toEqual([]);
  });

  it("keeps dates as dates, answers and refs, and no number of the state", () => {
    const draft = map({
      request_date: "2026-05-01",
      fields: [{ title: "Note?", answer: "Yes" }],
      shared_person_nin: "TEST-9",
    });
    expect(draft).toMatchObject({
      requestedAt: "2026-05-01",
      decidedAt: null,
      answers: [{ title: "Note?", answer: "Yes" }],
      employeeRef: { key: "41" },
      typeRef: { key: "1" },
      extras: [],
    });
  });
});

describe("policies", () => {
  it("have decimals as text, units in their own word, and no switches among the extras", () => {
    const payload = {
      id: 3,
      name: "Flexi",
      unit: "weeks",
      default_allowance: "12.5",
      max_carryover: "",
      auto_approves: true,
      rank: 2,
    };
    expect(toTimeoffType(reader(payload, "policy"), Depth.DETAIL)).toMatchObject({
      unit: "UNMAPPED",
      unitLabel: "weeks",
      defaultAllowance: 12.5,
      maxCarryOver: null,
      extras: [{ key: "rank", value: 2 }],
    });
  });

  it.each(["array", "object"])("are read by id when the answer is an %s", async (policyDetail) => {
    const other = await startAccount({ candidates: 5, employees: 5, settings: { policyDetail } });
    const read = present(other.provider.models.TimeoffType?.get).read(other.session(), "1");
    expect(await read).toMatchObject({ key: "1", name: "Annual leave", unit: "DAYS", depth: 2 });
    await other.stop();
  });
});

describe("balances", () => {
  it("of an employee have the units of their policies, for two calls", async () => {
    const session = account.session();
    const page = await listOf(account.provider, "TimeoffBalance").page(session, {
      conditions: { employee: { eq: "40" } },
      limit: 25,
    });
    expect(session.calls).toHaveLength(2);
    expect(page.drafts.map(({ key, unit }) => [key, unit])).toEqual([
      ["40/1", "DAYS"],
      ["40/2", "DAYS"],
      ["40/3", "HOURS"],
      ["40/4", "DAYS"],
      ["40/5", "DAYS"],
    ]);
    expect(page.drafts[1]).toMatchObject({ available: null, employeeRef: { key: "40" }, typeRef: { key: "2" } });
    expect(page.drafts[2]?.typeRef?.mention?.()).toMatchObject({ name: "Flexi time", depth: 1 });
    const one = await present(account.provider.models.TimeoffBalance?.get).read(account.session(), "40/3");
    expect(one).toEqual(expect.objectContaining({ key: "40/3", used: page.drafts[2]?.used }));
  });

  it("of somebody who left are none", async () => {
    const gone = present(account.tenant.data.employees.find(({ termination }) => termination !== null));
    expect(await readAll(account, "TimeoffBalance", { employee: { eq: String(gone.profile.id) } })).toEqual([]);
  });

  it("lose only the units when the policies cannot be read", async () => {
    account.tenant.fault({ kind: "status", status: 403, path: /policies/ });
    const page = await listOf(account.provider, "TimeoffBalance").page(account.session(), {
      conditions: { employee: { eq: "40" } },
      limit: 25,
    });
    account.tenant.clearFaults();
    expect(page.drafts).toHaveLength(5);
    expect(page.drafts.every(({ unit }) => unit === null)).toBe(true);
    expect(page.problems).toEqual([expect.stringContaining("units")]);
  });
});
