import type { SandboxResponse } from "../core.js";
import { omit } from "../omit.js";
import { createRowWriter, jsonResponse } from "../response.js";
import { badRequest, notFound } from "./answers.js";
import { answerOffsetPage } from "./paging.js";
import type { Call, Route } from "./router.js";
import type { TimeoffRequestRow } from "./hr-types.js";

export const timeoffRoutes: readonly Route[] = [
  {
    path: "/timeoff/categories",
    scope: "r_timeoff",
    answer: ({ data }) => jsonResponse(200, { categories: data.timeoffCategories }),
  },
  { path: "/timeoff/balances", scope: "r_timeoff", answer: listBalances },
  { path: "/timeoff/requests", scope: "r_timeoff", answer: listRequests },
];

const writeRequest = createRowWriter<TimeoffRequestRow>((row) => row);

function listBalances({ caller, data, query }: Call): SandboxResponse {
  const employeeId = query.get("employee_id") ?? (caller.needsMemberId ? null : data.employees[0]?.id);
  if (employeeId === null || employeeId === undefined) return badRequest;
  if (!data.employees.some((row) => row.id === employeeId)) return notFound;
  const rows = data.timeoffBalances.filter((row) => row.employeeId === employeeId);
  return jsonResponse(200, { balances: rows.map((row) => omit(row, ["employeeId"])) });
}

/** Requests that touch the days from `from_date`, which is required, to `to_date`. */
function listRequests({ data, query }: Call): SandboxResponse {
  const from = dayOf(query.get("from_date"));
  const to = query.has("to_date") ? dayOf(query.get("to_date")) : "9999-12-31";
  if (from === null || to === null) return badRequest;
  const employeeIds = [...query.getAll("employee_ids[]"), ...query.getAll("employee_id")];
  const states = query.getAll("states[]");
  const categoryIds = query.getAll("category_ids[]");
  const categories = data.timeoffCategories.filter((row) => categoryIds.includes(row.id)).map((row) => row.name);
  const rows = data.timeoffRequests.filter(
    (row) =>
      row.to_date.slice(0, 10) >= from &&
      row.from_date.slice(0, 10) <= to &&
      (employeeIds.length === 0 || employeeIds.includes(row.employee_id)) &&
      (states.length === 0 || states.includes(row.state)) &&
      (categoryIds.length === 0 || categories.includes(row.category_name)),
  );
  return answerOffsetPage(query, "requests", rows, writeRequest) ?? badRequest;
}

function dayOf(text: string | null): string | null {
  const day = /^\d{4}-\d{2}-\d{2}(?=$|T)/u.exec(text ?? "")?.[0];
  return day ?? null;
}
