import { Depth } from "../../schema/provider-record.js";
import type { AssessmentStatus } from "../../schema/writes/application-inputs.js";
import type { WriteInputs, WriteSource } from "../write.js";
import { fileStep } from "./applicantstack.file-write.js";
import { noteStep } from "./applicantstack.note-write.js";
import { givenSerial, recordsOf } from "./applicantstack.send.js";

/** There is no place for results, and the account's ratings are words of its own: so it is a note, and a file beside it. */
export const recordAssessmentResult: WriteSource<"recordAssessmentResult"> = {
  accepts: ["score", "maxScore", "summary", "reportUrl", "report"],
  remark:
    "Becomes a note, and a file where there is a report. Ratings are the customer's own words and stay as they are.",
  plan(input) {
    const serial = givenSerial(input.applicationId, "applicationId");
    const report = input.report === undefined ? [] : [fileStep("attachment", () => serial, input.report)];
    return {
      steps: [...report, noteStep(() => serial, textFrom(input))],
      carried: { Activity: Depth.LIST },
      results: (_session, done) => [
        { model: "Application", key: serial },
        ...[done["note"], done["attachment"]].flatMap(recordsOf),
      ],
    };
  },
};

const headings: Readonly<Record<AssessmentStatus, string>> = {
  PASSED: "Assessment passed",
  FAILED: "Assessment failed",
  COMPLETED: "Assessment completed",
  CANCELLED: "Assessment cancelled",
};

function textFrom({ status, score, maxScore, summary, reportUrl }: WriteInputs["recordAssessmentResult"]): string {
  const most = maxScore === undefined ? "" : ` of ${String(maxScore)}`;
  return [
    headings[status],
    ...(score === undefined ? [] : [`Score: ${String(score)}${most}`]),
    ...(summary === undefined ? [] : [summary]),
    ...(reportUrl === undefined ? [] : [`Report: ${reportUrl}`]),
  ].join("\n");
}
