import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { reader } from "../../../src/datasources/http/payload.js";
import { toField } from "../../../src/datasources/sage-hr/sage-hr.custom-fields.js";
import { toEmployee } from "../../../src/datasources/sage-hr/sage-hr.employee.js";
import { Depth } from "../../../src/schema/provider-record.js";
import { keysOf, listOf, present, readAll, startAccount, walk, type SageHrAccount } from "./sage-hr-account.js";

let account: SageHrAccount;
beforeAll(async () => {
  account = await startAccount({ employees: 120 });
});
afterAll(() => account.stop());

const rows = (isActive: boolean) =>
  account.tenant.data.employees
    .filter(({ termination }) => (termination === null) === isActive)
    .map(({ profile }) => String(profile.id));

describe("employees", () => {
  it("come once each, those who left after the others, both ways", async () => {
    const list = listOf(account.provider, "Employee");
    const all = [...rows(true), ...rows(false)];
    expect(keysOf(await walk(list, account.session()))).toEqual(all);
    const back = await walk(list, account.session(), {}, "previous");
    expect(keysOf(back.toReversed())).toEqual(all);
  });

  it("cost one call a page, and have no total that would cost another", async () => {
    const session = account.session();
    const page = await listOf(account.provider, "Employee").page(session, { conditions: {}, limit: 25 });
    expect(session.calls).toHaveLength(1);
    expect(page).toMatchObject({ total: null, next: "active:2", previous: null });
  });

  it.each([
    [{ eq: "ACTIVE" }, true],
    [{ eq: "TERMINATED" }, false],
    [{ in: ["TERMINATED", "PENDING"] }, false],
  ])("with employmentStatus %o are read from their list alone", async (employmentStatus, isActive) => {
    const session = account.session();
    const pages = await walk(listOf(account.provider, "Employee"), session, { conditions: { employmentStatus } });
    expect(keysOf(pages)).toEqual(rows(isActive));
    expect(pages[0]?.total).toBe(rows(isActive).length);
    expect(session.calls.every((call) => call.includes("terminated") !== isActive)).toBe(true);
  });

  it("with a status that nobody can have cost no call", async () => {
    const session = account.session();
    const conditions = { employmentStatus: { eq: "PENDING" } };
    expect(keysOf(await walk(listOf(account.provider, "Employee"), session, { conditions }))).toEqual([]);
    expect(session.calls).toEqual([]);
  });

  it.each(["x", "active", "active:0", "gone:1"])("refuse the token %s", async (token) => {
    const read = listOf(account.provider, "Employee").page(account.session(), { conditions: {}, limit: 1, token });
    await expect(read).rejects.toMatchObject({ code: "INVALID_CURSOR" });
  });

  it("are found by id among those who left too", async () => {
    const get = present(account.provider.models.Employee?.get);
    const session = account.session();
    const gone = present(await get.read(session, present(rows(false)[0])));
    expect(gone).toMatchObject({ employmentStatus: "TERMINATED", terminationReason: expect.any(String) });
    expect(session.calls).toHaveLength(2);
    expect(await get.read(account.session(), "1")).toBeNull();
  });
});

describe("an employee's payload", () => {
  const base = { id: 41, first_name: "Kim", last_name: null, team: "Support", team_id: 7 };
  const map = (payload: object, depth = Depth.LIST, half: "active" | "terminated" = "active") =>
    toEmployee(reader({ ...base, ...payload }, "employee"), depth, half);

  it("may hold numbers for text and {} for nothing", () => {
    const draft = map({ post_code: 1234, employee_number: 1002, date_of_birth: {}, city: {} });
    expect(draft).toMatchObject({
      employeeNumber: "1002",
      dateOfBirth: null,
      address: { postalCode: "1234", city: null },
    });
    expect(draft.problems).toEqual([]);
    expect(draft.payload).toMatchObject({ date_of_birth: {} });
  });

  it("tells the customer's label as employment type, not as status", () => {
    expect(map({ employment_status: "Fixed term" })).toMatchObject({
      employmentStatus: "ACTIVE",
      employmentType: "Fixed term",
    });
    expect(map({ termination_date: "2026-01-31" }, Depth.LIST, "terminated")).toMatchObject({
      employmentStatus: "TERMINATED",
      terminationDate: "2026-01-31",
    });
  });

  it("names manager and team, and the name from its parts", () => {
    const draft = map({ reports_to_employee_id: 40 });
    expect(draft).toMatchObject({ name: "Kim", managerRef: { key: "40" } });
    expect(draft.groupRefs?.[0]?.mention?.()).toMatchObject({
      key: "7",
      name: "Support",
      type: "TEAM",
      payload: undefined,
    });
    expect(map({ first_name: null, team_id: null })).toMatchObject({ name: null, groupRefs: [], managerRef: null });
  });

  it("of somebody who left leaves open what only the record by itself tells", () => {
    expect(map({}, Depth.LIST, "terminated")).not.toHaveProperty("phones");
    expect(map({}, Depth.DETAIL, "terminated")).toMatchObject({ phones: [], address: null, terminationReason: null });
  });

  it("keeps unknown keys as extras, and numbers of the state nowhere but in the payload", () => {
    const draft = map({ shoe_size: 43, personal_identification_number: "TEST-41", tax_number: "TEST-42" });
    expect(draft.extras).toEqual([{ key: "shoe_size", value: 43 }]);
  });

  it("that is malformed costs the field, without telling the value", () => {
    const draft = map({ employment_start_date: "secret", mobile_phone: ["secret"] });
    expect(draft).toMatchObject({ startDate: null, phones: null, name: "Kim" });
    expect(JSON.stringify(draft.problems)).not.toContain("secret");
  });

  it("orders phones and takes the first as the primary one", () => {
    expect(map({ work_phone: "1", mobile_phone: "2" }).phones).toEqual([
      { value: "1", kind: "work", isPrimary: true },
      { value: "2", kind: "mobile", isPrimary: false },
    ]);
  });
});

describe("custom fields", () => {
  it("are told with one employee's values, by one call each", async () => {
    const [first] = rows(true);
    const session = account.session();
    const values = await present(account.provider.customFields).read(session, "Employee", present(first));
    expect(values.map(({ key, label }) => [key, label])).toEqual([
      ["1", "T-shirt size"],
      ["2", "Languages"],
      ["3", "Badge"],
    ]);
    expect(session.calls).toHaveLength(1);
    const fields = await readAll(account, "Field", { employee: { eq: present(first) } });
    expect(fields.map(({ type, isMultiple }) => [type, isMultiple])).toEqual([
      ["SINGLE_SELECT", false],
      ["MULTI_SELECT", true],
      ["TEXT", false],
    ]);
    const get = present(account.provider.models.Field?.get);
    expect(await get.read(account.session(), present(fields[1]).key)).toEqual(fields[1]);
    expect(await get.read(account.session(), `${present(first)}/99`)).toBeNull();
    expect(await get.read(account.session(), "2")).toBeNull();
  });

  it("are none for somebody who left, and for other models", async () => {
    const source = present(account.provider.customFields);
    expect(await source.read(account.session(), "Employee", present(rows(false)[0]))).toEqual([]);
    const session = account.session();
    expect(await source.read(session, "Candidate", "501")).toEqual([]);
    expect(session.calls).toEqual([]);
  });

  it("of an unknown type say so", () => {
    const field = toField(
      reader({ id: 9, label: "Moon", type: "CustomMoonField", value: null, options: null }, "field"),
      "41",
    );
    expect(field).toMatchObject({ type: "UNMAPPED", typeLabel: "CustomMoonField", isMultiple: null, options: [] });
  });
});

describe("teams", () => {
  it("come as groups with their total, both ways", async () => {
    const list = listOf(account.provider, "Group");
    const keys = account.tenant.data.teams.map(({ id }) => String(id));
    const pages = await walk(list, account.session());
    expect(keysOf(pages)).toEqual(keys);
    expect(pages[0]?.total).toBe(keys.length);
    expect(keysOf(await walk(list, account.session(), {}, "previous"))).toEqual(keys);
  });
});
