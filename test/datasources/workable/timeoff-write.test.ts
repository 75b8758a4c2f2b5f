import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import type { WriteInputs } from "../../../src/datasources/write.js";
import { DayPart, TimeoffStatus } from "../../../src/schema/enums.js";
import { Depth } from "../../../src/schema/provider-record.js";
import { present } from "./workable-account.js";
import { refusedBy, startWorkableWriter } from "./workable-writer.js";
import type { WorkableWriter } from "./workable-writer.js";

let writer: WorkableWriter;
beforeAll(async () => {
  writer = await startWorkableWriter();
});
afterAll(() => writer.stop());
afterEach(() => {
  writer.tenant.clearFaults();
});

const vacation = "7f001";
const doctor = "7f003";
const employeeId = () => present(writer.data.employees.find(({ state }) => state === "published")).id;
const rowOf = (key: string | undefined) =>
  present(writer.data.timeoffRequests.find(({ id, employee_id }) => `${employee_id}/${id}` === key));

/** Days of a year in which nobody is away yet, others each time. */
let month = 0;
function away(more: Partial<WriteInputs["createTimeoffRequest"]> = {}): WriteInputs["createTimeoffRequest"] {
  month += 1;
  const [year, at] = [2030 + Math.floor(month / 12), String((month % 12) + 1).padStart(2, "0")];
  const days = { startDate: `${String(year)}-${at}-05`, endDate: `${String(year)}-${at}-07` };
  return { employeeId: employeeId(), typeId: vacation, ...days, ...more };
}
function oneDay(): WriteInputs["createTimeoffRequest"] {
  const { startDate, ...rest } = away({ typeId: doctor });
  return { ...rest, startDate, endDate: startDate };
}

describe("a request for time off", () => {
  it("is made for local days, in one call whose answer is the request", async () => {
    const input = away({ note: "By train." });
    const { records, done, calls } = await writer.run("createTimeoffRequest", input);
    expect(calls).toEqual(["POST /timeoff/requests"]);
    const key = done["request"]?.created?.key;
    expect(rowOf(key)).toMatchObject({
      employee_id: input.employeeId,
      from_date: `${input.startDate}T00:00:00.000`,
      to_date: `${input.endDate}T00:00:00.000`,
      category_name: "Paid time off",
      half_days: [],
      state: "pending",
    });
    expect(records).toEqual([
      {
        model: "TimeoffRequest",
        key,
        draft: expect.objectContaining({ depth: Depth.DETAIL, status: TimeoffStatus.PENDING }) as unknown,
      },
    ]);
    expect(writer.source("createTimeoffRequest").limits).toEqual([{ field: "note", maxLength: 140 }]);
  });

  it("has halves of its first and last days", async () => {
    const input = away();
    const parts = [
      { date: input.startDate, half: DayPart.SECOND },
      { date: input.endDate, half: DayPart.FIRST },
    ];
    const { done } = await writer.run("createTimeoffRequest", { ...input, parts });
    expect(rowOf(done["request"]?.created?.key).half_days).toEqual([
      { date: input.startDate, half: "second" },
      { date: input.endDate, half: "first" },
    ]);
  });

  it("has its times in the dates", async () => {
    const input = oneDay();
    const parts = [{ date: input.startDate, startTime: "09:30", endTime: "12:00" }];
    const { done, records } = await writer.run("createTimeoffRequest", { ...input, parts });
    const { from_date, to_date, half_days } = rowOf(done["request"]?.created?.key);
    expect({ from_date, to_date, half_days }).toEqual({
      from_date: `${input.startDate}T09:30:00.000`,
      to_date: `${input.startDate}T12:00:00.000`,
      half_days: [],
    });
    expect(records[0]?.draft).toMatchObject({ parts: [{ startTime: "09:30", endTime: "12:00" }] });
  });

  it.each([
    ["ends before it begins", { endDate: "2026-01-01" }, ["endDate"]],
    ["has a part on another day", { parts: [{ date: "2026-01-01", half: DayPart.FIRST }] }, ["parts", "0", "date"]],
    ["has hours", { parts: [{ date: "2031-03-05", half: DayPart.FIRST, hours: 4 }] }, ["parts", "0", "hours"]],
    ["has a part that is none", { parts: [{ date: "2031-03-05" }] }, ["parts", "0"]],
    ["has a span without an end", { parts: [{ date: "2031-03-05", startTime: "09:00" }] }, ["parts", "0"]],
    ["has a span backwards", { parts: [{ date: "2031-03-05", startTime: "12:00", endTime: "09:00" }] }, ["parts", "0"]],
    ["has no clock times", { parts: [{ date: "2031-03-05", startTime: "9:00", endTime: "25:00" }] }, ["parts", "0"]],
    [
      "has times on one of its days",
      { parts: [{ date: "2031-03-05", startTime: "09:00", endTime: "10:00" }] },
      ["parts"],
    ],
  ])("is refused before any call when it %s", (_what, more, field) => {
    const input = { ...away(), startDate: "2031-03-05", endDate: "2031-03-06", ...more };
    expect(() => writer.plan("createTimeoffRequest", input)).toThrow(
      expect.objectContaining({ name: "InputRefusal", field }),
    );
  });

  it("is refused with two spans on its one day", () => {
    const input = oneDay();
    const span = { date: input.startDate, startTime: "09:00", endTime: "10:00" };
    expect(() => writer.plan("createTimeoffRequest", { ...input, parts: [span, span] })).toThrow(
      expect.objectContaining({ field: ["parts"] }),
    );
  });

  it("is refused by Workable in words that name the field", async () => {
    const input = away();
    await writer.run("createTimeoffRequest", input);
    const error = await refusedBy(() => writer.run("createTimeoffRequest", input));
    expect(writer.provider.writes?.explain(error, "createTimeoffRequest")).toEqual([
      {
        code: "PROVIDER_REJECTED",
        field: ["startDate"],
        message: "Workable does not take this `startDate`.",
        providerMessage: "overlaps another request",
      },
    ]);
    const unknown = await refusedBy(() => writer.run("createTimeoffRequest", away({ employeeId: "ffffff" })));
    expect(writer.provider.writes?.explain(unknown, "createTimeoffRequest")).toMatchObject([
      { code: "NOT_FOUND", field: ["employeeId"] },
    ]);
  });

  it("is found, when its answer is lost, by employee, category, days and time", async () => {
    const input = away();
    const { error, found, calls } = await writer.lose("createTimeoffRequest", input, "after");
    expect(error.code).toBe("PROVIDER_UNAVAILABLE");
    const made = present(writer.data.timeoffRequests.find((row) => row.from_date.startsWith(input.startDate)));
    expect(found.map(({ created }) => created)).toEqual([
      { model: "TimeoffRequest", key: `${input.employeeId}/${made.id}` },
    ]);
    expect(calls).toHaveLength(1);
    const query = new URLSearchParams(calls[0]?.split("?")[1]);
    expect(Object.fromEntries(query)).toEqual({
      ...{ from_date: input.startDate, to_date: input.endDate, employee_id: input.employeeId },
      ...{ "category_ids[]": vacation, limit: "100", offset: "0" },
    });
  });

  it("is not found when it never arrived, nor in one of other times or of old", async () => {
    const input = oneDay();
    const span = (startTime: string) => [{ date: input.startDate, startTime, endTime: "12:00" }];
    const { done } = await writer.run("createTimeoffRequest", { ...input, parts: span("09:00") });
    expect((await writer.lose("createTimeoffRequest", { ...input, parts: span("10:00") }, "before")).found).toEqual([]);
    const row = rowOf(done["request"]?.created?.key);
    const old = { ...row, updated_at: "2026-05-04T08:45:33.526Z" };
    writer.data.timeoffRequests.splice(writer.data.timeoffRequests.indexOf(row), 1, old);
    expect((await writer.lose("createTimeoffRequest", { ...input, parts: span("09:00") }, "before")).found).toEqual([]);
  });
});

describe("a decision about time off", () => {
  const pending = async (): Promise<string> => {
    const { done } = await writer.run("createTimeoffRequest", away());
    return present(done["request"]?.created).key;
  };

  it.each([
    ["APPROVE", "approved", TimeoffStatus.APPROVED],
    ["DECLINE", "rejected", TimeoffStatus.DECLINED],
  ])("reads who is to decide, and decides: %s", async (decision, state, status) => {
    const key = await pending();
    const [approval] = rowOf(key).pending_approvals;
    const input = { timeoffRequestId: key, decision: decision as never };
    const { records, calls } = await writer.run("decideTimeoffRequest", input);
    expect(calls.map((call) => call.split("?")[0])).toEqual([
      "GET /timeoff/requests",
      `PATCH /timeoff/approvals/${present(approval).id}`,
    ]);
    expect(rowOf(key)).toMatchObject({ state, pending_approvals: [] });
    expect(records).toMatchObject([{ model: "TimeoffRequest", key, draft: { status } }]);
  });

  it("is refused when it is decided already, and for a request that is none", async () => {
    const key = await pending();
    const input = { timeoffRequestId: key, decision: "APPROVE" as never };
    await writer.run("decideTimeoffRequest", input);
    const decided = await refusedBy(() => writer.run("decideTimeoffRequest", input));
    expect(writer.calls()).toHaveLength(1);
    expect(writer.provider.writes?.explain(decided, "decideTimeoffRequest")).toMatchObject([
      { code: "CONFLICT", field: ["timeoffRequestId"] },
    ]);
    const unknown = await refusedBy(() =>
      writer.run("decideTimeoffRequest", { ...input, timeoffRequestId: `${employeeId()}/ffffff` }),
    );
    expect(writer.provider.writes?.explain(unknown, "decideTimeoffRequest")).toMatchObject([
      { code: "NOT_FOUND", field: ["timeoffRequestId"] },
    ]);
  });

  it("is found in the request's state when its answer is lost", async () => {
    const input = { timeoffRequestId: await pending(), decision: "DECLINE" as never };
    const { error, found } = await writer.lose("decideTimeoffRequest", input, "after");
    expect(error.code).toBe("PROVIDER_UNAVAILABLE");
    expect(found).toMatchObject([{ drafts: [{ draft: { status: TimeoffStatus.DECLINED } }] }]);
  });

  it("is not found when it never arrived, nor when it went the other way", async () => {
    const key = await pending();
    const [approval] = rowOf(key).pending_approvals;
    const input = { timeoffRequestId: key, decision: "APPROVE" as never };
    expect((await writer.lose("decideTimeoffRequest", input, "before")).found).toEqual([]);
    await writer.run("decideTimeoffRequest", { ...input, decision: "DECLINE" as never });
    const [step] = writer.plan("decideTimeoffRequest", input).steps;
    expect(await step?.find?.look(writer.session(), new Date(), {}, approval?.id)).toEqual([]);
  });

  it("is found by its approval where others have to follow, also by another process", async () => {
    const key = await pending();
    const row = rowOf(key);
    const next = { id: "d3fff", approver_id: "8a6b1f2e-0000-4000-8000-000000000002" };
    const place = writer.data.timeoffRequests.indexOf(row);
    const both = [...row.pending_approvals, next];
    writer.data.timeoffRequests.splice(place, 1, { ...row, pending_approvals: both });
    const input = { timeoffRequestId: key, decision: "APPROVE" as never };
    await writer.run("decideTimeoffRequest", input);
    expect(rowOf(key)).toMatchObject({ state: "pending", pending_approvals: [next] });
    const [step] = writer.plan("decideTimeoffRequest", input).steps;
    const find = (noted?: string) => step?.find?.look(writer.session(), new Date(), {}, noted);
    expect(await find(both[0]?.id)).toHaveLength(1);
    expect(await find(next.id)).toEqual([]);
    // What was never noted was never sent.
    expect(await find()).toEqual([]);
  });
});
