import type { AppError } from "../../lib/errors.js";
import type { WriteName } from "../../schema/writes/write-input.js";
import { isObject } from "../http/payload.js";
import { rejectionOf } from "../http/translate.js";
import type { Refusal } from "../write.js";

/** Words of a sentence, and the path of the input's field that they are about. */
type Place = readonly [words: RegExp, field: readonly string[]];

const person: readonly Place[] = [
  [/first name/i, ["firstName"]],
  [/last name/i, ["lastName"]],
];

const employee: readonly Place[] = [
  ...person,
  [/e-?mail/i, ["workEmail"]],
  [/custom field|value/i, ["customFields"]],
  [/start date/i, ["startDate"]],
  [/birth/i, ["dateOfBirth"]],
  [/gender/i, ["gender"]],
  [/marital/i, ["maritalStatus"]],
  [/nationality/i, ["nationality"]],
  [/work phone/i, ["workPhone"]],
  [/phone/i, ["phone"]],
  [/post code/i, ["address", "postalCode"]],
  [/country/i, ["address", "countryCode"]],
  [/street first/i, ["address", "street1"]],
  [/street second/i, ["address", "street2"]],
  [/city/i, ["address", "city"]],
  [/state/i, ["address", "state"]],
  [/team/i, ["groupIds"]],
  [/leader|manager/i, ["managerId"]],
  [/employee number/i, ["employeeNumber"]],
  [/position|job title/i, ["jobTitle"]],
];

/** The first words that a sentence has count. */
const places: Partial<Record<WriteName, readonly Place[]>> = {
  createCandidate: [
    ...person,
    [/e-?mail/i, ["email"]],
    [/phone/i, ["phone"]],
    [/address/i, ["address"]],
    [/summary/i, ["summary"]],
    [/source/i, ["source"]],
    [/attachment|file/i, ["attachments"]],
    [/position/i, ["jobId"]],
  ],
  createEmployee: employee,
  updateEmployee: employee,
  terminateEmployee: [
    [/reason/i, ["reasonId"]],
    [/comment/i, ["note"]],
    [/date/i, ["date"]],
    [/employee/i, ["employeeId"]],
  ],
  rehireEmployee: [
    [/comment/i, ["note"]],
    [/date/i, ["date"]],
    [/employee/i, ["employeeId"]],
  ],
  createEmployeeDocument: [
    [/category/i, ["categoryId"]],
    [/description/i, ["description"]],
    [/employee/i, ["employeeId"]],
    [/file/i, ["file"]],
  ],
  createTimeoffRequest: [
    [/policy/i, ["typeId"]],
    [/detail/i, ["note"]],
    [/time (?:from|to)|part of day|hours/i, ["parts"]],
    [/date to|end date/i, ["endDate"]],
    [/date|day/i, ["startDate"]],
    [/employee/i, ["employeeId"]],
  ],
  setCustomFields: [[/./, ["values"]]],
};

/** The field by which a write names its record. Of custom fields either can be the one that is not there. */
const idFields: Partial<Record<WriteName, string>> = {
  createCandidate: "jobId",
  createEmployee: "customFields",
  updateEmployee: "employeeId",
  terminateEmployee: "employeeId",
  rehireEmployee: "employeeId",
  createEmployeeDocument: "employeeId",
  createTimeoffRequest: "employeeId",
};

const unknownReasonCode = "unknown_termination_reason";

/** A refusal of our own, in the provider's form: the reason that was named is none of the account's. */
export function unknownReason(names: readonly string[]): Record<string, unknown> {
  return { error_code: unknownReasonCode, errors: names };
}

/** What a refused write means: a sentence for each problem. */
export function explain(error: AppError, write: WriteName): Refusal[] {
  if (error.code === "NOT_FOUND") return [notFound(write)];
  if (error.code !== "PROVIDER_REJECTED") return [];
  const rejection = rejectionOf(error);
  const { error_code: code, errors } = isObject(rejection) ? rejection : {};
  const told: unknown[] = Array.isArray(errors) ? errors : [errors];
  const sentences = told.filter((one) => typeof one === "string" && one !== "").map(String);
  if (code === unknownReasonCode) return [noSuchReason(sentences)];
  if (sentences.length === 0) return [{ code: "PROVIDER_REJECTED", message: error.message }];
  return sentences.map((sentence) => refusalOf(sentence, write));
}

function notFound(write: WriteName): Refusal {
  const field = idFields[write];
  return {
    code: "NOT_FOUND",
    message: "Sage HR has no such record.",
    ...(field === undefined ? {} : { field: [field] }),
  };
}

function noSuchReason(names: readonly string[]): Refusal {
  const known = names.length === 0 ? "The account has none." : `The account has: ${names.join(", ")}.`;
  return { code: "NOT_FOUND", field: ["reasonId"], message: `Sage HR has no such termination reason. ${known}` };
}

function refusalOf(sentence: string, write: WriteName): Refusal {
  const field = places[write]?.find(([words]) => words.test(sentence))?.[1];
  const isTaken = /already (?:been taken|taken|exists)/i.test(sentence);
  return {
    code: isTaken ? "CONFLICT" : "PROVIDER_REJECTED",
    message: isTaken ? "Sage HR has this already." : "Sage HR refuses this.",
    providerMessage: sentence,
    ...(field === undefined ? {} : { field: [...field] }),
  };
}
