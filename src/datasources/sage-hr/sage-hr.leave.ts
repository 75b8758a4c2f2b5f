import type { Draft } from "../../schema/draft.js";
import { DayPart, TimeoffUnit } from "../../schema/enums.js";
import { Depth } from "../../schema/provider-record.js";
import type { TimeoffBalance } from "../../schema/timeoff-balance.js";
import type { TimeoffRequest } from "../../schema/timeoff-request.js";
import type { TimeoffType } from "../../schema/timeoff-type.js";
import type { PayloadReader } from "../http/payload.js";
import { documented } from "./sage-hr.documented.js";
import { extrasOf, lenient, recordOf } from "./sage-hr.payload.js";
import { toTimeoffStatus, toTimeoffUnit } from "./sage-hr.vocabulary.js";

export function toTimeoffType(payload: PayloadReader, depth: Depth): Draft<TimeoffType> {
  const row = lenient(payload);
  const key = row.id("id");
  const mapped = recordOf({ key, remoteId: key, depth }, payload, {
    name: () => row.text("name"),
    unit: () => toTimeoffUnit(row.text("unit")),
    unitLabel: () => row.text("unit"),
    color: () => row.text("color"),
    defaultAllowance: () => row.number("default_allowance"),
    maxCarryOver: () => row.number("max_carryover"),
    accrualLabel: () => row.text("accrue_type"),
  });
  // A policy by itself has some thirty documented switches, all of them yes or no.
  const extras = extrasOf(row, documented.policy).filter(({ value }) => typeof value !== "boolean");
  return { ...mapped, extras };
}

/** `policy` is the balance's own, where it is known: only it tells the unit. */
export function toTimeoffBalance(
  payload: PayloadReader,
  employeeKey: string,
  policy: PayloadReader | undefined,
): Draft<TimeoffBalance> {
  const row = lenient(payload);
  const policyKey = row.id("policy_id");
  const key = `${employeeKey}/${policyKey}`;
  const mapped = recordOf({ key, remoteId: key, depth: Depth.DETAIL }, payload, {
    available: () => row.number("available"),
    used: () => row.number("used"),
    unit: () => toTimeoffUnit(policy?.text("unit") ?? null),
    unitLabel: () => policy?.text("unit") ?? null,
  });
  return {
    ...mapped,
    extras: extrasOf(row, documented.balance),
    employeeRef: { key: employeeKey },
    typeRef: policy ? { key: policyKey, mention: () => toTimeoffType(policy, Depth.LIST) } : { key: policyKey },
  };
}

export function toTimeoffRequest(payload: PayloadReader, depth: Depth): Draft<TimeoffRequest> {
  const row = lenient(payload);
  const key = row.id("id");
  const employeeKey = row.id("employee_id");
  const mapped = recordOf({ key, remoteId: key, depth }, payload, {
    status: () => toTimeoffStatus(statusCode(row)),
    statusLabel: () => row.text("status") ?? row.text("status_code"),
    startDate: () => row.date("start_date"),
    endDate: () => row.date("end_date"),
    // Only parts of days are counted, in hours; the length of whole days is not told.
    amount: () => row.number("hours"),
    unit: () => (row.number("hours") === null ? null : TimeoffUnit.HOURS),
    parts: () => toParts(row),
    note: () => row.text("details"),
    answers: () => row.objects("fields").map(toAnswer),
    requestedAt: () => row.date("request_date"),
    decidedAt: () => row.date("approval_date"),
    typeRef: () => refTo(row.text("policy_id")),
  });
  return { ...mapped, employeeRef: { key: employeeKey }, extras: extrasOf(row, documented.leaveRequest) };
}

/** The word for logic; where it is missing, the word for display in its form. */
function statusCode(row: PayloadReader): string | null {
  return (row.text("status_code") ?? row.text("status"))?.toLowerCase().replaceAll(" ", "_") ?? null;
}

/** The parts of the first day that are off; empty for whole days. */
function toParts(row: PayloadReader) {
  const date = row.date("start_date");
  if (row.boolean("specific_time") === true) {
    const [startTime, endTime] = [toLocalTime(row.text("start_time")), toLocalTime(row.text("end_time"))];
    return [{ date, half: null, startTime, endTime }];
  }
  return [
    ...(row.boolean("first_part_of_day") === true ? [{ date, half: DayPart.FIRST }] : []),
    ...(row.boolean("second_part_of_day") === true ? [{ date, half: DayPart.SECOND }] : []),
  ];
}

/** `9:30` as `09:30`. */
function toLocalTime(text: string | null): string | null {
  return text !== null && /^\d:\d{2}$/.test(text) ? `0${text}` : text;
}

function toAnswer(field: PayloadReader) {
  return { title: field.text("title"), answer: field.text("answer") };
}

function refTo(key: string | null) {
  return key === null ? null : { key };
}
