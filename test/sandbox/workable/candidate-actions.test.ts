import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CandidateRow } from "../../../src/sandbox/workable/types.js";
import { found, recordOf } from "../json.js";
import { problemsOf, startWorkable, type WorkableSandbox } from "./workable-sandbox.js";

let world: WorkableSandbox;

beforeAll(async () => {
  world = await startWorkable();
});
afterAll(() => world.stop());

const dana = "2b44e1";
const data = () => world.tenant.data;
const act = (id: string, action: string, body: object, method = "POST") =>
  world.send(method, `/candidates/${id}/${action}`, body);
const detailOf = async (id: string) => recordOf((await world.get(`/candidates/${id}`)).body, "candidate");
const lastEntryOf = async (id: string) =>
  (await world.rows(`/candidates/${id}/activities?limit=100`, "activities")).at(-1);
const rowOf = (id: string) => found(data().candidates.find((row) => row.id === id));

const used = new Set<string>();
/** A candidate that no test has had yet, in the early stages of a job with the account's pipeline. */
function fresh(matches: (row: CandidateRow) => boolean = (row) => !row.disqualified): CandidateRow {
  const own = data().jobs[2]?.shortcode;
  const row = found(
    data().candidates.find(
      (other) =>
        !used.has(other.id) &&
        other.job?.shortcode !== own &&
        ["sourced", "applied", "phone-screen"].includes(other.stageSlug) &&
        matches(other),
    ),
  );
  used.add(row.id);
  return row;
}

describe("disqualifying a candidate of Workable in the sandbox", () => {
  it("answers an empty text, shows the reason and is told in the timeline", async () => {
    const { id, stageSlug } = fresh();
    const answer = await act(id, "disqualify", {
      member_id: dana,
      disqualify_reason_id: "d15900",
      disqualify_note: "Not yet",
    });
    expect([answer.status, answer.text, answer.headers.get("content-type")]).toEqual([
      200,
      "",
      "text/plain; charset=utf-8",
    ]);
    const detail = await detailOf(id);
    expect(detail).toMatchObject({
      disqualified: true,
      disqualification_reason: "Not enough experience",
      withdrew: false,
      disqualified_at: expect.stringMatching(/\.\d{3}Z$/u) as string,
    });
    expect(Date.now() - Date.parse(String(detail["updated_at"]))).toBeLessThan(10_000);
    expect(await lastEntryOf(id)).toMatchObject({
      action: "disqualified",
      body: "Not enough experience",
      member: { id: dana, name: "Dana Iversen", type: "Member" },
      action_stage: { slug: stageSlug },
    });
    expect(rowOf(id)).toMatchObject({ disqualified: true, stageSlug });
    const listed = await world.rows(`/candidates?since_id=${id}&limit=1`, "candidates");
    expect(listed).toMatchObject([{ id, disqualified: true, disqualification_reason: "Not enough experience" }]);
  });

  it("tells a withdrawal by its reason or by its own word, and may do without a reason", async () => {
    const [byReason, byWord, bare] = [fresh().id, fresh().id, fresh().id];
    await act(byReason, "disqualify", { member_id: dana, disqualify_reason_id: "d15903" });
    await act(byWord, "disqualify", { member_id: dana, withdrew: true, disqualification_reason: "Moved abroad" });
    await act(bare, "disqualify", { member_id: dana, disqualify_note: "Said so on the phone" });
    expect(rowOf(byReason).detail.withdrew).toBe(true);
    expect(await detailOf(byWord)).toMatchObject({ withdrew: true, disqualification_reason: "Moved abroad" });
    expect(await detailOf(bare)).toMatchObject({ withdrew: false, disqualification_reason: null });
    expect(await lastEntryOf(bare)).toMatchObject({ body: "Said so on the phone" });
  });

  it("is refused twice, with an unknown reason or member, or with too long a note", async () => {
    const { id } = fresh();
    const refused = async (body: object) => problemsOf(await act(id, "disqualify", body));
    expect(await refused({ member_id: dana, disqualify_reason_id: "ffff" })).toEqual({
      disqualify_reason_id: ["is invalid"],
    });
    expect(await refused({ member_id: dana, disqualify_note: "x".repeat(257) })).toEqual({
      disqualify_note: ["is too long (maximum is 256 characters)"],
    });
    expect(await refused({ member_id: dana, withdrew: "yes" })).toEqual({ withdrew: ["is invalid"] });
    expect(await refused({ member_id: "2b44e7" })).toEqual({ member_id: ["is invalid"] });
    expect(rowOf(id).disqualified).toBe(false);
    await act(id, "disqualify", { member_id: dana, disqualify_note: "x".repeat(256) });
    expect(await refused({ member_id: dana })).toEqual({ disqualified: ["candidate is already disqualified"] });
  });

  it("is undone by a revert, which leaves the stage and is refused where there is nothing to undo", async () => {
    const { id, stageSlug } = fresh((row) => row.disqualified);
    const answer = await act(id, "revert", { member_id: dana });
    expect([answer.status, answer.text]).toEqual([200, ""]);
    expect(await detailOf(id)).toMatchObject({
      disqualified: false,
      disqualified_at: null,
      disqualification_reason: null,
      withdrew: false,
    });
    expect(rowOf(id).stageSlug).toBe(stageSlug);
    expect(await lastEntryOf(id)).toMatchObject({ action: "reverted", member: { id: dana }, body: null });
    expect(problemsOf(await act(id, "revert", { member_id: dana }))).toEqual({
      disqualified: ["candidate is not disqualified"],
    });
    expect(problemsOf(await act(id, "revert", {}))).toEqual({ member_id: ["can't be blank"] });
  });
});

describe("moving a candidate of Workable in the sandbox", () => {
  it("answers an empty text, and its entry is named by the target and tells the stage before", async () => {
    const { id, job } = fresh((row) => row.stageSlug === "applied" && !row.disqualified);
    const answer = await act(id, "move", { member_id: dana, target_stage: "interview" });
    expect([answer.status, answer.text, answer.headers.get("content-type")]).toEqual([
      202,
      "",
      "text/plain; charset=utf-8",
    ]);
    expect(await detailOf(id)).toMatchObject({ stage: "Executive Interview", stage_kind: "interview", hired_at: null });
    const entry = await lastEntryOf(id);
    expect(entry).toMatchObject({
      action: "interview",
      stage_name: "Applied",
      action_stage: { slug: "applied" },
      target_stage: { slug: "interview", name: "Executive Interview" },
      member: { id: dana },
      body: null,
    });
    const path = `/jobs/${String(job?.shortcode)}/activities?since_id=${String(entry?.["id"])}`;
    expect(await world.rows(path, "activities")).toMatchObject([
      { action: "interview", stage_name: "Executive Interview" },
    ]);
    expect(
      await world.rows(`/jobs/${String(job?.shortcode)}/candidates?stage=interview&limit=100`, "candidates"),
    ).toContainEqual(expect.objectContaining({ id }));
  });

  it("into Hired sets when, and out of it takes that back", async () => {
    const { id } = fresh();
    await act(id, "move", { member_id: dana, target_stage: "hired" });
    expect(Date.now() - Date.parse(String((await detailOf(id))["hired_at"]))).toBeLessThan(10_000);
    await act(id, "move", { member_id: dana, target_stage: "offer" });
    expect(rowOf(id)).toMatchObject({ stageSlug: "offer", hired_at: null });
  });

  it("is refused to a stage that its pipeline lacks, to the present one, and while disqualified", async () => {
    const { id, stageSlug } = fresh();
    const refused = async (target: unknown, whom = id) =>
      problemsOf(await act(whom, "move", { member_id: dana, target_stage: target }));
    expect(await refused("trial-day")).toEqual({ target_stage: ["is invalid"] });
    expect(await refused(undefined)).toEqual({ target_stage: ["can't be blank"] });
    expect(await refused(stageSlug)).toEqual({ target_stage: ["is the candidate's present stage"] });
    const out = fresh((row) => row.disqualified);
    expect(await refused("offer", out.id)).toEqual({ disqualified: ["candidate can't be moved"] });
    expect([rowOf(id).stageSlug, rowOf(out.id).stageSlug]).toEqual([stageSlug, out.stageSlug]);
    const entries = data().activities.filter((row) => row.target?.slug === "offer" && row.candidate?.id === out.id);
    expect(entries).toEqual([]);
  });

  it("goes through the pipeline of its own job, or of the account for the talent pool", async () => {
    const own = found(
      data().candidates.find(
        (row) => row.job?.shortcode === data().jobs[2]?.shortcode && !row.disqualified && row.stageSlug !== "trial-day",
      ),
    );
    expect((await act(own.id, "move", { member_id: dana, target_stage: "trial-day" })).status).toBe(202);
    expect(problemsOf(await act(own.id, "move", { member_id: dana, target_stage: "assessment" }))).toEqual({
      target_stage: ["is invalid"],
    });
    const pooled = found(data().talentPool[0]);
    expect((await act(pooled.id, "move", { member_id: dana, target_stage: "applied" })).status).toBe(202);
    expect((await detailOf(pooled.id))["stage"]).toBe("Applied");
  });
});

describe("tags of a candidate of Workable in the sandbox", () => {
  it("are replaced all together and answered", async () => {
    const { id } = fresh();
    const answer = await act(id, "tags", { tags: ["priority", "é"] }, "PUT");
    expect([answer.status, answer.body]).toEqual([202, { tags: ["priority", "é"] }]);
    expect((await detailOf(id))["tags"]).toEqual(["priority", "é"]);
    await act(id, "tags", { tags: [] }, "PUT");
    expect(rowOf(id).detail.tags).toEqual([]);
  });

  it("are refused when they are no list of texts, and are not posted", async () => {
    const { id } = fresh();
    expect(problemsOf(await act(id, "tags", {}, "PUT"))).toEqual({ tags: ["can't be blank"] });
    expect(problemsOf(await act(id, "tags", { tags: "priority" }, "PUT"))).toEqual({ tags: ["is invalid"] });
    expect(problemsOf(await act(id, "tags", { tags: [1] }, "PUT"))).toEqual({ tags: ["is invalid"] });
    expect((await act(id, "tags", { tags: [] }, "POST")).status).toBe(404);
  });
});

describe("attributes of a candidate of Workable in the sandbox", () => {
  const write = (id: string, key: string, value: object) =>
    act(id, "update_custom_attribute_value", { custom_attribute_key: key, ...value }, "PATCH");
  const answersOf = async (id: string) => (await detailOf(id))["answers"];

  it("are written by a field per type and read among the answers under their labels", async () => {
    const { id } = fresh();
    const before = rowOf(id).detail.answers;
    await write(id, "ca1001", { value: "4711" });
    await write(id, "ca1002", { checked: false });
    await write(id, "ca1003", { value: 52000 });
    await write(id, "ca1004", { date: "2027-01-04" });
    const answer = await write(id, "ca1005", { choices: "ca2101" });
    expect(answer.status).toBe(201);
    const expected = [
      ...before,
      { question: { body: "Cost centre" }, answer: { body: "4711" } },
      { question: { body: "Has driving licence" }, answer: { checked: false } },
      { question: { body: "Expected salary" }, answer: { number: 52000 } },
      { question: { body: "Available from" }, answer: { date: "2027-01-04" } },
      { question: { body: "Shift" }, answer: { choices: [{ body: "Night" }] } },
    ];
    expect(recordOf(answer.body, "candidate")["answers"]).toEqual(expected);
    expect(await answersOf(id)).toEqual(expected);
  });

  it("replace the value before, and take it away by null", async () => {
    const { id } = fresh();
    const before = rowOf(id).detail.answers;
    await write(id, "ca1001", { value: "one" });
    await write(id, "ca1001", { value: "two" });
    await write(id, "ca1005", { choices: ["ca2001"] });
    expect(await answersOf(id)).toEqual([
      ...before,
      { question: { body: "Cost centre" }, answer: { body: "two" } },
      { question: { body: "Shift" }, answer: { choices: [{ body: "Morning" }] } },
    ]);
    await write(id, "ca1001", { value: null });
    await write(id, "ca1005", { choices: [] });
    expect(await answersOf(id)).toEqual(before);
  });

  it("may be files, by their content or their address, and texts of any length", async () => {
    const added = { enabled: true, hint: null };
    data().customAttributes.push(
      { id: "ca1006", type: "file", label: "Permit", ...added },
      { id: "ca1007", type: "free_text", label: "Remarks", ...added },
    );
    const { id } = fresh();
    await write(id, "ca1006", { file: { name: "permit.pdf", data: "JVBERg==" } });
    expect(JSON.stringify(await answersOf(id))).toMatch(/"Permit"\},"answer":\{"file_url":"http[^"]*permit\.pdf\?/u);
    await write(id, "ca1006", { file_url: "https://files.test/visa.pdf" });
    expect(JSON.stringify(await answersOf(id))).toMatch(/visa\.pdf/u);
    await write(id, "ca1007", { value: "x".repeat(2000) });
    expect(JSON.stringify(await answersOf(id))).toContain("x".repeat(2000));
  });

  it("are not found under an unknown key, and refused with another type's field", async () => {
    const { id } = fresh();
    const unknown = await write(id, "ffff", { value: "x" });
    expect([unknown.status, unknown.body]).toEqual([404, { error: "Not found" }]);
    expect(problemsOf(await write(id, "", { value: "x" }))).toEqual({ custom_attribute_key: ["can't be blank"] });
    expect(problemsOf(await write(id, "ca1001", { body: "x" }))).toEqual({ value: ["can't be blank"] });
    expect(problemsOf(await write(id, "ca1001", { value: "x".repeat(129) }))).toEqual({
      value: ["is too long (maximum is 128 characters)"],
    });
    expect(problemsOf(await write(id, "ca1005", { choices: ["ffff"] }))).toEqual({ choices: ["is invalid"] });
    expect(problemsOf(await write(id, "ca1003", { value: "many" }))).toEqual({ value: ["is not a number"] });
  });
});
