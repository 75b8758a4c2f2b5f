import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { found, recordOf } from "../json.js";
import { problemsOf, startWorkable, type WorkableSandbox } from "./workable-sandbox.js";

let world: WorkableSandbox;

beforeAll(async () => {
  world = await startWorkable();
});
afterAll(() => world.stop());

const data = () => world.tenant.data;
const jobAt = (index: number) => found(data().jobs[index]);
const pathOf = (index: number) => `/jobs/${jobAt(index).shortcode}/candidates`;
const candidateOf = (answer: { body: Record<string, unknown> }) => recordOf(answer.body, "candidate");
const detailOf = async (id: unknown) => candidateOf(await world.get(`/candidates/${String(id)}`));
const timelineOf = (id: unknown) => world.rows(`/candidates/${String(id)}/activities`, "activities");
const questionOf = (type: string) => found(jobAt(0).questions.find((question) => question.type === type));

let serial = 0;
/** A body with everything that is required, under an address of its own. */
function person(candidate: object = {}, rest: object = {}) {
  serial += 1;
  return { candidate: { name: "Mara Okoye", email: `new.${serial}@people.test`, ...candidate }, ...rest };
}

async function create(candidate: object = {}, rest: object = {}, path = pathOf(0)) {
  const answer = await world.send("POST", path, person(candidate, rest));
  expect([answer.status, answer.text]).toEqual([201, expect.stringContaining('"status":"created"')]);
  return candidateOf(answer);
}

const refused = async (candidate: object, path = pathOf(0)) =>
  problemsOf(await world.send("POST", path, person(candidate)));

describe("a new candidate of Workable in the sandbox", () => {
  it("is uploaded into Sourced, listed last, and read as it was answered", async () => {
    const before = Date.now();
    const created = await create({
      email: "mara@people.test",
      phone: "+15550001",
      headline: "Site Lead",
      address: "Leeds",
    });
    expect(created).toMatchObject({
      name: "Mara Okoye",
      firstname: "Mara",
      lastname: "Okoye",
      email: "mara@people.test",
      phone: "+15550001",
      headline: "Site Lead",
      address: "Leeds",
      job: { shortcode: jobAt(0).shortcode, title: jobAt(0).title },
      stage: "Sourced",
      stage_kind: "sourced",
      sourced: true,
      disqualified: false,
      outlet: "SPI",
      common_source: "Unknown",
      common_source_category: "Other",
      originating_candidate_id: null,
    });
    const at = String(created["created_at"]);
    expect(at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u);
    expect(Date.parse(at)).toBeGreaterThanOrEqual(Math.floor(before / 1000) * 1000);
    expect(Date.parse(at)).toBeLessThanOrEqual(Date.now());
    expect(await detailOf(created["id"])).toEqual(created);
    const listed = await world.rows("/candidates?since_id=2f81c07a&limit=100&email=mara@people.test", "candidates");
    expect(listed).toMatchObject([{ id: created["id"], stage: "Sourced" }]);
    const ids = data().candidates.map((row) => Number.parseInt(row.id, 16));
    expect(ids.at(-1)).toBe(Number.parseInt(String(created["id"]), 16));
    expect(Math.max(...ids)).toBe(ids.at(-1));
    expect(data().candidates.at(-1)).toMatchObject({ id: created["id"], stageSlug: "sourced" });
  });

  it("begins its timeline with an upload, or with an application when it is not sourced", async () => {
    const [sourced, applied] = [await create(), await create({}, { sourced: false })];
    expect(applied).toMatchObject({ stage: "Applied", sourced: false });
    expect(await timelineOf(sourced["id"])).toMatchObject([{ action: "uploaded", stage_name: "Sourced" }]);
    const [first] = await timelineOf(applied["id"]);
    expect(first).toMatchObject({ action: "applied", action_stage: { slug: "applied" }, target_stage: null });
    expect(first).not.toHaveProperty("member");
    expect(first?.["created_at"]).toMatch(/\.\d{3}Z$/u);
    const ofJob = await world.rows(
      `/jobs/${jobAt(0).shortcode}/activities?since_id=${String(first?.["id"])}`,
      "activities",
    );
    expect(ofJob).toMatchObject([{ id: first?.["id"], candidate: { id: applied["id"], name: "Mara Okoye" } }]);
  });

  it("starts in the stage that is asked for, of its job's own pipeline", async () => {
    expect(await create({}, {}, `${pathOf(2)}?stage=trial-day`)).toMatchObject({ stage: "Trial Day" });
    expect(await create({}, {}, `${pathOf(0)}?stage=hired`)).toMatchObject({ hired_at: expect.any(String) as string });
    expect(await refused({}, `${pathOf(0)}?stage=trial-day`)).toEqual({ stage: ["is invalid"] });
  });

  it("is split at the first blank of its name, or joined of its two parts, which go first", async () => {
    expect(await create({ name: "Ana de la Cruz" })).toMatchObject({ firstname: "Ana", lastname: "de la Cruz" });
    expect(await create({ name: "Plato" })).toMatchObject({ name: "Plato", firstname: "Plato", lastname: null });
    expect(await create({ name: undefined, firstname: "Žana", lastname: "Čapková" })).toMatchObject({
      name: "Žana Čapková",
    });
  });

  it("reads skills in lower case, entries with ids, and profiles and tags as they were written", async () => {
    const created = await create({
      skills: ["Surveying", "TypeScript"],
      tags: ["priority", "Zweitgespräch"],
      summary: "Steady hands",
      cover_letter: "",
      image_url: "https://files.test/a.jpg",
      education_entries: [{ school: "Leeds Poly", degree: "BEng", start_date: "2011-09-01" }],
      experience_entries: [{ title: "Engineer", company: "Bridgeco", current: true }, { title: "Clerk" }],
      social_profiles: [{ type: "linkedin", url: "https://social.test/m", name: "LinkedIn", username: "m" }],
    });
    expect(await detailOf(created["id"])).toMatchObject({
      skills: [{ name: "surveying" }, { name: "typescript" }],
      tags: ["priority", "Zweitgespräch"],
      summary: "Steady hands",
      cover_letter: null,
      image_url: "https://files.test/a.jpg",
      education_entries: [
        { school: "Leeds Poly", degree: "BEng", field_of_study: null, start_date: "2011-09-01", end_date: null },
      ],
      experience_entries: [
        { title: "Engineer", company: "Bridgeco", industry: null, current: true },
        { title: "Clerk", current: false },
      ],
      social_profiles: [{ type: "linkedin", url: "https://social.test/m", name: "LinkedIn", username: "m" }],
    });
    const { education_entries: education, experience_entries: experience } = found(data().candidates.at(-1)).detail;
    const ids = [...education, ...experience].map((entry) => "id" in entry && entry.id);
    expect(new Set(ids).size).toBe(3);
    expect(await create()).not.toHaveProperty("social_profiles");
  });

  it("has answers of every type, written by keys and ids and read with texts", async () => {
    const of = (type: string, value: object) => ({ question_key: questionOf(type).id, ...value });
    const idsOf = (type: string) => (questionOf(type).choices ?? []).map((choice) => choice.id);
    const created = await create({
      answers: [
        of("short_text", { body: "One month" }),
        of("free_text", { body: "A bridge" }),
        of("boolean", { checked: false }),
        of("dropdown", { choices: idsOf("dropdown").slice(1) }),
        of("multiple_choice", { choices: idsOf("multiple_choice").slice(0, 2) }),
        of("numeric", { value: 0 }),
        of("date", { date: "2027-02-01" }),
        of("file", { file: { name: "my paper.pdf", data: "JVBERg==" } }),
      ],
    });
    expect(created["answers"]).toEqual([
      { question: { body: "Notice period?" }, answer: { body: "One month" } },
      { question: { body: questionOf("free_text").body }, answer: { body: "A bridge" } },
      { question: { body: questionOf("boolean").body }, answer: { checked: false } },
      { question: { body: "Preferred shift" }, answer: { choices: [{ body: "Night" }] } },
      { question: { body: "Languages" }, answer: { choices: [{ body: "English" }, { body: "Español" }] } },
      { question: { body: "Years of experience" }, answer: { number: 0 } },
      { question: { body: "Earliest start" }, answer: { date: "2027-02-01" } },
      { question: { body: "Certificate" }, answer: { file_url: expect.stringContaining("my%20paper.pdf") as string } },
    ]);
    const fewer = await create({
      answers: [of("file", { file_url: "https://files.test/x.pdf" }), of("date", { date: null })],
    });
    expect(fewer["answers"]).toMatchObject([{ answer: { file_url: expect.stringContaining("/x.pdf") as string } }]);
  });

  it("is refused with answers that do not fit their question", async () => {
    const answer = (type: string, value: object) => ({ answers: [{ question_key: questionOf(type).id, ...value }] });
    const choices = questionOf("dropdown").choices?.map((choice) => choice.id);
    const cases: [object, string][] = [
      [{ answers: [{ question_key: "ffff", body: "x" }] }, "question_key is invalid"],
      [{ answers: [{ body: "x" }] }, "question_key can't be blank"],
      [{ answers: ["x"] }, "answers is invalid"],
      [answer("short_text", { body: "x".repeat(129) }), "body is too long (maximum is 128 characters)"],
      [answer("short_text", { value: "x" }), "body can't be blank"],
      [answer("dropdown", { choices: ["ffff"] }), "choices is invalid"],
      [answer("dropdown", { choices }), "choices can be one only"],
      [answer("boolean", { checked: "yes" }), "checked is invalid"],
      [answer("numeric", { value: "3" }), "value is not a number"],
      [answer("date", { date: "2027-02-30" }), "date is invalid"],
      [answer("file", { file: { name: "x.pdf", data: "no base64!" } }), "file is invalid"],
      [answer("file", { file_url: "somewhere" }), "file_url is invalid"],
    ];
    for (const [candidate, message] of cases) {
      expect(await refused(candidate)).toEqual({ answers: [message] });
    }
    expect(await refused(answer("short_text", { body: "x" }), "/talent_pool/candidates")).toEqual({
      answers: ["question_key is invalid"],
    });
  });

  it("has the résumé that came with it among its files, byte for byte, and its address only later", async () => {
    const bytes = Buffer.from("%PDF-1.4 a résumé");
    const created = await create({ resume: { name: "Lebenslauf é.PDF", data: bytes.toString("base64") } });
    expect(created).toMatchObject({
      resume_url: null,
      resume_metadata: { filename: "Lebenslauf é.PDF", filetype: "pdf" },
    });
    const [file, ...others] = await world.rows(`/candidates/${String(created["id"])}/files`, "files");
    expect([file, others]).toMatchObject([{ name: "Lebenslauf é.PDF", source: "upload", kind: "resume" }, []]);
    expect(file).not.toHaveProperty("content");
    const detail = await detailOf(created["id"]);
    expect(detail["resume_url"]).toBe(file?.["preview_url"]);
    const download = await fetch(String(file?.["preview_url"]));
    expect(download.headers.get("content-type")).toBe("application/pdf");
    expect(Buffer.from(await download.arrayBuffer())).toEqual(bytes);
    expect(await world.rows(`/candidates?email=${String(created["email"])}`, "candidates")).toMatchObject([
      { resume_metadata: { filename: "Lebenslauf é.PDF" } },
    ]);
  });

  it("may have a résumé by its address, of which only the name is taken", async () => {
    const created = await create({ resume_url: "https://files.test/papers/cv%20final.docx?key=1" });
    expect(created).toMatchObject({ resume_metadata: { filename: "cv final.docx", filetype: "docx" } });
    expect(data().files.at(-1)).toMatchObject({ candidateId: created["id"], name: "cv final.docx" });
  });

  it("may come disqualified, of a source, or from an external recruiter", async () => {
    const out = await create({ disqualified: true, disqualification_reason: "Too far", disqualified_at: "2026-11-01" });
    expect(await detailOf(out["id"])).toMatchObject({
      disqualified: true,
      disqualification_reason: "Too far",
      disqualified_at: "2026-11-01T00:00:00.000Z",
    });
    expect((await timelineOf(out["id"])).map((row) => row["action"])).toEqual(["uploaded", "disqualified"]);
    expect(await create({ domain: "jobs.example.com" })).toMatchObject({
      domain: "jobs.example.com",
      common_source: "jobs.example.com",
    });
    expect(await create({ recruiter_key: "5ec001" })).toMatchObject({ common_source: "Hollow Oak Search" });
    expect(await refused({ recruiter_key: "ffff" })).toEqual({ recruiter_key: ["is invalid"] });
  });

  it("of the talent pool is read by id, never listed, and has an address of its own among the pool's", async () => {
    const created = await create({ email: "pool@people.test" }, {}, "/talent_pool/candidates");
    expect(created).toMatchObject({ talent_pool: { identifier: "b4d01" }, stage: "Sourced" });
    expect(created).not.toHaveProperty("job");
    expect(created["profile_url"]).toContain("/talent_pool/");
    expect(await detailOf(created["id"])).toEqual(created);
    expect(await world.rows("/candidates?email=pool@people.test", "candidates")).toEqual([]);
    expect(data().talentPool.at(-1)?.id).toBe(created["id"]);
    expect(await refused({ email: "POOL@people.test" }, "/talent_pool/candidates")).toEqual({
      email: ["candidate already exists"],
    });
    await create({ email: "pool@people.test" });
  });

  it("is refused without a name or an e-mail address, with both told in one sentence", async () => {
    const answer = await world.send("POST", pathOf(0), { candidate: { firstname: "Mara", name: " " } });
    expect(answer.body).toEqual({
      error: "Validation failed: Name can't be blank, Email can't be blank",
      validation_errors: { name: ["can't be blank"], email: ["can't be blank"] },
    });
    expect(await refused({ email: "nobody" })).toEqual({ email: ["is invalid"] });
  });

  it("is refused under an e-mail address of its job, whatever its case, and taken in another job", async () => {
    const known = found(
      data().candidates.find((row) => row.job?.shortcode === jobAt(0).shortcode && row.email !== null),
    );
    const count = data().candidates.length;
    const answer = await world.send("POST", pathOf(0), person({ email: known.email?.toUpperCase() }));
    expect([answer.status, answer.body]).toEqual([
      422,
      {
        error: "Validation failed: Email candidate already exists",
        validation_errors: { email: ["candidate already exists"] },
      },
    ]);
    expect(data().candidates).toHaveLength(count);
    await create({ email: known.email }, {}, pathOf(4));
  });

  it("is refused with what is not of its type, and leaves nothing behind", async () => {
    const counts = () => [data().candidates, data().files, data().activities].map((rows) => rows.length);
    const before = counts();
    const cases: [object, Record<string, string[]>][] = [
      [{ phone: 5 }, { phone: ["is invalid"] }],
      [{ skills: "welding" }, { skills: ["is invalid"] }],
      [{ tags: [""] }, { tags: ["is invalid"] }],
      [{ education_entries: [{ degree: "BA" }] }, { education_entries: ["school can't be blank"] }],
      [{ experience_entries: [{ title: "x", start_date: "2020" }] }, { experience_entries: ["start_date is invalid"] }],
      [{ experience_entries: ["x"] }, { experience_entries: ["is invalid"] }],
      [{ social_profiles: [{ type: "linkedin" }] }, { social_profiles: ["url can't be blank"] }],
      [{ social_profiles: [{ type: "orbit", url: "https://x.test" }] }, { social_profiles: ["type is invalid"] }],
      [{ disqualified_at: "yesterday" }, { disqualified_at: ["is invalid"] }],
      [{ disqualified: "yes" }, { disqualified: ["is invalid"] }],
      [{ resume: { name: "x.pdf" } }, { resume: ["is invalid"] }],
      [{ resume: { name: "x.pdf", data: "" } }, { resume: ["is invalid"] }],
      [{ resume: "x.pdf" }, { resume: ["is invalid"] }],
      [{ resume_url: "ftp://files.test/x.pdf" }, { resume_url: ["is invalid"] }],
      [
        { resume: { name: "x.pdf", data: "JVBERg==" }, resume_url: "https://files.test/x.pdf" },
        { resume: ["can't be sent together with an address"] },
      ],
    ];
    for (const [candidate, problems] of cases) expect(await refused(candidate)).toEqual(problems);
    expect(counts()).toEqual(before);
  });

  it("is a malformed call without a candidate, and not found under an unknown job", async () => {
    for (const body of [{}, { candidate: [] }, "no json", '"text"']) {
      expect((await world.send("POST", pathOf(0), body)).status).toBe(400);
    }
    expect((await world.send("POST", "/jobs/NOPE/candidates", person())).status).toBe(404);
  });
});

describe("a changed candidate of Workable in the sandbox", () => {
  const change = async (id: unknown, candidate: object) => {
    const answer = await world.send("PATCH", `/candidates/${String(id)}`, { candidate });
    return answer;
  };

  it("has what was written and keeps what was not, in its detail and in the list", async () => {
    const row = found(data().candidates[5]);
    const before = await detailOf(row.id);
    const answer = await change(row.id, { firstname: "Ida", phone: "", headline: "Cook", summary: "Early riser" });
    expect(answer.status).toBe(200);
    const after = await detailOf(row.id);
    expect(candidateOf(answer)).toEqual(after);
    const updatedAt = String(after["updated_at"]);
    expect(after).toEqual({
      ...before,
      name: `Ida ${String(before["lastname"])}`,
      firstname: "Ida",
      phone: null,
      headline: "Cook",
      summary: "Early riser",
      updated_at: updatedAt,
    });
    expect(Date.now() - Date.parse(updatedAt)).toBeLessThan(10_000);
    const listed = await world.rows(
      `/candidates?updated_after=${before["updated_at"] as string}&limit=100`,
      "candidates",
    );
    expect(listed.find((other) => other["id"] === row.id)).toMatchObject({ firstname: "Ida", headline: "Cook" });
  });

  it("has its lists replaced, and wiped by empty ones", async () => {
    const { id } = await create({
      skills: ["welding"],
      tags: ["priority"],
      education_entries: [{ school: "Leeds Poly" }],
      experience_entries: [{ title: "Cook" }],
      social_profiles: [{ type: "github", url: "https://social.test/g" }],
    });
    const [school] = found(data().candidates.at(-1)).detail.education_entries;
    const kept = { ...school, degree: "BA" };
    await change(id, { skills: ["Spanish"], education_entries: [kept, { school: "Lakeside" }] });
    expect(await detailOf(id)).toMatchObject({
      skills: [{ name: "spanish" }],
      tags: ["priority"],
      education_entries: [kept, { school: "Lakeside", id: expect.any(String) as string }],
      social_profiles: [{ type: "github", url: "https://social.test/g" }],
    });
    await change(id, { skills: [], tags: [], education_entries: [], experience_entries: [], social_profiles: [] });
    const bare = await detailOf(id);
    expect(bare).toMatchObject({ skills: [], tags: [], education_entries: [], experience_entries: [] });
    expect(bare).not.toHaveProperty("social_profiles");
  });

  it("has a new résumé in the place of the one before", async () => {
    const { id } = await create({ resume: { name: "one.pdf", data: "JVBERg==" } });
    await change(id, { resume: { name: "two.odt", data: "JVBERg==" } });
    const files = await world.rows(`/candidates/${String(id)}/files`, "files");
    expect(files).toMatchObject([{ name: "two.odt", kind: "resume" }]);
    expect(await detailOf(id)).toMatchObject({
      resume_url: files[0]?.["preview_url"],
      resume_metadata: { filename: "two.odt", filetype: "odt" },
    });
  });

  it("may be of the talent pool, too", async () => {
    const { id } = await create({}, {}, "/talent_pool/candidates");
    expect((await change(id, { headline: "Generalist" })).status).toBe(200);
    expect(data().talentPool.find((row) => row.id === id)?.headline).toBe("Generalist");
  });

  it("is refused another candidate's e-mail address in the same job, and may keep its own", async () => {
    const [one, two] = [await create(), await create()];
    expect(problemsOf(await change(one["id"], { email: two["email"] }))).toEqual({
      email: ["candidate already exists"],
    });
    expect((await change(one["id"], { email: one["email"] })).status).toBe(200);
    expect((await change(one["id"], { email: "fresh@people.test" })).status).toBe(200);
    expect(await world.rows("/candidates?email=fresh@people.test", "candidates")).toHaveLength(1);
  });

  it("cannot lose its name or e-mail address, nor take what is not of its type", async () => {
    const { id } = await create();
    expect(problemsOf(await change(id, { firstname: "" }))).toEqual({ firstname: ["can't be blank"] });
    expect(problemsOf(await change(id, { lastname: null }))).toEqual({ lastname: ["can't be blank"] });
    expect(problemsOf(await change(id, { email: null }))).toEqual({ email: ["can't be blank"] });
    expect(problemsOf(await change(id, { email: "x" }))).toEqual({ email: ["is invalid"] });
    expect(problemsOf(await change(id, { tags: {} }))).toEqual({ tags: ["is invalid"] });
    expect((await world.send("PATCH", `/candidates/${String(id)}`, {})).status).toBe(400);
    expect((await change("ffff", { headline: "x" })).status).toBe(404);
  });
});
