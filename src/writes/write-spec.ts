import type { Scope } from "../accounts/scopes.js";
import type { ModelName } from "../schema/model-name.js";
import type { WriteName } from "../schema/writes/write-input.js";

/** What is the same for a mutation at every provider. */
export interface WriteSpec {
  scope: Scope;
  /** The model whose record the payload shows first. */
  model: ModelName;
  /** Those that it shows beside. */
  further?: readonly ModelName[];
  /** The fields that are global ids, and of what; the first model of several that fits. */
  ids: Readonly<Record<string, readonly ModelName[]>>;
  /** Fields of which exactly one is to be given. */
  oneOf?: readonly string[];
  /** Where files are: the input is one itself, or has one, or a list of them. */
  files?: "itself" | { one: string } | { many: string };
}

const candidate = { scope: "ats:write", model: "Candidate" } as const;
const application = { scope: "ats:write", model: "Application", ids: { applicationId: ["Application"] } } as const;
const employee = { scope: "hris:write", model: "Employee", ids: { employeeId: ["Employee"] } } as const;
const onTimeline = {
  scope: "ats:write",
  ids: { candidateId: ["Candidate"], applicationId: ["Application"] },
  oneOf: ["candidateId", "applicationId"],
} as const;
const profile = { managerId: ["Employee"], groupIds: ["Group"] } as const;

export const writeSpecs: Readonly<Record<WriteName, WriteSpec>> = {
  createActivity: { ...onTimeline, model: "Activity" },
  createAttachment: { ...onTimeline, model: "Attachment", further: ["Activity"], files: "itself" },
  createCandidate: {
    ...candidate,
    further: ["Application"],
    ids: { jobId: ["Job"], stageId: ["JobInterviewStage"] },
    oneOf: ["jobId", "accountId"],
    files: { many: "attachments" },
  },
  updateCandidate: { ...candidate, ids: { candidateId: ["Candidate"] }, files: { many: "attachments" } },
  moveApplication: { ...application, ids: { ...application.ids, stageId: ["JobInterviewStage"] } },
  transferApplication: {
    ...application,
    ids: { ...application.ids, jobId: ["Job"], stageId: ["JobInterviewStage"] },
  },
  rejectApplication: { ...application, ids: { ...application.ids, reasonId: ["RejectReason"] } },
  reinstateApplication: application,
  setCandidateTags: { ...candidate, ids: { candidateId: ["Candidate"] } },
  rateApplication: application,
  recordAssessmentResult: { ...application, further: ["Activity", "Attachment"], files: { one: "report" } },
  createEmployee: { ...employee, ids: profile },
  updateEmployee: { ...employee, ids: { ...employee.ids, ...profile } },
  terminateEmployee: employee,
  rehireEmployee: employee,
  createEmployeeDocument: { ...employee, files: "itself" },
  createTimeoffRequest: {
    scope: "hris:write",
    model: "TimeoffRequest",
    ids: { ...employee.ids, typeId: ["TimeoffType"] },
  },
  decideTimeoffRequest: {
    scope: "hris:write",
    model: "TimeoffRequest",
    ids: { timeoffRequestId: ["TimeoffRequest"] },
  },
  // Whose fields they are decides the scope.
  setCustomFields: {
    scope: "ats:write",
    model: "Candidate",
    further: ["Employee"],
    ids: { nodeId: ["Candidate", "Employee"] },
  },
};

/** The models that a mutation's payload shows. */
export function shownModels(name: WriteName): readonly ModelName[] {
  const { model, further = [] } = writeSpecs[name];
  return [model, ...further];
}

/** The field of a mutation's input that is a file, or files. */
export function fileFieldOf(name: WriteName): string | undefined {
  const { files } = writeSpecs[name];
  if (files === undefined || files === "itself") return files && "file";
  return "one" in files ? files.one : files.many;
}
