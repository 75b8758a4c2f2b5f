import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { found } from "../json.js";
import { startSageHr, type SageHrSandbox } from "./sage-hr-sandbox.js";

let world: SageHrSandbox;

beforeAll(async () => {
  world = await startSageHr();
});
afterAll(() => world.stop());

const requests = "/leave-management/requests";

describe("Sage HR's time off in the sandbox", () => {
  it("refuses a range of 65 days with the literal message, and takes one of 64", async () => {
    const refusal = { error_code: "bad_parameters", errors: ["Days between date range must be less than 65"] };
    expect(await world.get(`${requests}?from=2026-01-01&to=2026-03-07`)).toMatchObject({ status: 422, body: refusal });
    expect((await world.get(`${requests}?from=2026-01-01&to=2026-03-06`)).status).toBe(200);
    expect(await world.get(`${requests}?from=soon&to=2026-03-06`)).toMatchObject({
      status: 422,
      body: { error_code: "bad_parameters" },
    });
  });

  it("means the current month when no range is given", async () => {
    const month = await world.get(`${requests}?from=2026-11-01&to=2026-11-30`);
    expect((await world.get(requests)).text).toBe(month.text);
    expect(month.body["meta"]).not.toMatchObject({ total_entries: 0 });
  });

  it("matches requests that overlap the range, so one may appear in several windows", async () => {
    const long = found(world.tenant.data.leaveRequests.find((row) => row.policy_id === 4));
    for (const day of [long.start_date, long.end_date]) {
      const ids = (await world.allRows(`${requests}?from=${day}&to=${day}`)).map((row) => row["id"]);
      expect(ids).toContain(long.id);
    }
  });

  it("gives every request once over windows from a year back to a year ahead, some windows with two pages", async () => {
    const ids = new Set<unknown>();
    let windowsWithPages = 0;
    for (let day = Date.parse("2025-10-01"); day < Date.parse("2028-03-01"); day += 60 * 86_400_000) {
      const [from, to] = [day, day + 59 * 86_400_000].map((time) => new Date(time).toISOString().slice(0, 10));
      const rows = await world.allRows(`${requests}?from=${String(from)}&to=${String(to)}`);
      if (rows.length > 50) windowsWithPages += 1;
      for (const row of rows) ids.add(row["id"]);
    }
    expect(ids.size).toBe(world.tenant.data.leaveRequests.length);
    expect(windowsWithPages).toBeGreaterThan(0);
  });

  it("has every shape of request and a status that no document names", () => {
    const rows = world.tenant.data.leaveRequests;
    const codes = new Set(rows.map((row) => row.status_code));
    const known = ["approved", "awaiting_approval", "declined", "canceled"];
    expect(codes).toEqual(new Set([...known, "pending_second_approval"]));
    expect(rows.some((row) => row.is_multi_date && row.replacement !== null)).toBe(true);
    expect(rows.some((row) => row.first_part_of_day && row.hours === 4)).toBe(true);
    expect(rows.some((row) => row.second_part_of_day)).toBe(true);
    expect(rows.some((row) => row.specific_time && row.start_time === "9:30" && row.end_time === "11:00")).toBe(true);
    expect(rows.some((row) => row.child_id !== null)).toBe(true);
    expect(rows.some((row) => row.fields.length > 0)).toBe(true);
    for (const row of rows)
      expect(row.approval_date === null).toBe(!["approved", "declined"].includes(row.status_code));
  });

  it("shows one request by id", async () => {
    const row = found(world.tenant.data.leaveRequests[5]);
    expect((await world.get(`${requests}/${row.id}`)).body).toEqual({ data: row });
  });

  it("lists policies with decimals as text and shows one as an array of one", async () => {
    const policies = await world.rows("/leave-management/policies");
    expect(policies[0]).toMatchObject({ unit: "days", default_allowance: "25.0", max_carryover: "5.0" });
    expect(policies.map((policy) => policy["unit"])).toContain("hours");
    expect(policies[0]).not.toHaveProperty("auto_approves");
    const detail = await world.rows("/leave-management/policies/1");
    expect(detail).toEqual([expect.objectContaining({ ...policies[0], enable_scopped_replacement: false })]);
    world.tenant.settings["policyDetail"] = "object";
    expect((await world.get("/leave-management/policies/1")).body).toEqual({ data: detail[0] });
  });

  it("gives balances as numbers, null where a policy is not tracked", async () => {
    const balances = await world.rows("/employees/40/leave-management/balances");
    expect(balances.find((balance) => balance["policy_id"] === 2)?.["available"]).toBeNull();
    expect(balances.find((balance) => balance["policy_id"] === 1)?.["available"]).toBeTypeOf("number");
    expect(await world.rows("/employees/41/leave-management/balances")).toHaveLength(4);
  });

  it("reports allowances in pages and by lists of ids", async () => {
    const report = "/leave-management/reports/individual-allowances";
    expect((await world.get(report)).body["meta"]).toMatchObject({ per_page: 25, total_entries: 60 });
    const some = await world.rows(`${report}?employee_ids=40,41`);
    expect(some.map((row) => row["id"])).toEqual([40, 41]);
    expect(await world.rows(`${report}?employee_ids[]=40&employee_ids[]=41`)).toEqual(some);
    const quantity = { policy: { id: 1, name: "Annual leave" }, quantity: "25.0", unit: "days", carryover: "5.0" };
    expect(some[0]?.["eligibilities"]).toContainEqual(quantity);
  });

  it("tells who is out of office on a day by approved requests only", async () => {
    const path = "/leave-management/out-of-office-today";
    const rows = world.tenant.data.leaveRequests.filter((row) => row.status_code === "approved");
    const row = found(rows.find((known) => known.is_single_day));
    const out = await world.rows(`${path}?date=${row.start_date}`);
    expect(out.find((entry) => entry["id"] === row.id)).toMatchObject({ employee_id: row.employee_id });
    const approved = new Set(rows.map((known) => known.id));
    expect(out.every((entry) => approved.has(Number(entry["id"])))).toBe(true);
    expect((await world.get(path)).text).toBe((await world.get(`${path}?date=2026-11-20`)).text);
  });
});
