import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { present } from "./workable-account.js";
import { dana, ola, startWorkableWriter } from "./workable-writer.js";
import type { WorkableWriter } from "./workable-writer.js";

let writer: WorkableWriter;
beforeAll(async () => {
  writer = await startWorkableWriter();
});
afterAll(() => writer.stop());
afterEach(() => {
  writer.tenant.clearFaults();
});

const copy = "COPY" as never;
const move = "MOVE" as never;
const newest = () => present(writer.data.candidates.at(-1));

/** Candidates of other jobs whose addresses a job does not have; another job each time. */
let turn = 0;
function pairs(count = 1) {
  turn += 1;
  const jobId = present(writer.data.jobs[turn]).shortcode;
  const known = new Set(writer.data.candidates.filter(({ job }) => job?.shortcode === jobId).map(({ email }) => email));
  const strangers = new Map(
    writer.data.candidates.filter(({ email }) => email !== null && !known.has(email)).map((row) => [row.email, row]),
  );
  const rows = [...strangers.values()].slice(turn * 4, turn * 4 + count);
  return rows.map((row) => ({ row, applicationId: row.id, jobId }));
}
const pair = () => present(pairs()[0]);

describe("a copy to another job", () => {
  it("is a new record there, and the first one stays", async () => {
    const { row, applicationId, jobId } = pair();
    const { records, done, calls } = await writer.run(
      "transferApplication",
      { applicationId, jobId, mode: copy, stageId: `${jobId}/phone-screen` },
      ola,
    );
    expect(calls).toEqual([`POST /candidates/${applicationId}/copy`]);
    const { id, email, job, stageSlug } = newest();
    expect({ email, job: job?.shortcode, stageSlug }).toEqual({
      email: row.email,
      job: jobId,
      stageSlug: "phone-screen",
    });
    expect(writer.data.candidates.some((one) => one.id === applicationId)).toBe(true);
    expect(done["copy"]).toEqual({ created: { model: "Candidate", key: id } });
    expect(records).toEqual([
      { model: "Application", key: id },
      { model: "Candidate", key: id },
    ]);
  });

  it("is refused for a stage of a third job", () => {
    const { applicationId, jobId } = pair();
    const input = { applicationId, jobId, mode: copy, stageId: "GROOV00X/applied" };
    expect(() => writer.plan("transferApplication", input)).toThrow(
      expect.objectContaining({ name: "InputRefusal", field: ["stageId"] }),
    );
  });

  it("is found, when its answer is lost, by the address of the original", async () => {
    const { applicationId, jobId } = pair();
    const { found, calls } = await writer.lose("transferApplication", { applicationId, jobId, mode: copy }, "after");
    expect(found).toEqual([{ created: { model: "Candidate", key: newest().id } }]);
    expect(calls.map((call) => call.split("?")[0])).toEqual([`GET /candidates/${applicationId}`, "GET /candidates"]);
  });

  it("is not found when it never arrived", async () => {
    const { applicationId, jobId } = pair();
    const { found } = await writer.lose("transferApplication", { applicationId, jobId, mode: copy }, "before");
    expect(found).toEqual([]);
  });

  it("is found by its name where there is no address", async () => {
    const { row, applicationId, jobId } = pair();
    writer.data.candidates.splice(writer.data.candidates.indexOf(row), 1, { ...row, email: null });
    const { found } = await writer.lose("transferApplication", { applicationId, jobId, mode: copy }, "after");
    expect(found).toEqual([{ created: { model: "Candidate", key: newest().id } }]);
  });
});

describe("a move to another job", () => {
  it("goes on under a new id, to which the old one leads", async () => {
    const { row, applicationId, jobId } = pair();
    const { records, done, calls } = await writer.run("transferApplication", { applicationId, jobId, mode: move });
    expect(calls).toEqual([`POST /candidates/${applicationId}/relocate`]);
    const { id, email, job } = newest();
    expect({ email, job: job?.shortcode }).toEqual({ email: row.email, job: jobId });
    expect(writer.data.candidates.some((one) => one.id === applicationId)).toBe(false);
    expect(done["relocate"]).toEqual({
      created: { model: "Candidate", key: id },
      moved: { models: ["Candidate", "Application"], from: applicationId, to: id },
    });
    expect(records).toEqual([
      { model: "Application", key: id },
      { model: "Candidate", key: id },
    ]);
  });

  it("has not happened while the original is where it was", async () => {
    const { applicationId, jobId } = pair();
    const { found, calls } = await writer.lose("transferApplication", { applicationId, jobId, mode: move }, "before");
    expect(found).toEqual([]);
    expect(calls).toEqual([`GET /candidates/${applicationId}`]);
  });

  it("is found, when its answer is lost, as the one that this member moved there", async () => {
    const { applicationId, jobId } = pair();
    const { found, calls } = await writer.lose("transferApplication", { applicationId, jobId, mode: move }, "after");
    const { id } = newest();
    expect(found).toEqual([
      {
        created: { model: "Candidate", key: id },
        moved: { models: ["Candidate", "Application"], from: applicationId, to: id },
      },
    ]);
    expect(calls.map((call) => call.split("?")[0])).toEqual([
      `GET /candidates/${applicationId}`,
      "GET /candidates",
      `GET /candidates/${id}`,
      `GET /candidates/${id}/activities`,
    ]);
  });

  it("is the record that names the original, whatever else came", async () => {
    const [other, { applicationId, jobId }] = pairs(2) as [ReturnType<typeof pair>, ReturnType<typeof pair>];
    await writer.run("transferApplication", { applicationId: other.applicationId, jobId, mode: move });
    const before = newest();
    const input = { applicationId, jobId, mode: move };
    const { steps } = writer.plan("transferApplication", input);
    const sentAt = new Date();
    await writer.run("transferApplication", input);
    const row = newest();
    expect(row.id).not.toBe(before.id);
    const named = { ...row, detail: { ...row.detail, originating_candidate_id: applicationId } };
    writer.data.candidates.splice(writer.data.candidates.indexOf(row), 1, named);
    const found = await steps[0]?.find?.look(writer.session(), sentAt, {});
    expect(found?.map(({ created }) => created?.key)).toEqual([row.id]);
  });

  it("is known, and its record is not, where several came at once", async () => {
    const [other, { applicationId, jobId }] = pairs(2) as [ReturnType<typeof pair>, ReturnType<typeof pair>];
    await writer.run("transferApplication", { applicationId: other.applicationId, jobId, mode: move });
    const input = { applicationId, jobId, mode: move };
    const { found } = await writer.lose("transferApplication", input, "after");
    expect(found).toEqual([{}]);
    const plan = writer.plan("transferApplication", input);
    expect(await plan.results(writer.session(), { relocate: {} })).toEqual([
      { model: "Application", key: applicationId },
      { model: "Candidate", key: applicationId },
    ]);
  });

  it("is not what another member moved", async () => {
    const { applicationId, jobId } = pair();
    const input = { applicationId, jobId, mode: move };
    await writer.run("transferApplication", input, ola);
    const [step] = writer.plan("transferApplication", input, dana).steps;
    expect(await step?.find?.look(writer.session(), new Date(), {})).toEqual([]);
  });
});
