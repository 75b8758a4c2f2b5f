import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { oauthToken, startWorkable, type WorkableSandbox } from "./workable-sandbox.js";

const anyText: unknown = expect.any(String);
const anyList: unknown = expect.any(Array);

let world: WorkableSandbox;

beforeAll(async () => {
  world = await startWorkable();
});
afterAll(() => world.stop());

const admin = "2b44e1";

describe("Workable's employees in the sandbox", () => {
  it("come by offset with a total, ten by default, and only in pages of 10, 20, 50 or 100", async () => {
    expect((await world.get("/employees")).body).toMatchObject({ total_count: 60, employees: { length: 10 } });
    expect(await world.rows("/employees?limit=50&offset=50", "employees")).toHaveLength(10);
    expect((await world.get("/employees?limit=25")).status).toBe(400);
    expect((await world.get("/employees?offset=-1")).status).toBe(400);
  });

  it("are in the order of last names and include drafts, leavers, an inactive one and hires", async () => {
    const rows = await world.rows("/employees?limit=100", "employees");
    const lastNames = rows.map((row) => String(row["lastname"]));
    expect(lastNames).toEqual(lastNames.toSorted((left, right) => left.localeCompare(right, "en")));
    expect(new Set(rows.map((row) => row["state"]))).toEqual(new Set(["draft", "published", "inactive"]));
    expect(
      rows.filter((row) => row["state"] === "published" && row["status_semantic_type"] === "status_inactive"),
    ).toHaveLength(2);
    const hire = rows.find((row) => row["candidate_id"] !== null);
    expect(world.tenant.data.candidates.map((row) => row.id)).toContain(hire?.["candidate_id"]);
    expect(rows.filter((row) => row["manager_id"] === null)).toHaveLength(1);
    expect(new Set(rows.map((row) => "avatar" in row)).size).toBe(2);
  });

  it("are found by name or e-mail", async () => {
    const employee = world.tenant.data.employees.find((row) => row.email !== null);
    expect(await world.rows(`/employees?query=${String(employee?.email)}`, "employees")).toMatchObject([
      { id: employee?.id },
    ]);
  });

  it("need a member_id for the detail with an account token, and none with an OAuth token", async () => {
    const employee = world.tenant.data.employees.find((row) => row.phone !== null && row.email !== null);
    const path = `/employees/${employee?.id}`;
    expect((await world.get(path)).status).toBe(400);
    expect((await world.get(`${path}?member_id=none`)).status).toBe(404);
    expect((await world.get(path, { authorization: `Bearer ${oauthToken}` })).status).toBe(200);
    expect((await world.get(`${path}?member_id=${admin}`)).body).toMatchObject({
      firstname: employee?.firstname,
      country: { display: "Norway", value: "NO" },
      phone_group: [{ row_id: anyText, is_primary: true, value: { phone_type: "phone_type_work" } }],
      skills: [],
      direct_reports: anyList,
    });
  });

  it("show published rows without personal fields under the documented rule, unless an admin asks", async () => {
    world.tenant.settings["strictMemberId"] = true;
    const seen = await world.get("/employees?limit=100");
    const seenByAdmin = await world.get(`/employees?limit=100&member_id=${admin}`);
    delete world.tenant.settings["strictMemberId"];
    expect([seen.body["total_count"], seenByAdmin.body["total_count"]]).toEqual([57, 60]);
    expect(JSON.stringify(seen.body)).not.toContain("@home.test");
  });

  it("have fields with choices, subfields and a custom one", async () => {
    const { body } = await world.get("/employee_fields");
    expect(body).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: "status", choices: anyList }),
        expect.objectContaining({ id: "phone_group", is_multiple: true, subfields: anyList }),
        expect.objectContaining({ id: "1195b", label: "Badge & locker" }),
      ]),
    );
  });
});

describe("Workable's time off in the sandbox", () => {
  it("has categories, and balances of one employee in decimal texts", async () => {
    expect(await world.rows("/timeoff/categories", "categories")).toHaveLength(4);
    expect((await world.get("/timeoff/balances")).status).toBe(400);
    expect((await world.get("/timeoff/balances?employee_id=none")).status).toBe(404);
    const id = world.tenant.data.employees[3]?.id;
    const balances = await world.rows(`/timeoff/balances?employee_id=${id}`, "balances");
    expect(new Set(balances.map((row) => row["time_off_tracking_unit"]))).toEqual(
      new Set(["full_days", "half_days", "hours"]),
    );
    expect(balances[0]?.["units_available"]).toMatch(/^-?\d+\.\d\d$/u);
    expect(balances[0]).not.toHaveProperty("employeeId");
  });

  it("has requests in every unit and state, an unknown one too, by ascending start", async () => {
    expect((await world.get("/timeoff/requests")).status).toBe(400);
    expect((await world.get("/timeoff/requests?from_date=soon")).status).toBe(400);
    const rows = await world.rows("/timeoff/requests?from_date=2020-01-01&limit=100", "requests");
    const all = world.tenant.data.timeoffRequests;
    expect(new Set(all.map((row) => row.state))).toEqual(
      new Set(["approved", "pending", "rejected", "canceled", "partially_approved"]),
    );
    expect(new Set(all.map((row) => row.timeoff_tracking_unit)).size).toBe(3);
    expect(all.some((row) => row.half_days.length > 0)).toBe(true);
    expect(rows.map((row) => row["from_date"])).toEqual(rows.map((row) => row["from_date"]).toSorted());
    expect(rows[0]?.["from_date"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00\.000$/u);
  });

  it("finds the requests that touch a window, and filters by state, category and employee", async () => {
    const today = await world.rows("/timeoff/requests?from_date=2026-11-20&to_date=2026-11-20&limit=100", "requests");
    expect(today.length).toBeGreaterThan(5);
    expect(
      today.every(
        (row) => String(row["from_date"]).slice(0, 10) <= "2026-11-20" && String(row["to_date"]) >= "2026-11-20",
      ),
    ).toBe(true);
    const every = "/timeoff/requests?from_date=2020-01-01&limit=100";
    const pending = await world.rows(`${every}&states[]=pending&states[]=rejected`, "requests");
    expect(new Set(pending.map((row) => row["state"]))).toEqual(new Set(["pending", "rejected"]));
    const sick = await world.rows(`${every}&category_ids[]=7f002`, "requests");
    expect(new Set(sick.map((row) => row["category_name"]))).toEqual(new Set(["Sick leave"]));
    const id = today[0]?.["employee_id"];
    const own = await world.rows(`${every}&employee_id=${String(id)}`, "requests");
    expect(new Set(own.map((row) => row["employee_id"]))).toEqual(new Set([id]));
  });
});
