import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import type { WriteInputs } from "../../../src/datasources/write.js";
import { AttachmentKind } from "../../../src/schema/enums.js";
import { Depth } from "../../../src/schema/provider-record.js";
import { present } from "./workable-account.js";
import { dana, fileOf, lastActivity, startWorkableWriter } from "./workable-writer.js";
import type { WorkableWriter } from "./workable-writer.js";
import { noNote } from "../../support/no-note.js";

let writer: WorkableWriter;
beforeAll(async () => {
  writer = await startWorkableWriter();
});
afterAll(() => writer.stop());
afterEach(() => {
  writer.tenant.clearFaults();
});

type NewCandidate = WriteInputs["createCandidate"];

let count = 0;
const nextEmail = () => `new.${String((count += 1))}@people.test`;
const job = () => present(writer.data.jobs[0]);
const newest = () => present(writer.data.candidates.at(-1));
const filesOf = (id: string) => writer.data.files.filter((file) => file.candidateId === id);
const nadia = (more: NewCandidate = {}): NewCandidate => ({
  firstName: "Nadia",
  lastName: "Quist",
  email: nextEmail(),
  jobId: job().shortcode,
  ...more,
});

describe("a new candidate for a job", () => {
  it("is made in one call, whose answer shows candidate and application whole", async () => {
    const input = nadia();
    const { records, done, calls } = await writer.run("createCandidate", input);
    expect(calls).toEqual([`POST /jobs/${job().shortcode}/candidates`]);
    const { id, name, email, sourced, stageSlug } = newest();
    expect({ name, email, sourced, stageSlug }).toEqual({
      name: "Nadia Quist",
      email: input.email,
      sourced: true,
      stageSlug: "sourced",
    });
    expect(done["candidate"]?.created).toEqual({ model: "Candidate", key: id });
    expect(records.map(({ model, key }) => ({ model, key }))).toEqual([
      { model: "Candidate", key: id },
      { model: "Application", key: id },
    ]);
    expect(records[0]?.draft).toMatchObject({ depth: Depth.DETAIL, firstName: "Nadia", tags: [] });
    expect(records[1]?.draft).toMatchObject({ depth: Depth.DETAIL, jobRef: { key: job().shortcode }, answers: [] });
  });

  it("has everything that is said of the person", async () => {
    const { records } = await writer.run(
      "createCandidate",
      nadia({
        phone: "+4790000001",
        headline: "Site lead",
        summary: "Builds.",
        coverLetter: "Dear all,",
        source: "jobs.example.com",
        skills: ["Surveying"],
        tags: ["urgent", "north"],
        address: { street1: "Quay 4", postalCode: "5003", city: "Bergen", country: "Norway", countryCode: "NO" },
        education: [{ school: "Fjord College", degree: "BA", fieldOfStudy: "Law", startDate: "2010-09-01" }],
        experience: [{ title: "Engineer", company: "Bridgeco", isCurrent: true, startDate: "2015-02-01" }],
        socialProfiles: [{ network: "Stack Overflow", username: "nq", url: "https://social.test/nq" }],
      }),
    );
    const { phone, headline, address, domain, detail } = newest();
    expect({ phone, headline, address, domain }).toEqual({
      phone: "+4790000001",
      headline: "Site lead",
      address: "Quay 4, 5003 Bergen, Norway",
      domain: "jobs.example.com",
    });
    expect(detail).toMatchObject({
      summary: "Builds.",
      cover_letter: "Dear all,",
      skills: [{ name: "surveying" }],
      tags: ["urgent", "north"],
      education_entries: [{ school: "Fjord College", degree: "BA", field_of_study: "Law", start_date: "2010-09-01" }],
      experience_entries: [{ title: "Engineer", company: "Bridgeco", current: true, start_date: "2015-02-01" }],
      social_profiles: [{ type: "stackoverflow", username: "nq", url: "https://social.test/nq" }],
    });
    expect(records[0]?.draft).toMatchObject({ tags: ["urgent", "north"], skills: ["surveying"] });
  });

  it("takes a full name, and an address in one line", async () => {
    const input = { name: "Mara Lou Okoye", email: nextEmail(), jobId: job().shortcode };
    await writer.run("createCandidate", { ...input, address: { formatted: "Anywhere 1", city: "Oslo" } });
    expect(newest()).toMatchObject({ name: "Mara Lou Okoye", address: "Anywhere 1" });
  });

  it("begins in a stage that is named, and has applied when that is said", async () => {
    const stageId = `${job().shortcode}/technical-interview`;
    const { calls } = await writer.run("createCandidate", nadia({ stageId, applied: true }));
    expect(calls).toEqual([`POST /jobs/${job().shortcode}/candidates?stage=technical-interview`]);
    expect(newest()).toMatchObject({ stageSlug: "technical-interview", sourced: false });
    await writer.run("createCandidate", nadia({ stageId: "-/applied" }));
    expect(newest()).toMatchObject({ stageSlug: "applied", sourced: true });
  });

  it("answers questions in the form of the value that is given", async () => {
    const id = (type: string) => present(job().questions.find((question) => question.type === type)).id;
    const choice = (type: string, place: number) =>
      present(job().questions.find((question) => question.type === type)?.choices?.[place]).id;
    await writer.run(
      "createCandidate",
      nadia({
        answers: [
          { questionId: id("short_text"), text: "One month" },
          { questionId: id("boolean"), boolean: false },
          { questionId: id("dropdown"), choices: [choice("dropdown", 1)] },
          { questionId: id("multiple_choice"), choices: [choice("multiple_choice", 0), choice("multiple_choice", 2)] },
          { questionId: id("numeric"), number: 0 },
          { questionId: id("date"), date: "2026-12-24" },
          { questionId: id("file"), fileUrl: "https://files.example.com/diploma.pdf" },
        ],
      }),
    );
    expect(newest().detail.answers.map(({ answer }) => answer)).toEqual([
      { body: "One month" },
      { checked: false },
      { choices: [expect.anything()] },
      { choices: [expect.anything(), expect.anything()] },
      { number: 0 },
      { date: "2026-12-24" },
      { file_url: expect.stringContaining("diploma.pdf") as unknown },
    ]);
  });

  it("is told again by its keys when the answer is no longer at hand", async () => {
    const plan = writer.plan("createCandidate", nadia());
    const done = { candidate: { created: { model: "Candidate", key: "2fff" } as const } };
    expect(await plan.results(writer.session(), done)).toEqual([
      { model: "Candidate", key: "2fff" },
      { model: "Application", key: "2fff" },
    ]);
  });

  it.each([
    ["an incomplete name", { lastName: undefined as never }, ["lastName"]],
    ["another job's stage", { stageId: "GROOV003/applied" }, ["stageId"]],
    ["an answer without a value", { answers: [{ questionId: "9e5000" }] }, ["answers", "0"]],
    ["an answer with two", { answers: [{ questionId: "9e5000", text: "x", number: 1 }] }, ["answers", "0"]],
    [
      "a site that Workable does not keep",
      { socialProfiles: [{ network: "Village board", url: "https://social.test/x" }] },
      ["socialProfiles", "0", "network"],
    ],
  ])("is refused before any call with %s", (_what, more, field) => {
    const input = { ...nadia(), ...more };
    expect(() => writer.plan("createCandidate", input)).toThrow(
      expect.objectContaining({ name: "InputRefusal", code: "BAD_USER_INPUT", field }),
    );
  });

  it("asks for an address, and for one kind of name", () => {
    const { requires, accepts, actor } = writer.source("createCandidate");
    expect(requires).toEqual(["email", ["name", "firstName"]]);
    expect(actor).toBe("optional");
    expect(accepts).toContain("source");
    expect(writer.source("updateCandidate").accepts).not.toContain("source");
    expect(writer.source("updateCandidate").accepts).not.toContain("name");
  });
});

describe("the files of a new candidate", () => {
  it("become the résumé and comments, one call each, in order", async () => {
    const attachments = [
      { content: fileOf("letter.pdf"), kind: AttachmentKind.COVER_LETTER },
      { content: fileOf("cv.PDF", "all of it"), kind: AttachmentKind.RESUME },
      { content: fileOf("photo.png") },
      { content: fileOf("old-cv.pdf"), kind: AttachmentKind.RESUME },
    ];
    const { calls, done } = await writer.run("createCandidate", nadia({ attachments }));
    const { id, resume_metadata } = newest();
    const comments = `POST /candidates/${id}/comments`;
    expect(calls).toEqual([`POST /jobs/${job().shortcode}/candidates`, comments, comments, comments]);
    expect(Object.keys(done)).toEqual(["candidate", "attachment 1", "attachment 2", "attachment 3"]);
    expect(resume_metadata?.filename).toBe("cv.PDF");
    expect(filesOf(id).map(({ name, source }) => [name, source])).toEqual([
      ["cv.PDF", "upload"],
      ["letter.pdf", "comment"],
      ["photo.png", "comment"],
      ["old-cv.pdf", "comment"],
    ]);
    expect(Buffer.from(present(filesOf(id)[0]?.content)).toString()).toBe("all of it");
    const bodies = writer.data.activities.slice(-3).map(({ body, member }) => [body, member?.id]);
    expect(bodies).toEqual([
      ["Cover letter: letter.pdf", dana],
      ["photo.png", dana],
      ["Résumé: old-cv.pdf", dana],
    ]);
  });

  it("need a member for what becomes a comment, and none for the résumé", async () => {
    const resume = { content: fileOf("cv.odt"), kind: AttachmentKind.RESUME };
    const { calls } = await writer.run("createCandidate", nadia({ attachments: [resume] }), null);
    expect(calls).toHaveLength(1);
    const attachments = [resume, { content: fileOf("other.pdf") }];
    expect(() => writer.plan("createCandidate", nadia({ attachments }), null)).toThrow(
      expect.objectContaining({ name: "InputRefusal", field: ["actorId"] }),
    );
  });

  it.each([
    ["of a type that is no text", fileOf("cv.png")],
    ["without an ending", fileOf("cv")],
    ["that is too large", fileOf("cv.pdf", "x", 5 * 1024 * 1024 + 1)],
  ])("are refused as a résumé %s", (_what, content) => {
    const attachments = [{ content: fileOf("a.txt") }, { content, kind: AttachmentKind.RESUME }];
    expect(() => writer.plan("createCandidate", nadia({ attachments }))).toThrow(
      expect.objectContaining({ name: "InputRefusal", field: ["attachments", "1"] }),
    );
  });

  it("go to the candidate that was made, also when that is only known again", async () => {
    const attachments = [{ content: fileOf("later.pdf") }];
    const { id } = newest();
    const [, comment] = writer.plan("createCandidate", nadia({ attachments })).steps;
    await present(comment).send(writer.session(), { candidate: { created: { model: "Candidate", key: id } } }, noNote);
    expect(filesOf(id).at(-1)?.name).toBe("later.pdf");
    await expect(present(comment).send(writer.session(), { candidate: {} }, noNote)).rejects.toMatchObject({
      code: "PROVIDER_BAD_RESPONSE",
    });
  });

  it("are found by their comment when the answer is lost", async () => {
    const attachments = [{ content: fileOf("lost.pdf") }];
    const { found } = await writer.lose("createCandidate", nadia({ attachments }), "after");
    const key = `${newest().id}/${lastActivity(writer).id}`;
    expect(found).toEqual([{ created: { model: "Activity", key } }]);
  });
});

describe("a new candidate who is there already", () => {
  it("is found by address and job", async () => {
    const input = nadia();
    await writer.run("createCandidate", input);
    const { existing } = writer.plan("createCandidate", input);
    expect(existing?.isRefusedByProvider).toBe(true);
    writer.tenant.clearCalls();
    expect(await existing?.find(writer.session())).toMatchObject({ model: "Candidate", key: newest().id });
    expect(writer.calls()).toEqual([
      `GET /candidates?email=${encodeURIComponent(input.email ?? "")}&shortcode=${job().shortcode}&limit=100`,
    ]);
  });

  it("is nobody when the address is unknown there, or only like it", async () => {
    const search = writer.plan("createCandidate", nadia()).existing;
    expect(await search?.find(writer.session())).toBeNull();
    const row = { ...newest(), email: `x${newest().email ?? ""}` };
    writer.tenant.fault({ kind: "status", status: 200, body: JSON.stringify({ candidates: [row] }) });
    expect(await search?.find(writer.session())).toBeNull();
  });

  it("is refused by Workable, in words that name the address", async () => {
    const input = nadia();
    await writer.run("createCandidate", input);
    const error = await writer.run("createCandidate", input).catch((thrown: unknown) => thrown);
    const refusals = writer.provider.writes?.explain(error as never, "createCandidate");
    expect(refusals).toEqual([
      {
        code: "CONFLICT",
        field: ["email"],
        message: "Workable has a record with this `email` already.",
        providerMessage: "candidate already exists",
      },
    ]);
  });
});

describe("a new candidate whose answer is lost", () => {
  it("is found by address, job and time", async () => {
    const input = nadia();
    const { error, found, calls } = await writer.lose("createCandidate", input, "after");
    expect(error.code).toBe("PROVIDER_UNAVAILABLE");
    expect(calls).toHaveLength(1);
    expect(found).toHaveLength(1);
    expect(found[0]?.created).toEqual({ model: "Candidate", key: newest().id });
    expect(found[0]?.drafts?.map(({ model }) => model)).toEqual(["Candidate", "Application"]);
  });

  it("is not found when it never arrived, nor taken for one of old", async () => {
    expect((await writer.lose("createCandidate", nadia(), "before")).found).toEqual([]);
    const old = present(writer.data.candidates.find(({ email, job: of }) => email !== null && of !== null));
    const input = nadia({ email: present(old.email), jobId: present(old.job).shortcode });
    expect((await writer.lose("createCandidate", input, "before")).found).toEqual([]);
  });

  it.each([
    ["a page of HTML", { kind: "html200" } as const],
    ["JSON that is cut short", { kind: "truncated", after: true } as const],
    ["no candidate", { kind: "status", status: 201, body: '{"status":"created"}' } as const],
  ])("is not taken for done by %s", async (_what, fault) => {
    writer.tenant.fault({ ...fault, method: "POST" });
    await expect(writer.run("createCandidate", nadia())).rejects.toMatchObject({ code: "PROVIDER_BAD_RESPONSE" });
  });

  it("stays unknown in the talent pool, which nothing lists", () => {
    const [step] = writer.plan("createCandidate", { name: "Pool Person", email: nextEmail() }).steps;
    expect(step?.find).toBeUndefined();
    expect(step?.isRepeatable).toBeUndefined();
  });
});

describe("a new candidate without a job", () => {
  it("is in the talent pool, without an application", async () => {
    const { records, calls } = await writer.run("createCandidate", { name: "Pool Person", email: nextEmail() });
    expect(calls).toEqual(["POST /talent_pool/candidates"]);
    const { id, name } = present(writer.data.talentPool.at(-1));
    expect(name).toBe("Pool Person");
    expect(records.map(({ model, key }) => [model, key])).toEqual([["Candidate", id]]);
    const plan = writer.plan("createCandidate", { name: "Pool Person", email: nextEmail() });
    expect(plan.existing).toBeUndefined();
    const done = { candidate: { created: { model: "Candidate", key: id } as const } };
    expect(await plan.results(writer.session(), done)).toEqual([{ model: "Candidate", key: id }]);
  });
});

describe("a change of a candidate", () => {
  it("sends only what is given, and shows the candidate as it is then", async () => {
    const before = present(writer.data.candidates[10]);
    const { records, calls } = await writer.run("updateCandidate", { candidateId: before.id, phone: "+4791111111" });
    expect(calls).toEqual([`PATCH /candidates/${before.id}`]);
    const after = present(writer.data.candidates.find(({ id }) => id === before.id));
    expect(after.phone).toBe("+4791111111");
    expect({ ...after, phone: null, updated_at: null }).toEqual({ ...before, phone: null, updated_at: null });
    expect(records.map(({ model }) => model)).toEqual(["Candidate", "Application"]);
    expect(records[0]?.draft).toMatchObject({ key: before.id, phones: [{ value: "+4791111111" }] });
  });

  it("empties a list that is given empty", async () => {
    const before = present(writer.data.candidates.find(({ detail }) => detail.tags.length > 0));
    await writer.run("updateCandidate", { candidateId: before.id, tags: [], skills: [], education: [] });
    const after = present(writer.data.candidates.find(({ id }) => id === before.id));
    expect(after.detail).toMatchObject({ tags: [], skills: [], education_entries: [] });
    expect(after.detail.experience_entries).toEqual(before.detail.experience_entries);
  });

  it("can be sent twice, and brings files along", async () => {
    const { id } = present(writer.data.candidates[11]);
    const attachments = [
      { content: fileOf("new-cv.docx"), kind: AttachmentKind.RESUME },
      { content: fileOf("extra.pdf") },
    ];
    const { calls } = await writer.run("updateCandidate", { candidateId: id, attachments });
    expect(calls).toEqual([`PATCH /candidates/${id}`, `POST /candidates/${id}/comments`]);
    expect(filesOf(id).map(({ name }) => name)).toEqual(expect.arrayContaining(["new-cv.docx", "extra.pdf"]));
    const [change, comment] = writer.plan("updateCandidate", { candidateId: id, attachments }).steps;
    expect([change?.isRepeatable, comment?.isRepeatable]).toEqual([true, undefined]);
  });

  it("makes no call for fields when there are none, and shows the candidate by its key", async () => {
    const { id } = present(writer.data.candidates[12]);
    const attachments = [{ content: fileOf("only.pdf") }];
    const { calls, records } = await writer.run("updateCandidate", { candidateId: id, attachments });
    expect(calls).toEqual([`POST /candidates/${id}/comments`]);
    expect(records).toEqual([{ model: "Candidate", key: id }]);
  });

  it("is done all the same when its answer cannot be read", async () => {
    const { id } = present(writer.data.candidates[12]);
    writer.tenant.fault({ kind: "status", status: 200, body: '{"candidate":{}}', method: "PATCH" });
    const { records } = await writer.run("updateCandidate", { candidateId: id, headline: "x" });
    expect(records).toEqual([{ model: "Candidate", key: id }]);
  });
});

describe("tags", () => {
  it("are replaced as a whole, as often as it is sent", async () => {
    const { id } = present(writer.data.candidates[13]);
    const { records, calls } = await writer.run("setCandidateTags", { candidateId: id, tags: ["a", "b c"] });
    expect(calls).toEqual([`PUT /candidates/${id}/tags`]);
    expect(writer.data.candidates.find((row) => row.id === id)?.detail.tags).toEqual(["a", "b c"]);
    expect(records).toEqual([{ model: "Candidate", key: id }]);
    expect(writer.plan("setCandidateTags", { candidateId: id, tags: [] }).steps[0]?.isRepeatable).toBe(true);
    await writer.run("setCandidateTags", { candidateId: id, tags: [] });
    expect(writer.data.candidates.find((row) => row.id === id)?.detail.tags).toEqual([]);
  });
});
