import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { present } from "./sage-hr-account.js";
import { startWriting } from "./sage-hr-writes.js";
import type { Writing } from "./sage-hr-writes.js";

let world: Writing;

beforeAll(async () => {
  world = await startWriting();
});
afterAll(() => world.stop());
afterEach(() => {
  world.tenant.clearFaults();
});

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const active = (index: number) => {
  const rows = world.tenant.data.employees.filter(({ termination, leaving }) => !termination && !leaving);
  return present(rows[index]).profile.id;
};
const left = (index: number) => {
  const rows = world.tenant.data.employees.filter(({ termination }) => termination !== null);
  return present(rows[index]).profile.id;
};
const reason = () => present(world.tenant.data.terminationReasons.find(({ code }) => code !== null));

describe("the end of an employment at Sage HR", () => {
  it("is one call with the reason's id", async () => {
    const id = active(0);
    const input = { employeeId: String(id), date: day(-2), reasonId: String(reason().id), note: "Moves away" };
    const { records } = await world.run("terminateEmployee", input);
    expect(world.calls()).toEqual([`POST /api/employees/${id}/terminations`]);
    expect(world.employee(id).termination).toEqual({ date: day(-2), reason: reason().name, comments: "Moves away" });
    expect(records).toEqual([{ model: "Employee", key: String(id) }]);
    expect(world.writes.sources.terminateEmployee?.requires).toEqual(["reasonId"]);
  });

  it("takes the reason's name or code as well, and looks it up", async () => {
    for (const word of [` ${reason().name.toUpperCase()} `, present(reason().code)]) {
      const id = active(0);
      await world.run("terminateEmployee", { employeeId: String(id), date: day(-2), reasonId: word });
      expect(world.calls()).toEqual(["GET /api/termination-reasons?page=1", `POST /api/employees/${id}/terminations`]);
      expect(world.employee(id).termination?.reason).toBe(reason().name);
    }
  });

  it("is refused for a reason that is none, with those that are, before anything is sent", async () => {
    const input = { employeeId: String(active(0)), date: day(-2), reasonId: "Boredom" };
    const names = world.tenant.data.terminationReasons.map(({ name }) => name).join(", ");
    const message = `Sage HR has no such termination reason. The account has: ${names}.`;
    expect(await world.refusals("terminateEmployee", input)).toEqual([
      { code: "NOT_FOUND", field: ["reasonId"], message },
    ]);
    expect(world.calls()).toEqual(["GET /api/termination-reasons?page=1"]);
    expect(await world.refusals("terminateEmployee", { ...input, reasonId: "9999" })).toMatchObject([
      { code: "PROVIDER_REJECTED", field: ["reasonId"], providerMessage: "Termination reason must exist" },
    ]);
  });

  it("is found among those who left when its answer was lost", async () => {
    const input = { employeeId: String(active(0)), date: day(-3), reasonId: String(reason().id) };
    expect(await world.lose("terminateEmployee", input, "termination", false)).toEqual([]);
    expect(await world.lose("terminateEmployee", input, "termination", true)).toEqual([{}]);
    const step = present(world.plan("terminateEmployee", { ...input, date: day(-4) }).steps[0]);
    expect(await step.find?.look(world.open(), new Date(), {})).toEqual([]);
  });

  it("stays unknown when its day is to come and its answer was lost", async () => {
    const input = { employeeId: String(active(0)), date: day(10), reasonId: String(reason().id) };
    const unknown = { code: "UNSUPPORTED_BY_PROVIDER" };
    await expect(world.lose("terminateEmployee", input, "termination", false)).rejects.toMatchObject(unknown);
    await expect(world.lose("terminateEmployee", input, "termination", true)).rejects.toMatchObject(unknown);
    expect(world.employee(Number(input.employeeId)).leaving?.date).toBe(day(10));
  });

  it("of nobody is refused", async () => {
    const input = { employeeId: "999999", date: day(-1), reasonId: "1" };
    expect(await world.refusals("terminateEmployee", input)).toMatchObject([
      { code: "NOT_FOUND", field: ["employeeId"] },
    ]);
  });
});

describe("a rehire at Sage HR", () => {
  it("is one call, after which the person works there again", async () => {
    const id = left(0);
    const input = { employeeId: String(id), date: day(-1), note: "Welcome back", startFresh: true };
    const { records } = await world.run("rehireEmployee", input);
    expect(world.calls()).toEqual([`POST /api/employees/${id}/rehire`]);
    const { termination, profile, balances } = world.employee(id);
    expect([termination, profile.employment_start_date]).toEqual([null, day(-1)]);
    expect(balances.every(({ used }) => used === 0)).toBe(true);
    expect(records).toEqual([{ model: "Employee", key: String(id) }]);
  });

  it("leaves balances as they are unless it is said", async () => {
    const before = world.employee(left(0));
    await world.run("rehireEmployee", { employeeId: String(before.profile.id), date: day(-1) });
    expect(world.employee(before.profile.id).balances).toEqual(before.balances);
  });

  it("is found by the new first day when its answer was lost", async () => {
    const input = { employeeId: String(left(0)), date: day(-1) };
    expect(await world.lose("rehireEmployee", input, "rehire", false)).toEqual([]);
    expect(await world.lose("rehireEmployee", input, "rehire", true)).toEqual([{}]);
    const step = present(world.plan("rehireEmployee", { ...input, date: day(-2) }).steps[0]);
    expect(await step.find?.look(world.open(), new Date(), {})).toEqual([]);
  });

  it("of somebody who works there is refused", async () => {
    expect(await world.refusals("rehireEmployee", { employeeId: String(active(0)), date: day(1) })).toMatchObject([
      { code: "PROVIDER_REJECTED", field: ["employeeId"], providerMessage: "Employee is not terminated" },
    ]);
  });
});
