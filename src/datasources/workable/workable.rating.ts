import type { RatingScale } from "../../schema/writes/application-inputs.js";
import type { PayloadReader } from "../http/payload.js";
import { InputRefusal } from "../write.js";
import type { WriteSource, WriteStep } from "../write.js";
import type { WorkableClient } from "./workable.client.js";
import { findTraces, isSameText } from "./workable.lost-answer.js";
import { maxTimelinePages } from "./workable.timeline.js";
import { memberOf } from "./workable.written.js";

const scales = {
  THUMBS: { word: "thumbs", highest: 2 },
  STARS: { word: "stars", highest: 4 },
  NUMBERS: { word: "numbers", highest: 9 },
} as const;

/** Ratings of an application, at the stage it is in. */
export function ratingWrite(client: WorkableClient): WriteSource<"rateApplication"> {
  return {
    accepts: ["comment"],
    actor: "required",
    plan({ applicationId, scale, grade, comment }, context) {
      const { highest } = scales[scale];
      if (grade < 0 || grade > highest) {
        throw new InputRefusal(`The grades of ${scale} are 0 to ${String(highest)}.`, ["grade"]);
      }
      const step = ratingStep(client, applicationId, { memberId: memberOf(context), scale, grade, comment });
      return { steps: [step], results: () => [{ model: "Application", key: applicationId }] };
    },
  };
}

interface Rating {
  memberId: string;
  scale: `${RatingScale}`;
  grade: number;
  comment: string | undefined;
}

export function ratingStep(client: WorkableClient, candidateId: string, rating: Rating): WriteStep {
  const { memberId, grade, comment } = rating;
  const scale = scales[rating.scale].word;
  const isOwn = (row: PayloadReader) => {
    const found = row.object("rating");
    const isGrade = found?.text("scale") === scale && found.number("grade") === grade;
    return isGrade && isSameText(row.text("body"), comment ?? "");
  };
  return {
    name: "rating",
    call: "POST /candidates/{id}/ratings",
    send: async (session) => {
      await client.actOnCandidate(session, candidateId, "ratings", { member_id: memberId, comment, scale, grade });
      return {};
    },
    find: {
      call: "GET /candidates/{id}/activities",
      calls: maxTimelinePages,
      look: (session, sentAt) =>
        findTraces(client, session, { candidateId, memberId, action: "rating", isOwn }, sentAt),
    },
  };
}
