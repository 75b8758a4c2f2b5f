import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { done, startMutationWorld } from "./mutation-world.js";
import type { MutationWorld } from "./mutation-world.js";
import { workableRows } from "./workable-rows.js";
import type { WorkableRows } from "./workable-rows.js";

let world: MutationWorld;
let rows: WorkableRows;
beforeAll(async () => {
  world = await startMutationWorld();
  rows = workableRows(world);
});
afterAll(() => world.close());

const everything = `candidate {
  id remoteId firstName lastName name headline summary coverLetter emails { value } phones { value } address { formatted }
  education { school degree fieldOfStudy startDate endDate } experience { title company industry summary isCurrent startDate endDate }
  skills tags socialProfiles { network username url } source photoUrl remoteCreatedAt remoteUrl customFields { key }
  applications { nodes { remoteId stageKind } }
} application {
  id remoteId stageKind outcome rejectedAt hiredAt source appliedAt candidate { name } job { title } stage { name kind }
  answers { question { label } text boolean number date choices }
}`;

const person = {
  firstName: "Juno",
  lastName: "Abara",
  phone: "+44 20 7946 0001",
  headline: "Builds bridges",
  summary: "Ten years of bridges.",
  coverLetter: "Dear all",
  address: { street1: "1 Quay", city: "Leeds", postalCode: "LS1 4AP", countryCode: "GB" },
  education: [
    { school: "North Tech", degree: "BSc", fieldOfStudy: "Civil", startDate: "2008-09-01", endDate: "2011-06-30" },
  ],
  experience: [
    {
      title: "Engineer",
      company: "Span Ltd",
      industry: "Building",
      summary: "Spans",
      isCurrent: true,
      startDate: "2012-01-01",
    },
  ],
  skills: ["welding", "steel"],
  tags: ["bridge"],
  socialProfiles: [{ network: "LinkedIn", username: "juno", url: "https://linkedin.example.com/juno" }],
};

describe("createCandidate at Workable", () => {
  it("is one call with everything selected, because the answer carries the record", async () => {
    const job = rows.job();
    const [short, , licence, shift, , years, start] = job.questions;
    const written = await world.write(
      "createCandidate",
      {
        ...person,
        jobId: world.id("workable", "Job", job.shortcode),
        stageId: world.id("workable", "JobInterviewStage", `${job.shortcode}/phone-screen`),
        email: "juno.abara@example.com",
        source: "bridges.example.com",
        answers: [
          { questionId: short?.id, text: "One month" },
          { questionId: licence?.id, boolean: true },
          { questionId: shift?.id, choices: [shift?.choices?.[1]?.id] },
          { questionId: years?.id, number: 10 },
          { questionId: start?.id, date: "2026-09-01" },
        ],
        clientMutationId: "mine",
      },
      everything,
    );
    const candidate = done(written, "candidate");
    expect(written.calls).toEqual([`POST /spi/v3/jobs/${job.shortcode}/candidates`]);
    expect(written.payload).toMatchObject({
      replayed: false,
      clientMutationId: "mine",
      plan: null,
      steps: [{ name: "candidate", status: "DONE" }],
    });
    const row = rows.candidate(candidate.remoteId);
    expect(row).toMatchObject({
      firstname: "Juno",
      lastname: "Abara",
      email: "juno.abara@example.com",
      phone: person.phone,
      headline: person.headline,
      domain: "bridges.example.com",
      stageSlug: "phone-screen",
      sourced: true,
      address: "1 Quay, LS1 4AP Leeds, GB",
      job: { shortcode: job.shortcode },
    });
    expect(candidate).toMatchObject({
      ...{
        firstName: "Juno",
        lastName: "Abara",
        name: "Juno Abara",
        headline: person.headline,
        summary: person.summary,
      },
      coverLetter: person.coverLetter,
      emails: [{ value: "juno.abara@example.com" }],
      phones: [{ value: person.phone }],
      address: { formatted: row?.address },
      education: person.education,
      experience: [{ ...person.experience[0], endDate: null }],
      skills: person.skills,
      tags: person.tags,
      socialProfiles: [{ ...person.socialProfiles[0], network: "linkedin" }],
      source: "bridges.example.com",
      remoteCreatedAt: new Date(row?.created_at ?? "").toISOString(),
      applications: { nodes: [{ remoteId: candidate.remoteId, stageKind: "SCREEN" }] },
    });
    const { application } = written.payload;
    expect(application).toMatchObject({
      remoteId: candidate.remoteId,
      stageKind: "SCREEN",
      outcome: "ACTIVE",
      candidate: { name: "Juno Abara" },
      job: { title: job.title },
      stage: { name: "Phone Screen", kind: "SCREEN" },
    });
    expect(application.answers.map(({ question, ...answer }: any) => [question.label, answer])).toEqual([
      [short?.body, { text: "One month", boolean: null, number: null, date: null, choices: [] }],
      [licence?.body, { text: null, boolean: true, number: null, date: null, choices: [] }],
      [shift?.body, { text: null, boolean: null, number: null, date: null, choices: ["Night"] }],
      [years?.body, { text: null, boolean: null, number: 10, date: null, choices: [] }],
      [start?.body, { text: null, boolean: null, number: null, date: "2026-09-01", choices: [] }],
    ]);
    const fields = /^candidate \{([\s\S]*)\} application/u.exec(everything)?.[1] ?? "";
    expect(await world.read(candidate.id, "Candidate", fields)).toEqual(candidate);
    expect(
      await world.read(
        application.id,
        "Application",
        "remoteId stageKind answers { text boolean number date choices }",
      ),
    ).toEqual({
      remoteId: candidate.remoteId,
      stageKind: "SCREEN",
      answers: application.answers.map(({ question: _, ...answer }: any) => answer),
    });
  });

  it("is one call for the talent pool, where there is no application", async () => {
    const written = await world.write(
      "createCandidate",
      { accountId: world.accountId("workable"), name: "Pat Pool", email: "pat.pool@example.com" },
      everything,
    );
    const candidate = done(written, "candidate");
    expect(written.calls).toEqual(["POST /spi/v3/talent_pool/candidates"]);
    expect(written.payload.application).toBeNull();
    expect(rows.data.talentPool.find(({ id }) => id === candidate.remoteId)).toMatchObject({
      name: "Pat Pool",
      email: "pat.pool@example.com",
      job: null,
    });
    expect(await world.read(candidate.id, "Candidate", "name emails { value } applications { nodes { id } }")).toEqual({
      name: "Pat Pool",
      emails: [{ value: "pat.pool@example.com" }],
      applications: { nodes: [] },
    });
  });

  it("tells Workable of one who applied, whom it thanks and puts at the first stage", async () => {
    const job = rows.job();
    const input = { jobId: world.id("workable", "Job", job.shortcode), name: "Ann Applied", email: "ann@example.com" };
    const written = await world.write("createCandidate", { ...input, applied: true }, "candidate { remoteId }");
    const { remoteId } = done(written, "candidate");
    expect(written.calls).toHaveLength(1);
    expect(rows.candidate(remoteId)).toMatchObject({ sourced: false, stageSlug: "applied" });
  });
});

describe("updateCandidate at Workable", () => {
  it("is one call with everything selected, and leaves what is not given", async () => {
    const row = rows.next();
    const written = await world.write(
      "updateCandidate",
      { candidateId: rows.candidateId(row), ...person, email: "renewed@example.com", skills: [] },
      everything.replace(/\} application[\s\S]*/u, "}"),
    );
    const candidate = done(written, "candidate");
    expect(written.calls).toEqual([`PATCH /spi/v3/candidates/${row.id}`]);
    expect(candidate).toMatchObject({
      ...{ id: rows.candidateId(row), name: "Juno Abara", headline: person.headline, skills: [], tags: person.tags },
      emails: [{ value: "renewed@example.com" }],
      education: person.education,
      remoteCreatedAt: new Date(row.created_at).toISOString(),
    });
    expect(rows.candidate(row.id)).toMatchObject({
      firstname: "Juno",
      email: "renewed@example.com",
      stageSlug: row.stageSlug,
      created_at: row.created_at,
      domain: row.domain,
      detail: { tags: ["bridge"], skills: [], cover_letter: "Dear all", answers: row.detail.answers },
    });
    const fields = /\{([\s\S]*)\} application/u.exec(everything)?.[1] ?? "";
    expect(await world.read(candidate.id, "Candidate", fields)).toEqual(candidate);
  });

  it("changes one field and no other", async () => {
    const row = rows.next();
    const input = { candidateId: rows.candidateId(row), headline: "Only this" };
    const written = await world.write("updateCandidate", input, "candidate { headline name }");
    expect(done(written, "candidate")).toEqual({ headline: "Only this", name: row.name });
    expect(written.calls).toHaveLength(1);
    const after = rows.candidate(row.id);
    expect(after).toEqual({ ...row, headline: "Only this", updated_at: after?.updated_at });
  });

  it("makes no call when nothing is given to change, but to show the record", async () => {
    const row = rows.next();
    const candidateId = rows.candidateId(row);
    const idle = await world.write("updateCandidate", { candidateId }, "candidate { id }");
    expect(done(idle, "candidate")).toEqual({ id: candidateId });
    expect(idle.calls).toEqual([]);
    const shown = await world.write("updateCandidate", { candidateId }, "candidate { name }");
    expect(done(shown, "candidate")).toEqual({ name: row.name });
    expect(shown.calls).toEqual([`GET /spi/v3/candidates/${row.id}`]);
    expect(rows.candidate(row.id)).toEqual(row);
  });
});

describe("setCandidateTags at Workable", () => {
  it("is one call with the id alone and two with the tags, which replace those before", async () => {
    const row = rows.next();
    const candidateId = rows.candidateId(row);
    const first = await world.write("setCandidateTags", { candidateId, tags: ["one", "two"] }, "candidate { id }");
    expect(done(first, "candidate")).toEqual({ id: candidateId });
    expect(first.calls).toEqual([`PUT /spi/v3/candidates/${row.id}/tags`]);
    const second = await world.write("setCandidateTags", { candidateId, tags: ["three"] }, "candidate { id tags }");
    expect(done(second, "candidate")).toEqual({ id: candidateId, tags: ["three"] });
    expect(second.calls).toEqual([`PUT /spi/v3/candidates/${row.id}/tags`, `GET /spi/v3/candidates/${row.id}`]);
    expect(rows.candidate(row.id)?.detail.tags).toEqual(["three"]);
    const emptied = await world.write("setCandidateTags", { candidateId, tags: [] }, "candidate { tags }");
    expect(done(emptied, "candidate")).toEqual({ tags: [] });
    expect(await world.read(candidateId, "Candidate", "tags")).toEqual({ tags: [] });
  });
});

describe("setCustomFields of a candidate at Workable", () => {
  it("is a call for each value and one for what the attributes are", async () => {
    const row = rows.next();
    const values = [
      { key: "ca1001", value: "CC-7" },
      { key: "ca1002", value: true },
      { key: "ca1003", value: 41_000 },
      { key: "ca1005", value: "ca2101" },
    ];
    const written = await world.write(
      "setCustomFields",
      { nodeId: rows.candidateId(row), values },
      "candidate { id name applications { nodes { answers { question { label } text boolean number choices } } } }",
    );
    const candidate = done(written, "candidate");
    const patch = `PATCH /spi/v3/candidates/${row.id}/update_custom_attribute_value`;
    expect(written.calls).toEqual(["GET /spi/v3/custom_attributes", patch, patch, patch, patch]);
    expect(written.payload.steps.map(({ name, status }: any) => `${name}: ${status}`)).toEqual(
      values.map((_, index) => `value ${String(index + 1)}: DONE`),
    );
    const labels = ["Cost centre", "Has driving licence", "Expected salary", "Shift"];
    const own = candidate.applications.nodes[0].answers.filter(({ question }: any) => labels.includes(question.label));
    expect(own).toEqual([
      { question: { label: "Cost centre" }, text: "CC-7", boolean: null, number: null, choices: [] },
      { question: { label: "Has driving licence" }, text: null, boolean: true, number: null, choices: [] },
      { question: { label: "Expected salary" }, text: null, boolean: null, number: 41_000, choices: [] },
      { question: { label: "Shift" }, text: null, boolean: null, number: null, choices: ["Night"] },
    ]);
    const { answers } = rows.candidate(row.id)?.detail ?? {};
    expect(answers?.filter(({ question }) => labels.includes(question.body)).map(({ answer }) => answer)).toEqual([
      { body: "CC-7" },
      { checked: true },
      { number: 41_000 },
      { choices: [{ body: "Night" }] },
    ]);
    const later = await world.read(
      candidate.id,
      "Candidate",
      "applications { nodes { answers { question { label } text boolean number choices } } }",
    );
    expect(later.applications).toEqual(candidate.applications);
  });
});
