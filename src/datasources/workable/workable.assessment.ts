import { Depth } from "../../schema/provider-record.js";
import type { AssessmentStatus } from "../../schema/writes/application-inputs.js";
import { InputRefusal } from "../write.js";
import type { PlanContext, WriteInputs, WriteSource, WriteStep, WrittenRecord } from "../write.js";
import type { WorkableClient } from "./workable.client.js";
import { activityOf, attachmentNamed, commentStep, filesCall } from "./workable.comment.js";
import { ratingStep } from "./workable.rating.js";
import { memberOf } from "./workable.written.js";

type Result = WriteInputs["recordAssessmentResult"];

const statusWords: Record<`${AssessmentStatus}`, string> = {
  PASSED: "passed",
  FAILED: "failed",
  COMPLETED: "completed",
  CANCELLED: "cancelled",
};

/** Results of tests and checks: a rating where there is a score to grade, and a comment that tells all of it, with the report. */
export function assessmentWrite(client: WorkableClient): WriteSource<"recordAssessmentResult"> {
  return {
    accepts: ["score", "maxScore", "summary", "reportUrl", "report"],
    actor: "required",
    remark: "A score with its maximum becomes a rating from 1 to 10; everything is told in a comment.",
    plan(input, context) {
      const { applicationId, report } = input;
      const comment = commentStep(client, "comment", () => applicationId, {
        memberId: memberOf(context),
        body: wordsOf(input),
        ...(report && { attachment: report.content }),
      });
      return {
        steps: [...ratingsOf(client, input, context), comment],
        ...(report && { resultCalls: [filesCall] }),
        carried: { Attachment: Depth.DETAIL },
        results: async (session, done): Promise<WrittenRecord[]> => [
          { model: "Application", key: applicationId },
          ...activityOf(done, comment.name),
          ...(report ? await attachmentNamed(client, session, applicationId, report.content.fileName) : []),
        ],
      };
    },
  };
}

/** Scores are spread over Workable's ten numbers, the finest of its scales. */
const highestGrade = 9;

function ratingsOf(client: WorkableClient, input: Result, context: PlanContext): WriteStep[] {
  const { applicationId, score, maxScore } = input;
  if (score === undefined || maxScore === undefined) return [];
  if (maxScore <= 0) throw new InputRefusal("The greatest score must be more than 0.", ["maxScore"]);
  if (score < 0 || score > maxScore) throw new InputRefusal("The score must be from 0 to maxScore.", ["score"]);
  const grade = Math.round((score / maxScore) * highestGrade);
  const rating = { memberId: memberOf(context), scale: "NUMBERS", grade, comment: scoreOf(input) } as const;
  return [ratingStep(client, applicationId, rating)];
}

function scoreOf({ score, maxScore }: Result): string | undefined {
  if (score === undefined) return undefined;
  return `Score: ${String(score)}${maxScore === undefined ? "" : ` of ${String(maxScore)}`}`;
}

function wordsOf(input: Result): string {
  const { status, summary, reportUrl } = input;
  const report = reportUrl === undefined ? undefined : `Report: ${reportUrl}`;
  const lines = [`Assessment ${statusWords[status]}`, scoreOf(input), summary, report];
  return lines.filter((line) => line !== undefined).join("\n");
}
