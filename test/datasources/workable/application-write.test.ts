import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { present } from "./workable-account.js";
import { dana, lastActivity, ola, startWorkableWriter } from "./workable-writer.js";
import type { WorkableWriter } from "./workable-writer.js";

let writer: WorkableWriter;
beforeAll(async () => {
  writer = await startWorkableWriter();
});
afterAll(() => writer.stop());
afterEach(() => {
  writer.tenant.clearFaults();
});

const rowOf = (id: string) => present(writer.data.candidates.find((row) => row.id === id));

/** A candidate who is still in the race, another one each time. */
const used = new Set<string>();
function active(stageSlug?: string) {
  const row = present(
    writer.data.candidates.find(
      ({ id, disqualified, job, hired_at, stageSlug: slug }) =>
        !used.has(id) &&
        !disqualified &&
        job !== null &&
        hired_at === null &&
        slug !== "hired" &&
        (stageSlug === undefined ? slug !== "interview" && slug !== "offer" : slug === stageSlug),
    ),
  );
  used.add(row.id);
  return { applicationId: row.id, shortcode: present(row.job).shortcode, row };
}

describe("a move", () => {
  it("is one call with the stage's slug, in the acting member's name", async () => {
    const { applicationId, shortcode } = active();
    const stageId = `${shortcode}/interview`;
    const { records, calls } = await writer.run("moveApplication", { applicationId, stageId }, ola);
    expect(calls).toEqual([`POST /candidates/${applicationId}/move`]);
    expect(rowOf(applicationId).stageSlug).toBe("interview");
    expect(lastActivity(writer)).toMatchObject({ action: "interview", member: { id: ola } });
    expect(records).toEqual([{ model: "Application", key: applicationId }]);
  });

  it("is found, when its answer is lost, by the name of a stage whose slug says otherwise", async () => {
    const { applicationId, shortcode } = active();
    const input = { applicationId, stageId: `${shortcode}/interview` };
    const { error, found, calls } = await writer.lose("moveApplication", input, "after");
    expect(error.code).toBe("PROVIDER_UNAVAILABLE");
    expect(found).toEqual([{}]);
    expect(calls).toEqual([`GET /candidates/${applicationId}`, `GET /jobs/${shortcode}/stages`]);
  });

  it("is found by the slug alone where candidates tell that", async () => {
    const { applicationId, shortcode } = active();
    const { steps } = writer.plan("moveApplication", { applicationId, stageId: `${shortcode}/offer` });
    const body = JSON.stringify({ candidate: { id: applicationId, stage: "offer", job: { shortcode } } });
    writer.tenant.fault({ kind: "status", status: 200, body, times: 1 });
    writer.tenant.clearCalls();
    expect(await steps[0]?.find?.look(writer.session(), new Date(), {})).toEqual([{}]);
    expect(writer.calls()).toHaveLength(1);
  });

  it("is not found when it never arrived", async () => {
    const { applicationId, shortcode } = active();
    const input = { applicationId, stageId: `${shortcode}/interview` };
    expect((await writer.lose("moveApplication", input, "before")).found).toEqual([]);
  });
});

describe("a rejection", () => {
  it("carries reason, note and who said no", async () => {
    const { applicationId } = active();
    const reason = present(writer.data.disqualificationReasons[3]);
    const { records, calls } = await writer.run("rejectApplication", {
      ...{ applicationId, reasonId: reason.id, note: "Sent word.", withdrawn: true },
    });
    expect(calls).toEqual([`POST /candidates/${applicationId}/disqualify`]);
    const { disqualified, disqualification_reason, detail } = rowOf(applicationId);
    expect({ disqualified, disqualification_reason, withdrew: detail.withdrew }).toEqual({
      disqualified: true,
      disqualification_reason: reason.description,
      withdrew: true,
    });
    expect(lastActivity(writer).member?.id).toBe(dana);
    expect(records).toEqual([{ model: "Application", key: applicationId }]);
  });

  it("needs neither reason nor note, and bounds the note", async () => {
    const { applicationId } = active();
    await writer.run("rejectApplication", { applicationId });
    expect(rowOf(applicationId)).toMatchObject({ disqualified: true, disqualification_reason: null });
    expect(writer.source("rejectApplication").limits).toEqual([{ field: "note", maxLength: 256 }]);
  });

  it("is found when its answer is lost, and not when it never arrived", async () => {
    const { applicationId } = active();
    const { found, calls } = await writer.lose("rejectApplication", { applicationId }, "after");
    expect(found).toEqual([{}]);
    expect(calls).toEqual([`GET /candidates/${applicationId}`]);
    const other = active().applicationId;
    expect((await writer.lose("rejectApplication", { applicationId: other }, "before")).found).toEqual([]);
  });

  it("is not found in one of old", async () => {
    const old = present(writer.data.candidates.find(({ disqualified, id }) => disqualified && !used.has(id)));
    const { found } = await writer.lose("rejectApplication", { applicationId: old.id }, "before");
    expect(found).toEqual([]);
  });
});

describe("a reinstatement", () => {
  it("takes the rejection back", async () => {
    const { applicationId } = active();
    await writer.run("rejectApplication", { applicationId });
    const { records, calls } = await writer.run("reinstateApplication", { applicationId });
    expect(calls).toEqual([`POST /candidates/${applicationId}/revert`]);
    expect(rowOf(applicationId).disqualified).toBe(false);
    expect(records).toEqual([{ model: "Application", key: applicationId }]);
  });

  it("is found when its answer is lost, and not when it never arrived", async () => {
    const { applicationId } = active();
    await writer.run("rejectApplication", { applicationId });
    expect((await writer.lose("reinstateApplication", { applicationId }, "before")).found).toEqual([]);
    expect((await writer.lose("reinstateApplication", { applicationId }, "after")).found).toEqual([{}]);
  });
});

describe("a rating", () => {
  it.each([
    ["THUMBS", "thumbs", 2],
    ["STARS", "stars", 4],
    ["NUMBERS", "numbers", 9],
  ] as const)("is by %s up to its highest grade", async (scale, word, highest) => {
    const { applicationId } = active();
    const input = { applicationId, scale: scale as never, grade: highest, comment: "Well done." };
    const { records, calls } = await writer.run("rateApplication", input, ola);
    expect(calls).toEqual([`POST /candidates/${applicationId}/ratings`]);
    expect(lastActivity(writer)).toMatchObject({
      action: "rating",
      body: "Well done.",
      member: { id: ola },
      rating: { scale: word, grade: highest },
    });
    expect(records).toEqual([{ model: "Application", key: applicationId }]);
    for (const grade of [-1, highest + 1]) {
      expect(() => writer.plan("rateApplication", { ...input, grade })).toThrow(
        expect.objectContaining({ name: "InputRefusal", field: ["grade"] }),
      );
    }
  });

  it("is found, when its answer is lost, by member, scale, grade and words", async () => {
    const { applicationId } = active();
    const rating = { applicationId, scale: "STARS" as never, grade: 3 };
    await writer.run("rateApplication", rating, ola);
    await writer.run("rateApplication", { ...rating, grade: 2 });
    await writer.run("rateApplication", { ...rating, scale: "NUMBERS" as never });
    await writer.run("rateApplication", { ...rating, comment: "With words" });
    expect((await writer.lose("rateApplication", rating, "before")).found).toEqual([]);
    const { found, calls } = await writer.lose("rateApplication", rating, "after");
    const key = `${applicationId}/${lastActivity(writer).id}`;
    expect(found).toEqual([{ created: { model: "Activity", key } }]);
    expect(calls).toEqual([`GET /candidates/${applicationId}/activities?limit=100`]);
  });
});
