import type { ProviderWrites } from "../write.js";
import { moveWrite, rejectWrite, reinstateWrite } from "./workable.application-write.js";
import { assessmentWrite } from "./workable.assessment.js";
import { candidateChangeWrite, tagsWrite } from "./workable.candidate-change.js";
import { newCandidateWrite } from "./workable.candidate-write.js";
import type { WorkableClient } from "./workable.client.js";
import { activityWrite, attachmentWrite } from "./workable.comment.js";
import { customFieldsWrite } from "./workable.custom-attribute.js";
import { documentWrite } from "./workable.document-write.js";
import { employeeChangeWrite, newEmployeeWrite } from "./workable.employee-write.js";
import { ratingWrite } from "./workable.rating.js";
import { explain } from "./workable.refusals.js";
import { decisionWrite, timeoffWrite } from "./workable.timeoff-write.js";
import { transferWrite } from "./workable.transfer.js";

/** All that Workable can be written. */
export function workableWrites(client: WorkableClient): ProviderWrites {
  return {
    sources: {
      createActivity: activityWrite(client),
      createAttachment: attachmentWrite(client),
      createCandidate: newCandidateWrite(client),
      updateCandidate: candidateChangeWrite(client),
      moveApplication: moveWrite(client),
      transferApplication: transferWrite(client),
      rejectApplication: rejectWrite(client),
      reinstateApplication: reinstateWrite(client),
      setCandidateTags: tagsWrite(client),
      rateApplication: ratingWrite(client),
      recordAssessmentResult: assessmentWrite(client),
      createEmployee: newEmployeeWrite(client),
      updateEmployee: employeeChangeWrite(client),
      createEmployeeDocument: documentWrite(client),
      createTimeoffRequest: timeoffWrite(client),
      decideTimeoffRequest: decisionWrite(client),
      setCustomFields: customFieldsWrite(client),
    },
    explain,
  };
}
