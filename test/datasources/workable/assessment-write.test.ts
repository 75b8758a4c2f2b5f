import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { AttachmentKind } from "../../../src/schema/enums.js";
import { present } from "./workable-account.js";
import { fileOf, lastActivity, ola, startWorkableWriter } from "./workable-writer.js";
import type { WorkableWriter } from "./workable-writer.js";

let writer: WorkableWriter;
beforeAll(async () => {
  writer = await startWorkableWriter();
});
afterAll(() => writer.stop());
afterEach(() => {
  writer.tenant.clearFaults();
});

let applicationId: string;
let place = 0;
beforeEach(() => {
  applicationId = present(writer.data.candidates[(place += 1)]).id;
});

const passed = "PASSED" as never;
const activities = () => writer.data.activities.filter(({ candidate }) => candidate?.id === applicationId);

describe("an assessment's result", () => {
  it("is a rating and a comment with all of it, the report attached, by the acting member", async () => {
    const input = {
      applicationId,
      status: passed,
      score: 87,
      maxScore: 100,
      summary: "Strong in algebra.\nWeak in nothing.",
      reportUrl: "https://tests.example.com/r/9",
      report: { content: fileOf("report.pdf", "the report"), kind: AttachmentKind.ASSESSMENT_REPORT },
    };
    const { records, done, calls } = await writer.run("recordAssessmentResult", input, ola);
    expect(calls).toEqual([
      `POST /candidates/${applicationId}/ratings`,
      `POST /candidates/${applicationId}/comments`,
      `GET /candidates/${applicationId}/files`,
    ]);
    const [rating, comment] = activities().slice(-2);
    expect(rating).toMatchObject({
      action: "rating",
      body: "Score: 87 of 100",
      member: { id: ola },
      rating: { scale: "numbers", grade: 8 },
    });
    expect(comment).toMatchObject({
      action: "comment",
      member: { id: ola },
      body: [
        "Assessment passed",
        "Score: 87 of 100",
        "Strong in algebra.\nWeak in nothing.",
        "Report: https://tests.example.com/r/9",
      ].join("\n"),
    });
    expect(Object.keys(done)).toEqual(["rating", "comment"]);
    expect(records.map(({ model, key }) => [model, key])).toEqual([
      ["Application", applicationId],
      ["Activity", `${applicationId}/${comment?.id ?? ""}`],
      ["Attachment", expect.stringMatching(`^${applicationId}/.`)],
    ]);
    expect(records[2]?.draft).toMatchObject({ fileName: "report.pdf", candidateRef: { key: applicationId } });
  });

  it.each([
    [0, 50, 0],
    [25, 50, 5],
    [50, 50, 9],
    [1, 30, 0],
    [0.5, 0.6, 8],
  ])("of %d out of %d is graded %d", async (score, maxScore, grade) => {
    await writer.run("recordAssessmentResult", { applicationId, status: passed, score, maxScore });
    expect(activities().at(-2)?.rating?.grade).toBe(grade);
  });

  it.each([
    ["COMPLETED", "Assessment completed"],
    ["FAILED", "Assessment failed"],
    ["CANCELLED", "Assessment cancelled"],
  ])("without a score is a comment alone: %s", async (status, body) => {
    const { calls, records } = await writer.run("recordAssessmentResult", { applicationId, status: status as never });
    expect(calls).toEqual([`POST /candidates/${applicationId}/comments`]);
    expect(lastActivity(writer).body).toBe(body);
    expect(records.map(({ model }) => model)).toEqual(["Application", "Activity"]);
  });

  it("tells a score that has no greatest one, and does not grade it", async () => {
    const { calls } = await writer.run("recordAssessmentResult", { applicationId, status: passed, score: 7.5 });
    expect(calls).toHaveLength(1);
    expect(lastActivity(writer).body).toBe("Assessment passed\nScore: 7.5");
  });

  it.each([
    [{ score: 11, maxScore: 10 }, "score"],
    [{ score: -1, maxScore: 10 }, "score"],
    [{ score: 0, maxScore: 0 }, "maxScore"],
  ])("is refused before any call for %j", (scores, field) => {
    expect(() => writer.plan("recordAssessmentResult", { applicationId, status: passed, ...scores })).toThrow(
      expect.objectContaining({ name: "InputRefusal", field: [field] }),
    );
  });

  it("is found part by part when answers are lost", async () => {
    const input = { applicationId, status: passed, score: 3, maxScore: 9 };
    const { found } = await writer.lose("recordAssessmentResult", input, "after");
    const [rating, comment] = activities().slice(-2);
    expect(found).toEqual([{ created: { model: "Activity", key: `${applicationId}/${comment?.id ?? ""}` } }]);
    const [first] = writer.plan("recordAssessmentResult", input).steps;
    expect(await first?.find?.look(writer.session(), new Date(), {})).toEqual([
      { created: { model: "Activity", key: `${applicationId}/${rating?.id ?? ""}` } },
    ]);
  });
});
