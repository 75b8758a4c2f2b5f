import { jsonResponse } from "../response.js";
import { presentDay } from "./dates.js";
import { checkUnique, readEmail } from "./email.js";
import { blankProfile, readPersonalFields } from "./employee-fields.js";
import { continueHistory, readPlacement } from "./employee-placement.js";
import type { BalanceRow, EmployeeProfile, EmployeeRow } from "./employee-rows.js";
import { isActive } from "./employee-state.js";
import { createdAnswer, invalid, notFound } from "./envelope.js";
import { createFieldReader, type FieldReader } from "./field-reader.js";
import type { PolicyRow } from "./leave-rows.js";
import { nextId } from "./new-id.js";
import type { Write, Writes } from "./router.js";
import type { PositionRow, SageHrData } from "./rows.js";
import { customFields } from "./seed-custom-fields.js";

const firstLocationId = 3;

export function createEmployeeWrites(data: SageHrData): Writes {
  return {
    "POST api/employees": createEmployee(data),
    "PUT api/employees/:id": updateEmployee(data),
  };
}

/** Puts a changed copy in the place of an employee; rows that were served are frozen. */
export function replaceEmployee({ employees }: SageHrData, changed: EmployeeRow): void {
  employees[employees.findIndex((row) => row.profile.id === changed.profile.id)] = changed;
}

/** A balance of a policy of which nothing is used. */
export function freshBalance({ id, do_not_accrue, default_allowance }: PolicyRow): BalanceRow {
  return { policy_id: id, used: 0, available: do_not_accrue ? null : Number(default_allowance) };
}

function createEmployee(data: SageHrData): Write {
  return (sent) => {
    const check = createFieldReader(sent.fields);
    const email = check.required("email", () => readEmail(check));
    const names = {
      first_name: check.required("first_name", check.text) ?? null,
      last_name: check.required("last_name", check.text) ?? null,
    };
    const start = check.date("work_start_date") ?? presentDay();
    const personal = readPersonalFields(check);
    const title = check.text("position_title");
    const emails = data.employees.map(({ profile }) => profile.email);
    checkUnique(check, email, emails);
    if (email === undefined || check.errors.length > 0) return invalid(check.errors);
    const id = nextId(data.employees, ({ profile }) => profile.id);
    const profile = { ...blankProfile, id, email, ...names, employment_start_date: start, ...personal };
    data.employees.push(newEmployee(data, profile, start, title ? titleOf(data.positions, title) : null));
    return createdAnswer(id);
  };
}

/** A title that the account does not have yet is added to its job titles. */
function titleOf(positions: PositionRow[], title: string): PositionRow {
  const known = positions.find((row) => row.title === title);
  if (known) return known;
  const added = { id: nextId(positions, (row) => row.id), title, description: null, code: null };
  positions.push(added);
  return added;
}

function newEmployee(
  { policies, positions }: SageHrData,
  profile: EmployeeProfile,
  start: string,
  title: PositionRow | null,
): EmployeeRow {
  const row: EmployeeRow = {
    profile,
    history: { team_history: [], employment_status_history: [], position_history: [] },
    customFields: customFields(null, null, null),
    balances: policies.filter((policy) => policy.accrue_type !== "event_based").map(freshBalance),
    locationId: firstLocationId,
    termination: null,
    leaving: null,
  };
  if (!title) return row;
  const placed = { ...profile, position_id: title.id, position: title.title };
  return { ...row, profile: placed, history: continueHistory(row, placed, start, positions) };
}

function updateEmployee(data: SageHrData): Write {
  return (sent, id) => {
    const row = data.employees.find((employee) => employee.profile.id === id && isActive(employee));
    if (!row) return notFound();
    const check = createFieldReader(sent.fields);
    const profile: EmployeeProfile = {
      ...row.profile,
      ...readNames(check),
      ...readPersonalFields(check),
      ...readPlacement(data, check),
    };
    const start = check.date("work_start_date");
    if (start !== undefined) profile.employment_start_date = start;
    const number = check.text("employee_number");
    if (number !== undefined) profile.employee_number = number;
    const locationId = check.integer("location_id") ?? row.locationId;
    const balances = readLeaveTypes(data.policies, row.balances, check);
    if (check.errors.length > 0) return invalid(check.errors);
    const history = continueHistory(row, profile, presentDay(), data.positions);
    replaceEmployee(data, { ...row, profile, locationId, balances, history });
    return jsonResponse(202, { data: { id } });
  };
}

/** Names may be left as they are but not taken away. */
function readNames(check: FieldReader): Partial<EmployeeProfile> {
  const names: Partial<EmployeeProfile> = {};
  for (const name of ["first_name", "last_name"] as const) {
    const text = check.text(name);
    if (text === null) check.required(name, check.text);
    else if (text !== undefined) names[name] = text;
  }
  return names;
}

/** `selected_leave_types` says of which policies an employee has a balance. */
function readLeaveTypes(policies: readonly PolicyRow[], balances: BalanceRow[], check: FieldReader): BalanceRow[] {
  const selected = check.integers("selected_leave_types");
  if (!selected) return balances;
  if (!selected.every((id) => policies.some((policy) => policy.id === id)))
    check.errors.push("Selected leave types must exist");
  return policies
    .filter((policy) => selected.includes(policy.id))
    .map((policy) => balances.find((balance) => balance.policy_id === policy.id) ?? freshBalance(policy));
}
