import type { LostAnswerSearch, StepResults, WriteSource, WriteStep } from "../write.js";
import { candidatesResource, readRecord } from "./applicantstack.client.js";
import { meaningOfNote } from "./applicantstack.notes.js";
import { callsOf, earliest, givenSerial, sendForms } from "./applicantstack.send.js";
import { timestamp, words } from "./applicantstack.values.js";
import { writeForms } from "./applicantstack.write-forms.js";

/** A stage is a word of the account, so its key is the name that is sent. */
export const moveApplication: WriteSource<"moveApplication"> = {
  accepts: [],
  remark:
    "Any stage of the account can be given, as stages belong to no job; moving to the stage that means a hire may begin the onboarding.",
  plan({ applicationId, stageId }) {
    const serial = givenSerial(applicationId, "applicationId");
    return {
      steps: [stageStep(() => serial, stageId)],
      results: () => [{ model: "Application", key: serial }],
    };
  },
};

/** Sending it again would be told in the account's history again. */
export function stageStep(serialOf: (done: StepResults) => string, stage: string): WriteStep {
  return {
    name: "stage",
    ...callsOf(writeForms.updateCandidate),
    async send(session, done) {
      await sendForms(session, writeForms.updateCandidate, serialOf(done), { Stage: stage });
      return {};
    },
    find: lostMove(serialOf, stage),
  };
}

/** The present stage tells, and for somebody who was moved on in the meantime the history. */
function lostMove(serialOf: (done: StepResults) => string, stage: string): LostAnswerSearch {
  return {
    call: `GET ${candidatesResource.record}/{serial}`,
    async look(session, sentAt, done) {
      const row = await readRecord(session, candidatesResource, serialOf(done));
      if (row === null) return [];
      const isToldOf = row
        .objects("Notes")
        .some((note) => meaningOfNote(note).stage === stage && isSince(timestamp(note, "timestamp"), sentAt));
      return words(row, "Stage") === stage.trim() || isToldOf ? [{}] : [];
    },
  };
}

function isSince(at: string | null, sentAt: Date): boolean {
  return at !== null && Date.parse(at) >= earliest(sentAt);
}
