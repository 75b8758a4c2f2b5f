import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import type { WriteInputs } from "../../../src/datasources/write.js";
import { EmploymentStatus } from "../../../src/schema/enums.js";
import { textFile } from "../../support/lost-answer.js";
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

const input = (values: Partial<WriteInputs["createEmployee"]> = {}): WriteInputs["createEmployee"] => ({
  firstName: "Ida",
  lastName: "Example",
  workEmail: "ida@company.test",
  ...values,
});
const newest = () => present(world.tenant.data.employees.at(-1));
const idOf = (index: number) => present(world.tenant.data.employees[index]).profile.id;
const fieldId = (id: number, type: string) =>
  String(present(world.employee(id).customFields.find((field) => field.type === type)).id);

describe("a new employee of Sage HR", () => {
  it("is made by one call where that takes all of it", async () => {
    const { records } = await world.run("createEmployee", {
      ...input({ workEmail: "whole@company.test", jobTitle: "Agent", startDate: "2026-12-01", phone: "555-0100" }),
      ...{ dateOfBirth: "1990-05-04", gender: "Female", maritalStatus: "Single", nationality: "Canadian" },
      ...{ workPhone: "555-0199", employmentStatus: EmploymentStatus.ACTIVE },
      address: { street1: "1 Way", street2: "Flat 2", city: "Leeds", postalCode: "LS1 0AA", countryCode: "GB" },
    });
    expect(world.calls()).toEqual(["POST /api/employees"]);
    expect(newest().profile).toMatchObject({
      ...{ email: "whole@company.test", first_name: "Ida", last_name: "Example", position: "Agent" },
      ...{ employment_start_date: "2026-12-01", date_of_birth: "1990-05-04", mobile_phone: "555-0100" },
      ...{ work_phone: "555-0199", gender: "Female", marital_status: "Single", nationality: "Canadian" },
      ...{ street_first: "1 Way", street_second: "Flat 2", city: "Leeds", post_code: "LS1 0AA", country: "GB" },
    });
    expect(records).toEqual([{ model: "Employee", key: String(newest().profile.id) }]);
  });

  it("gets manager, team, number and own fields by calls of their own", async () => {
    const team = present(world.tenant.data.teams[1]);
    const tags = fieldId(idOf(0), "CustomTags");
    await world.run("createEmployee", {
      ...input({ workEmail: "placed@company.test", managerId: String(idOf(0)), groupIds: [String(team.id)] }),
      ...{ employeeNumber: "E-900", customFields: [{ key: tags, value: ["one", 2] }] },
    });
    const { profile, customFields } = newest();
    const path = `/api/employees/${profile.id}`;
    expect(world.calls()).toEqual(["POST /api/employees", `PUT ${path}`, `PUT ${path}/custom-fields/${tags}`]);
    expect(profile).toMatchObject({ reports_to_employee_id: idOf(0), team_id: team.id, employee_number: "E-900" });
    expect(customFields.find(({ id }) => String(id) === tags)?.value).toEqual(["one", "2"]);
  });

  it("is refused as a double, and shown then", async () => {
    await world.run("createEmployee", input({ workEmail: "Double@company.test" }));
    const again = input({ workEmail: "double@company.test" });
    expect(await world.refusals("createEmployee", again)).toMatchObject([
      { code: "CONFLICT", field: ["workEmail"], providerMessage: "Email has already been taken" },
    ]);
    const existing = present(world.plan("createEmployee", again).existing);
    expect(existing.isRefusedByProvider).toBe(true);
    expect(await existing.find(world.open())).toEqual({ model: "Employee", key: String(newest().profile.id) });
  });

  it("is refused with the fields that the sentences name", async () => {
    const wrong = input({ lastName: "", startDate: "soon", gender: "Robot", workEmail: "wrong@company.test" });
    const refusals = await world.refusals("createEmployee", wrong);
    expect(refusals.map(({ field }) => field)).toEqual([["lastName"], ["startDate"], ["gender"]]);
    const placed = await world.refusals("createEmployee", input({ workEmail: "at@company.test", groupIds: ["9999"] }));
    expect(placed).toMatchObject([{ field: ["groupIds"], providerMessage: "Team must exist" }]);
  });

  it("is found by address and name when its answer was lost", async () => {
    const lost = input({ workEmail: "lost@company.test" });
    expect(await world.lose("createEmployee", lost, "employee", false)).toEqual([]);
    const found = await world.lose("createEmployee", lost, "employee", true);
    expect(found).toEqual([{ created: { model: "Employee", key: String(newest().profile.id) } }]);
    const namesake = { ...lost, firstName: "Other" };
    expect(await world.lose("createEmployee", namesake, "employee", true)).toEqual([]);
  });

  it("takes what Sage HR keeps, and nothing else", () => {
    const refused = (values: Partial<WriteInputs["createEmployee"]>) => {
      try {
        world.plan("createEmployee", input(values));
      } catch (error) {
        return error;
      }
      return undefined;
    };
    expect(refused({ groupIds: ["1", "2"] })).toMatchObject({ field: ["groupIds"] });
    expect(refused({ managerId: "1/terminations" })).toMatchObject({ field: ["managerId"] });
    expect(refused({ address: { formatted: "1 Way" } })).toMatchObject({ field: ["address", "formatted"] });
    expect(refused({ address: { country: "Norway" } })).toMatchObject({ field: ["address", "country"] });
    expect(refused({ address: { country: "Norway", countryCode: "NO" } })).toBeUndefined();
    expect(refused({ customFields: [{ key: "a/b" }] })).toMatchObject({ field: ["customFields", "0", "key"] });
  });
});

describe("a change of an employee of Sage HR", () => {
  it("sends what is said, can be repeated, and leaves the rest", async () => {
    const before = world.employee(idOf(5));
    const { id } = before.profile;
    const change = { employeeId: String(id), employeeNumber: "E-5", phone: "555-0105" };
    const { records } = await world.run("updateEmployee", change);
    expect(world.calls()).toEqual([`PUT /api/employees/${id}`]);
    expect(world.employee(id).profile).toEqual({
      ...before.profile,
      employee_number: "E-5",
      mobile_phone: "555-0105",
    });
    expect(records).toEqual([{ model: "Employee", key: String(id) }]);
    expect(world.plan("updateEmployee", change).steps.every((step) => step.isRepeatable)).toBe(true);
  });

  it("of own fields alone makes no other call", async () => {
    const id = idOf(6);
    const tags = fieldId(id, "CustomTags");
    await world.run("updateEmployee", { employeeId: String(id), customFields: [{ key: tags, value: ["new"] }] });
    expect(world.calls()).toEqual([`PUT /api/employees/${id}/custom-fields/${tags}`]);
  });

  it("of nobody is refused", async () => {
    expect(await world.refusals("updateEmployee", { employeeId: "999999", firstName: "X" })).toEqual([
      { code: "NOT_FOUND", field: ["employeeId"], message: "Sage HR has no such record." },
    ]);
  });
});

describe("own fields of Sage HR", () => {
  it("are set one by one, and emptied by null", async () => {
    const id = idOf(7);
    const [tags, choice] = [fieldId(id, "CustomTags"), fieldId(id, "CustomDropdownField")];
    const option = present(world.employee(id).customFields.find((field) => String(field.id) === choice)?.options?.[0]);
    const values = [{ key: tags }, { key: choice, value: option }];
    const { records } = await world.run("setCustomFields", { nodeId: String(id), model: "Employee", values });
    const path = `/api/employees/${id}/custom-fields`;
    expect(world.calls()).toEqual([`PUT ${path}/${tags}`, `PUT ${path}/${choice}`]);
    const valueOf = (key: string) => world.employee(id).customFields.find((field) => String(field.id) === key)?.value;
    expect([valueOf(tags), valueOf(choice)]).toEqual([[], option]);
    expect(records).toEqual([{ model: "Employee", key: String(id) }]);
  });

  it("are refused when they are too long or not there", async () => {
    const nodeId = String(idOf(8));
    const tags = fieldId(idOf(8), "CustomTags");
    const set = (key: string, value: unknown) =>
      world.refusals("setCustomFields", { nodeId, model: "Employee", values: [{ key, value }] });
    expect(await set(tags, ["x".repeat(251)])).toMatchObject([
      { code: "PROVIDER_REJECTED", field: ["values"], providerMessage: expect.stringContaining("too long") },
    ]);
    expect(await set("999999", "x")).toEqual([{ code: "NOT_FOUND", message: "Sage HR has no such record." }]);
  });

  it("are those of employees", () => {
    const plan = () => world.plan("setCustomFields", { nodeId: "1", model: "Candidate", values: [{ key: "1" }] });
    expect(plan).toThrow(expect.objectContaining({ field: ["nodeId"], code: "UNSUPPORTED_BY_PROVIDER" }) as Error);
  });
});

describe("a document for an employee of Sage HR", () => {
  const upload = (id: number, name = "contract.pdf") => ({ employeeId: String(id), file: textFile(name, "terms") });

  it("is uploaded with what is said of it", async () => {
    const id = idOf(9);
    const category = present(world.tenant.data.documentCategories[1]).id;
    const described = { categoryId: String(category), description: "The contract" };
    const { records } = await world.run("createEmployeeDocument", { ...upload(id), ...described });
    const { document, employeeIds, content } = present(world.tenant.data.documents.at(-1));
    expect(world.calls()).toEqual(["POST /api/documents"]);
    expect(document).toMatchObject({
      ...{ file_name: "contract.pdf", file_content_type: "application/pdf", file_size: 5 },
      ...{ document_category_id: category, description: "The contract" },
    });
    expect([employeeIds, content?.toString()]).toEqual([[id], "terms"]);
    expect(records).toEqual([{ model: "Employee", key: String(id) }]);
  });

  it("is found by its name among the new ones when its answer was lost", async () => {
    const id = idOf(10);
    const old = present(world.tenant.data.documents.at(-1));
    const times = { created_at: "2026-01-01T00:00:00Z", updated_at: "2026-01-01T00:00:00Z" };
    const document = { ...old.document, ...times, id: old.document.id + 1, file_name: "lost.pdf" };
    world.tenant.data.documents.push({ document, employeeIds: [id] });
    expect(await world.lose("createEmployeeDocument", upload(id, "lost.pdf"), "document", false)).toEqual([]);
    const found = await world.lose("createEmployeeDocument", upload(id, "lost.pdf"), "document", true);
    const { id: key } = present(world.tenant.data.documents.at(-1)).document;
    expect(found).toEqual([{ created: { model: "Attachment", key: String(key) } }]);
  });

  it("is refused with the field that the sentence names", async () => {
    const refusals = await world.refusals("createEmployeeDocument", { ...upload(999_999), categoryId: "9999" });
    expect(refusals.map(({ field }) => field)).toEqual([["employeeId"], ["categoryId"]]);
  });
});
