import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { found, recordOf } from "../json.js";
import { startSageHr, type SageHrSandbox } from "./sage-hr-sandbox.js";

let world: SageHrSandbox;

beforeAll(async () => {
  world = await startSageHr();
});
afterAll(() => world.stop());

const bytes = Buffer.from(Array.from({ length: 600 }, (_, index) => index % 256));
const refusal = (...errors: string[]) => ({ status: 422, body: { error_code: "validation_failed", errors } });
const documentOf = async (id: unknown) => recordOf((await world.get(`/documents/${String(id)}`)).body, "data");
const countOf = async (id: number) =>
  found((await world.rows("/documents/categories")).find((row) => row["id"] === id))["documents_count"];

function form(fields: readonly (readonly [name: string, value: string])[], fileName = "Zeugnis.pdf"): FormData {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  data.append("file", new Blob([bytes], { type: "application/pdf" }), fileName);
  return data;
}

async function upload(fields: readonly (readonly [name: string, value: string])[]): Promise<number> {
  const answer = await world.send("POST", "/documents", form(fields));
  expect(answer.status).toBe(201);
  return Number(recordOf(answer.body, "data")["id"]);
}

describe("documents in Sage HR's sandbox", () => {
  it("come whole, by category and by employee, and are counted in their categories", async () => {
    const all = await world.rows("/documents");
    expect(Object.keys((await world.get("/documents")).body)).toEqual(["data"]);
    expect(all).toEqual(world.tenant.data.documents.map((row) => row.document));
    const notes = await world.rows("/documents?category_id=2");
    expect(notes).toEqual(all.filter((row) => row["document_category_id"] === 2));
    expect(notes.length).toBeGreaterThan(1);
    expect(await world.rows("/documents?employee_id=43")).toMatchObject([
      { file_name: "contract-43.pdf" },
      { file_name: "note-43.pdf" },
    ]);
    expect(await world.rows("/documents?employee_id=43&category_id=2")).toHaveLength(1);
    expect(await world.rows("/documents?employee_id=1")).toEqual([]);
    const categories = await world.rows("/documents/categories");
    expect(categories.map((row) => row["name"])).toEqual(["Contracts", "Sick notes", "Überlassung"]);
    expect(categories[1]).toEqual({ id: 2, name: "Sick notes", documents_count: notes.length });
    expect(await documentOf(all[3]?.["id"])).toEqual(all[3]);
    expect((await world.get("/documents/1")).status).toBe(404);
  });

  it("are kept for an employee: file, size and type as they were sent", async () => {
    const before = Date.now();
    const last = found(world.tenant.data.documents.at(-1)).document.id;
    const inside = Number(await countOf(2));
    const id = await upload([
      ["employee_id", "41"],
      ["category_id", "2"],
      ["description", "From the clinic"],
      ["shared_with_direct_manager", "true"],
      ["shared_with_everyone", "yes"],
      ["notify", "true"],
    ]);
    expect(id).toBe(last + 1);
    const document = await documentOf(id);
    expect(document).toMatchObject({
      ...{ id, document_category_id: 2, description: "From the clinic", source: "API" },
      ...{ file_name: "Zeugnis.pdf", file_content_type: "application/pdf", file_size: 600 },
      ...{ shared_with_direct_manager: true, shared_with_everyone: false, shared_with_team_manager: false },
      ...{ document_expires: false, expiration_date: null, document_type: "", right_to_work_number: "" },
    });
    expect(document["file_updated_at"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/u);
    const at = Date.parse(String(document["created_at"]));
    expect(at).toBeGreaterThan(before - 1_000);
    expect(at).toBeLessThanOrEqual(Date.now());
    expect((await world.rows("/documents?employee_id=41")).at(-1)).toEqual(document);
    expect(await countOf(2)).toBe(inside + 1);
    expect(world.tenant.data.documents.at(-1)).toEqual({ document, employeeIds: [41], content: bytes });
  });

  it("go to the first category when none is named, to several people, and may end", async () => {
    const id = await upload([
      ["employee_id[]", "44"],
      ["employee_id[]", "45"],
      ["category_id", ""],
      ["source", "Payroll"],
      ["right_to_work_document_type", "passport"],
      ["right_to_work_document_number", "TEST-9"],
      ["status", "valid"],
      ["expires", "true"],
      ["expiration_date", "2031-01-31"],
    ]);
    const document = await documentOf(id);
    expect(document).toMatchObject({
      ...{ document_category_id: 1, source: "Payroll", document_type: "passport", right_to_work_number: "TEST-9" },
      ...{ document_expires: true, expiration_date: "2031-01-31" },
    });
    for (const employee of [44, 45])
      expect((await world.rows(`/documents?employee_id=${employee}`)).at(-1)).toEqual(document);
  });

  it("are refused without a file or a person, and with categories, people and days that there are not", async () => {
    const size = world.tenant.data.documents.length;
    expect(await world.send("POST", "/documents", { employee_id: 41 })).toMatchObject(refusal("File can't be blank"));
    expect(await world.send("POST", "/documents", {})).toMatchObject(
      refusal("File can't be blank", "Employee can't be blank"),
    );
    const refused = [
      [[["employee_id", "1"]], "Employee must exist"],
      [
        [
          ["employee_id[]", "41"],
          ["employee_id[]", "x"],
        ],
        "Employee is not a number",
      ],
      [
        [
          ["employee_id", "41"],
          ["category_id", "99"],
        ],
        "Category must exist",
      ],
      [
        [
          ["employee_id", "41"],
          ["expires", "true"],
        ],
        "Expiration date can't be blank",
      ],
      [
        [
          ["employee_id", "41"],
          ["status", "new"],
        ],
        "Status is not included in the list",
      ],
      [
        [
          ["employee_id", "41"],
          ["right_to_work_document_type", "visa"],
        ],
        "Right to work document type is not included in the list",
      ],
    ] as const;
    for (const [fields, sentence] of refused)
      expect(await world.send("POST", "/documents", form(fields))).toMatchObject(refusal(sentence));
    expect(await world.send("POST", "/documents", form([["employee_id", "41"]], ""))).toMatchObject({ status: 422 });
    expect(world.tenant.data.documents).toHaveLength(size);
  });
});
