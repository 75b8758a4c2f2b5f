import { afterEach, describe, expect, it } from "vitest";
import { found, listOf } from "../json.js";
import { startApplicantStack, type ApplicantStackSandbox } from "./applicantstack-sandbox.js";

let world: ApplicantStackSandbox | undefined;

afterEach(async () => {
  await world?.stop();
  world = undefined;
});

/** Every byte there is, so that any reading as text would show. */
const bytes = Buffer.from(Array.from({ length: 1_024 }, (_, index) => index % 256));
const json = (fields: Record<string, unknown> = {}) => ({
  Name: "report.pdf",
  Content: bytes.toString("base64"),
  ...fields,
});

function form(name: string, fields: Record<string, string> = {}): FormData {
  const data = new FormData();
  for (const [field, value] of Object.entries(fields)) data.append(field, value);
  data.append("file", new Blob([bytes], { type: "application/pdf" }), name);
  return data;
}

async function upload(sandbox: ApplicantStackSandbox, body: unknown, index = 1) {
  const { serial } = found(sandbox.tenant.data.candidates[index]);
  return sandbox.send("POST", `/api/candidate/${serial}/attachment`, body);
}

async function filesOf(sandbox: ApplicantStackSandbox, index = 1) {
  const { serial } = found(sandbox.tenant.data.candidates[index]);
  return listOf((await sandbox.get(`/api/candidate/${serial}`)).body, "Files");
}

describe("files for ApplicantStack's candidates in the sandbox", () => {
  it("takes a file as JSON and as a form, and gives it back byte by byte", async () => {
    world = await startApplicantStack();
    const count = (await filesOf(world)).length;
    for (const [turn, body] of [json(), form("Prüfbericht.txt")].entries()) {
      const answer = await upload(world, body);
      expect(answer).toMatchObject({ status: 200, body: { "Method Result": "Success" } });
      const serial = String(answer.body["Attachment Serial"]);
      expect(serial).toMatch(/^a6[a-z0-9]{10}$/u);
      const files = await filesOf(world);
      expect(files).toHaveLength(count + turn + 1);
      const file = found(files.at(-1));
      expect(file).toMatchObject({ name: turn === 0 ? "report.pdf" : "Prüfbericht.txt", is_resume: 0 });
      expect(file["url"]).toContain(`/x/attachment/${serial}?apikey=`);
      const response = await fetch(String(file["url"]));
      expect(response.headers.get("content-type")).toBe(turn === 0 ? "application/pdf" : "text/plain; charset=utf-8");
      expect(response.headers.get("content-disposition")).toBe(
        turn === 0 ? 'attachment; filename="report.pdf"' : "attachment; filename*=UTF-8''Pr%C3%BCfbericht.txt",
      );
      expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
      expect(found(world.tenant.data.candidates[1]).files.at(-1)).toMatchObject({ serial, content: bytes });
    }
  });

  it("takes a file of 25 MB as JSON", async () => {
    world = await startApplicantStack();
    const large = Buffer.alloc(25 * 1_048_576, "large");
    expect(await upload(world, json({ Content: large.toString("base64") }))).toMatchObject({ status: 200 });
    expect(found(world.tenant.data.candidates[1]).files.at(-1)?.content?.equals(large)).toBe(true);
  });

  it("refuses the file itself to who has no key", async () => {
    world = await startApplicantStack();
    const { body } = await upload(world, json());
    expect((await fetch(`${world.baseUrl}/x/attachment/${String(body["Attachment Serial"])}`)).status).toBe(403);
  });

  it("marks a resume where the caller says so, in either form", async () => {
    world = await startApplicantStack();
    await upload(world, json({ "Is Resume": 1 }));
    await upload(world, form("cv.pdf", { "Is Resume": "1" }));
    await upload(world, json({ "Is Resume": 0 }));
    expect((await filesOf(world)).slice(-3).map((file) => file["is_resume"])).toEqual([1, 1, 0]);
  });

  it("takes one form only where the account does so", async () => {
    const refusal = { status: 400, body: { "Method Result": "Failure", Error: "Unsupported media type" } };
    world = await startApplicantStack({ attachmentForm: "json" });
    expect(await upload(world, form("cv.pdf"))).toMatchObject(refusal);
    expect((await upload(world, json())).status).toBe(200);
    world.tenant.settings["attachmentForm"] = "multipart";
    expect(await upload(world, json())).toMatchObject(refusal);
    expect((await upload(world, form("cv.pdf"))).status).toBe(200);
    expect((await filesOf(world)).slice(-2).map((file) => file["name"])).toEqual(["report.pdf", "cv.pdf"]);
  });

  it("refuses a file without name or content, content that is no base64, and an unknown candidate", async () => {
    world = await startApplicantStack();
    const before = world.tenant.data.candidates[1];
    const empty = new FormData();
    empty.append("File", new Blob([bytes]), "wrong-part.pdf");
    const refused = [
      [json({ Name: "" }), "Name is required"],
      [json({ Content: undefined }), "Content is required"],
      [json({ Content: "no base64!" }), "Invalid value for Content"],
      [json({ Content: { data: "" } }), "Invalid value for Content"],
      [empty, "file is required"],
      ["text", "Invalid JSON"],
    ] as const;
    for (const [body, message] of refused)
      expect(await upload(world, body)).toMatchObject({ status: 400, body: { Error: message } });
    const unknown = await world.send("POST", "/api/candidate/a4nobody0000/attachment", json());
    expect(unknown).toMatchObject({ status: 404, body: { Error: "Record not found" } });
    expect(world.tenant.data.candidates[1]).toBe(before);
  });

  it("keeps what was written though its answer is lost", async () => {
    world = await startApplicantStack();
    world.tenant.fault({ kind: "drop", method: "POST", path: /attachment/u, times: 1, after: true });
    const count = (await filesOf(world)).length;
    await expect(upload(world, json())).rejects.toThrow();
    expect(await filesOf(world)).toHaveLength(count + 1);
  });
});
