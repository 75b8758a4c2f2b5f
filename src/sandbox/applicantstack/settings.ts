import { createLocalTime, type LocalTime } from "./local-time.js";

type Settings = Record<string, unknown>;

/** What is fixed for the life of a tenant, because rows are written out with it. */
export interface AccountShape {
  readonly local: LocalTime;
  /** Labels of the fields that the customer switched off, everywhere and for hires only. */
  readonly fieldsOff: readonly string[];
  readonly hireFieldsOff: readonly string[];
}

const defaultTimeZone = "America/New_York";
const defaultFieldsOff = ["Address 2"];
const hireFieldsOff: Readonly<Record<string, readonly string[]>> = {
  department: ["Date of Hire", "DOB", "SSN", "Pay Change Effective"],
  payroll: ["Department"],
};

/**
 * Reads `timeZone` (IANA name), `fieldsOff` (labels) and `hireFields` (`department` or `payroll`: the two sets of fields
 * that were seen on hires; by default a hire has both).
 */
export function readAccountShape(settings: Settings): AccountShape {
  const { timeZone, fieldsOff, hireFields } = settings;
  return {
    local: createLocalTime(typeof timeZone === "string" ? timeZone : defaultTimeZone),
    fieldsOff: Array.isArray(fieldsOff) ? fieldsOff.map(String) : defaultFieldsOff,
    hireFieldsOff: typeof hireFields === "string" ? (hireFieldsOff[hireFields] ?? []) : [],
  };
}

/** `errorStyle: "body"` answers failures with status 200, as an API with its marker in the body may. */
export function errorsHaveStatus(settings: Settings): boolean {
  return settings["errorStyle"] !== "body";
}

/** `pageOrder: "desc"` lists the newest first. */
export function isNewestFirst(settings: Settings): boolean {
  return settings["pageOrder"] === "desc";
}

/** `countsAsText: true` writes the counters of a list as strings. */
export function countsAreText(settings: Settings): boolean {
  return settings["countsAsText"] === true;
}

/** `attachmentForm: "json" | "multipart"` takes files in that form only; by default in both. */
export function attachmentForm(settings: Settings): string | null {
  const form = settings["attachmentForm"];
  return typeof form === "string" ? form : null;
}

/** `fileKeySeconds` lets file keys live that long in place of until local midnight. */
export function fileKeySeconds(settings: Settings): number | null {
  const seconds = settings["fileKeySeconds"];
  return typeof seconds === "number" ? seconds : null;
}
