import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { found } from "../json.js";
import { oauthToken, problemsOf, startWorkable, type WorkableSandbox } from "./workable-sandbox.js";

let world: WorkableSandbox;

beforeAll(async () => {
  world = await startWorkable();
});
afterAll(() => world.stop());

const dana = "2b44e1";
const asOwner = { authorization: `Bearer ${oauthToken}` };
const [paid, sick, byHour] = ["7f001", "7f002", "7f003"];
const data = () => world.tenant.data;
const employeeAt = (index: number) => found(data().employees[index]).id;
const midnight = (day: string) => `${day}T00:00:00.000`;
const requestsOf = (employeeId: string) =>
  world.rows(`/timeoff/requests?from_date=2020-01-01&limit=100&employee_id=${employeeId}`, "requests");

function leave(employeeId: string, from: string, to: string, rest: object = {}) {
  return {
    member_id: dana,
    employee_id: employeeId,
    category_id: sick,
    from_date: from.includes("T") ? from : midnight(from),
    to_date: to.includes("T") ? to : midnight(to),
    ...rest,
  };
}
const ask = (employeeId: string, from: string, to: string, rest: object = {}, headers: Record<string, string> = {}) =>
  world.send("POST", "/timeoff/requests", leave(employeeId, from, to, rest), headers);

describe("a time-off request in the Workable sandbox", () => {
  it("waits for its approver, counts working days, and is listed by its start", async () => {
    const id = employeeAt(1);
    const answer = await ask(id, "2028-08-04", "2028-08-08", { note: "x".repeat(140) });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      employee_id: id,
      from_date: "2028-08-04T00:00:00.000",
      to_date: "2028-08-08T00:00:00.000",
      formatted_period: "04 August 2028 - 08 August 2028",
      state: "pending",
      requesting_total: 3,
      timeoff_tracking_unit: "full_days",
      half_days: [],
      updated_by: "Dana Iversen",
      category_name: "Sick leave",
      pending_approvals: [{ id: expect.any(String) as string, approver_id: "8a6b1f2e-0000-4000-8000-000000000001" }],
    });
    expect(Date.now() - Date.parse(String(answer.body["updated_at"]))).toBeLessThan(10_000);
    const own = await requestsOf(id);
    expect(own).toContainEqual(answer.body);
    expect(own.map((row) => row["from_date"])).toEqual(own.map((row) => row["from_date"]).toSorted());
    expect(data().timeoffRequests.filter((row) => row.id === answer.body["id"])).toEqual([answer.body]);
    const keys = data().timeoffRequests.flatMap((row) => row.pending_approvals.map((approval) => approval.id));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("may have half days where its category counts them", async () => {
    const halfDays = [{ date: "2028-08-14", half: "second" }];
    const id = employeeAt(2);
    const answer = await ask(id, "2028-08-14", "2028-08-15", { category_id: paid, half_days: halfDays });
    expect(answer.body).toMatchObject({
      half_days: halfDays,
      requesting_total: 1.5,
      timeoff_tracking_unit: "half_days",
      category_name: "Paid time off",
    });
    const refused = async (rest: object) => problemsOf(await ask(id, "2028-09-04", "2028-09-05", rest));
    expect(await refused({ half_days: halfDays })).toEqual({ half_days: ["are not for this category"] });
    const ofPaid = (date: unknown, half: unknown) => refused({ category_id: paid, half_days: [{ date, half }] });
    expect(await ofPaid("2028-09-06", "first")).toEqual({ half_days: ["date is invalid"] });
    expect(await ofPaid("someday", "first")).toEqual({ half_days: ["date is invalid"] });
    expect(await ofPaid("2028-09-04", "third")).toEqual({ half_days: ["half is invalid"] });
    expect(await refused({ category_id: paid, half_days: ["x"] })).toEqual({ half_days: ["half_days is invalid"] });
  });

  it("counts hours without the noon break, and eight a day over several days", async () => {
    const hours = { category_id: byHour };
    const long = await ask(employeeAt(3), "2028-08-16T09:00:00.000", "2028-08-16T18:00:00.000", hours);
    expect(long.body).toMatchObject({
      requesting_total: 8,
      timeoff_tracking_unit: "hours",
      formatted_period: "16 August 2028 09:00 - 18:00",
    });
    const short = await ask(employeeAt(3), "2028-08-17T09:00:00.000", "2028-08-17T10:30:00.000", hours);
    expect(short.body).toMatchObject({ requesting_total: 1.5, from_date: "2028-08-17T09:00:00.000" });
    const days = await ask(employeeAt(3), "2028-08-21T09:00:00.000", "2028-08-22T18:00:00.000", hours);
    expect(days.body).toMatchObject({ requesting_total: 16 });
  });

  it("is refused where it touches one of the same employee's that is pending or approved", async () => {
    const id = employeeAt(4);
    await ask(id, "2028-10-09", "2028-10-11");
    const overlap = { from_date: ["overlaps another request"] };
    expect(problemsOf(await ask(id, "2028-10-11", "2028-10-13"))).toEqual(overlap);
    expect(problemsOf(await ask(id, "2028-10-01", "2028-10-20"))).toEqual(overlap);
    const noon = ["2028-10-11T12:00:00.000", "2028-10-11T13:00:00.000"] as const;
    expect(problemsOf(await ask(id, ...noon, { category_id: byHour }))).toEqual(overlap);
    expect((await ask(id, "2028-10-12", "2028-10-13")).status).toBe(200);
    expect((await ask(employeeAt(5), "2028-10-09", "2028-10-11")).status).toBe(200);
    const starts = data().timeoffRequests.map((row) => row.from_date);
    expect(starts).toEqual(starts.toSorted());
  });

  it("may be where one was rejected", async () => {
    const id = employeeAt(6);
    const first = (await ask(id, "2028-10-09", "2028-10-11")).body;
    await decide(first, "rejected");
    expect((await ask(id, "2028-10-09", "2028-10-11")).status).toBe(200);
  });

  it("is refused with a zone in its times, the wrong way round, too long, or before the first day", async () => {
    const id = employeeAt(7);
    const count = data().timeoffRequests.length;
    const refused = async (from: string, to: string, rest: object = {}) => problemsOf(await ask(id, from, to, rest));
    expect(await refused("2028-11-01T00:00:00.000Z", "2028-11-02")).toEqual({ from_date: ["is invalid"] });
    expect(await refused("2028-11-01", "2028-11-02T00:00:00.000+01:00")).toEqual({ to_date: ["is invalid"] });
    expect(await refused("2028-13-01", "2028-11-02")).toEqual({ from_date: ["is invalid"] });
    expect(await refused("2028-11-02", "2028-11-01")).toEqual({ to_date: ["is before the start"] });
    expect(await refused("2028-11-02", "2031-11-02")).toEqual({ to_date: ["is too late"] });
    expect(await refused("2001-01-01", "2001-01-02")).toEqual({
      from_date: ["is before the employee's start date"],
    });
    expect(await refused("2028-11-01", "2028-11-02", { note: "x".repeat(141) })).toEqual({
      note: ["is too long (maximum is 140 characters)"],
    });
    expect(await refused("2028-11-01", "2028-11-02", { from_date: undefined })).toEqual({
      from_date: ["can't be blank"],
    });
    expect(data().timeoffRequests).toHaveLength(count);
  });

  it("needs a known category, employee and member, the last two with an account token only", async () => {
    const id = employeeAt(8);
    const dates = ["2028-11-06", "2028-11-07"] as const;
    expect(problemsOf(await ask(id, ...dates, { category_id: "ffff" }))).toEqual({ category_id: ["is invalid"] });
    expect(problemsOf(await ask(id, ...dates, { category_id: null }))).toEqual({ category_id: ["can't be blank"] });
    expect((await ask("ffff", ...dates)).status).toBe(404);
    expect(problemsOf(await ask(id, ...dates, { employee_id: undefined }))).toEqual({
      employee_id: ["can't be blank"],
    });
    expect(problemsOf(await ask(id, ...dates, { member_id: undefined }))).toEqual({ member_id: ["can't be blank"] });
    const own = await ask(id, ...dates, { employee_id: undefined, member_id: undefined }, asOwner);
    expect(own.body).toMatchObject({ employee_id: employeeAt(0), updated_by: "Dana Iversen" });
  });
});

const approvalOf = (request: object) => {
  const { pending_approvals: approvals } = request as { pending_approvals: { id: string; approver_id: string }[] };
  return found(approvals[0]);
};
const decide = (request: object, state: unknown, rest: object = {}) => {
  const { id, approver_id: approver } = approvalOf(request);
  const body = { member_id: "2b44e2", approver_id: approver, state, ...rest };
  return world.send("PATCH", `/timeoff/approvals/${id}`, body);
};

describe("a decision about time off in the Workable sandbox", () => {
  it.each(["approved", "rejected"])("settles the request as %s, once and for all", async (state) => {
    const request = found(data().timeoffRequests.find((row) => row.state === "pending"));
    const answer = await decide(request, state);
    expect(answer.status).toBe(200);
    const updatedAt = String(answer.body["updated_at"]);
    expect(answer.body).toEqual({
      ...request,
      state,
      updated_by: "Ola Berg",
      updated_at: updatedAt,
      pending_approvals: [],
    });
    expect(Date.now() - Date.parse(updatedAt)).toBeLessThan(10_000);
    expect(await requestsOf(request.employee_id)).toContainEqual(answer.body);
    const again = await decide(request, "rejected");
    expect([again.status, again.body]).toEqual([404, { error: "Not found" }]);
  });

  it("may be about a request that was just made", async () => {
    const request = (await ask(employeeAt(9), "2028-12-04", "2028-12-05")).body;
    expect((await decide(request, "approved")).body).toMatchObject({ id: request["id"], state: "approved" });
  });

  it("is refused to another approver, in another state and without a member, and leaves the request open", async () => {
    const request = found(data().timeoffRequests.find((row) => row.state === "pending"));
    expect(problemsOf(await decide(request, "approved", { approver_id: "ffff" }))).toEqual({
      approver_id: ["is invalid"],
    });
    expect(problemsOf(await decide(request, "approved", { approver_id: undefined }))).toEqual({
      approver_id: ["can't be blank"],
    });
    expect(problemsOf(await decide(request, "canceled"))).toEqual({ state: ["is invalid"] });
    expect(problemsOf(await decide(request, "approved", { member_id: undefined }))).toEqual({
      member_id: ["can't be blank"],
    });
    expect((await world.send("PATCH", "/timeoff/approvals/ffff", { state: "approved" })).status).toBe(404);
    expect(data().timeoffRequests.find((row) => row.id === request.id)).toEqual(request);
  });
});
