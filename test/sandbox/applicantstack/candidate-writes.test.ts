import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { found, listOf, type Json } from "../json.js";
import { publisher, startApplicantStack, token, type ApplicantStackSandbox } from "./applicantstack-sandbox.js";

let world: ApplicantStackSandbox;

beforeAll(async () => {
  world = await startApplicantStack();
});
afterAll(() => world.stop());

const jobAt = (index: number) => found(world.tenant.data.jobs[index]);
const rowOf = (serial: unknown) => found(world.tenant.data.candidates.find((row) => row.serial === serial));
const detailOf = async (serial: unknown) => (await world.get(`/api/candidate/${String(serial)}`)).body;
const update = (serial: string, fields: unknown) => world.send("PUT", `/api/candidate/${serial}`, fields);
const textsOf = (detail: Json) => listOf(detail, "Notes").map((note) => note["text"]);
const application = () => ({
  "Job Serial": jobAt(0).serial,
  "First Name": "Robin",
  "Last Name": "Sample",
  Email: "robin.sample@example.com",
});

async function apply(fields: Json = {}): Promise<string> {
  const { status, body } = await world.send("POST", "/api/candidate", { ...application(), ...fields });
  expect({ status, result: body["Method Result"] }).toEqual({ status: 200, result: "Success" });
  return String(body["Candidate Serial"]);
}

describe("new candidates in ApplicantStack's sandbox", () => {
  it("records an application that is read back at the end of the list", async () => {
    const before = Math.floor(Date.now() / 1000);
    const count = world.tenant.data.candidates.length;
    const serial = await apply({ Source: "Job / Fair", Zip: 45_402, "Favourite Tool": "Sägeblatt", Phone: null });
    expect(serial).toMatch(/^a4[a-z0-9]{10}$/u);
    const { text, body } = await world.get("/api/candidates/2");
    expect(body["TotalCount"]).toBe(count + 1);
    const listed = found(listOf(body, "Candidates").at(-1));
    expect(listed).toMatchObject({
      ...application(),
      "Candidate Serial": serial,
      "Job Name": `${jobAt(0).name} [${jobAt(0).jobId}]`,
      ...{ Source: "Job / Fair", Zip: "45402", Phone: "", Stage: "New", "Stage Type": "New", Rating: "", Score: "" },
      ...{ "Favourite Tool": "Sägeblatt", "Own Tools?": "", "Desired Pay": "" },
    });
    expect(text).toContain('"Favourite Tool":"S\\u00e4geblatt"');
    expect(text).toContain('"Source":"Job \\/ Fair"');
    const at = Number(listed["Create Date Timestamp"]);
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThanOrEqual(Date.now() / 1000);
    const note = { text: "Application received from Job / Fair", type: "System", timestamp: at };
    expect(await detailOf(serial)).toMatchObject({ ...listed, Notes: [note], Files: [], Questionnaires: [] });
    expect(rowOf(serial)).toMatchObject({
      firstName: "Robin",
      createdAt: at,
      custom: { "Favourite Tool": "Sägeblatt" },
    });
  });

  it("tells the publisher where no source is named, and takes one e-mail address again", async () => {
    const [first, second] = [await apply(), await apply({ Source: "" })];
    expect(first).not.toBe(second);
    for (const serial of [first, second]) {
      const detail = await detailOf(serial);
      expect(detail).toMatchObject({ Email: "robin.sample@example.com", Source: "" });
      expect(textsOf(detail)).toEqual([`Application received from ${publisher}`]);
    }
  });

  it("takes a stage, a cover letter and a note along", async () => {
    const serial = await apply({ Stage: "Interview", "Cover Letter": "Dear team", Note: "Was here <before>" });
    const detail = await detailOf(serial);
    expect(detail).toMatchObject({ Stage: "Interview", "Stage Type": "", "Cover Letter": "Dear team" });
    expect(listOf(detail, "Notes")[1]).toMatchObject({ text: "Was here &lt;before&gt;", type: "User" });
    expect(detail).not.toHaveProperty("Note");
  });

  it("refuses an application without what is required, for an unknown job, or to an unknown stage", async () => {
    const count = world.tenant.data.candidates.length;
    const refused: [Json, string][] = [
      [{ "Job Serial": undefined }, "Job Serial is required"],
      [{ "First Name": "" }, "First Name is required"],
      [{ "Last Name": null }, "Last Name is required"],
      [{ Email: undefined }, "Email is required"],
      [{ "Job Serial": "a2nosuchjob0" }, "Invalid value for Job Serial"],
      [{ Stage: "interview" }, "Invalid value for Stage"],
      [{ City: ["Dayton"] }, "Invalid value for City"],
      [{ "Favourite Tool": {} }, "Invalid value for Favourite Tool"],
    ];
    for (const [fields, message] of refused) {
      const answer = await world.send("POST", "/api/candidate", { ...application(), ...fields });
      expect(answer).toMatchObject({ status: 400, body: { "Method Result": "Failure", Error: message } });
    }
    expect(world.tenant.data.candidates).toHaveLength(count);
  });
});

describe("changes of candidates in ApplicantStack's sandbox", () => {
  it("changes fields by their labels and leaves the others", async () => {
    const serial = await apply({ City: "Dayton", "Own Tools?": "No" });
    const before = await detailOf(serial);
    const changes = { "Last Name": "Sample-Ray", Phone: 5_550_100, "Own Tools?": "Yes", "Shoe Size": "41" };
    const { status, body } = await update(serial, changes);
    expect({ status, body }).toEqual({ status: 200, body: { "Method Result": "Success", "Candidate Serial": serial } });
    expect(await detailOf(serial)).toEqual({ ...before, ...changes, Phone: "5550100" });
    const listed = (await world.rows("/api/candidates/2", "Candidates")).find(
      (row) => row["Candidate Serial"] === serial,
    );
    expect(listed).toMatchObject({ City: "Dayton", "Shoe Size": "41" });
    expect(rowOf(serial)).toMatchObject({ lastName: "Sample-Ray", phone: "5550100", custom: { "Own Tools?": "Yes" } });
  });

  it("shows a list row that was served before as it is after the change", async () => {
    const row = found(world.tenant.data.candidates.find((known) => known.stage === "New"));
    await world.get("/api/candidates/1");
    await update(row.serial, { Stage: "Talent Pool" });
    expect(Object.isFrozen(row)).toBe(true);
    expect(row.stage).toBe("New");
    const [listed] = (await world.rows("/api/candidates/1", "Candidates")).filter(
      (known) => known["Candidate Serial"] === row.serial,
    );
    expect(listed).toMatchObject({ Stage: "Talent Pool", "Stage Type": "Keep Warm" });
  });

  it("leaves an audit line of the publisher for changes of stage, rating and disposition only", async () => {
    const serial = await apply();
    await update(serial, { City: "Troy", Rating: "" });
    await update(serial, { Disposition: "Not Qualified", Rating: "Maybe", Stage: "Do Not Pursue" });
    await update(serial, { Stage: "Do Not Pursue" });
    const detail = await detailOf(serial);
    expect(textsOf(detail).slice(1)).toEqual([
      `${publisher} set Stage to Do Not Pursue`,
      `${publisher} set Rating to Maybe`,
      `${publisher} set Disposition to Not Qualified`,
    ]);
    expect(listOf(detail, "Notes").map((note) => note["type"])).toEqual(Array(4).fill("System"));
    expect(detail).toMatchObject({ "Stage Type": "Do Not Pursue", Disposition: "Not Qualified", Rating: "Maybe" });
    expect(rowOf(serial).notes.map((note) => note.text)).toEqual(textsOf(detail));
  });

  it("moves a candidate to another job, and changes nothing when a record is sent back as it was read", async () => {
    const serial = await apply();
    await update(serial, { "Job Serial": jobAt(1).serial });
    const detail = await detailOf(serial);
    expect(detail).toMatchObject({ "Job Serial": jobAt(1).serial, "Job Name": `${jobAt(1).name} [${jobAt(1).jobId}]` });
    expect((await update(serial, detail)).status).toBe(200);
    expect(await detailOf(serial)).toEqual(detail);
  });

  it("refuses unknown candidates, stages and jobs, and changes nothing of the rest", async () => {
    const serial = await apply();
    const before = rowOf(serial);
    expect(await update("a4nobody0000", { City: "Troy" })).toMatchObject({
      status: 404,
      body: { "Method Result": "Failure", Error: "Record not found" },
    });
    for (const [fields, label] of [
      [{ City: "Troy", Stage: "Nowhere" }, "Stage"],
      [{ City: "Troy", Stage: "constructor" }, "Stage"],
      [{ City: "Troy", "Job Serial": "a2nosuchjob0" }, "Job Serial"],
      [{ City: "Troy", Rating: [] }, "Rating"],
    ] as const) {
      const body = { "Method Result": "Failure", Error: `Invalid value for ${label}` };
      expect(await update(serial, fields)).toMatchObject({ status: 400, body });
    }
    expect(rowOf(serial)).toBe(before);
  });

  it("knows a stage that only a candidate's record tells", async () => {
    const serial = await apply();
    const { candidates } = world.tenant.data;
    candidates[3] = { ...found(candidates[3]), stage: "Trial Day", stageType: "Trial" };
    expect((await update(serial, { Stage: "Trial Day" })).status).toBe(200);
    expect(await detailOf(serial)).toMatchObject({ Stage: "Trial Day", "Stage Type": "Trial" });
  });

  it("adds notes by a change and by a call of their own, escaped for HTML", async () => {
    const serial = await apply();
    await update(serial, { Note: `Likes "tools" & <b>wood</b>` });
    await update(serial, { Notes: "It's fine" });
    const { status, body } = await world.send("POST", `/api/candidate/${serial}/note`, { Text: "Called < twice" });
    expect({ status, body }).toEqual({ status: 200, body: { "Method Result": "Success", "Candidate Serial": serial } });
    const notes = listOf(await detailOf(serial), "Notes").slice(1);
    expect(notes.map((note) => note["text"])).toEqual([
      "Likes &quot;tools&quot; &amp; &lt;b&gt;wood&lt;/b&gt;",
      "It&apos;s fine",
      "Called &lt; twice",
    ]);
    expect(new Set(notes.map((note) => note["type"]))).toEqual(new Set(["User"]));
    expect(rowOf(serial).notes.at(-1)).toMatchObject({ text: "Called < twice", type: "User" });
    const path = `/api/candidate/${serial}/note`;
    expect(await world.send("POST", path, {})).toMatchObject({ status: 400, body: { Error: "Text is required" } });
    expect((await world.send("POST", "/api/candidate/a4nobody0000/note", { Text: "x" })).status).toBe(404);
    expect(rowOf(serial).notes).toHaveLength(4);
  });
});

describe("who may write to ApplicantStack's sandbox", () => {
  it("refuses writes without a publisher, with a wrong token, and bodies that are no JSON object", async () => {
    const count = world.tenant.data.candidates.length;
    const post = (headers: Record<string, string>, body: unknown = application()) =>
      world.send("POST", "/api/candidate", body, headers);
    const refusal = (status: number, message: string) => ({
      status,
      body: { "Method Result": "Failure", Error: message },
    });
    expect(await post({ token })).toMatchObject(refusal(400, "Publisher is required"));
    expect(await post({ token, publisher: "  " })).toMatchObject(refusal(400, "Publisher is required"));
    expect(await post({ publisher })).toMatchObject(refusal(401, "Invalid token"));
    for (const body of [[], "text", new FormData()])
      expect(await post({ token, publisher }, body)).toMatchObject(refusal(400, "Invalid JSON"));
    const serial = found(world.tenant.data.candidates[0]).serial;
    const unnamed = await world.send("PUT", `/api/candidate/${serial}`, { City: "Troy" }, { token });
    expect(unnamed).toMatchObject(refusal(400, "Publisher is required"));
    expect(world.tenant.data.candidates).toHaveLength(count);
  });

  it("puts every refusal into a body with status 200 where the account does so", async () => {
    const polite = await startApplicantStack({ errorStyle: "body" });
    const serial = found(polite.tenant.data.candidates[0]).serial;
    const hire = found(polite.tenant.data.hires[0]).serial;
    const answers = [
      [await polite.send("POST", "/api/candidate", application(), { token }), "Publisher is required"],
      [await polite.send("POST", "/api/candidate", {}), "Job Serial is required"],
      [await polite.send("PUT", `/api/candidate/${serial}`, { Stage: "Nowhere" }), "Invalid value for Stage"],
      [await polite.send("PUT", "/api/candidate/a4nobody0000", {}), "Record not found"],
      [await polite.send("POST", `/api/candidate/${serial}/note`, { Text: "" }), "Text is required"],
      [await polite.send("POST", `/api/candidate/${serial}/attachment`, {}), "Name is required"],
      [await polite.send("PUT", `/o/api/hire/${hire}`, { Stage: "Nowhere" }), "Invalid value for Stage"],
      [await polite.send("DELETE", `/api/candidate/${serial}`, {}), "Unknown method"],
    ] as const;
    for (const [answer, message] of answers)
      expect(answer).toMatchObject({ status: 200, body: { "Method Result": "Failure", Error: message } });
    await polite.stop();
  });
});
