import type { ProviderWrites } from "../write.js";
import { recordAssessmentResult } from "./applicantstack.assessment-write.js";
import { createCandidate, updateCandidate } from "./applicantstack.candidate-write.js";
import { setCustomFields } from "./applicantstack.custom-field-write.js";
import { updateEmployee } from "./applicantstack.employee-write.js";
import { createAttachment } from "./applicantstack.file-write.js";
import { createActivity } from "./applicantstack.note-write.js";
import { explain } from "./applicantstack.refusals.js";
import { moveApplication } from "./applicantstack.stage-write.js";

/**
 * Rejections are not here, because the stages and reasons that mean one are words of the account that nothing lists; nor ratings, which are such
 * words and no scale; nor new hires, of which not even a required field is known.
 */
export const writes: ProviderWrites = {
  sources: {
    createActivity,
    createAttachment,
    createCandidate,
    updateCandidate,
    moveApplication,
    recordAssessmentResult,
    updateEmployee,
    setCustomFields,
  },
  explain,
};
