import type { ProviderWrites } from "../write.js";
import { createCandidate } from "./sage-hr.applicant-write.js";
import { setCustomFields } from "./sage-hr.custom-field-write.js";
import { createEmployeeDocument } from "./sage-hr.document-write.js";
import { createEmployee, updateEmployee } from "./sage-hr.employee-write.js";
import { createTimeoffRequest } from "./sage-hr.leave-write.js";
import { explain } from "./sage-hr.refusals.js";
import { rehireEmployee, terminateEmployee } from "./sage-hr.termination-write.js";

/** Applicants can be made and not changed, requests for time off made and not decided; the provider offers no call for either. */
export const writes: ProviderWrites = {
  sources: {
    createCandidate,
    createEmployee,
    updateEmployee,
    terminateEmployee,
    rehireEmployee,
    createEmployeeDocument,
    createTimeoffRequest,
    setCustomFields,
  },
  explain,
};
