import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { found, recordOf } from "../json.js";
import { encodings, startSageHr, type SageHrSandbox } from "./sage-hr-sandbox.js";

let world: SageHrSandbox;

beforeAll(async () => {
  world = await startSageHr();
});
afterAll(() => world.stop());

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const rowOf = (id: number) => found(world.tenant.data.employees.find(({ profile }) => profile.id === id));
const terminate = (id: number, body: unknown) => world.send("POST", `/employees/${id}/terminations`, body);
const rehire = (id: number, body: unknown) => world.send("POST", `/employees/${id}/rehire`, body);
const refusal = (...errors: string[]) => ({ status: 422, body: { error_code: "validation_failed", errors } });
const notFound = { status: 404, body: { error_code: "not_found", errors: [] } };

/** The status of an employee among the active and among those who left. */
const statusesOf = async (id: number) => [
  (await world.get(`/employees/${id}`)).status,
  (await world.get(`/terminated-employees/${id}`)).status,
];

describe("terminations in Sage HR's sandbox", () => {
  Object.entries(encodings).forEach(([name, encode], index) => {
    it(`move a person from one list to the other, from ${name}`, async () => {
      const id = 41 + index;
      const email = rowOf(id).profile.email;
      await world.get("/employees");
      const [total, gone] = [await world.allRows("/employees"), await world.allRows("/terminated-employees")];
      const date = inDays(-index);
      const answer = await terminate(id, encode({ date, termination_reason_id: "2", comments: "Moved & away" }));
      expect({ status: answer.status, body: answer.body }).toEqual({ status: 201, body: { data: {} } });
      expect(await statusesOf(id)).toEqual([404, 200]);
      expect(await world.allRows("/employees")).toHaveLength(total.length - 1);
      const listed = await world.allRows("/terminated-employees");
      expect(listed).toHaveLength(gone.length + 1);
      expect(listed.find((row) => row["id"] === id)).toMatchObject({ termination_date: date, email });
      const detail = recordOf((await world.get(`/terminated-employees/${id}`)).body, "data");
      expect(detail["termination"]).toEqual({ reason: "Redundancy", comments: "Moved & away" });
      expect(rowOf(id)).toMatchObject({ termination: { date, reason: "Redundancy" }, leaving: null });
    });
  });

  it("leave a person among the active until a day to come is there", async () => {
    await terminate(50, { date: inDays(3), termination_reason_id: 1 });
    expect(await statusesOf(50)).toEqual([200, 404]);
    const leaving = { date: inDays(3), reason: "Resignation", comments: "" };
    expect(rowOf(50)).toMatchObject({ termination: null, leaving });
    const { employees } = world.tenant.data;
    employees[10] = { ...rowOf(50), leaving: { ...leaving, date: inDays(0) } };
    expect(await statusesOf(50)).toEqual([404, 200]);
    expect((await world.rows("/terminated-employees")).find((row) => row["id"] === 50)).toMatchObject({
      termination_date: inDays(0),
    });
    expect((await world.get("/employees/50/leave-management/balances")).status).toBe(404);
  });

  it("are refused without a date or a reason that there is, and for who is not active", async () => {
    const row = rowOf(51);
    expect(await terminate(51, {})).toMatchObject(refusal("Date can't be blank", "Termination reason can't be blank"));
    const unknown = { date: inDays(0), termination_reason_id: 99 };
    expect(await terminate(51, unknown)).toMatchObject(refusal("Termination reason must exist"));
    const wrong = { date: "31.12.2026", termination_reason_id: 1 };
    expect(await terminate(51, wrong)).toMatchObject(refusal("Date is invalid"));
    expect(rowOf(51)).toBe(row);
    expect(await terminate(1, { ...wrong, date: inDays(0) })).toMatchObject(notFound);
    await terminate(52, { date: inDays(0), termination_reason_id: 1 });
    expect(await terminate(52, { date: inDays(0), termination_reason_id: 1 })).toMatchObject(notFound);
  });

  it("have reasons in pages", async () => {
    const { body } = await world.get("/termination-reasons");
    expect(body["data"]).toEqual(world.tenant.data.terminationReasons);
    expect(body["meta"]).toMatchObject({ per_page: 50, total_entries: 4 });
  });
});

describe("rehiring in Sage HR's sandbox", () => {
  Object.entries(encodings).forEach(([name, encode], index) => {
    it(`moves a person back with a new first day, from ${name}`, async () => {
      const id = found(world.tenant.data.employees.filter(({ termination }) => termination !== null)[index]).profile.id;
      const { balances } = rowOf(id);
      const { status, body } = await rehire(id, encode({ date: "2026-12-07", comments: "Welcome back" }));
      expect({ status, body }).toEqual({ status: 200, body: { data: {} } });
      expect(await statusesOf(id)).toEqual([200, 404]);
      const listed = (await world.allRows("/employees")).find((row) => row["id"] === id);
      expect(listed).toMatchObject({ employment_start_date: "2026-12-07" });
      expect(rowOf(id)).toMatchObject({ termination: null, leaving: null });
      expect(await world.rows(`/employees/${id}/leave-management/balances`)).toEqual(balances);
    });
  });

  it("starts the balances afresh where it is asked to", async () => {
    const { employees } = world.tenant.data;
    const gone = found(
      employees.find((row) => row.termination !== null && row.balances.some((balance) => balance.used > 0)),
    );
    await rehire(gone.profile.id, new URLSearchParams({ date: "2026-12-07", start_fresh: "true" }));
    const balances = await world.rows(`/employees/${gone.profile.id}/leave-management/balances`);
    expect(balances.map((balance) => balance["policy_id"])).toEqual(gone.balances.map((balance) => balance.policy_id));
    expect(balances.every((balance) => balance["used"] === 0)).toBe(true);
    expect(balances[0]).toMatchObject({ policy_id: 1, available: 25 });
  });

  it("is refused without a date, for the active and for nobody", async () => {
    await terminate(53, { date: inDays(0), termination_reason_id: 1 });
    expect(await rehire(53, {})).toMatchObject(refusal("Date can't be blank"));
    expect(await rehire(54, { date: "2026-12-07" })).toMatchObject(refusal("Employee is not terminated"));
    expect(await rehire(1, { date: "2026-12-07" })).toMatchObject(notFound);
    expect(await statusesOf(53)).toEqual([404, 200]);
  });
});
