import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { found, listOf, recordOf, type Json } from "../json.js";
import { encodings, startSageHr, type SageHrSandbox } from "./sage-hr-sandbox.js";

let world: SageHrSandbox;
let count = 0;

beforeAll(async () => {
  world = await startSageHr();
});
afterAll(() => world.stop());

const open = 31;
const pathOf = (position: number) => `/recruitment/positions/${position}/applicants`;
const refusal = (...errors: string[]) => ({ status: 422, body: { error_code: "validation_failed", errors } });
const address = () => `alex.${(count += 1)}@example.com`;
const rowOf = (id: unknown) => found(world.tenant.data.applicants.find(({ profile }) => profile.id === id));
const detailOf = async (id: unknown) =>
  recordOf((await world.get(`/recruitment/applicants/${String(id)}`)).body, "data");

async function add(body: unknown, position = open): Promise<number> {
  const answer = await world.send("POST", pathOf(position), body);
  expect(answer.status).toBe(201);
  return Number(recordOf(answer.body, "data")["id"]);
}

const apply = (applicant: Json, position = open) => add({ applicant }, position);
const positionWith = (status: string) =>
  found(world.tenant.data.recruitmentPositions.find((row) => row.status === status)).id;

describe("new applicants in Sage HR's sandbox", () => {
  it("enter the first stage of a position and are read back at the end of its list", async () => {
    const before = Date.now();
    const last = found(world.tenant.data.applicants.at(-1)).profile.id;
    const total = (await world.allRows(pathOf(open))).length;
    const contact = { email: address(), phone_number: "555-0100", address: "1 Test Way", summary: "Kind & careful" };
    const id = await apply({ first_name: "Alex", last_name: "Sample", ...contact });
    expect(id).toBe(last + 1);
    const rows = await world.allRows(pathOf(open));
    expect(rows).toHaveLength(total + 1);
    const listed = found(rows.at(-1));
    expect(listed).toEqual({
      ...{ id, full_name: "Alex Sample", first_name: "Alex", last_name: "Sample", ...contact, source: "api" },
      ...{ created_at: listed["created_at"], disqualified_date: null, hired_date: null },
      stage: found(rows.map((row) => recordOf(row, "stage")).find((stage) => stage["title"] === "New")),
    });
    const at = Date.parse(String(listed["created_at"]));
    expect(at).toBeGreaterThan(before - 1_000);
    expect(at).toBeLessThanOrEqual(Date.now());
    expect(await detailOf(id)).toMatchObject({ ...listed, position_id: open });
    expect(await world.rows(`/recruitment/applicants/${id}/actions`)).toEqual([
      { action: "applicant_created", message: "Applicant created", created_at: listed["created_at"] },
    ]);
    const position = recordOf((await world.get(`/recruitment/positions/${open}`)).body, "data");
    expect(listOf(position, "applicants").at(-1)).toMatchObject({ id, email: contact.email });
    expect(position["applicants_count"]).toBe(total + 1);
    expect(rowOf(id).profile).toEqual(listed);
  });

  it("need a first name only", async () => {
    const contact = { email: null, phone_number: null, address: null, summary: null };
    expect(await detailOf(await apply({ first_name: "Alex" }))).toMatchObject({
      ...{ full_name: "Alex", last_name: "", ...contact, source: "api" },
    });
    await apply({ first_name: "Alex" });
  });

  for (const [name, encode] of Object.entries(encodings).filter(([key]) => key !== "JSON")) {
    it(`are taken from ${name}, whose names nest in brackets`, async () => {
      const email = address();
      const fields = {
        ...{ "applicant[first_name]": "Ålex", "applicant[email]": email, "applicant[phone_number]": "5550100" },
        ...{ "applicant[referral][email]": "jo@example.com", "applicant[referral][full_name]": "Jo Friend" },
        send_thank_you_email: "true",
      };
      const detail = await detailOf(await add(encode(fields)));
      expect(detail).toMatchObject({ first_name: "Ålex", email, phone_number: "5550100", source: "referral" });
      expect(recordOf(detail, "referrer")).toMatchObject({ full_name: "Jo Friend", email: "jo@example.com" });
    });
  }

  it("come from where they say: a keyword, a word of their own, the API when blank, or a referral", async () => {
    const sourceOf = async (fields: Json) => (await detailOf(await apply({ first_name: "Alex", ...fields })))["source"];
    for (const source of ["company_marketing", "recruiters", "referral", "sourced", "Job Fair 2026"])
      expect(await sourceOf({ source })).toBe(source);
    expect(await sourceOf({ source: "" })).toBe("api");
    expect(await sourceOf({ source: "jobboard", referral: { email: "jo@example.com" } })).toBe("referral");
    expect(await sourceOf({ source: "jobboard", referral: { email: "" } })).toBe("jobboard");
  });

  it("are referred by the employee with that address", async () => {
    const { id, email } = found(world.tenant.data.employees[1]).profile;
    const detail = await detailOf(await apply({ first_name: "Alex", referral: { email, full_name: "A Colleague" } }));
    expect(recordOf(detail, "referrer")).toMatchObject({ id, email, full_name: "A Colleague" });
  });

  it("bring a file, which is told as an action and kept byte by byte", async () => {
    const bytes = Buffer.from(Array.from({ length: 512 }, (_, index) => index % 256));
    const form = new FormData();
    form.append("applicant[first_name]", "Alex");
    form.append("applicant[attachment]", new Blob([bytes], { type: "application/pdf" }), "Lebenslauf Süd.pdf");
    const id = await add(form);
    const actions = await world.rows(`/recruitment/applicants/${id}/actions`);
    expect(actions.map(({ action, message }) => [action, message])).toEqual([
      ["document_created", 'Uploaded "Lebenslauf Süd.pdf"'],
      ["applicant_created", "Applicant created"],
    ]);
    const file = { name: "Lebenslauf Süd.pdf", contentType: "application/pdf", content: bytes };
    expect(rowOf(id).attachment).toEqual(file);
    expect(await detailOf(id)).not.toHaveProperty("attachment");
  });

  it("are refused without a first name, with an address that the position has, and by closed positions", async () => {
    const email = address();
    await apply({ first_name: "Alex", email });
    const size = world.tenant.data.applicants.length;
    const post = (body: unknown, position = open) => world.send("POST", pathOf(position), body);
    expect(await post({ first_name: "Alex" })).toMatchObject(refusal("First name can't be blank"));
    expect(await post({ applicant: { first_name: "", email: "nobody" } })).toMatchObject(
      refusal("First name can't be blank", "Email is invalid"),
    );
    const again = { applicant: { first_name: "Alexandra", email: email.toUpperCase() } };
    expect(await post(again)).toMatchObject(refusal("Email has already been taken"));
    for (const status of ["completed", "cancelled"])
      expect(await post({ applicant: { first_name: "Alex" } }, positionWith(status))).toMatchObject(
        refusal("Position is closed"),
      );
    expect(await post({ applicant: { first_name: "Alex" } }, 1)).toMatchObject({
      status: 404,
      body: { error_code: "not_found", errors: [] },
    });
    expect(world.tenant.data.applicants).toHaveLength(size);
    for (const status of ["internal", "draft"]) await apply({ first_name: "Alex", email }, positionWith(status));
  });

  it("are there though the answer is lost", async () => {
    const email = address();
    world.tenant.fault({ kind: "drop", method: "POST", path: /applicants/u, times: 1, after: true });
    await expect(world.send("POST", pathOf(open), { applicant: { first_name: "Alex", email } })).rejects.toThrow();
    expect((await world.allRows(pathOf(open))).at(-1)).toMatchObject({ email });
  });
});
