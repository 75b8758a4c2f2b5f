import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { found, listOf, recordOf, type Json } from "../json.js";
import { startSageHr, type SageHrSandbox } from "./sage-hr-sandbox.js";

let world: SageHrSandbox;

beforeAll(async () => {
  world = await startSageHr();
});
afterAll(() => world.stop());

const historyNames = ["team_history", "employment_status_history", "position_history"];
const typesOf = (rows: Json[], field: string) =>
  new Set(rows.map((row) => (row[field] === null ? "null" : typeof row[field])));

describe("Sage HR's employees in the sandbox", () => {
  it("shows a record alone as it stands in the list", async () => {
    const [first] = await world.rows("/employees");
    expect((await world.get(`/employees/${String(first?.["id"])}`)).body).toEqual({ data: first });
  });

  it("has the odd values that accounts have: text and number codes, missing names, an object for null", async () => {
    const rows = await world.allRows("/employees");
    expect(typesOf(rows, "post_code")).toEqual(new Set(["string", "number", "null"]));
    expect(typesOf(rows, "employee_number")).toEqual(new Set(["string", "number", "null"]));
    expect(typesOf(rows, "last_name")).toEqual(new Set(["string", "null"]));
    expect(typesOf(rows, "date_of_birth")).toEqual(new Set(["string", "object", "null"]));
    expect(rows.some((row) => row["first_name"] === null && row["last_name"] === null)).toBe(true);
    expect(rows.some((row) => row["team_id"] === null)).toBe(true);
    expect(rows.some((row) => /[^\u0020-\u024f]/u.test(String(row["first_name"])))).toBe(true);
  });

  it("gives every employee but the first a leader who exists", async () => {
    const rows = await world.allRows("/employees");
    const ids = new Set(rows.map((row) => row["id"]));
    const [first, ...others] = rows;
    expect(first?.["reports_to_employee_id"]).toBeNull();
    for (const row of others) expect(ids).toContain(row["reports_to_employee_id"]);
  });

  it("adds history only where it is asked for, in the API's spelling", async () => {
    const plain = recordOf((await world.get("/employees/41")).body, "data");
    for (const name of historyNames) expect(plain).not.toHaveProperty(name);
    const [listed] = await world.rows("/employees?team_history=true");
    expect(listed).toHaveProperty("team_history");
    expect(listed).not.toHaveProperty("position_history");
    const query = historyNames.map((name) => `${name}=true`).join("&");
    const full = recordOf((await world.get(`/employees/41?${query}`)).body, "data");
    const [former, current] = listOf(full, "employment_status_history");
    expect(former?.["employment_statu_name"]).toBe("Fixed term");
    expect(current).toMatchObject({ employment_statu_name: plain["employment_status"], end_date: null });
    expect(listOf(full, "position_history").at(-1)).toMatchObject({
      position_id: plain["position_id"],
      end_date: null,
    });
  });

  it("shows custom fields as dropdown, tags and text, some without a value", async () => {
    const fields = await world.rows("/employees/41/custom-fields");
    expect(fields.map((field) => field["type"])).toEqual(["CustomDropdownField", "CustomTags", "CustomTextField"]);
    expect(fields[1]?.["value"]).toBeInstanceOf(Array);
    expect(fields[2]).toMatchObject({ value: "B-1", options: null });
    expect((await world.rows("/employees/40/custom-fields"))[2]?.["value"]).toBeNull();
  });

  it("keeps who left in a list of their own, with the reason in the detail", async () => {
    const gone = await world.allRows("/terminated-employees");
    expect(gone).toHaveLength(8);
    const active = new Set((await world.allRows("/employees")).map((row) => row["id"]));
    for (const row of gone) expect(active).not.toContain(row["id"]);
    const row = found(gone[0]);
    expect(row).not.toHaveProperty("termination");
    const detail = recordOf((await world.get(`/terminated-employees/${String(row["id"])}`)).body, "data");
    expect(detail).toMatchObject(row);
    const reasons = await world.rows("/termination-reasons");
    expect(reasons.map((reason) => reason["name"])).toContain(recordOf(detail, "termination")["reason"]);
  });

  it("moves an employee between the lists when the row is replaced", async () => {
    const { employees } = world.tenant.data;
    const last = found(employees[59]);
    employees[59] = { ...last, termination: { date: "2026-11-01", reason: "Resignation", comments: "" } };
    const path = `employees/${last.profile.id}`;
    expect((await world.get(`/${path}`)).status).toBe(404);
    expect((await world.get(`/terminated-${path}`)).status).toBe(200);
    employees[59] = last;
    expect((await world.get(`/${path}`)).status).toBe(200);
  });

  it("lists teams with managers and members, one of them empty, and titles", async () => {
    const teams = await world.rows("/teams");
    const rows = await world.allRows("/employees");
    for (const team of teams) {
      const members = rows.filter((row) => row["team_id"] === team["id"]).map((row) => row["id"]);
      expect(team["employee_ids"]).toEqual(members);
    }
    expect(teams.at(-1)).toMatchObject({ manager_ids: [], employee_ids: [] });
    expect(typesOf(await world.rows("/positions"), "code")).toEqual(new Set(["string", "null"]));
  });
});
