import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { found } from "../json.js";
import { oauthToken, problemsOf, startWorkable, type WorkableSandbox } from "./workable-sandbox.js";

let world: WorkableSandbox;

beforeAll(async () => {
  world = await startWorkable();
});
afterAll(() => world.stop());

const dana = "2b44e1";
const asOwner = { authorization: `Bearer ${oauthToken}` };
const data = () => world.tenant.data;
const rowOf = (id: unknown) => found(data().employees.find((row) => row.id === id));
const detailOf = async (id: unknown) => (await world.get(`/employees/${String(id)}?member_id=${dana}`)).body;
const listed = async () => {
  const pages = [0, 50].map((offset) => world.rows(`/employees?limit=50&offset=${offset}`, "employees"));
  return (await Promise.all(pages)).flat();
};

const post = (employee: object, state: unknown = "draft", headers: Record<string, string> = {}) =>
  world.send("POST", "/employees", { member_id: dana, state, employee }, headers);
const patch = (id: unknown, employee: object) =>
  world.send("PATCH", `/employees/${String(id)}`, { member_id: dana, employee });

async function create(employee: object = {}, state = "draft") {
  const answer = await post({ firstname: "Nils", lastname: "Arden", ...employee }, state);
  expect(answer.status).toBe(201);
  return answer.body;
}

describe("a new employee of Workable in the sandbox", () => {
  it("is answered as the list has it, but for the picture, and with a cache", async () => {
    const { cache, ...created } = await create(
      {
        work_email: "nils@acme-demo.test",
        job_title: "Technician",
        start_date: "2026-06-01T00:00:00.000Z",
        birthdate: "1990-03-01",
        department: data().departments[0]?.id,
        legal_entity: data().legalEntities[0]?.id,
        work_schedule: "7c01",
        employee_number: "900",
        preferred_name: "Nisse",
      },
      "published",
    );
    expect(cache).toEqual({ employee_values_map: {} });
    expect(created).toMatchObject({
      firstname: "Nils",
      lastname: "Arden",
      state: "published",
      status_semantic_type: "status_active",
      email: null,
      work_email: "nils@acme-demo.test",
      job_title: "Technician",
      start_date: "2026-06-01T00:00:00.000Z",
      birthdate: "1990-03-01",
      department_id: data().departments[0]?.id,
      legal_entity_id: data().legalEntities[0]?.id,
      work_schedule_id: "7c01",
      employee_number: "900",
      preferred_name: "Nisse",
      manager_id: null,
      reporting_line: [],
      candidate_id: null,
    });
    expect(created).not.toHaveProperty("detail");
    const rows = await listed();
    expect(rows.find((row) => row["id"] === created["id"])).toEqual(created);
    expect(rows.map((row) => row["lastname"])).toEqual(
      rows.map((row) => String(row["lastname"])).toSorted((left, right) => left.localeCompare(right, "en")),
    );
    expect(rows).toHaveLength(61);
    expect(rowOf(created["id"]).detail).toEqual(await detailOf(created["id"]));
  });

  it("has a detail keyed by field id, of filled fields and of lists with numbered rows", async () => {
    const { id, ...row } = await create({
      personal_email: [
        { is_primary: false, value: "second@home.test" },
        { is_primary: true, value: "nils@home.test" },
      ],
      phone_group: [{ value: { phone_number: "+4790000000", phone_type: "phone_type_work" } }],
      employment_group: [
        {
          is_primary: true,
          value: { employment_status: "employement_type_full_time", employment_effective_date: "2026-06-01" },
        },
      ],
      salary_group: [{ value: { salary: { amount: 52000, currency: "NOK", frequency: "year" } } }],
      marital_status_group: { marital_status: "marital_status_single" },
      country: { display: "Norway", value: "NO" },
      nationality: "Norwegian",
      middle_name: "Olav",
      address: { location_string: "Quay 1, Bergen", city: "Bergen" },
      gender: "gender_female",
      "1195b": "Red badge",
      preferred_name: null,
      job_title: "",
    });
    expect(row).toMatchObject({ email: "nils@home.test", phone: "+4790000000", state: "draft", job_title: null });
    const rowId = expect.any(String) as string;
    const detail = await detailOf(id);
    expect(detail).toEqual({
      id,
      firstname: "Nils",
      lastname: "Arden",
      status: "status_draft",
      personal_email: [
        { row_id: rowId, history_of: rowId, is_primary: false, value: "second@home.test" },
        { row_id: rowId, history_of: rowId, is_primary: true, value: "nils@home.test" },
      ],
      phone_group: [
        {
          row_id: rowId,
          history_of: rowId,
          is_primary: true,
          value: { phone_number: "+4790000000", phone_type: "phone_type_work" },
        },
      ],
      employment_group: [
        {
          row_id: rowId,
          history_of: rowId,
          is_primary: true,
          value: {
            employment_status: "employement_type_full_time",
            employment_effective_date: "2026-06-01T00:00:00.000Z",
          },
        },
      ],
      salary_group: [
        {
          row_id: rowId,
          history_of: rowId,
          is_primary: true,
          value: { salary: { amount: 52000, currency: "NOK", frequency: "year" } },
        },
      ],
      marital_status_group: { marital_status: "marital_status_single" },
      country: { display: "Norway", value: "NO" },
      nationality: { display: "Norwegian", value: "Norwegian" },
      middle_name: "Olav",
      address: { location_string: "Quay 1, Bergen", city: "Bergen" },
      gender: "gender_female",
      "1195b": "Red badge",
      skills: [],
      direct_reports: [],
    });
  });

  it("stands below its manager in line, and among that one's reports", async () => {
    const manager = found(data().employees.find((row) => row.manager_id !== null && row.reporting_line.length === 2));
    const created = await create({ lastname: "Below", reports_to: manager.id, job_title: "Clerk" });
    const line = created["reporting_line"] as number[];
    expect(created["manager_id"]).toBe(manager.id);
    expect(line.slice(1)).toEqual(manager.reporting_line);
    expect(line[0]).toBe(1_702_001 + Number.parseInt(manager.id, 16) - 0x1a2f1);
    expect((await detailOf(manager.id))["direct_reports"]).toContainEqual({
      id: created["id"],
      name: "Nils Below",
      job_title: "Clerk",
      avatar: null,
      state: "draft",
    });
  });

  it("is refused without names, and published without an e-mail address", async () => {
    const count = data().employees.length;
    const answer = await post({ job_title: "Clerk" });
    expect(answer.body).toEqual({
      error: "Validation failed: Firstname can't be blank, Lastname can't be blank",
      validation_errors: { firstname: ["can't be blank"], lastname: ["can't be blank"] },
    });
    expect(problemsOf(await post({ firstname: "Nils", lastname: "Arden" }, "published"))).toEqual({
      work_email: ["can't be blank"],
    });
    expect(data().employees).toHaveLength(count);
    await create({ personal_email: [{ value: "only@home.test" }] }, "published");
  });

  it("is refused with unknown fields and with values of another type", async () => {
    const cases: [object, Record<string, string[]>][] = [
      [{ shoe_size: "44" }, { shoe_size: ["is not a field"] }],
      [{ work_email: "nobody" }, { work_email: ["is invalid"] }],
      [{ start_date: "soon" }, { start_date: ["is invalid"] }],
      [{ gender: "gender_unheard" }, { gender: ["is invalid"] }],
      [{ department: "ffff" }, { department: ["is invalid"] }],
      [{ legal_entity: "ffff" }, { legal_entity: ["is invalid"] }],
      [{ reports_to: "ffff" }, { reports_to: ["is invalid"] }],
      [{ direct_reports: [] }, { direct_reports: ["is invalid"] }],
      [{ country: { display: "Norway" } }, { country: ["is invalid"] }],
      [{ address: "Leeds" }, { address: ["is invalid"] }],
      [{ job_title: 5 }, { job_title: ["is invalid"] }],
      [{ personal_email: "nils@home.test" }, { personal_email: ["is not a list"] }],
      [{ personal_email: ["nils@home.test"] }, { personal_email: ["has a row without a value"] }],
      [{ marital_status_group: "single" }, { marital_status_group: ["is invalid"] }],
      [{ marital_status_group: { spouse: "x" } }, { marital_status_group: ["has no spouse"] }],
      [{ salary_group: [{ value: { salary: 52000 } }] }, { salary: ["is invalid"] }],
    ];
    for (const [employee, problems] of cases) {
      expect(problemsOf(await post({ firstname: "Nils", lastname: "Arden", ...employee }))).toEqual(problems);
    }
  });

  it("needs a state, a known member with an account token, and an employee", async () => {
    const employee = { firstname: "Nils", lastname: "Arden" };
    expect(problemsOf(await post(employee, "hired"))).toEqual({ state: ["is invalid"] });
    expect(problemsOf(await post(employee, null))).toEqual({ state: ["can't be blank"] });
    expect(problemsOf(await world.send("POST", "/employees", { state: "draft", employee }))).toEqual({
      member_id: ["can't be blank"],
    });
    expect((await world.send("POST", "/employees", { state: "draft", employee }, asOwner)).status).toBe(201);
    const unknown = { member_id: "ffff", state: "draft", employee };
    expect(problemsOf(await world.send("POST", "/employees", unknown, asOwner))).toEqual({ member_id: ["is invalid"] });
    expect((await world.send("POST", "/employees", { member_id: dana, state: "draft" })).status).toBe(400);
  });
});

describe("a changed employee of Workable in the sandbox", () => {
  it("has what was written and keeps what was not, in the detail and in the list", async () => {
    const old = found(data().employees.find((row) => row.avatar !== undefined && row.phone !== null && row.job_title));
    const before = await detailOf(old.id);
    const answer = await patch(old.id, { job_title: "Fleet Mechanic", status: "status_inactive", birthdate: null });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ job_title: "Fleet Mechanic", cache: { employee_values_map: {} } });
    expect(answer.body).not.toHaveProperty("avatar");
    const row = (await listed()).find((other) => other["id"] === old.id);
    expect(row).toMatchObject({
      firstname: old.firstname,
      phone: old.phone,
      avatar: old.avatar,
      job_title: "Fleet Mechanic",
      birthdate: null,
      status_semantic_type: "status_inactive",
      state: old.state,
    });
    const after = await detailOf(old.id);
    delete before["birthdate"];
    expect(after).toEqual({ ...before, job_title: "Fleet Mechanic", status: "status_inactive" });
  });

  it("takes its place by its new last name", async () => {
    const { id } = await create({ lastname: "Aaa" });
    await patch(id, { lastname: "Zzz" });
    const names = (await listed()).map((row) => String(row["lastname"]));
    expect(names).toEqual(names.toSorted((left, right) => left.localeCompare(right, "en")));
    expect((await listed()).filter((row) => row["id"] === id)).toMatchObject([{ lastname: "Zzz" }]);
  });

  it("has lists replaced, whose rows keep the ids that they come with", async () => {
    const { id } = await create({ personal_email: [{ value: "one@home.test" }, { value: "two@home.test" }] });
    const { personal_email: rows } = (await detailOf(id)) as { personal_email: Record<string, unknown>[] };
    const kept = { ...rows[1], is_primary: true };
    await patch(id, { personal_email: [kept] });
    expect((await detailOf(id))["personal_email"]).toEqual([kept]);
    expect(rowOf(id).email).toBe("two@home.test");
    await patch(id, { personal_email: [] });
    expect(rowOf(id).email).toBeNull();
  });

  it("moves with all below it from one manager to another", async () => {
    const [top, other] = [await create({ lastname: "Top" }), await create({ lastname: "Other" })];
    const middle = await create({ lastname: "Middle", reports_to: top["id"] });
    const low = await create({ lastname: "Low", reports_to: middle["id"] });
    await patch(middle["id"], { reports_to: other["id"] });
    const line = (id: unknown) => rowOf(id).reporting_line;
    const [otherNumber] = line(middle["id"]);
    expect(line(middle["id"])).toHaveLength(1);
    expect(line(low["id"])).toEqual([line(low["id"])[0], otherNumber]);
    const reportsOf = async (id: unknown) => {
      const { direct_reports: reports } = (await detailOf(id)) as { direct_reports: { id: string }[] };
      return reports.map((report) => report.id);
    };
    expect([await reportsOf(top["id"]), await reportsOf(other["id"])]).toEqual([[], [middle["id"]]]);
    expect(problemsOf(await patch(other["id"], { reports_to: low["id"] }))).toEqual({ reports_to: ["is invalid"] });
    expect(problemsOf(await patch(other["id"], { reports_to: other["id"] }))).toEqual({ reports_to: ["is invalid"] });
    await patch(middle["id"], { reports_to: null });
    expect([line(middle["id"]), line(low["id"]), await reportsOf(other["id"])]).toEqual([[], [line(low["id"])[0]], []]);
  });

  it("is not found under an unknown id, and refused an empty name or a lost e-mail address", async () => {
    const { id } = await create({ work_email: "one@acme-demo.test" }, "published");
    const unknown = await patch("ffff", { job_title: "x" });
    expect([unknown.status, unknown.body]).toEqual([404, { error: "Not found" }]);
    expect(problemsOf(await patch(id, { firstname: "" }))).toEqual({ firstname: ["can't be blank"] });
    expect(problemsOf(await patch(id, { work_email: null }))).toEqual({ work_email: ["can't be blank"] });
    expect(problemsOf(await world.send("PATCH", `/employees/${String(id)}`, { employee: {} }))).toEqual({
      member_id: ["can't be blank"],
    });
    expect(rowOf(id)).toMatchObject({ firstname: "Nils", work_email: "one@acme-demo.test" });
  });
});

describe("documents of an employee of Workable in the sandbox", () => {
  const pathOf = (id: string) => `/employees/${id}/documents?member_id=${dana}`;
  const add = (id: string, documents: unknown, rest: object = { member_id: dana }) =>
    world.send("POST", `/employees/${id}/documents`, { documents, ...rest });
  const plainEmployee = () =>
    found(data().employees.find((row) => data().employeeDocuments.every((other) => other.employeeId !== row.id))).id;

  it("come by offset with a total, plain ones unless another type is asked for", async () => {
    const { employeeId: id } = found(data().employeeDocuments[0]);
    expect((await world.get(pathOf(id))).body).toEqual({
      total_count: 1,
      employee_documents: [
        expect.objectContaining({
          filename: "contract.pdf",
          type: "simple_employee_document",
          created_by: "Dana Iversen",
        }),
      ],
    });
    const signed = await world.rows(`${pathOf(id)}&type=signature_request_employee_document`, "employee_documents");
    expect(signed).toMatchObject([{ filename: "travel-policy.pdf" }]);
    expect(signed[0]).not.toHaveProperty("employeeId");
    expect((await fetch(String(signed[0]?.["filepath"]))).headers.get("content-type")).toBe("application/pdf");
    expect((await world.get(`/employees/${id}/documents`)).status).toBe(400);
    expect((await world.get(`${pathOf(id)}&limit=7`)).status).toBe(400);
    expect((await world.get(pathOf("ffff"))).status).toBe(404);
  });

  it("are added by their addresses under their names, at the end", async () => {
    const id = plainEmployee();
    const names = Array.from({ length: 12 }, (_, index) => `paper-${index}.pdf`);
    const answer = await add(
      id,
      names.map((name) => ({ url: "https://files.test/anything", name })),
    );
    expect([answer.status, answer.text, answer.headers.get("content-type")]).toEqual([
      201,
      "Created",
      "text/plain; charset=utf-8",
    ]);
    const first = (await world.get(pathOf(id))).body;
    expect(first["total_count"]).toBe(12);
    const pages = [
      first["employee_documents"],
      await world.rows(`${pathOf(id)}&offset=10`, "employee_documents"),
    ].flat();
    expect(pages.map((row) => (row as { filename: string }).filename)).toEqual(names);
    expect(pages[0]).toMatchObject({
      created_by: "Dana Iversen",
      filesize: 0,
      created_at: expect.stringMatching(/\.\d{3}Z$/u) as string,
    });
    expect(new Set(pages.map((row) => (row as { id: string }).id)).size).toBe(12);
  });

  it("are refused without address, name or member, all of them together", async () => {
    const id = plainEmployee();
    const good = { url: "https://files.test/x.pdf", name: "x.pdf" };
    expect(problemsOf(await add(id, []))).toEqual({ documents: ["can't be blank"] });
    expect(problemsOf(await add(id, [good, { name: "x.pdf" }]))).toEqual({ documents: ["url can't be blank"] });
    expect(problemsOf(await add(id, [good, { url: "x", name: "x.pdf" }]))).toEqual({ documents: ["url is invalid"] });
    expect(problemsOf(await add(id, [{ url: good.url }]))).toEqual({ documents: ["name can't be blank"] });
    expect(problemsOf(await add(id, ["x"]))).toEqual({ documents: ["documents is invalid"] });
    expect(problemsOf(await add(id, [good], {}))).toEqual({ member_id: ["can't be blank"] });
    expect((await add("ffff", [good])).status).toBe(404);
    expect(data().employeeDocuments.filter((row) => row.employeeId === id)).toEqual([]);
  });
});
