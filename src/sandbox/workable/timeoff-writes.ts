import type { SandboxResponse } from "../core.js";
import { jsonResponse } from "../response.js";
import { isObject } from "../settings.js";
import { actingHrMember } from "./acting-member.js";
import { notFound } from "./answers.js";
import { dayMs, milliseconds } from "./data/time.js";
import { approverId, daysPeriod, firstApprovalId, hoursPeriod, type Period } from "./data/timeoff.js";
import { choiceOf, fieldsOf, listOf, requiredTextOf, textOf, type Fields } from "./input.js";
import { blank, invalid, Refusal, within } from "./refusal.js";
import type { Call, Route } from "./router.js";
import { nextId, replaceRow } from "./rows.js";
import type { EmployeeRow, TimeoffCategoryRow, TimeoffRequestRow } from "./hr-types.js";
import type { WorkableData } from "./types.js";

export const timeoffWriteRoutes: readonly Route[] = [
  { method: "POST", path: "/timeoff/requests", scope: "w_timeoff", answer: createRequest },
  { method: "PATCH", path: "/timeoff/approvals/:", scope: "w_timeoff", answer: decide },
];

const noteLength = 140;
const dayHours = 8;

function createRequest(call: Call): SandboxResponse {
  const { data, at } = call;
  const body = fieldsOf(call.request.body);
  const author = actingHrMember(call, body);
  const employee = readEmployee(call, body);
  const category = readCategory(data, body);
  const unit = unitOf(data, category);
  const [from, to] = readDates(body, employee);
  const halfDays = readHalfDays(body, unit, from, to);
  textOf(body, "note", noteLength);
  const id = nextId(data.timeoffRequests);
  const row: TimeoffRequestRow = {
    ...{ id, employee_id: employee.id },
    ...periodOf(unit, from, to, halfDays.length),
    state: "pending",
    timeoff_tracking_unit: unit,
    half_days: halfDays,
    updated_by: author.name,
    updated_at: milliseconds(at),
    category_name: category.name,
    // Made of the request's own number, so that a decided one never comes again.
    pending_approvals: [{ id: (firstApprovalId + Number.parseInt(id, 16)).toString(16), approver_id: approverId }],
  };
  if (data.timeoffRequests.some((other) => overlaps(row, other)))
    throw invalid("from_date", "overlaps another request");
  const place = data.timeoffRequests.findIndex((other) => other.from_date > row.from_date);
  data.timeoffRequests.splice(place < 0 ? data.timeoffRequests.length : place, 0, row);
  return jsonResponse(200, row);
}

/** A token of a member's own asks for its employee, the first one, where no other is named. */
function readEmployee({ caller, data }: Call, body: Fields): EmployeeRow {
  const id = textOf(body, "employee_id") ?? (caller.needsMemberId ? null : data.employees[0]?.id);
  if (!id) throw invalid("employee_id", blank);
  const employee = data.employees.find((row) => row.id === id);
  if (!employee) throw new Refusal(notFound);
  return employee;
}

function readCategory(data: WorkableData, body: Fields): TimeoffCategoryRow {
  const id = requiredTextOf(body, "category_id");
  const category = data.timeoffCategories.find((row) => row.id === id);
  if (!category) throw invalid("category_id");
  return category;
}

/** The unit belongs to the category, but only balances tell it. */
function unitOf(data: WorkableData, category: TimeoffCategoryRow): string {
  const balance = data.timeoffBalances.find((row) => row.category_id === category.id);
  return balance?.time_off_tracking_unit ?? "full_days";
}

function readDates(body: Fields, employee: EmployeeRow): [from: number, to: number] {
  const [from, to] = [localTimeOf(body, "from_date"), localTimeOf(body, "to_date")];
  if (to < from) throw invalid("to_date", "is before the start");
  if (to >= new Date(from).setUTCFullYear(new Date(from).getUTCFullYear() + 3)) throw invalid("to_date", "is too late");
  if (employee.start_date !== null && from < Date.parse(employee.start_date)) {
    throw invalid("from_date", "is before the employee's start date");
  }
  return [from, to];
}

/** Reads a time that is the employee's own, written without a zone. */
function localTimeOf(body: Fields, name: string): number {
  const text = requiredTextOf(body, name);
  const at = Date.parse(`${text}Z`);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}$/u.test(text) || Number.isNaN(at)) throw invalid(name);
  return at;
}

function readHalfDays(body: Fields, unit: string, from: number, to: number): TimeoffRequestRow["half_days"] {
  const halfDays = listOf(body, "half_days") ?? [];
  if (halfDays.length > 0 && unit !== "half_days") throw invalid("half_days", "are not for this category");
  return within("half_days", () =>
    halfDays.map((entry) => {
      if (!isObject(entry)) throw invalid("half_days");
      const date = requiredTextOf(entry, "date").slice(0, 10);
      const at = Date.parse(date);
      if (!(at >= from - (from % dayMs) && at <= to)) throw invalid("date");
      return { date, half: choiceOf(entry, "half", ["first", "second"]) };
    }),
  );
}

function periodOf(unit: string, from: number, to: number, halves: number): Period {
  const [fromDay, toDay] = [from - (from % dayMs), to - (to % dayMs)];
  if (unit === "hours" && fromDay === toDay) return hoursPeriod(from, to);
  const days = daysPeriod(fromDay, toDay, halves);
  return unit === "hours" ? { ...days, requesting_total: days.requesting_total * dayHours } : days;
}

/** Whether two requests of one employee, neither of them given up, touch; days are whole, hours are not. */
function overlaps(row: TimeoffRequestRow, other: TimeoffRequestRow): boolean {
  const isOpen = other.employee_id === row.employee_id && ["pending", "approved"].includes(other.state);
  return isOpen && row.from_date <= endOf(other) && other.from_date <= endOf(row);
}

function endOf({ timeoff_tracking_unit, to_date }: TimeoffRequestRow): string {
  return timeoff_tracking_unit === "hours" ? to_date : `${to_date.slice(0, 10)}T23:59:59.999`;
}

function decide(call: Call): SandboxResponse {
  const { data, key, at } = call;
  const request = data.timeoffRequests.find((row) => row.pending_approvals.some(({ id }) => id === key));
  if (!request) return notFound;
  const body = fieldsOf(call.request.body);
  const member = actingHrMember(call, body);
  const state = choiceOf(body, "state", ["approved", "rejected"]);
  const approver = requiredTextOf(body, "approver_id");
  if (!request.pending_approvals.some((row) => row.id === key && row.approver_id === approver)) {
    throw invalid("approver_id");
  }
  // One rejection is enough, while everybody has to approve.
  const open = state === "rejected" ? [] : request.pending_approvals.filter(({ id }) => id !== key);
  const decided = {
    ...request,
    ...{ state: open.length > 0 ? request.state : state, updated_by: member.name, updated_at: milliseconds(at) },
    pending_approvals: open,
  };
  return jsonResponse(200, replaceRow(data.timeoffRequests, request, decided));
}
