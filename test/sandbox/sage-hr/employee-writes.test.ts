import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { found, listOf, recordOf, type Json } from "../json.js";
import { encodings, startSageHr, type SageHrSandbox } from "./sage-hr-sandbox.js";

let world: SageHrSandbox;
let count = 0;

beforeAll(async () => {
  world = await startSageHr();
});
afterAll(() => world.stop());

const today = () => new Date().toISOString().slice(0, 10);
const employee = async (id: unknown, query = "") =>
  recordOf((await world.get(`/employees/${String(id)}${query}`)).body, "data");
const rowOf = (id: unknown) => found(world.tenant.data.employees.find(({ profile }) => profile.id === id));
const refusal = (...errors: string[]) => ({ status: 422, body: { error_code: "validation_failed", errors } });
const person = () => ({ first_name: "Kim", last_name: "Sample", email: `kim.${(count += 1)}@example.com` });

async function hire(fields: Json = {}): Promise<number> {
  const answer = await world.send("POST", "/employees", { ...person(), ...fields });
  expect(answer.status).toBe(201);
  return Number(recordOf(answer.body, "data")["id"]);
}

describe("new employees in Sage HR's sandbox", () => {
  for (const [name, encode] of Object.entries(encodings)) {
    it(`are taken from ${name} and read back at the end of the list`, async () => {
      const last = found(world.tenant.data.employees.at(-1)).profile.id;
      const fields = { ...person(), work_start_date: "2026-12-01", post_code: "9044", mobile_phone: "555-0100" };
      const answer = await world.send("POST", "/employees", encode({ ...fields, send_email: "true", city: "Røros" }));
      expect(answer).toMatchObject({ status: 201, body: { data: { id: last + 1 } } });
      const listed = found((await world.allRows("/employees")).at(-1));
      const { work_start_date, ...rest } = fields;
      const written = { ...rest, employment_start_date: work_start_date, post_code: 9044, city: "Røros" };
      expect(listed).toMatchObject({ id: last + 1, ...written, team_id: null, position: null, gender: null });
      expect(await employee(last + 1)).toEqual(listed);
      expect(rowOf(last + 1).profile).toEqual(listed);
    });
  }

  it("begin today unless told otherwise, with every field that a person may have", async () => {
    const personal = {
      ...{ date_of_birth: "1990-02-28", gender: "Other", marital_status: "In a relationship", nationality: "Canadian" },
      ...{ country: "GB", post_code: "LS1 0AA", street_first: "1 Test Way", street_second: "Flat 2", city: "Leeds" },
      ...{ home_phone: "555-0101", work_phone: "555-0102", mobile_phone: "555-0103" },
      ...{ personal_identification_number: "TEST-1", tax_number: "TAX-1" },
    };
    const day = today();
    const id = await hire({ ...personal, state: "Yorkshire" });
    const profile = await employee(id);
    expect(profile).toMatchObject(personal);
    expect([day, today()]).toContain(profile["employment_start_date"]);
    expect(profile).not.toHaveProperty("state");
    const fields = await world.rows(`/employees/${id}/custom-fields`);
    expect(fields.map((field) => field["value"])).toEqual([null, null, null]);
    const balances = await world.rows(`/employees/${id}/leave-management/balances`);
    expect(balances).toContainEqual({ policy_id: 1, used: 0, available: 25 });
    expect(balances).toContainEqual({ policy_id: 2, used: 0, available: null });
  });

  it("get the job title of that name, which is added when the account has none", async () => {
    const known = found(world.tenant.data.positions[2]);
    const query = "?position_history=true";
    const first = await employee(await hire({ position_title: known.title, work_start_date: "2026-11-01" }), query);
    expect(first).toMatchObject({ position: known.title, position_id: known.id });
    expect(listOf(first, "position_history")).toEqual([
      {
        ...{ position_id: known.id, start_date: "2026-11-01", end_date: null },
        ...{ position_name: known.title, position_code: known.code },
      },
    ]);
    const second = await employee(await hire({ position_title: "Lighthouse Keeper" }));
    const added = found((await world.rows("/positions")).at(-1));
    expect(added).toMatchObject({ title: "Lighthouse Keeper", code: null });
    expect(second).toMatchObject({ position: "Lighthouse Keeper", position_id: added["id"] });
  });

  it("are refused with a sentence for each thing that is missing or wrong", async () => {
    const size = world.tenant.data.employees.length;
    expect(await world.send("POST", "/employees", {})).toMatchObject(
      refusal("Email can't be blank", "First name can't be blank", "Last name can't be blank"),
    );
    const refused: [Json, string][] = [
      [{ email: "nobody" }, "Email is invalid"],
      [{ first_name: " " }, "First name can't be blank"],
      [{ work_start_date: "2026-02-30" }, "Work start date is invalid"],
      [{ date_of_birth: "28/02/1990" }, "Date of birth is invalid"],
      [{ gender: "female" }, "Gender is not included in the list"],
      [{ marital_status: "Complicated" }, "Marital status is not included in the list"],
      [{ city: { name: "Leeds" } }, "City is invalid"],
    ];
    for (const [fields, sentence] of refused)
      expect(await world.send("POST", "/employees", { ...person(), ...fields })).toMatchObject(refusal(sentence));
    expect(world.tenant.data.employees).toHaveLength(size);
  });

  it("are refused with the e-mail address of anybody, active or gone, in whatever spelling", async () => {
    const { employees } = world.tenant.data;
    const active = found(employees[0]);
    const gone = found(employees.find(({ termination, profile }) => termination !== null && profile.email !== null));
    for (const { profile } of [active, gone])
      expect(
        await world.send("POST", "/employees", { ...person(), email: profile.email?.toUpperCase() }),
      ).toMatchObject(refusal("Email has already been taken"));
    await hire({ email: "Mixed.Case@Example.com" });
    expect(await world.send("POST", "/employees", { ...person(), email: "mixed.case@example.com" })).toMatchObject(
      refusal("Email has already been taken"),
    );
  });
});

describe("changes of employees in Sage HR's sandbox", () => {
  it("change what is sent and leave the rest, the e-mail address in any case", async () => {
    const id = await hire({ city: "Leeds", gender: "Male", mobile_phone: "555-0100" });
    const before = await employee(id);
    const changes = { first_name: "Kit", country: "NO", employee_number: 77, work_start_date: "2026-10-05" };
    const { status, body } = await world.send("PUT", `/employees/${id}`, {
      ...{ ...changes, mobile_phone: "", gender: null, email: "other@example.com", unheard_of: "x" },
    });
    expect({ status, body }).toEqual({ status: 202, body: { data: { id } } });
    const { work_start_date, ...same } = changes;
    const expected = { ...before, ...same, employee_number: "77", mobile_phone: null, gender: null };
    expect(await employee(id)).toEqual({ ...expected, employment_start_date: work_start_date });
    expect(rowOf(id).profile).toEqual(await employee(id));
  });

  for (const [name, encode] of Object.entries(encodings)) {
    it(`put an employee elsewhere by ids in ${name}, and tell the history`, async () => {
      const id = await hire();
      const team = found(world.tenant.data.teams[1]);
      const position = found(world.tenant.data.positions[1]);
      const ids = { team_id: String(team.id), position_id: String(position.id), leader_id: "40", location_id: "5" };
      expect((await world.send("PUT", `/employees/${id}`, encode(ids))).status).toBe(202);
      const after = await employee(id, "?team_history=true&position_history=true");
      expect(after).toMatchObject({ team: team.name, team_id: team.id, position: position.title });
      expect(after).toMatchObject({ position_id: position.id, reports_to_employee_id: 40 });
      expect(listOf(after, "team_history")).toMatchObject([{ team_name: team.name, end_date: null }]);
      expect(rowOf(id).locationId).toBe(5);
      const members = found((await world.rows("/teams")).find((row) => row["id"] === team.id))["employee_ids"];
      expect(members).toContain(id);
    });
  }

  it("end what went on when a team changes or is taken away", async () => {
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    await world.send("PUT", "/employees/42", { team_id: 8 });
    const moved = listOf(await employee(42, "?team_history=true"), "team_history");
    expect(moved.at(-2)).toMatchObject({ team_id: 9, end_date: yesterday });
    expect(moved.at(-1)).toMatchObject({ team_id: 8, end_date: null });
    await world.send("PUT", "/employees/42", { team_id: 8 });
    expect(listOf(await employee(42, "?team_history=true"), "team_history")).toEqual(moved);
    await world.send("PUT", "/employees/42", { team_id: "" });
    const left = await employee(42, "?team_history=true");
    expect(left).toMatchObject({ team: null, team_id: null });
    expect(listOf(left, "team_history").at(-1)).toMatchObject({ team_id: 8, end_date: yesterday });
  });

  it("leave alone what ended before", async () => {
    const row = found(world.tenant.data.employees.find(({ history }) => history.position_history.length === 2));
    const { id, position_id } = row.profile;
    const next = found(world.tenant.data.positions.find((position) => position.id !== position_id));
    await world.send("PUT", `/employees/${id}`, { position_id: next.id });
    const history = listOf(await employee(id, "?position_history=true"), "position_history");
    expect(history).toHaveLength(3);
    expect(history[0]).toEqual(row.history.position_history[0]);
    expect(history[2]).toMatchObject({ position_id: next.id, position_code: next.code, end_date: null });
  });

  it("choose the policies that an employee has", async () => {
    const kept = found(rowOf(43).balances.find((balance) => balance.policy_id === 1));
    expect((await world.send("PUT", "/employees/43", { selected_leave_types: [1, 4] })).status).toBe(202);
    const balances = await world.rows("/employees/43/leave-management/balances");
    expect(balances).toEqual([kept, { policy_id: 4, used: 0, available: 90 }]);
    const form = new URLSearchParams([
      ["selected_leave_types[]", "2"],
      ["selected_leave_types[]", "3"],
    ]);
    await world.send("PUT", "/employees/43", form);
    expect(rowOf(43).balances.map((balance) => balance.policy_id)).toEqual([2, 3]);
  });

  it("show in a list that was served before", async () => {
    const row = rowOf(44);
    await world.get("/employees");
    await world.send("PUT", "/employees/44", { city: "Bodø" });
    expect(Object.isFrozen(row)).toBe(true);
    expect(row.profile.city).not.toBe("Bodø");
    expect((await world.rows("/employees")).find((known) => known["id"] === 44)).toMatchObject({ city: "Bodø" });
  });

  it("are refused for unknown teams, titles, leaders and policies, for names taken away, and for who is not there", async () => {
    const before = rowOf(45);
    const gone = found(world.tenant.data.employees.find(({ termination }) => termination !== null)).profile.id;
    const refused: [Json, string][] = [
      [{ team_id: 999 }, "Team must exist"],
      [{ position_id: 999 }, "Position must exist"],
      [{ leader_id: gone }, "Leader must exist"],
      [{ team_id: "Support" }, "Team is not a number"],
      [{ selected_leave_types: [1, 99] }, "Selected leave types must exist"],
      [{ first_name: "" }, "First name can't be blank"],
      [{ work_start_date: "soon" }, "Work start date is invalid"],
    ];
    for (const [fields, sentence] of refused)
      expect(await world.send("PUT", "/employees/45", { city: "Oslo", ...fields })).toMatchObject(refusal(sentence));
    expect(rowOf(45)).toBe(before);
    const notFound = { status: 404, body: { error_code: "not_found", errors: [] } };
    expect(await world.send("PUT", "/employees/1", { city: "Oslo" })).toMatchObject(notFound);
    expect(await world.send("PUT", `/employees/${gone}`, { city: "Oslo" })).toMatchObject(notFound);
  });
});
