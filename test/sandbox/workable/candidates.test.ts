import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CandidateRow } from "../../../src/sandbox/workable/types.js";
import { listOf, nextOf, startWorkable, type WorkableSandbox } from "./workable-sandbox.js";

let world: WorkableSandbox;

beforeAll(async () => {
  world = await startWorkable();
});
afterAll(() => world.stop());

const candidateWhere = (matches: (row: CandidateRow) => boolean) => {
  const row = world.tenant.data.candidates.find(matches);
  if (!row) throw new Error("No such candidate");
  return row;
};
const detailOf = async (id: string) => (await world.get(`/candidates/${id}`)).body["candidate"];

describe("Workable's list of candidates in the sandbox", () => {
  it("leads through all pages by absolute addresses, and the last page has no paging key", async () => {
    const ids: unknown[] = [];
    let next: string | undefined = "/candidates?limit=37";
    while (next !== undefined) {
      const { body }: { body: Record<string, unknown> } = await world.get(next);
      ids.push(...listOf(body, "candidates").map((row) => row["id"]));
      next = nextOf(body);
      if (next !== undefined) expect(next).toMatch(`${world.baseUrl}/candidates?limit=37&since_id=`);
      else expect(body).not.toHaveProperty("paging");
    }
    expect(ids).toEqual(world.tenant.data.candidates.map((row) => row.id));
    expect(ids).toHaveLength(200);
  });

  it("names the first item of the next page in since_id, which is inclusive, as max_id is", async () => {
    const first = (await world.get("/candidates?limit=2")).body;
    const since = new URL(nextOf(first) ?? "").searchParams.get("since_id");
    const second = await world.rows(nextOf(first) ?? "", "candidates");
    expect(second[0]?.["id"]).toBe(since);
    const [row] = listOf(first, "candidates");
    expect(
      await world.rows(`/candidates?since_id=${String(row?.["id"])}&max_id=${String(since)}`, "candidates"),
    ).toHaveLength(3);
  });

  it("has 50 rows by default and 100 at most", async () => {
    expect(await world.rows("/candidates", "candidates")).toHaveLength(50);
    expect(await world.rows("/candidates?limit=1000", "candidates")).toHaveLength(100);
  });

  it("goes on under the job's own route when it is filtered by short code", async () => {
    const { shortcode } = candidateWhere(() => true).job ?? {};
    const { body } = await world.get(`/candidates?shortcode=${shortcode}&limit=1`);
    expect(nextOf(body)).toMatch(`${world.baseUrl}/jobs/${shortcode}/candidates?limit=1&since_id=`);
    const all = await world.rows(`/jobs/${shortcode}/candidates?limit=100`, "candidates");
    expect(all).toEqual(await world.rows(`/candidates?shortcode=${shortcode}&limit=100`, "candidates"));
    expect(all.every((row) => (row["job"] as { shortcode: string }).shortcode === shortcode)).toBe(true);
  });

  it("filters by e-mail, stage and times, and keeps filters in the next address", async () => {
    const { data } = world.tenant;
    const copied = candidateWhere((row) => row.detail.originating_candidate_id !== null);
    expect(await world.rows(`/candidates?email=${String(copied.email)}`, "candidates")).toHaveLength(2);
    const offers = await world.rows("/candidates?stage=offer&limit=100", "candidates");
    expect(offers.length).toBe(data.candidates.filter((row) => row.stageSlug === "offer").length);
    const since = data.candidates[150]?.updated_at ?? "";
    const { body } = await world.get(`/candidates?updated_after=${since}&limit=1`);
    expect(nextOf(body)).toContain("updated_after=");
    const later = await world.rows(`/candidates?updated_after=${since}&limit=100`, "candidates");
    expect(later.length).toBe(data.candidates.filter((row) => row.updated_at > since).length);
  });

  it("shows the stage by its display name, leaves withdrew to the detail, and lacks keys that have no value", async () => {
    const rows = [...(await world.rows("/candidates?limit=100", "candidates"))];
    const executive = rows.find((row) => row["stage"] === "Executive Interview");
    expect(executive).toMatchObject({ stage_kind: "interview" });
    expect(rows.some((row) => "withdrew" in row || "detail" in row || "stageSlug" in row)).toBe(false);
    expect(new Set(rows.map((row) => "resume_metadata" in row)).size).toBe(2);
  });

  it("serves rows that a test inserts, replaces and deletes", async () => {
    const { candidates } = world.tenant.data;
    const row = { ...candidateWhere(() => true), id: "ffffff01", email: "late@people.test" };
    candidates.push(row);
    expect(await world.rows("/candidates?email=late@people.test", "candidates")).toHaveLength(1);
    candidates[candidates.length - 1] = { ...row, stageSlug: "offer" };
    expect(await world.rows("/candidates?email=late@people.test", "candidates")).toMatchObject([{ stage: "Offer" }]);
    expect(() => Object.assign(row, { email: null })).toThrow(TypeError);
    candidates.pop();
    expect(await world.rows("/candidates?email=late@people.test", "candidates")).toEqual([]);
  });
});

describe("Workable's candidates in the sandbox", () => {
  it("include the disqualified, withdrawn, hired, anonymized, unnamed, copied and one in a stage of unknown kind", async () => {
    const { candidates } = world.tenant.data;
    expect(candidates.filter((row) => row.disqualified).length).toBeGreaterThan(10);
    expect(candidates.filter((row) => row.hired_at !== null).length).toBeGreaterThan(0);
    expect(candidates.filter((row) => row.name === null)).toHaveLength(1);
    expect(await detailOf(candidateWhere((row) => row.detail.withdrew).id)).toMatchObject({
      disqualified: true,
      withdrew: true,
    });
    expect(await detailOf(candidateWhere((row) => row.anonymized).id)).toMatchObject({
      email: null,
      phone: null,
      answers: [],
    });
    expect(await detailOf(candidateWhere((row) => row.stageSlug === "background-check").id)).toMatchObject({
      stage_kind: "background-check",
    });
    const copy = candidateWhere((row) => row.detail.originating_candidate_id !== null);
    const original = candidateWhere((row) => row.id === copy.detail.originating_candidate_id);
    expect([copy.email, copy.common_source]).toEqual([original.email, "Copied from another job"]);
  });

  it("answer with one shape per question type, HTML among them, and lack social_profiles when there are none", async () => {
    const { candidates } = world.tenant.data;
    const answers = candidates.flatMap((row) => row.detail.answers.map((entry) => Object.keys(entry.answer)[0]));
    expect(new Set(answers)).toEqual(new Set(["body", "checked", "choices", "number", "date", "file_url"]));
    expect(new Set(candidates.map((row) => "social_profiles" in row.detail)).size).toBe(2);
    expect(JSON.stringify(await detailOf(candidateWhere((row) => row.detail.answers.length > 0).id))).toContain(
      "<strong>bridge</strong>",
    );
  });

  it("of the talent pool are read by id and never listed", async () => {
    const [pooled] = world.tenant.data.talentPool;
    const detail = await detailOf(pooled?.id ?? "");
    expect(detail).toMatchObject({ id: pooled?.id, talent_pool: { identifier: "b4d01" } });
    expect(detail).not.toHaveProperty("job");
    expect(await world.rows(`/candidates?since_id=${pooled?.id}`, "candidates")).toEqual([]);
  });

  it("have files whose signed addresses need no token, but their signature", async () => {
    const candidate = candidateWhere((row) => row.resume_metadata !== undefined);
    const [file] = await world.rows(`/candidates/${candidate.id}/files`, "files");
    const url = String(file?.["preview_url"]);
    const response = await fetch(url);
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "application/pdf"]);
    expect((await response.text()).startsWith("%PDF-")).toBe(true);
    expect((await fetch(url.replace(/\?.*/u, ""))).status).toBe(403);
    const without = candidateWhere((row) => world.tenant.data.files.every((other) => other.candidateId !== row.id));
    expect(await world.rows(`/candidates/${without.id}/files`, "files")).toEqual([]);
  });

  it("have an offer, or only the candidate in its place", async () => {
    const hired = candidateWhere((row) => row.hired_at !== null);
    expect((await world.get(`/candidates/${hired.id}/offer`)).body).toMatchObject({
      state: "accepted",
      candidate: { id: hired.id },
    });
    const applied = candidateWhere((row) => row.stageSlug === "applied");
    expect(Object.keys((await world.get(`/candidates/${applied.id}/offer`)).body)).toEqual(["candidate"]);
  });
});

describe("Workable's activities in the sandbox", () => {
  it("cover every kind of action, moves being named by the stage they lead to", async () => {
    const busy = candidateWhere(() => true);
    const rows = await world.rows(`/candidates/${busy.id}/activities?limit=100`, "activities");
    const actions = rows.map((row) => row["action"]);
    for (const action of [
      "applied",
      "comment",
      "message",
      "rating",
      "event",
      "disqualified",
      "reverted",
      "copied",
      "moved",
      "interview",
    ]) {
      expect(actions).toContain(action);
    }
    const move = rows.find((row) => row["target_stage"] !== null);
    expect(move).toMatchObject({ action: (move?.["target_stage"] as { slug: string }).slug });
    expect(rows.find((row) => row["action"] === "applied")).not.toHaveProperty("member");
    expect(rows.map((row) => row["created_at"])).toEqual(rows.map((row) => row["created_at"]).toSorted());
  });

  it("of a job name the target stage of moves and begin with its opening", async () => {
    const { shortcode } = candidateWhere(() => true).job ?? {};
    const rows = await world.rows(`/jobs/${shortcode}/activities?limit=100`, "activities");
    expect(rows.find((row) => row["action"] === "opened")).not.toHaveProperty("candidate");
    expect(rows.find((row) => row["action"] === "interview")).toMatchObject({ stage_name: "Executive Interview" });
    const { body } = await world.get(`/jobs/${shortcode}/activities?limit=1`);
    expect(nextOf(body)).toMatch(`${world.baseUrl}/jobs/${shortcode}/activities?limit=1&since_id=`);
  });

  it("end every candidate's path at the stage it is in", () => {
    const { activities, candidates } = world.tenant.data;
    const lastMoves = new Map(activities.filter((row) => row.target).map((row) => [row.candidate?.id, row.action]));
    const moved = candidates.filter((row) => lastMoves.has(row.id));
    expect(moved.length).toBeGreaterThan(50);
    expect(moved.filter((row) => lastMoves.get(row.id) !== row.stageSlug)).toEqual([]);
  });
});
