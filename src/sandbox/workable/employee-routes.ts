import type { SandboxResponse } from "../core.js";
import { omit } from "../omit.js";
import { createRowWriter, jsonResponse } from "../response.js";
import { badRequest, notFound } from "./answers.js";
import { answerOffsetPage } from "./paging.js";
import type { Call, Route } from "./router.js";
import type { EmployeeRow } from "./hr-types.js";

export const employeeRoutes: readonly Route[] = [
  { path: "/employees", scope: "r_employees", answer: listEmployees },
  { path: "/employees/:", scope: "r_employees", answer: readEmployee },
  { path: "/employee_fields", scope: "r_account", answer: ({ data }) => jsonResponse(200, data.employeeFields) },
];

const writeRow = createRowWriter<EmployeeRow>((row) => omit(row, ["detail"]));
const writePublicRow = createRowWriter<EmployeeRow>((row) => ({
  ...omit(row, ["detail"]),
  email: null,
  phone: null,
  birthdate: null,
}));

function listEmployees(call: Call): SandboxResponse {
  const { data, query } = call;
  const isPublicView = !seesAll(call);
  const text = query.get("query")?.toLowerCase();
  const matches = (row: EmployeeRow) =>
    text === undefined || [row.firstname, row.lastname, row.email].some((value) => value?.toLowerCase().includes(text));
  const rows = data.employees.filter((row) => matches(row) && (!isPublicView || row.state === "published"));
  return answerOffsetPage(query, "employees", rows, isPublicView ? writePublicRow : writeRow) ?? badRequest;
}

/**
 * Workable documents that an account token sees public fields only unless a HR admin's `member_id` goes along; on live
 * accounts it saw everything. The `strictMemberId` setting plays the documented rule.
 */
function seesAll({ caller, context, data, query }: Call): boolean {
  if (!caller.needsMemberId || context.settings["strictMemberId"] !== true) return true;
  const member = data.members.find((row) => row.id === query.get("member_id"));
  return member?.hris_role === "hris_admin";
}

function readEmployee(call: Call): SandboxResponse {
  const employee = call.data.employees.find((row) => row.id === call.key);
  return refusalOfReader(call) ?? (employee ? jsonResponse(200, employee.detail) : notFound);
}

/** The answer to a read that needs to know who asks, when it does not: null when it does. */
export function refusalOfReader({ caller, data, query }: Call): SandboxResponse | null {
  const memberId = query.get("member_id");
  if (memberId === null) return caller.needsMemberId ? badRequest : null;
  return data.members.some((row) => row.id === memberId) ? null : notFound;
}
