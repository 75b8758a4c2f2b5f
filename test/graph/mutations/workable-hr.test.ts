import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { done, startMutationWorld } from "./mutation-world.js";
import type { MutationWorld } from "./mutation-world.js";

let world: MutationWorld;
beforeAll(async () => {
  world = await startMutationWorld({ hasMember: true });
});
afterAll(() => world.close());

const data = () => world.sandbox.workable("acme-demo").data;
/** Those with the company whose names are known. */
const employed = () => data().employees.filter(({ state, lastname }) => state === "published" && lastname !== "");
const employeeRow = (id: string) => data().employees.find((row) => row.id === id);
const id = (...given: Parameters<MutationWorld["id"]> extends [unknown, ...infer Rest] ? Rest : never) =>
  world.id("workable", ...given);

describe("createEmployee at Workable", () => {
  it("is three calls, two searches for a double and the creation, for all that the answer carries", async () => {
    const [manager] = employed();
    const [department] = data().departments;
    const written = await world.write(
      "createEmployee",
      {
        accountId: world.accountId("workable"),
        ...{ firstName: "Ida", lastName: "Nowak", preferredName: "Id", employeeNumber: "N-77", jobTitle: "Welder" },
        ...{ workEmail: "ida.nowak@example.com", phone: "+44 20 7946 0002", startDate: "2026-09-01" },
        ...{ dateOfBirth: "1990-02-03", managerId: id("Employee", manager?.id ?? "") },
        groupIds: [id("Group", `department/${department?.id ?? ""}`)],
      },
      `employee { id remoteId name preferredName employeeNumber jobTitle workEmail emails { value } phones { value } startDate
        dateOfBirth employmentStatus }`,
    );
    const employee = done(written, "employee");
    // By the address, and by the name.
    const searches = ["GET /spi/v3/employees", "GET /spi/v3/employees"];
    expect(written.calls).toEqual([...searches, "POST /spi/v3/employees"]);
    expect(employeeRow(employee.remoteId)).toMatchObject({
      ...{ firstname: "Ida", lastname: "Nowak", work_email: "ida.nowak@example.com", state: "published" },
      ...{ manager_id: manager?.id, department_id: department?.id, employee_number: "N-77" },
    });
    expect(employee).toEqual({
      id: id("Employee", employee.remoteId),
      remoteId: employee.remoteId,
      name: "Ida Nowak",
      preferredName: "Id",
      employeeNumber: "N-77",
      jobTitle: "Welder",
      workEmail: "ida.nowak@example.com",
      emails: [{ value: "ida.nowak@example.com" }],
      phones: [{ value: "+44 20 7946 0002" }],
      startDate: "2026-09-01",
      dateOfBirth: "1990-02-03",
      employmentStatus: "ACTIVE",
    });
    const later = await world.read(
      employee.id,
      "Employee",
      "name jobTitle startDate workEmail manager { id } groups { id }",
    );
    expect(later).toEqual({
      ...{ name: "Ida Nowak", jobTitle: "Welder", startDate: "2026-09-01", workEmail: "ida.nowak@example.com" },
      manager: { id: id("Employee", manager?.id ?? "") },
      groups: [{ id: id("Group", `department/${department?.id ?? ""}`) }],
    });
  });

  it("is four calls with what only a single read carries, and one for a draft without an address", async () => {
    const written = await world.write(
      "createEmployee",
      {
        accountId: world.accountId("workable"),
        ...{ firstName: "Bo", middleName: "Q", lastName: "Lind", workEmail: "bo.lind@example.com" },
        ...{ gender: "female", maritalStatus: "married", nationality: "Sweden", employmentType: "full_time" },
        ...{ address: { street1: "2 Quay", city: "Malmö", postalCode: "211 19", country: "Sweden" } },
        customFields: [{ key: "1195b", value: "B-12" }],
      },
      `employee { id remoteId middleName gender maritalStatus nationality employmentType address { city postalCode }
        customFields { key value } }`,
    );
    const employee = done(written, "employee");
    const path = `/spi/v3/employees/${employee.remoteId}`;
    expect(written.calls).toEqual([
      ...["GET /spi/v3/employees", "GET /spi/v3/employees", "POST /spi/v3/employees"],
      `GET ${path}`,
    ]);
    expect(employee).toMatchObject({
      middleName: "Q",
      gender: "female",
      maritalStatus: "married",
      nationality: "Sweden",
      employmentType: "full_time",
      address: { city: "Malmö", postalCode: "211 19" },
    });
    expect(employee.customFields).toContainEqual({ key: "1195b", value: "B-12" });
    expect(employeeRow(employee.remoteId)?.detail).toMatchObject({ middle_name: "Q", "1195b": "B-12" });

    const draft = await world.write(
      "createEmployee",
      { accountId: world.accountId("workable"), firstName: "Dee", lastName: "Raft", employmentStatus: "PENDING" },
      "employee { remoteId employmentStatus }",
    );
    expect(draft.calls).toEqual(["POST /spi/v3/employees"]);
    const { remoteId, employmentStatus } = done(draft, "employee");
    expect(employmentStatus).toBe("PENDING");
    expect(employeeRow(remoteId)?.state).toBe("draft");
  });
});

describe("updateEmployee and setCustomFields of an employee at Workable", () => {
  it("are one call with what the answer carries", async () => {
    const [row] = employed();
    const employeeId = id("Employee", row?.id ?? "");
    const written = await world.write(
      "updateEmployee",
      { employeeId, jobTitle: "Lead", phone: "+44 20 7946 0003" },
      "employee { id jobTitle phones { value } name startDate }",
    );
    expect(written.calls).toEqual([`PATCH /spi/v3/employees/${row?.id ?? ""}`]);
    const employee = done(written, "employee");
    expect(employee).toMatchObject({ id: employeeId, jobTitle: "Lead", phones: [{ value: "+44 20 7946 0003" }] });
    expect(employeeRow(row?.id ?? "")).toMatchObject({
      job_title: "Lead",
      firstname: row?.firstname,
      email: row?.email,
    });
    const later = await world.read(employeeId, "Employee", "id jobTitle name startDate phones { value }");
    expect(later).toEqual(employee);

    const custom = await world.write(
      "setCustomFields",
      { nodeId: employeeId, values: [{ key: "1195b", value: "L-9" }] },
      "employee { id } candidate { id }",
    );
    expect(done(custom, "employee")).toEqual({ id: employeeId });
    expect(custom.payload.candidate).toBeNull();
    expect(custom.calls).toEqual([`PATCH /spi/v3/employees/${row?.id ?? ""}`]);
    expect((await world.read(employeeId, "Employee", "customFields { key value }")).customFields).toContainEqual({
      key: "1195b",
      value: "L-9",
    });

    const emptied = await world.write(
      "setCustomFields",
      { nodeId: employeeId, values: [{ key: "1195b", value: null }] },
      "employee { customFields { key } }",
    );
    expect(emptied.calls).toHaveLength(2);
    expect(done(emptied, "employee").customFields).not.toContainEqual({ key: "1195b" });
    expect(employeeRow(row?.id ?? "")?.detail).not.toHaveProperty("1195b");
  });

  it("are one call more to learn in which form a list or a date is written", async () => {
    const [row] = employed();
    const nodeId = id("Employee", row?.id ?? "");
    const written = await world.write(
      "setCustomFields",
      { nodeId, values: [{ key: "skills", value: ["welding", "steel"] }] },
      "employee { id }",
    );
    expect(done(written, "employee")).toEqual({ id: nodeId });
    expect(written.calls).toEqual(["GET /spi/v3/employee_fields", `PATCH /spi/v3/employees/${row?.id ?? ""}`]);
    expect(employeeRow(row?.id ?? "")?.detail["skills"]).toMatchObject([{ value: "welding" }, { value: "steel" }]);
  });
});

const requestFields = "id remoteId status startDate endDate amount parts { date half startTime endTime } type { name }";

describe("createTimeoffRequest at Workable", () => {
  const ask = (employeeId: string, typeId: string, more: object) =>
    world.write(
      "createTimeoffRequest",
      { employeeId: id("Employee", employeeId), typeId: id("TimeoffType", typeId), ...more },
      `timeoffRequest { ${requestFields} employee { id } }`,
    );
  it("is one call for all that the answer carries, here whole days with a half, and one for the employee", async () => {
    const [employee] = employed();
    const written = await ask(employee?.id ?? "", "7f001", {
      startDate: "2027-03-01",
      endDate: "2027-03-03",
      parts: [{ date: "2027-03-03", half: "FIRST" }],
      note: "Family",
    });
    const request = done(written, "timeoffRequest");
    expect(written.calls).toEqual([
      "POST /spi/v3/timeoff/requests",
      // The employee is another record.
      `GET /spi/v3/employees/${employee?.id ?? ""}`,
    ]);
    expect(request).toMatchObject({
      status: "PENDING",
      startDate: "2027-03-01",
      endDate: "2027-03-03",
      amount: 2.5,
      parts: [{ date: "2027-03-03", half: "FIRST", startTime: null, endTime: null }],
      type: { name: "Paid time off" },
      employee: { id: id("Employee", employee?.id ?? "") },
    });
    expect(data().timeoffRequests.find((row) => row.id === request.remoteId)).toMatchObject({
      employee_id: employee?.id,
      from_date: "2027-03-01T00:00:00.000",
      half_days: [{ date: "2027-03-03", half: "first" }],
      state: "pending",
    });
    const later = await world.read(request.id, "TimeoffRequest", `${requestFields} employee { id }`);
    expect(later).toEqual(request);
  });

  it("takes a span of one day", async () => {
    const [, employee] = employed();
    const written = await world.write(
      "createTimeoffRequest",
      {
        employeeId: id("Employee", employee?.id ?? ""),
        typeId: id("TimeoffType", "7f003"),
        startDate: "2027-03-01",
        endDate: "2027-03-01",
        parts: [{ date: "2027-03-01", startTime: "09:00", endTime: "11:30" }],
      },
      `timeoffRequest { ${requestFields} }`,
    );
    expect(written.calls).toHaveLength(1);
    expect(done(written, "timeoffRequest")).toMatchObject({
      amount: 2.5,
      parts: [{ date: "2027-03-01", half: null, startTime: "09:00", endTime: "11:30" }],
    });
  });
});

describe("decideTimeoffRequest at Workable", () => {
  it.each([
    ["APPROVE", "APPROVED", "approved"],
    ["DECLINE", "DECLINED", "rejected"],
  ])("is two calls, since the approval is looked up: %s", async (decision, status, state) => {
    const row = data().timeoffRequests.find((request) => request.state === "pending");
    const timeoffRequestId = id("TimeoffRequest", `${row?.employee_id ?? ""}/${row?.id ?? ""}`);
    const written = await world.write(
      "decideTimeoffRequest",
      { timeoffRequestId, decision },
      "timeoffRequest { id status startDate approvers { remoteId } }",
    );
    expect(written.calls).toEqual([
      "GET /spi/v3/timeoff/requests",
      `PATCH /spi/v3/timeoff/approvals/${row?.pending_approvals[0]?.id ?? ""}`,
    ]);
    const request = done(written, "timeoffRequest");
    expect(request).toMatchObject({ id: timeoffRequestId, status, approvers: [] });
    expect(data().timeoffRequests.find((one) => one.id === row?.id)).toMatchObject({ state, pending_approvals: [] });
    expect(await world.read(timeoffRequestId, "TimeoffRequest", "id status startDate approvers { remoteId }")).toEqual(
      request,
    );
  });
});
