import { isFormBody } from "../body.js";
import { isObject } from "../settings.js";
import { invalidValue, Refusal } from "./refusal.js";
import type { CandidateRow, ContactFields, HireRow } from "./rows.js";

type TextField =
  | keyof ContactFields
  | keyof Pick<CandidateRow, "source" | "rating" | "disposition" | "referredBy" | "stage" | "score" | "coverLetter">
  | keyof Pick<HireRow, "ssn" | "birthDate" | "startDate" | "hireDate" | "payChangeDate" | "jobName" | "department">
  | keyof Pick<HireRow, "location" | "category" | "type" | "payRate" | "manager">;

type Labels = Readonly<Record<string, TextField>>;

/** What a caller wants to change: fields that every account has, and those of the customer by label. */
export interface SentFields {
  readonly known: Partial<Record<TextField, string>>;
  readonly custom: Readonly<Record<string, string>>;
}

const contactLabels: Labels = {
  "First Name": "firstName",
  "Last Name": "lastName",
  "Address 1": "address1",
  "Address 2": "address2",
  City: "city",
  State: "state",
  Zip: "zip",
  Phone: "phone",
  Email: "email",
};

export const candidateLabels: Labels = {
  ...contactLabels,
  Source: "source",
  Rating: "rating",
  Disposition: "disposition",
  "Referred By": "referredBy",
  Stage: "stage",
  Score: "score",
  "Cover Letter": "coverLetter",
};

export const hireLabels: Labels = {
  ...contactLabels,
  SSN: "ssn",
  DOB: "birthDate",
  "Start Date": "startDate",
  "Date of Hire": "hireDate",
  "Pay Change Effective": "payChangeDate",
  "Job Name": "jobName",
  Department: "department",
  Location: "location",
  "Job Category": "category",
  "Job Type": "type",
  "Pay Rate": "payRate",
  Stage: "stage",
  Manager: "manager",
};

/** What a record shows and no caller sets as a field, so that a record sent back as it was read changes nothing. */
const unwritable = new Set([
  ...["Method Result", "Candidate Serial", "Hire Serial", "Job Serial", "Job Name", "Stage Type"],
  ...["Create Date", "Create Date Timestamp", "Last Modified Date", "Note", "Notes"],
  ...["Files", "Questionnaires", "Forms"],
]);

/** The JSON object that a write takes; throws a Refusal for any other body. */
export function readObject(body: unknown): Record<string, unknown> {
  if (!isObject(body) || isFormBody(body)) throw new Refusal(400, "Invalid JSON");
  return body;
}

/** A scalar as text, the way the API shows every one; throws a Refusal for arrays and objects. */
export function readText(label: string, value: unknown): string {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
    case "boolean":
      return String(value);
    default:
      if (value === null || value === undefined) return "";
      throw invalidValue(label);
  }
}

/** Sorts what was sent into known fields and the customer's own, which any other label is taken for. */
export function readFields(sent: Readonly<Record<string, unknown>>, labels: Labels): SentFields {
  const known: Partial<Record<TextField, string>> = {};
  const custom: [string, string][] = [];
  for (const [label, value] of Object.entries(sent)) {
    const field = Object.hasOwn(labels, label) ? labels[label] : undefined;
    if (field !== undefined) known[field] = readText(label, value);
    else if (!unwritable.has(label)) custom.push([label, readText(label, value)]);
  }
  return { known, custom: Object.fromEntries(custom) };
}
