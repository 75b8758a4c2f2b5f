import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { found, recordOf, type Json } from "../json.js";
import { encodings, startSageHr, type SageHrSandbox } from "./sage-hr-sandbox.js";

let world: SageHrSandbox;

beforeAll(async () => {
  world = await startSageHr();
});
afterAll(() => world.stop());

const path = "/leave-management/requests";
const today = () => new Date().toISOString().slice(0, 10);
const refusal = (...errors: string[]) => ({ status: 422, body: { error_code: "validation_failed", errors } });
const ask = (body: unknown) => world.send("POST", path, body);
/** Days in a year without any request that was made up. */
const single = (fields: Json = {}) => ({
  ...{ type: "single", time_off_policy_id: 1, employee_id: 41, date: "2030-03-04", part_of_day: "all_day" },
  ...fields,
});
const multi = (fields: Json = {}) => ({
  ...{ type: "multi", time_off_policy_id: 1, employee_id: 41, date_from: "2030-07-01", date_to: "2030-07-14" },
  ...fields,
});

async function made(body: unknown): Promise<Json> {
  const answer = await ask(body);
  expect(answer.status).toBe(201);
  const { id } = recordOf(answer.body, "data");
  const record = recordOf((await world.get(`${path}/${String(id)}`)).body, "data");
  expect(world.tenant.data.leaveRequests.at(-1)).toEqual(record);
  return record;
}

const wholeDay = {
  ...{ is_multi_date: false, is_single_day: true, is_part_of_day: false, first_part_of_day: false },
  ...{ second_part_of_day: false, specific_time: false, start_time: null, end_time: null, hours: null },
};

describe("requests for time off in Sage HR's sandbox", () => {
  it("ask for one whole day and wait for approval, at the end of the list", async () => {
    const last = found(world.tenant.data.leaveRequests.at(-1)).id;
    const day = today();
    const record = await made(single({ details: "Dentist & co." }));
    expect(record).toEqual({
      ...{ id: last + 1, status: "Awaiting approval", status_code: "awaiting_approval", policy_id: 1, employee_id: 41 },
      ...{ replacement: null, details: "Dentist & co.", ...wholeDay, start_date: "2030-03-04", end_date: "2030-03-04" },
      ...{ request_date: record["request_date"], approval_date: null, child_id: null, shared_person_name: null },
      ...{ shared_person_nin: null, fields: [] },
    });
    expect([day, today()]).toContain(record["request_date"]);
    expect(await world.allRows(`${path}?from=2030-03-01&to=2030-03-31`)).toEqual([record]);
  });

  it("are approved at once by a policy that approves by itself", async () => {
    const record = await made(single({ time_off_policy_id: 2, date: "2030-03-05" }));
    expect(record).toMatchObject({ status: "Approved", status_code: "approved" });
    expect(record["approval_date"]).toBe(record["request_date"]);
    expect(await world.rows("/leave-management/out-of-office-today?date=2030-03-05")).toMatchObject([
      { id: record["id"], employee_id: 41 },
    ]);
  });

  it("ask for parts of a day and for a stretch of hours", async () => {
    const first = await made(single({ date: "2030-03-06", part_of_day: "first_part_of_day", hours: 4 }));
    expect(first).toMatchObject({ ...wholeDay, is_part_of_day: true, first_part_of_day: true, hours: 4 });
    const second = await made(single({ date: "2030-03-07", part_of_day: "second_part_of_day", hours: "3.5" }));
    expect(second).toMatchObject({ ...wholeDay, is_part_of_day: true, second_part_of_day: true, hours: 3.5 });
    const stretch = { part_of_day: "specific_timespan", time_from: "9:30", time_to: "11:00" };
    expect(await made(single({ date: "2030-03-08", ...stretch }))).toMatchObject({
      ...{ ...wholeDay, is_part_of_day: true, specific_time: true, start_time: "9:30", end_time: "11:00", hours: 1.5 },
    });
  });

  it("ask for several days, with somebody who stands in", async () => {
    const stand = found(world.tenant.data.employees[5]).profile;
    const record = await made(multi({ replacement_id: stand.id }));
    expect(record).toMatchObject({ start_date: "2030-07-01", end_date: "2030-07-14", is_multi_date: true });
    expect(record).toMatchObject({ is_single_day: false, replacement: { id: stand.id } });
    expect(String(recordOf(record, "replacement")["full_name"])).toContain(stand.first_name ?? "");
  });

  Object.entries(encodings).forEach(([name, encode], index) => {
    it(`are taken from ${name}, where numbers may be text`, async () => {
      const day = `2030-05-1${index}`;
      const fields = { type: "single", time_off_policy_id: "3", employee_id: "43", date: day };
      const record = await made(encode({ ...fields, part_of_day: "second_part_of_day", hours: "2.5" }));
      expect(record).toMatchObject({ policy_id: 3, employee_id: 43, start_date: day, hours: 2.5 });
    });
  });

  it("are refused with a sentence for each rule that is broken", async () => {
    const size = world.tenant.data.leaveRequests.length;
    const blank = (name: string) => `${name} can't be blank`;
    const refused: [Json, ...string[]][] = [
      [{}, blank("Time off policy"), blank("Employee"), blank("Type")],
      [single({ type: "double" }), "Type is not included in the list"],
      [single({ date: undefined }), blank("Date")],
      [single({ date: "2030-02-30" }), "Date is invalid"],
      [single({ part_of_day: "" }), blank("Part of day")],
      [single({ part_of_day: "evening" }), "Part of day is not included in the list"],
      [single({ part_of_day: "first_part_of_day" }), blank("Hours")],
      [single({ part_of_day: "second_part_of_day", hours: "many" }), "Hours is not a number"],
      [single({ part_of_day: "specific_timespan" }), blank("Time from"), blank("Time to")],
      [
        single({ part_of_day: "specific_timespan", time_from: "25:00", time_to: "26:00" }),
        "Time from is invalid",
        "Time to is invalid",
      ],
      [multi({ date_from: "" }), blank("Date from")],
      [multi({ date_to: null }), blank("Date to")],
      [single({ time_off_policy_id: 99, date: "2030-09-01" }), "Time off policy must exist"],
      [single({ employee_id: 1, date: "2030-09-01" }), "Employee must exist"],
      [single({ replacement_id: 1, date: "2030-09-01" }), "Replacement must exist"],
      [multi({ date_from: "2030-09-03", date_to: "2030-09-01" }), "Date to can't be before date from"],
      [
        single({ date: "2030-09-01", part_of_day: "specific_timespan", time_from: "11:00", time_to: "9:30" }),
        "Time to must be after time from",
      ],
    ];
    for (const [fields, ...sentences] of refused)
      expect(await ask(fields), JSON.stringify(fields)).toMatchObject(refusal(...sentences));
    expect(world.tenant.data.leaveRequests).toHaveLength(size);
  });

  it("need details where the policy says so", async () => {
    const { policies } = world.tenant.data;
    const at = policies.findIndex((policy) => policy.id === 5);
    const policy = found(policies[at]);
    policies[at] = { ...policy, flags: { ...policy.flags, require_details: true } };
    const fields = single({ time_off_policy_id: 5, date: "2030-10-01" });
    expect(await ask(fields)).toMatchObject(refusal("Details can't be blank"));
    expect(await made({ ...fields, details: "My birthday" })).toMatchObject({ details: "My birthday" });
  });

  it("are refused on days that the same person has asked for, unless that was declined or called off", async () => {
    const taken = refusal("Dates overlap with an existing request");
    await made(multi({ employee_id: 44, date_from: "2030-11-01", date_to: "2030-11-10" }));
    expect(await ask(single({ employee_id: 44, date: "2030-11-10" }))).toMatchObject(taken);
    const around = { date_from: "2030-10-20", date_to: "2030-11-20" };
    expect(await ask(multi({ employee_id: 44, ...around }))).toMatchObject(taken);
    await made(single({ employee_id: 44, date: "2030-11-11" }));
    await made(single({ employee_id: 45, date: "2030-11-10" }));
    const { leaveRequests } = world.tenant.data;
    for (const [status_code, date] of [
      ["declined", "2030-11-21"],
      ["canceled", "2030-11-22"],
    ] as const) {
      await made(single({ employee_id: 44, date }));
      leaveRequests[leaveRequests.length - 1] = { ...found(leaveRequests.at(-1)), status_code };
      expect(await made(single({ employee_id: 44, date }))).toMatchObject({ status_code: "awaiting_approval" });
    }
  });
});
