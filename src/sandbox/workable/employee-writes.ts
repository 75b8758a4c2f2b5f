import type { SandboxResponse } from "../core.js";
import { omit } from "../omit.js";
import { isObject } from "../settings.js";
import { jsonResponse } from "../response.js";
import { actingHrMember } from "./acting-member.js";
import { notFound } from "./answers.js";
import { directReportsOf } from "./data/employee-detail.js";
import { byLastName, lineNumberOf } from "./data/employees.js";
import { readEmployeeValues } from "./employee-input.js";
import { choiceOf, fieldsOf, type Fields } from "./input.js";
import { blank, invalid, invalidOf } from "./refusal.js";
import type { Call, Route } from "./router.js";
import { nextId, removeRows, replaceRow } from "./rows.js";
import type { EmployeeRow } from "./hr-types.js";
import type { WorkableData } from "./types.js";

export const employeeWriteRoutes: readonly Route[] = [
  { method: "POST", path: "/employees", scope: "w_employees", answer: createEmployee },
  { method: "PATCH", path: "/employees/:", scope: "w_employees", answer: updateEmployee },
];

function createEmployee(call: Call): SandboxResponse {
  const { data, at } = call;
  const body = fieldsOf(call.request.body);
  actingHrMember(call, body);
  const state = choiceOf(body, "state", ["draft", "published"]);
  const values = readEmployeeValues(data, fieldsOf(body["employee"]), at);
  const id = nextId(data.employees);
  const status = state === "draft" ? "status_draft" : "status_active";
  const row = fromDetail(
    { ...blankRow, id, state },
    { id, status, ...emptyLists(data), ...values, direct_reports: [] },
  );
  refuseIncomplete(row);
  store(data, row, null);
  return answerRow(201, data, id);
}

function updateEmployee(call: Call): SandboxResponse {
  const { data, key, at } = call;
  const old = data.employees.find((row) => row.id === key);
  if (!old) return notFound;
  const body = fieldsOf(call.request.body);
  actingHrMember(call, body);
  const values = readEmployeeValues(data, fieldsOf(body["employee"]), at);
  const row = fromDetail(old, { ...old.detail, ...values });
  refuseIncomplete(row);
  if (row.manager_id !== null && isBelow(data, row.manager_id, row.id)) throw invalid("reports_to");
  store(data, row, old.manager_id);
  return answerRow(200, data, key);
}

/** The detail call shows lists without rows, but no other field without a value. */
function emptyLists(data: WorkableData): Fields {
  const fields = data.employeeFields.filter((field) => field.is_multiple);
  return Object.fromEntries(fields.map((field): [string, unknown] => [field.id, []]));
}

/** Puts a row among the others and brings in line what they tell of it. */
function store(data: WorkableData, row: EmployeeRow, oldManagerId: string | null): void {
  putInPlace(data, row);
  realign(data, row.id);
  for (const managerId of new Set([oldManagerId, row.manager_id])) refreshReports(data, managerId);
}

const blankRow: EmployeeRow = {
  id: "",
  firstname: "",
  lastname: "",
  email: null,
  start_date: null,
  state: "draft",
  employee_number: null,
  phone: null,
  job_title: null,
  manager_id: null,
  department_id: null,
  template_id: null,
  division_id: null,
  candidate_id: null,
  legal_entity_id: null,
  work_schedule_id: null,
  work_email: null,
  preferred_name: null,
  onboarding_member_id: null,
  sample: false,
  holiday_calendar_id: null,
  avatar_processed: false,
  status_semantic_type: "status_draft",
  reporting_line: [],
  birthdate: null,
  detail: {},
};

/** Brings the list's row in line with the values of the detail, which has filled fields only. */
function fromDetail(row: EmployeeRow, values: Fields): EmployeeRow {
  const detail = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
  const text = (id: string) => textIn(detail[id]);
  return {
    ...row,
    firstname: text("firstname") ?? "",
    lastname: text("lastname") ?? "",
    email: textIn(primaryOf(detail["personal_email"])),
    start_date: text("start_date"),
    employee_number: text("employee_number"),
    phone: textIn(partOf(primaryOf(detail["phone_group"]), "phone_number")),
    job_title: text("job_title"),
    manager_id: text("reports_to"),
    department_id: text("department"),
    legal_entity_id: text("legal_entity"),
    work_schedule_id: text("work_schedule"),
    work_email: text("work_email"),
    preferred_name: text("preferred_name"),
    status_semantic_type: text("status") ?? row.status_semantic_type,
    birthdate: text("birthdate")?.slice(0, 10) ?? null,
    detail,
  };
}

function textIn(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function partOf(value: unknown, key: string): unknown {
  return isObject(value) ? value[key] : undefined;
}

function primaryOf(list: unknown): unknown {
  const rows: unknown[] = Array.isArray(list) ? list : [];
  return partOf(rows.find((row) => partOf(row, "is_primary") === true) ?? rows[0], "value");
}

function refuseIncomplete(row: EmployeeRow): void {
  const names = (["firstname", "lastname"] as const).filter((name) => row[name].trim() === "");
  const hasEmail = row.state !== "published" || row.work_email !== null || row.email !== null;
  const missing = [...names, ...(hasEmail ? [] : ["work_email"])];
  if (missing.length > 0) throw invalidOf(missing.map((name) => [name, blank]));
}

function isBelow(data: WorkableData, id: string, topId: string): boolean {
  const seen = new Set<string>();
  let current: string | null = id;
  while (current !== null && !seen.has(current)) {
    if (current === topId) return true;
    seen.add(current);
    current = managerOf(data, current);
  }
  return false;
}

function managerOf(data: WorkableData, id: string): string | null {
  return data.employees.find((row) => row.id === id)?.manager_id ?? null;
}

/** Lists are in the order of last names, whatever the order of writing. */
function putInPlace(data: WorkableData, row: EmployeeRow): void {
  removeRows(data.employees, ({ id }) => id === row.id);
  const place = data.employees.findIndex((other) => byLastName(other, row) > 0);
  data.employees.splice(place < 0 ? data.employees.length : place, 0, row);
}

/** Brings the reporting lines of an employee and of all below in line with who reports to whom. */
function realign(data: WorkableData, id: string): void {
  const row = data.employees.find((other) => other.id === id);
  if (!row) return;
  const manager = data.employees.find((other) => other.id === row.manager_id);
  const line = manager ? [lineNumberOf(manager.id), ...manager.reporting_line] : [];
  if (line.join() === row.reporting_line.join()) return;
  replaceRow(data.employees, row, { ...row, reporting_line: line });
  for (const report of data.employees.filter((other) => other.manager_id === id)) realign(data, report.id);
}

function refreshReports(data: WorkableData, managerId: string | null): void {
  const manager = data.employees.find((row) => row.id === managerId);
  if (!manager) return;
  const detail = { ...manager.detail, direct_reports: directReportsOf(data.employees, manager.id) };
  replaceRow(data.employees, manager, { ...manager, detail });
}

/** Writes answer the row without its picture, and with a part of Workable's own that clients have no use for. */
function answerRow(status: number, data: WorkableData, id: string): SandboxResponse {
  const row = data.employees.find((other) => other.id === id);
  if (!row) return notFound;
  return jsonResponse(status, { ...omit(row, ["detail", "avatar"]), cache: { employee_values_map: {} } });
}
