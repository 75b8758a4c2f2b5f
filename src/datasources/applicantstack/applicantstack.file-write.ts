import { Depth } from "../../schema/provider-record.js";
import type { AttachedFile, LostAnswerSearch, StepResult, StepResults, WriteSource, WriteStep } from "../write.js";
import { toAttachments } from "./applicantstack.attachment.js";
import { candidatesResource, readRecord } from "./applicantstack.client.js";
import { noteStep } from "./applicantstack.note-write.js";
import { callsOf, givenTarget, recordsOf, sendForms, serialIn } from "./applicantstack.send.js";
import { answerKeys, writeForms } from "./applicantstack.write-forms.js";

export const createAttachment: WriteSource<"createAttachment"> = {
  accepts: ["candidateId", "applicationId", "kind", "comment"],
  requires: [["candidateId", "applicationId"]],
  remark: "Of the kinds only RESUME is kept. The comment becomes a note beside the file.",
  plan({ comment, file, kind, ...target }) {
    const serial = givenTarget(target);
    const attachment = kind === undefined ? { content: file } : { content: file, kind };
    const note = comment === undefined ? [] : [noteStep(() => serial, comment)];
    return {
      steps: [fileStep("attachment", () => serial, attachment), ...note],
      carried: { Activity: Depth.LIST },
      results: (_session, done) => [done["attachment"], done["note"]].flatMap(recordsOf),
    };
  },
};

/** A step for each file, in their order. */
export function fileSteps(serialOf: (done: StepResults) => string, files: readonly AttachedFile[] = []): WriteStep[] {
  return files.map((file, index) => fileStep(`attachment ${String(index + 1)}`, serialOf, file));
}

export function fileStep(name: string, serialOf: (done: StepResults) => string, file: AttachedFile): WriteStep {
  return {
    name,
    ...callsOf(writeForms.addFile),
    async send(session, done) {
      const candidate = serialOf(done);
      const answer = await sendForms(session, writeForms.addFile, candidate, file);
      return attachment(`${candidate}/${serialIn(answer, answerKeys.file)}`);
    },
    find: lostFile(serialOf, file.content.fileName),
  };
}

/** Files have no time, so that one of the same name which was there before cannot be told apart. */
function lostFile(serialOf: (done: StepResults) => string, fileName: string): LostAnswerSearch {
  return {
    call: `GET ${candidatesResource.record}/{serial}`,
    async look(session, _sentAt, done) {
      const candidate = await readRecord(session, candidatesResource, serialOf(done));
      const files = candidate ? toAttachments(candidate).rows : [];
      return files.filter((file) => file.fileName === fileName.trim()).map(({ key }) => attachment(key));
    },
  };
}

function attachment(key: string): StepResult {
  return { created: { model: "Attachment", key } };
}
