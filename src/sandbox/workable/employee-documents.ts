import type { SandboxResponse } from "../core.js";
import { omit } from "../omit.js";
import { isObject } from "../settings.js";
import { actingHrMember } from "./acting-member.js";
import { badRequest, notFound, textResponse } from "./answers.js";
import { signedUrl } from "./data/candidates.js";
import { milliseconds } from "./data/time.js";
import { refusalOfReader } from "./employee-routes.js";
import { addressedUploadOf, fieldsOf, listOf, requiredTextOf } from "./input.js";
import { answerOffsetPage } from "./paging.js";
import { blank, invalid, within } from "./refusal.js";
import type { Call, Route } from "./router.js";
import { nextId } from "./rows.js";
import type { EmployeeDocumentRow, EmployeeRow } from "./hr-types.js";

export const employeeDocumentRoutes: readonly Route[] = [
  ofEmployee({ scope: "r_employees" }, listDocuments),
  ofEmployee({ scope: "w_employees", method: "POST" }, addDocuments),
];

function ofEmployee(
  facts: Pick<Route, "method" | "scope">,
  answer: (call: Call, row: EmployeeRow) => SandboxResponse,
): Route {
  return {
    ...facts,
    path: "/employees/:/documents",
    answer: (call) => {
      const employee = call.data.employees.find((row) => row.id === call.key);
      return employee ? answer(call, employee) : notFound;
    },
  };
}

const usualType = "simple_employee_document";

function listDocuments(call: Call, { id }: EmployeeRow): SandboxResponse {
  const { data, query } = call;
  const type = query.get("type") ?? usualType;
  const rows = data.employeeDocuments.filter((row) => row.employeeId === id && row.type === type);
  const write = (row: EmployeeDocumentRow) => JSON.stringify(omit(row, ["employeeId"]));
  return refusalOfReader(call) ?? answerOffsetPage(query, "employee_documents", rows, write) ?? badRequest;
}

/** Notes the documents down by their names; Workable would fetch them from their addresses. */
function addDocuments(call: Call, employee: EmployeeRow): SandboxResponse {
  const { context, data, at } = call;
  const body = fieldsOf(call.request.body);
  const author = actingHrMember(call, body);
  const written = listOf(body, "documents") ?? [];
  if (written.length === 0) throw invalid("documents", blank);
  const names = within("documents", () =>
    written.map((document) => {
      if (!isObject(document)) throw invalid("documents");
      requiredTextOf(document, "url");
      addressedUploadOf(document, "url");
      return requiredTextOf(document, "name");
    }),
  );
  const now = milliseconds(at);
  for (const filename of names) {
    data.employeeDocuments.push({
      employeeId: employee.id,
      id: nextId(data.employeeDocuments),
      filename,
      filepath: signedUrl(context.baseUrl, employee.id, filename),
      ...{ created_at: now, updated_at: now },
      filesize: 0,
      type: usualType,
      created_by: author.name,
    });
  }
  return textResponse(201, "Created");
}
