import type { SandboxResponse } from "../core.js";
import { createRowWriter } from "../response.js";
import { dayAfter, daysBetween, monthOf } from "./dates.js";
import type { EmployeeRow } from "./employee-rows.js";
import { fullNameOf, isActive } from "./employee-state.js";
import { allowancePages, dataAnswer, failure, fixedPages, notFound, pageAnswer } from "./envelope.js";
import type { LeaveRequestRow, PolicyRow } from "./leave-rows.js";
import type { Reads } from "./router.js";
import type { SageHrData } from "./rows.js";

/** A range of requests must span fewer days. */
const rangeLimitDays = 65;
const rangeTooLong = `Days between date range must be less than ${rangeLimitDays}`;

const writeRequest = createRowWriter((row: LeaveRequestRow) => row);

/** Policies, balances, allowances and requests; `today` decides the default month and who is out. */
export function createLeaveReads(data: SageHrData, today: Date, settings: Record<string, unknown>): Reads {
  return {
    "api/leave-management/policies": () => dataAnswer(data.policies.map(policyView)),
    "api/leave-management/policies/:id": (_query, id) => {
      const policy = data.policies.find((row) => row.id === id);
      if (!policy) return notFound();
      const detail = { ...policyView(policy), ...policy.flags };
      // The document shows an array of one; live notes say an object. `policyDetail: "object"` switches.
      return dataAnswer(settings["policyDetail"] === "object" ? detail : [detail]);
    },
    "api/employees/:id/leave-management/balances": (_query, id) => {
      const row = data.employees.find((employee) => employee.profile.id === id && isActive(employee));
      return row ? dataAnswer(row.balances) : notFound();
    },
    "api/leave-management/reports/individual-allowances": (query) => {
      const rows = data.employees.filter((row) => isActive(row) && isAsked(row, query));
      return pageAnswer(rows, query, allowancePages, (row) => JSON.stringify(allowanceView(row, data.policies)));
    },
    "api/leave-management/requests": (query) => listRequests(data, today, query),
    "api/leave-management/requests/:id": (_query, id) => {
      const row = data.leaveRequests.find((request) => request.id === id);
      return row ? dataAnswer(row) : notFound();
    },
    "api/leave-management/out-of-office-today": (query) => {
      const date = query.get("date") ?? dayAfter(today, 0);
      const out = data.leaveRequests.filter((row) => row.status_code === "approved" && overlaps(row, date, date));
      return dataAnswer(out.map((row) => outOfOfficeView(row, data)));
    },
  };
}

function listRequests(data: SageHrData, today: Date, query: URLSearchParams): SandboxResponse {
  const month = monthOf(today);
  const from = query.get("from") ?? month.from;
  const to = query.get("to") ?? month.to;
  const days = daysBetween(from, to);
  if (Number.isNaN(days)) return failure(422, "bad_parameters", ["Date is invalid"]);
  if (days >= rangeLimitDays) return failure(422, "bad_parameters", [rangeTooLong]);
  const rows = data.leaveRequests.filter((row) => overlaps(row, from, to));
  return pageAnswer(rows, query, fixedPages, writeRequest);
}

export function overlaps(row: LeaveRequestRow, from: string, to: string): boolean {
  return row.start_date <= to && row.end_date >= from;
}

function policyView(policy: PolicyRow): object {
  return { ...policy, flags: undefined };
}

function allowanceView({ profile, balances }: EmployeeRow, policies: readonly PolicyRow[]): object {
  const own = policies.filter((policy) => balances.some((balance) => balance.policy_id === policy.id));
  return {
    id: profile.id,
    full_name: fullNameOf(profile),
    eligibilities: own.map(({ id, name, default_allowance, unit, max_carryover }) => ({
      policy: { id, name },
      quantity: default_allowance,
      unit,
      carryover: max_carryover,
    })),
  };
}

function isAsked({ profile, locationId }: EmployeeRow, query: URLSearchParams): boolean {
  return (
    includesId(query, "employee_ids", profile.id) &&
    includesId(query, "team_ids", profile.team_id) &&
    includesId(query, "location_ids", locationId)
  );
}

/** An id list may be joined with commas or repeated as `name[]`; an absent one asks for all. */
function includesId(query: URLSearchParams, name: string, id: number | null): boolean {
  const asked = [...query.getAll(`${name}[]`), ...(query.get(name)?.split(",") ?? [])];
  return asked.length === 0 || (id !== null && asked.includes(String(id)));
}

function outOfOfficeView(row: LeaveRequestRow, data: SageHrData): object {
  const profile = data.employees.find((employee) => employee.profile.id === row.employee_id)?.profile;
  return {
    id: row.id,
    policy_id: row.policy_id,
    policy: { name: data.policies.find((policy) => policy.id === row.policy_id)?.name ?? null },
    employee_id: row.employee_id,
    employee: { first_name: profile?.first_name ?? null, last_name: profile?.last_name ?? null },
    details: row.details,
    is_multi_date: row.is_multi_date,
    is_single_day: row.is_single_day,
    is_part_of_day: row.is_part_of_day,
    first_part_of_day: row.first_part_of_day,
    second_part_of_day: row.second_part_of_day,
    start_date: row.start_date,
    end_date: row.end_date,
    hours: row.hours,
  };
}
