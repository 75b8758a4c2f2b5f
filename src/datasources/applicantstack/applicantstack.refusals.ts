import type { AppError } from "../../lib/errors.js";
import type { WriteName } from "../../schema/writes/write-input.js";
import { rejectionOf } from "../http/translate.js";
import type { Refusal } from "../write.js";
import { textsOf } from "./applicantstack.client.js";
import { conflictRefusal } from "./applicantstack.write-forms.js";

/** A label as refusals name it, and the path of the input's field that is sent under it. */
type Place = readonly [label: string, field: readonly string[]];

const person: readonly Place[] = [
  ["First Name", ["firstName"]],
  ["Last Name", ["lastName"]],
  ["Phone", ["phone"]],
  ["Address 1", ["address", "street1"]],
  ["Address 2", ["address", "street2"]],
  ["City", ["address", "city"]],
  ["State", ["address", "state"]],
  ["Zip", ["address", "postalCode"]],
];

const candidate: readonly Place[] = [
  ...person,
  ["Cover Letter", ["coverLetter"]],
  ["Source", ["source"]],
  ["Email", ["email"]],
  ...filePlaces(["attachments"], ["attachments"]),
];

/** The first label that a refusal holds counts. */
const places: Partial<Record<WriteName, readonly Place[]>> = {
  createCandidate: [["Job", ["jobId"]], ["Stage", ["stageId"]], ...candidate],
  updateCandidate: candidate,
  moveApplication: [["Stage", ["stageId"]]],
  createActivity: notePlaces("body"),
  createAttachment: [...notePlaces("comment"), ...filePlaces(["file"], ["fileName"])],
  recordAssessmentResult: [...notePlaces("summary"), ...filePlaces(["report"], ["report"])],
  updateEmployee: [...person, ["Start Date", ["startDate"]], ["Email", ["personalEmail"]]],
};

/** The field by which a write names its record. */
const idFields: Partial<Record<WriteName, string>> = {
  createCandidate: "jobId",
  updateCandidate: "candidateId",
  moveApplication: "applicationId",
  recordAssessmentResult: "applicationId",
  updateEmployee: "employeeId",
  setCustomFields: "nodeId",
};

/** What a refused write means. The words of failures are in no document, so that all texts of the body are looked through. */
export function explain(error: AppError, write: WriteName): Refusal[] {
  if (error.code === "NOT_FOUND") return [notFound(write)];
  if (error.code !== "PROVIDER_REJECTED") return [];
  const texts = textsOf(rejectionOf(error));
  if (texts.length === 0) return [{ code: "PROVIDER_REJECTED", message: error.message }];
  return texts.map((text) => refusalOf(text, write));
}

function notFound(write: WriteName): Refusal {
  const field = idFields[write];
  const message = "ApplicantStack has no such record.";
  return { code: "NOT_FOUND", message, ...(field === undefined ? {} : { field: [field] }) };
}

function refusalOf(text: string, write: WriteName): Refusal {
  const isConflict = conflictRefusal.test(text);
  const field = fieldOf(text, write) ?? (isConflict && write === "createCandidate" ? ["email"] : undefined);
  return {
    code: isConflict ? "CONFLICT" : "PROVIDER_REJECTED",
    message: isConflict ? "ApplicantStack has this already." : "ApplicantStack refuses this.",
    providerMessage: text,
    ...(field === undefined ? {} : { field: [...field] }),
  };
}

function fieldOf(text: string, write: WriteName): readonly string[] | undefined {
  if (write === "setCustomFields") return ["values"];
  return places[write]?.find(([label]) => new RegExp(`\\b${label}\\b`, "i").test(text))?.[1];
}

function notePlaces(field: string): readonly Place[] {
  return [
    ["Note", [field]],
    ["Text", [field]],
  ];
}

function filePlaces(content: readonly string[], name: readonly string[]): readonly Place[] {
  return [
    ["File", content],
    ["Content", content],
    ["Name", name],
  ];
}
