import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { found, listOf, type Json } from "../json.js";
import { startApplicantStack, type ApplicantStackSandbox } from "./applicantstack-sandbox.js";

let world: ApplicantStackSandbox;

beforeAll(async () => {
  world = await startApplicantStack();
});
afterAll(() => world.stop());

const detailOf = async (serial: string) => (await world.get(`/api/candidate/${serial}`)).body;
const allDetails = () => Promise.all(world.tenant.data.candidates.map((row) => detailOf(row.serial)));
const textsOf = (detail: Json) => listOf(detail, "Notes").map((note) => String(note["text"]));

describe("one ApplicantStack record in the sandbox", () => {
  it("adds the advert to a job", async () => {
    const [job] = await world.rows("/api/jobs", "Jobs");
    const { body } = await world.get(`/api/job/${String(job?.["Job Serial"])}`);
    expect(body).toMatchObject({ "Method Result": "Success", ...job, Note: "" });
    expect(body["Job Listing"]).toContain("\r\n\t");
    expect(body["Job Listing Html"]).toContain("<li>");
    expect(body["Job Boards"]).toBeInstanceOf(Array);
    expect(job).not.toHaveProperty("Job Listing");
  });

  it("adds cover letter, notes, files and questionnaires to a candidate", async () => {
    const [row] = await world.rows("/api/candidates", "Candidates");
    const detail = await detailOf(String(row?.["Candidate Serial"]));
    expect(detail).toMatchObject({ "Method Result": "Success", ...row });
    expect(detail["Cover Letter"]).toBeTypeOf("string");
    expect(listOf(detail, "Files")).toBeInstanceOf(Array);
  });

  it("tells every candidate's story in audit lines that end at the present stage", async () => {
    for (const detail of await allDetails()) {
      const notes = listOf(detail, "Notes");
      const times = notes.map((note) => Number(note["timestamp"]));
      expect(times).toEqual(times.toSorted((left, right) => left - right));
      expect(textsOf(detail)[0]).toMatch(/^Application received from /u);
      const moves = textsOf(detail).flatMap((text) => / set Stage to (.*)$/u.exec(text)?.[1] ?? []);
      expect(moves.at(-1)?.trim() ?? "New").toBe(detail["Stage"]);
    }
  });

  it("escapes note text for HTML and leaves a blank behind most stage lines", async () => {
    const texts = (await allDetails()).flatMap(textsOf);
    expect(texts.some((text) => text.startsWith("Lee O&apos;Hara set Stage to ") && text.endsWith(" "))).toBe(true);
    expect(texts.some((text) => text.includes(" set Stage to ") && !text.endsWith(" "))).toBe(true);
    expect(texts).toContain("Dana Admin added event &quot;On-site interview&quot; and assigned to Lee O&apos;Hara.");
    expect(texts).toContain("Called; wants &lt;b&gt;days&lt;/b&gt; &amp; weekends");
    expect(texts.some((text) => text.includes(" set Rating to "))).toBe(true);
    expect(texts.some((text) => text.includes("submitted answers to &apos;Screening&apos; (Signature Address="))).toBe(
      true,
    );
    expect(texts.some((text) => text.endsWith("submitted feedback to &apos;Interview Evaluation&apos;"))).toBe(true);
  });

  it("scores the candidate's questionnaires, names staff on theirs, and answers with markup", async () => {
    const details = await allDetails();
    const scored = found(details.find((detail) => detail["Score"] !== ""));
    const screening = found(listOf(scored, "Questionnaires").find((row) => "Score" in row));
    expect(String(screening["Score"])).toBe(scored["Score"]);
    expect(screening["Submit Date Timestamp"]).toBeTypeOf("number");
    const filled = details.flatMap((detail) => listOf(detail, "Questionnaires"));
    expect(filled.some((row) => "Feedback User" in row && !("Score" in row))).toBe(true);
    const answers = filled.flatMap((row) => listOf(row, "Questions"));
    const values = answers.map((answer) => String(answer["Value"]));
    expect(answers.some((answer) => answer["Question"] === "")).toBe(true);
    expect(answers.some((answer) => String(answer["Question"]).includes("<br>"))).toBe(true);
    expect(values.some((value) => value.startsWith('<span class="questionnaire_signature">'))).toBe(true);
    expect(values.some((value) => value.startsWith(`<a href="${world.baseUrl}/x/attachment/a6`))).toBe(true);
    expect(values.some((value) => /^\d{4}-\d\d-\d\d$/u.test(value))).toBe(true);
    expect(values).toContain("Day, Evening, Night");
  });

  it("shows hires with text dates only, social security numbers and a link to the candidate", async () => {
    const hires = await world.rows("/o/api/hires", "Hires");
    expect(hires).toHaveLength(18);
    for (const row of hires) {
      expect(Object.values(row).every((value) => typeof value === "string")).toBe(true);
      expect(row["SSN"]).toMatch(/^000\d{6}$/u);
      expect(row["Create Date"]).toMatch(/^\d\d\/\d\d\/\d{4} \d\d:\d\d [AP]M$/u);
      expect(row["Job Name"]).not.toContain("[");
    }
    const details = await Promise.all(hires.map((row) => world.get(`/o/api/hire/${String(row["Hire Serial"])}`)));
    const linked = details.map(({ body }) => body["Candidate Serial"]);
    expect(linked).toContain("");
    for (const serial of linked.filter((value) => value !== "")) {
      expect(await detailOf(String(serial))).toMatchObject({ Stage: "Hired" });
    }
    const questions = details.flatMap(({ body }) => listOf(body, "Forms").flatMap((form) => listOf(form, "Questions")));
    expect(questions).toContainEqual(expect.objectContaining({ Question: "Date_es_:signer:date" }));
    expect(details.some(({ body }) => listOf(body, "Questionnaires").some((row) => "User" in row))).toBe(true);
  });
});
