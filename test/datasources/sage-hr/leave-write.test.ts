import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { explain } from "../../../src/datasources/sage-hr/sage-hr.refusals.js";
import { withRejection } from "../../../src/datasources/http/translate.js";
import type { WriteInputs } from "../../../src/datasources/write.js";
import { AppError } from "../../../src/lib/errors.js";
import { DayPart } from "../../../src/schema/enums.js";
import { present } from "./sage-hr-account.js";
import { startWriting } from "./sage-hr-writes.js";
import type { Writing } from "./sage-hr-writes.js";
import { noNote } from "../../support/no-note.js";

let world: Writing;

beforeAll(async () => {
  world = await startWriting();
});
afterAll(() => world.stop());
afterEach(() => {
  world.tenant.clearFaults();
});

const idOf = (index: number) => present(world.tenant.data.employees[index]).profile.id;
const newest = () => present(world.tenant.data.leaveRequests.at(-1));
type Input = WriteInputs["createTimeoffRequest"];
/** Days that no seeded request lies on. */
const input = (index: number, values: Partial<Input> = {}): Input => ({
  ...{ employeeId: String(idOf(index)), typeId: "1", startDate: "2031-05-05", endDate: "2031-05-05" },
  ...values,
});

function refusalOf(values: Partial<Input>): unknown {
  try {
    world.plan("createTimeoffRequest", input(0, values));
  } catch (error) {
    return error;
  }
  return undefined;
}

describe("a new request for time off at Sage HR", () => {
  it("is one call for one whole day", async () => {
    const { records } = await world.run("createTimeoffRequest", input(0, { note: "Dentist" }));
    expect(world.calls()).toEqual(["POST /api/leave-management/requests"]);
    expect(newest()).toMatchObject({
      ...{ policy_id: 1, employee_id: idOf(0), details: "Dentist", status_code: "awaiting_approval" },
      ...{ start_date: "2031-05-05", end_date: "2031-05-05", is_single_day: true, is_part_of_day: false },
    });
    expect(records).toEqual([{ model: "TimeoffRequest", key: String(newest().id) }]);
  });

  it("may be for several days", async () => {
    await world.run("createTimeoffRequest", input(1, { endDate: "2031-05-09" }));
    expect(newest()).toMatchObject({ is_multi_date: true, start_date: "2031-05-05", end_date: "2031-05-09" });
  });

  it("may be for a part of one day, by its hours, whichever half that is", async () => {
    const parts = [{ date: "2031-05-05", half: DayPart.FIRST, startTime: "09:30", endTime: "12:00" }];
    await world.run("createTimeoffRequest", input(2, { parts }));
    expect(newest()).toMatchObject({ specific_time: true, start_time: "9:30", end_time: "12:00", hours: 2.5 });
  });

  it("is sent with numbers as numbers and times without a zero before them", async () => {
    const sent: unknown[] = [];
    const parts = [{ date: "2031-05-05", startTime: "09:05", endTime: "10:00" }];
    const step = present(world.plan("createTimeoffRequest", input(0, { parts })).steps[0]);
    const send = (request: unknown) => Promise.resolve({ status: 201, body: { data: [{ id: sent.push(request) }] } });
    expect(await step.send({ ...world.session, send }, {}, noNote)).toEqual({
      created: { model: "TimeoffRequest", key: "1" },
    });
    const day = { type: "single", date: "2031-05-05", part_of_day: "specific_timespan" };
    const json = { time_off_policy_id: 1, employee_id: idOf(0), ...day, time_from: "9:05", time_to: "10:00" };
    expect(sent).toEqual([{ method: "POST", path: "/leave-management/requests", body: { json } }]);
  });

  it.each([
    [DayPart.FIRST, "first_part_of_day", 11],
    [DayPart.SECOND, "second_part_of_day", 12],
  ] as const)("may be for a half of one day with its hours: %s", async (half, flag, index) => {
    await world.run("createTimeoffRequest", input(index, { parts: [{ date: "2031-05-05", half, hours: 3.5 }] }));
    expect(newest()).toMatchObject({ is_part_of_day: true, [flag]: true, specific_time: false, hours: 3.5 });
  });

  it("is refused for a half without its hours, and for parts of several days", () => {
    const half = { date: "2031-05-05", half: DayPart.FIRST };
    const unsupported = { field: ["parts"], code: "UNSUPPORTED_BY_PROVIDER" };
    const wrong = { field: ["parts", "0"], code: "BAD_USER_INPUT" };
    expect(refusalOf({ parts: [half] })).toMatchObject(wrong);
    expect(String(refusalOf({ parts: [half] }))).toContain("`half` with its `hours`");
    const part = { ...half, startTime: "9:00", endTime: "11:00" };
    expect(refusalOf({ parts: [{ ...part, hours: 2 }] })).toMatchObject(wrong);
    expect(refusalOf({ parts: [{ date: half.date, hours: 2 }] })).toMatchObject(wrong);
    expect(refusalOf({ parts: [{ ...half, hours: 0 }] })).toMatchObject({ field: ["parts", "0", "hours"] });
    expect(refusalOf({ parts: [part] })).toBeUndefined();
    expect(refusalOf({ parts: [part], endDate: "2031-05-06" })).toMatchObject(unsupported);
    expect(refusalOf({ parts: [part, part] })).toMatchObject(unsupported);
    expect(refusalOf({ parts: [{ ...part, date: "2031-05-06" }] })).toMatchObject(unsupported);
  });

  it("is refused for times and days that are none", () => {
    const part = { date: "2031-05-05", startTime: "9 am", endTime: "11:00" };
    expect(refusalOf({ parts: [part] })).toMatchObject({ field: ["parts", "0", "startTime"], code: "BAD_USER_INPUT" });
    expect(refusalOf({ endDate: "2031-05-04" })).toMatchObject({ field: ["endDate"], code: "BAD_USER_INPUT" });
    expect(refusalOf({ typeId: "Annual leave" })).toMatchObject({ field: ["typeId"] });
  });

  it("is refused with the fields that the sentences name", async () => {
    const refusals = await world.refusals("createTimeoffRequest", input(0, { typeId: "99", employeeId: "999999" }));
    expect(refusals.map(({ field, providerMessage }) => [field, providerMessage])).toEqual([
      [["typeId"], "Time off policy must exist"],
      [["employeeId"], "Employee must exist"],
    ]);
    await world.run("createTimeoffRequest", input(3));
    expect(await world.refusals("createTimeoffRequest", input(3))).toMatchObject([
      { code: "PROVIDER_REJECTED", field: ["startDate"], providerMessage: "Dates overlap with an existing request" },
    ]);
  });

  it.each([
    ["days", "2031-06-02"],
    ["months", "2031-09-30"],
  ])("is found by type, person and dates, when the answer for some %s was lost", async (_what, endDate) => {
    const lost = input(4, { startDate: "2031-06-01", endDate });
    world.tenant.data.leaveRequests.push(
      { ...newest(), id: newest().id + 1, start_date: "2031-06-01", end_date: endDate, employee_id: idOf(5) },
      { ...newest(), id: newest().id + 2, start_date: "2031-06-01", end_date: "2031-06-03", employee_id: idOf(5) },
    );
    expect(await world.lose("createTimeoffRequest", lost, "request", false)).toEqual([]);
    const found = await world.lose("createTimeoffRequest", lost, "request", true);
    expect(found).toEqual([{ created: { model: "TimeoffRequest", key: String(newest().id) } }]);
    const step = present(world.plan("createTimeoffRequest", lost).steps[0]);
    const later = new Date(Date.now() + 3 * 86_400_000);
    expect(await step.find?.look(world.open(), later, {})).toEqual([]);
    world.tenant.data.leaveRequests.pop();
  });
});

describe("what Sage HR's refusals mean", () => {
  const meaning = (rejection: unknown) =>
    explain(withRejection(new AppError("PROVIDER_REJECTED", "refused"), rejection), "createEmployee");

  it("is read out of bodies of any shape", () => {
    for (const odd of [undefined, null, "<html>", 7, [], {}, { errors: null }, { errors: [{}, ""] }]) {
      expect(meaning(odd)).toEqual([{ code: "PROVIDER_REJECTED", message: "refused" }]);
    }
    expect(meaning({ errors: "Gender is odd" })).toMatchObject([{ field: ["gender"] }]);
    expect(meaning({ errors: ["Mercury is in retrograde"] })).toEqual([
      {
        ...{ code: "PROVIDER_REJECTED", message: "Sage HR refuses this." },
        providerMessage: "Mercury is in retrograde",
      },
    ]);
  });

  it("is nothing for failures that are no refusal of the input", () => {
    const codes = ["ACCOUNT_NEEDS_RELINK", "FORBIDDEN", "PROVIDER_RATE_LIMITED", "PROVIDER_UNAVAILABLE"] as const;
    for (const code of codes) expect(explain(new AppError(code, "x"), "createCandidate")).toEqual([]);
  });
});

describe("the writes of Sage HR", () => {
  it("are those that it offers", () => {
    expect(Object.keys(world.writes.sources).sort()).toEqual([
      ...["createCandidate", "createEmployee", "createEmployeeDocument", "createTimeoffRequest"],
      ...["rehireEmployee", "setCustomFields", "terminateEmployee", "updateEmployee"],
    ]);
  });

  it("fail with a key that is refused or may not write", async () => {
    for (const [status, code] of [
      [401, "ACCOUNT_NEEDS_RELINK"],
      [403, "FORBIDDEN"],
    ] as const) {
      world.tenant.fault({ kind: "status", status, body: '{"error_code":"x","errors":[]}', times: 1 });
      await expect(world.run("createTimeoffRequest", input(6))).rejects.toMatchObject({ code });
    }
  });
});
