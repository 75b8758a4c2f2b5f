import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import type { WriteInputs } from "../../../src/datasources/write.js";
import { EmploymentStatus } from "../../../src/schema/enums.js";
import { Depth } from "../../../src/schema/provider-record.js";
import { present } from "./workable-account.js";
import { dana, refusedBy, startWorkableWriter } from "./workable-writer.js";
import type { WorkableWriter } from "./workable-writer.js";
import { noNote } from "../../support/no-note.js";

let writer: WorkableWriter;
beforeAll(async () => {
  writer = await startWorkableWriter({ oauthToken: "sandbox-workable-oauth-token" });
});
afterAll(() => writer.stop());
afterEach(() => {
  writer.tenant.clearFaults();
});

let count = 0;
const nils = (more: Partial<WriteInputs["createEmployee"]> = {}): WriteInputs["createEmployee"] => {
  count += 1;
  return {
    firstName: "Nils",
    lastName: `Ardenson ${String(count)}`,
    workEmail: `nils.${String(count)}@acme-demo.test`,
    ...more,
  };
};
const rowOf = (id: string | undefined) => present(writer.data.employees.find((row) => row.id === id));

describe("a new employee", () => {
  it("is published in one call, whose answer is the row", async () => {
    const input = nils({ jobTitle: "Technician", employeeNumber: "N-7", startDate: "2026-06-01" });
    const { records, done, calls } = await writer.run("createEmployee", input);
    expect(calls).toEqual(["POST /employees"]);
    const key = done["employee"]?.created?.key;
    expect(rowOf(key)).toMatchObject({
      firstname: "Nils",
      lastname: input.lastName,
      work_email: input.workEmail,
      job_title: "Technician",
      employee_number: "N-7",
      start_date: "2026-06-01T00:00:00.000Z",
      state: "published",
    });
    expect(records).toEqual([
      {
        model: "Employee",
        key,
        draft: expect.objectContaining({
          depth: Depth.LIST,
          jobTitle: "Technician",
          startDate: "2026-06-01",
        }) as unknown,
      },
    ]);
  });

  it("is a draft while the person is not there yet, and published otherwise", async () => {
    const pending = await writer.run("createEmployee", nils({ employmentStatus: EmploymentStatus.PENDING }));
    expect(rowOf(pending.done["employee"]?.created?.key).state).toBe("draft");
    const present = await writer.run("createEmployee", nils({ employmentStatus: EmploymentStatus.ACTIVE }));
    expect(rowOf(present.done["employee"]?.created?.key).state).toBe("published");
    expect(writer.source("createEmployee").limits).toEqual([
      { field: "employmentStatus", values: ["ACTIVE", "PENDING"] },
    ]);
  });

  it("has each value in the shape of its field", async () => {
    const department = present(writer.data.departments[0]).id;
    const legalEntity = present(writer.data.legalEntities[1]).id;
    const manager = present(writer.data.employees[2]).id;
    const input = nils({
      preferredName: "Nisse",
      personalEmail: "nils@home.test",
      phone: "+4790000001",
      workPhone: "+4790000002",
      startDate: "2026-06-01",
      dateOfBirth: "1990-05-04",
      gender: "Non binary",
      maritalStatus: "common_law",
      employmentType: "full-time",
      managerId: manager,
      groupIds: [`department/${department}`, `legal-entity/${legalEntity}`, "division/Field"],
    });
    const { done } = await writer.run("createEmployee", input);
    const { detail, department_id, legal_entity_id, manager_id, birthdate } = rowOf(done["employee"]?.created?.key);
    expect({ department_id, legal_entity_id, manager_id, birthdate }).toEqual({
      department_id: department,
      legal_entity_id: legalEntity,
      manager_id: manager,
      birthdate: "1990-05-04",
    });
    expect(detail).toMatchObject({
      preferred_name: "Nisse",
      personal_email: [{ is_primary: true, value: "nils@home.test" }],
      phone_group: [
        { is_primary: true, value: { phone_number: "+4790000001", phone_type: "phone_type_mobile" } },
        { is_primary: false, value: { phone_number: "+4790000002", phone_type: "phone_type_work" } },
      ],
      gender: "gender_non_binary",
      marital_status_group: { marital_status: "marital_status_common_law" },
      employment_group: [
        {
          is_primary: true,
          value: {
            employment_status: "employement_type_full_time",
            employment_effective_date: "2026-06-01T00:00:00.000Z",
          },
        },
      ],
      division: "Field",
    });
    const read = await present(writer.provider.models.Employee?.get).read(
      writer.session(),
      done["employee"]?.created?.key ?? "",
    );
    expect(read).toMatchObject({ gender: "non_binary", maritalStatus: "common_law", employmentType: "full_time" });
  });

  it.each([
    ["two groups of a kind", { groupIds: ["department/1a", "department/2b"] }, ["groupIds", "1"]],
    ["a group of no kind", { groupIds: ["team/1a"] }, ["groupIds", "0"]],
    ["a group of the prototype's kind", { groupIds: ["constructor/1a"] }, ["groupIds", "0"]],
    [
      "a field that another value is for",
      { customFields: [{ key: "work_email", value: "x" }] },
      ["customFields", "0", "key"],
    ],
    [
      "a field twice",
      {
        customFields: [
          { key: "1195b", value: "x" },
          { key: "1195b", value: "y" },
        ],
      },
      ["customFields", "1", "key"],
    ],
  ])("is refused before any call with %s", (_what, more, field) => {
    expect(() => writer.plan("createEmployee", nils(more))).toThrow(
      expect.objectContaining({ name: "InputRefusal", field }),
    );
  });

  it("acts in nobody's name where the token is a member's own", async () => {
    const session = writer.session({ credentials: { token: "sandbox-workable-oauth-token" } });
    const { steps } = writer.plan("createEmployee", nils(), null);
    const { created } = await present(steps[0]).send(session, {}, noNote);
    expect(rowOf(created?.key).firstname).toBe("Nils");
    const refused = await refusedBy(() => writer.run("createEmployee", nils(), null));
    expect(writer.provider.writes?.explain(refused, "createEmployee")).toMatchObject([{ field: ["actorId"] }]);
  });
});

describe("an employee who is there already", () => {
  it("is searched for by each address and the name, and compared as a whole", async () => {
    const known = present(writer.data.employees.find(({ email }) => email !== null));
    const input = nils({ personalEmail: present(known.email).toUpperCase() });
    const { existing } = writer.plan("createEmployee", input);
    expect(existing).toMatchObject({ isRefusedByProvider: false, calls: 3 });
    writer.tenant.clearCalls();
    expect(await existing?.find(writer.session())).toMatchObject({ model: "Employee", key: known.id });
    expect(writer.calls()).toEqual([
      `GET /employees?member_id=${dana}&query=${encodeURIComponent(input.workEmail ?? "")}&limit=100&offset=0`,
      `GET /employees?member_id=${dana}&query=${encodeURIComponent(input.personalEmail ?? "")}&limit=100&offset=0`,
    ]);
  });

  it("is found by the address at work where only names are searched through", async () => {
    const input = nils();
    const { done } = await writer.run("createEmployee", input);
    const { existing } = writer.plan("createEmployee", { ...input, workEmail: present(input.workEmail).toUpperCase() });
    expect(await existing?.find(writer.session())).toMatchObject({ key: done["employee"]?.created?.key });
  });

  it("is nobody whose address has it only in it", async () => {
    const known = present(writer.data.employees.find(({ email }) => email !== null));
    const { existing } = writer.plan("createEmployee", nils({ personalEmail: present(known.email).slice(1) }));
    expect(await existing?.find(writer.session())).toBeNull();
  });

  it("is not looked for without an address", () => {
    const plan = writer.plan("createEmployee", { firstName: "Nils", lastName: "Arden" });
    expect(plan.existing).toBeUndefined();
    expect(plan.steps[0]?.find).toBeUndefined();
  });
});

describe("a new employee whose answer is lost", () => {
  it("is found by an address, also where only names are searched through", async () => {
    const input = nils();
    const { error, found, calls } = await writer.lose("createEmployee", input, "after");
    expect(error.code).toBe("PROVIDER_UNAVAILABLE");
    const key = writer.data.employees.find(({ work_email }) => work_email === input.workEmail)?.id;
    expect(found.map(({ created }) => created)).toEqual([{ model: "Employee", key }]);
    expect(calls.at(-1)).toContain("query=Ardenson+");
  });

  it("is not found when it never arrived", async () => {
    expect((await writer.lose("createEmployee", nils(), "before")).found).toEqual([]);
  });
});

describe("a change of an employee", () => {
  it("sends what is given, and shows all but the photo, which the answer lacks", async () => {
    const before = present(
      writer.data.employees.find(({ avatar, state }) => avatar !== undefined && state === "published"),
    );
    const { records, calls } = await writer.run("updateEmployee", { employeeId: before.id, jobTitle: "Head of tests" });
    expect(calls).toEqual([`PATCH /employees/${before.id}`]);
    expect(rowOf(before.id)).toMatchObject({ job_title: "Head of tests", work_email: before.work_email });
    const [record] = records;
    expect(record).toMatchObject({ model: "Employee", key: before.id, draft: { jobTitle: "Head of tests" } });
    expect(record?.draft?.depth).toBe(Depth.MENTION);
    expect((record?.draft as { photoUrl?: unknown }).photoUrl).toBeUndefined();
  });

  it("can be sent twice, and has no kind of employment, which begins on a day", () => {
    const { steps } = writer.plan("updateEmployee", { employeeId: "1a2f8", jobTitle: "x" });
    expect(steps).toMatchObject([{ isRepeatable: true }]);
    expect(writer.source("updateEmployee").accepts).not.toContain("employmentType");
    expect(writer.source("createEmployee").accepts).toContain("employmentType");
  });

  it("is done all the same when its answer cannot be read", async () => {
    const { id } = present(writer.data.employees[3]);
    writer.tenant.fault({ kind: "status", status: 200, body: "[]", method: "PATCH", times: 1 });
    const { records } = await writer.run("updateEmployee", { employeeId: id, jobTitle: "x" });
    expect(records).toEqual([{ model: "Employee", key: id }]);
  });

  it("writes the customer's own fields too, reading what they are only for days and lists", async () => {
    const { id } = present(writer.data.employees[4]);
    const plain = await writer.run("updateEmployee", {
      employeeId: id,
      customFields: [{ key: "1195b", value: "Green" }],
    });
    expect(plain.calls).toEqual([`PATCH /employees/${id}`]);
    expect(rowOf(id).detail["1195b"]).toBe("Green");
    const customFields = [
      { key: "hire_date", value: "2025-02-03" },
      { key: "skills", value: ["welding", "2025-02-03"] },
      { key: "1195b", value: "2025-02-03" },
    ];
    const read = await writer.run("updateEmployee", { employeeId: id, customFields });
    expect(read.calls).toEqual([`GET /employee_fields?member_id=${dana}`, `PATCH /employees/${id}`]);
    expect(rowOf(id).detail).toMatchObject({
      hire_date: "2025-02-03T00:00:00.000Z",
      skills: [{ value: "welding" }, { value: "2025-02-03" }],
      "1195b": "2025-02-03",
    });
  });
});
