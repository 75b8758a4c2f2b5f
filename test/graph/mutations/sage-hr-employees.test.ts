import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { done, startMutationWorld } from "./mutation-world.js";
import type { MutationWorld } from "./mutation-world.js";

let world: MutationWorld;
beforeAll(async () => {
  world = await startMutationWorld();
});
afterAll(() => world.close());

const data = () => world.sandbox.sagehr("acme-demo").data;
const employeeRow = (key: number) => data().employees.find(({ profile }) => profile.id === key);
const id = (...given: Parameters<MutationWorld["id"]> extends [unknown, ...infer Rest] ? Rest : never) =>
  world.id("sagehr", ...given);

let given = 0;
/** Somebody who works there, and whom no other test writes to. */
function next() {
  const active = data().employees.filter(({ termination, profile }) => !termination && profile.last_name !== null);
  const row = active[given++];
  if (!row) throw new Error("The sandbox has no such employee left.");
  return row;
}

describe("createEmployee at Sage HR", () => {
  it("is one call, one for what only a change takes, one for each custom field, and one for what is shown", async () => {
    const [leader] = data().employees;
    const [, team] = data().teams;
    const basic = {
      accountId: world.accountId("sagehr"),
      ...{ firstName: "Noa", lastName: "Haas", jobTitle: "Painter", startDate: "2026-09-01" },
    };
    const idOnly = await world.write(
      "createEmployee",
      { ...basic, workEmail: "noa.first@example.com" },
      "employee { id }",
    );
    done(idOnly, "employee");
    expect(idOnly.calls).toEqual(["POST /api/employees"]);

    const fields = `id remoteId name workEmail jobTitle startDate dateOfBirth gender maritalStatus nationality employeeNumber
      phones { value kind } address { street1 city postalCode countryCode } manager { id } groups { id } employmentStatus`;
    const written = await world.write(
      "createEmployee",
      {
        ...basic,
        ...{ workEmail: "noa.haas@example.com", dateOfBirth: "1991-04-05", gender: "Other", maritalStatus: "Single" },
        ...{ nationality: "Dutch", phone: "555 0200", workPhone: "555 0201", employeeNumber: "N-1" },
        address: { street1: "5 Gracht", city: "Delft", postalCode: "2611", countryCode: "NL" },
        managerId: id("Employee", leader?.profile.id ?? 0),
        groupIds: [id("Group", team?.id ?? 0)],
        customFields: [
          { key: "1", value: "M" },
          { key: "2", value: ["English", "Polski"] },
        ],
      },
      `employee { ${fields} customFields { key value } }`,
    );
    const employee = done(written, "employee");
    const path = `/api/employees/${String(employee.remoteId)}`;
    expect(written.writes).toEqual([
      "POST /api/employees",
      `PUT ${path}`,
      `PUT ${path}/custom-fields/1`,
      `PUT ${path}/custom-fields/2`,
    ]);
    expect(written.payload.steps.map(({ name }: any) => name)).toEqual([
      ...["employee", "details", "custom field 1", "custom field 2"],
    ]);
    expect(written.calls.slice(4).sort()).toEqual(
      [
        `GET ${path}`,
        `GET ${path}/custom-fields`,
        // The manager is another record.
        `GET /api/employees/${String(leader?.profile.id)}`,
      ].sort(),
    );
    expect(employee).toMatchObject({
      ...{ name: "Noa Haas", workEmail: "noa.haas@example.com", jobTitle: "Painter", startDate: "2026-09-01" },
      ...{ dateOfBirth: "1991-04-05", gender: "Other", maritalStatus: "Single", nationality: "Dutch" },
      employeeNumber: "N-1",
      phones: [
        { value: "555 0201", kind: "work" },
        { value: "555 0200", kind: "mobile" },
      ],
      address: { street1: "5 Gracht", city: "Delft", postalCode: "2611", countryCode: "NL" },
      manager: { id: id("Employee", leader?.profile.id ?? 0) },
      groups: [{ id: id("Group", team?.id ?? 0) }],
      employmentStatus: "ACTIVE",
    });
    expect(employee.customFields).toEqual([
      { key: "1", value: "M" },
      { key: "2", value: ["English", "Polski"] },
      { key: "3", value: null },
    ]);
    expect(employeeRow(Number(employee.remoteId))?.profile).toMatchObject({
      ...{ first_name: "Noa", team_id: team?.id, reports_to_employee_id: leader?.profile.id, employee_number: "N-1" },
    });
    expect(await world.read(employee.id, "Employee", `${fields} customFields { key value }`)).toEqual(employee);
  });
});

describe("updateEmployee at Sage HR", () => {
  it("is one call with the id alone and two with what changed", async () => {
    const row = next();
    const employeeId = id("Employee", row.profile.id);
    const path = `/api/employees/${String(row.profile.id)}`;
    const idOnly = await world.write("updateEmployee", { employeeId, phone: "555 0202" }, "employee { id }");
    expect(done(idOnly, "employee")).toEqual({ id: employeeId });
    expect(idOnly.calls).toEqual([`PUT ${path}`]);
    const written = await world.write(
      "updateEmployee",
      { employeeId, address: { city: "Oslo" }, customFields: [{ key: "3", value: "Blue" }] },
      "employee { address { city } name customFields { key value } }",
    );
    const employee = done(written, "employee");
    expect(written.writes).toEqual([`PUT ${path}`, `PUT ${path}/custom-fields/3`]);
    expect(written.calls).toHaveLength(4);
    expect(employee).toMatchObject({
      address: { city: "Oslo" },
      name: `${row.profile.first_name ?? ""} ${row.profile.last_name ?? ""}`.trim(),
    });
    expect(employee.customFields).toContainEqual({ key: "3", value: "Blue" });
    expect(employeeRow(row.profile.id)?.profile).toEqual({ ...row.profile, mobile_phone: "555 0202", city: "Oslo" });
    const later = await world.read(employeeId, "Employee", "address { city } name customFields { key value }");
    expect(later).toEqual(employee);
  });
});

describe("terminateEmployee and rehireEmployee at Sage HR", () => {
  const fields = "employmentStatus terminationDate terminationReason startDate";

  it("are one call with a reason's id and the id alone; the person is then among those who left", async () => {
    const row = next();
    const employeeId = id("Employee", row.profile.id);
    const path = `/api/employees/${String(row.profile.id)}`;
    const ended = await world.write(
      "terminateEmployee",
      { employeeId, date: "2026-01-31", reasonId: "2", note: "Closed" },
      "employee { id }",
    );
    expect(done(ended, "employee")).toEqual({ id: employeeId });
    expect(ended.calls).toEqual([`POST ${path}/terminations`]);
    expect(employeeRow(row.profile.id)?.termination).toEqual({
      date: "2026-01-31",
      reason: "Redundancy",
      comments: "Closed",
    });
    expect(await world.read(employeeId, "Employee", fields)).toMatchObject({
      employmentStatus: "TERMINATED",
      terminationDate: "2026-01-31",
      terminationReason: "Redundancy",
    });

    const back = await world.write(
      "rehireEmployee",
      { employeeId, date: "2026-03-01", note: "Again", startFresh: true },
      `employee { ${fields} }`,
    );
    expect(back.calls).toEqual([`POST ${path}/rehire`, `GET ${path}`]);
    expect(done(back, "employee")).toEqual({
      employmentStatus: "ACTIVE",
      terminationDate: null,
      terminationReason: null,
      startDate: "2026-03-01",
    });
    const after = employeeRow(row.profile.id);
    expect(after?.termination).toBeNull();
    expect(after?.balances.every(({ used }) => used === 0)).toBe(true);
    const idOnly = await world.write(
      "terminateEmployee",
      { employeeId, date: "2026-04-30", reasonId: "1" },
      "employee { id }",
    );
    done(idOnly, "employee");
    const again = await world.write("rehireEmployee", { employeeId, date: "2026-05-01" }, "employee { id }");
    expect(done(again, "employee")).toEqual({ id: employeeId });
    expect(again.calls).toEqual([`POST ${path}/rehire`]);
  });

  it("take one call more for a reason by its name, and two to show one who left", async () => {
    const row = next();
    const employeeId = id("Employee", row.profile.id);
    const path = `/api/employees/${String(row.profile.id)}`;
    const written = await world.write(
      "terminateEmployee",
      { employeeId, date: "2026-02-28", reasonId: "end of contract" },
      `employee { ${fields} }`,
    );
    expect(written.calls).toEqual([
      "GET /api/termination-reasons",
      `POST ${path}/terminations`,
      `GET ${path}`,
      `GET /api/terminated-employees/${String(row.profile.id)}`,
    ]);
    expect(done(written, "employee")).toMatchObject({
      employmentStatus: "TERMINATED",
      terminationReason: "End of contract",
    });
  });

  it("leaves somebody among the active until the last day has come", async () => {
    const row = next();
    const written = await world.write(
      "terminateEmployee",
      { employeeId: id("Employee", row.profile.id), date: "2099-01-31", reasonId: "RES" },
      "employee { employmentStatus }",
    );
    expect(done(written, "employee")).toEqual({ employmentStatus: "ACTIVE" });
    expect(employeeRow(row.profile.id)?.leaving).toMatchObject({ date: "2099-01-31", reason: "Resignation" });
  });
});

describe("setCustomFields at Sage HR", () => {
  it("is a call for each value, and one more to show them", async () => {
    const row = next();
    const nodeId = id("Employee", row.profile.id);
    const values = [
      { key: "1", value: "L" },
      { key: "2", value: ["Norsk"] },
      { key: "3", value: null },
    ];
    const path = `/api/employees/${String(row.profile.id)}/custom-fields`;
    const puts = ["1", "2", "3"].map((key) => `PUT ${path}/${key}`);
    const idOnly = await world.write("setCustomFields", { nodeId, values }, "employee { id } candidate { id }");
    expect(done(idOnly, "employee")).toEqual({ id: nodeId });
    expect(idOnly.payload.candidate).toBeNull();
    expect(idOnly.calls).toEqual(puts);
    expect(employeeRow(row.profile.id)?.customFields.map(({ value }) => value)).toEqual(["L", ["Norsk"], null]);
    const written = await world.write(
      "setCustomFields",
      { nodeId, values: [{ key: "3", value: 7 }] },
      "employee { customFields { key label value } }",
    );
    const employee = done(written, "employee");
    expect(written.calls).toEqual([`PUT ${path}/3`, `GET ${path}`]);
    expect(employee.customFields).toEqual([
      { key: "1", label: "T-shirt size", value: "L" },
      { key: "2", label: "Languages", value: ["Norsk"] },
      { key: "3", label: "Badge", value: "7" },
    ]);
    expect(await world.read(nodeId, "Employee", "customFields { key label value }")).toEqual(employee);
  });
});
