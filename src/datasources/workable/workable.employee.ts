import { AppError } from "../../lib/errors.js";
import type { Draft } from "../../schema/draft.js";
import type { Employee } from "../../schema/employee.js";
import { Depth } from "../../schema/provider-record.js";
import type { PayloadReader } from "../http/payload.js";
import type { ModelSource, ProviderSession } from "../provider.js";
import type { WorkableClient } from "./workable.client.js";
import { pageOf, readOrNull, recordOf } from "./workable.draft.js";
import { toDetailedEmployee } from "./workable.employee-detail.js";
import { groupRefsOf } from "./workable.group.js";
import { maxPageSize } from "./workable.paging.js";
import { emailsOf, employmentStatusOf, fullName, refTo } from "./workable.person.js";

/** What rows tell. */
export const rowFields = [
  ...(["firstName", "lastName", "name", "preferredName", "employeeNumber", "workEmail", "personalEmail"] as const),
  ...(["emails", "phones", "photoUrl", "jobTitle", "employmentStatus", "employmentStatusLabel"] as const),
  ...(["startDate", "dateOfBirth", "managerRef", "groupRefs", "candidateRef"] as const),
] as const;

/** Employees, drafts and the inactive among them. Rows and details are different payloads; rows alone link to the candidate. */
export function employeeSource(client: WorkableClient): ModelSource<"Employee"> {
  return {
    coverage: {
      ...(Object.fromEntries(rowFields.map((field) => [field, "list"])) as Record<(typeof rowFields)[number], "list">),
      middleName: "detail",
      address: "detail",
      employmentType: "detail",
      hireDate: "detail",
      gender: "detail",
      maritalStatus: "detail",
      nationality: "detail",
      extras: "detail",
    },
    list: {
      call: "GET /employees",
      pageSize: maxPageSize,
      native: {},
      isBackward: true,
      last: (session, { limit }) => client.lastEmployeesToken(session, limit),
      page: async (session, request) =>
        pageOf<"Employee">(await client.employees(session, request), "employees", toListedEmployee),
    },
    get: {
      call: "GET /employees/{id}",
      read: (session, key) => readOrNull(() => readEmployee(client, session, key)),
    },
  };
}

async function readEmployee(client: WorkableClient, session: ProviderSession, key: string): Promise<Draft<Employee>> {
  try {
    return toDetailedEmployee(await client.employee(session, key), key);
  } catch (error) {
    const isRefused = error instanceof AppError && error.code === "PROVIDER_REJECTED";
    if (!isRefused || session.account.settings["memberId"] !== undefined) throw error;
    const message = "Workable wants an acting member for single employees: link the account with its memberId.";
    throw new AppError("PROVIDER_REJECTED", message, { cause: error, details: error.details });
  }
}

export function toListedEmployee(row: PayloadReader): Draft<Employee> {
  const id = row.id("id");
  return recordOf(
    row,
    { key: id, remoteId: id, depth: Depth.LIST },
    {
      firstName: () => row.text("firstname"),
      lastName: () => row.text("lastname"),
      name: () => fullName(row.text("firstname"), row.text("lastname")),
      preferredName: () => row.text("preferred_name"),
      employeeNumber: () => row.text("employee_number"),
      workEmail: () => row.text("work_email"),
      personalEmail: () => row.text("email"),
      emails: () => emailsOf(row.text("work_email"), [row.text("email")]),
      phones: () => phonesOf(row.text("phone")),
      photoUrl: () => row.url("avatar"),
      jobTitle: () => row.text("job_title"),
      employmentStatus: () => employmentStatusOf(statusWord(row)),
      employmentStatusLabel: () => statusWord(row),
      startDate: () => row.date("start_date"),
      dateOfBirth: () => row.date("birthdate"),
      managerRef: () => refTo(row.text("manager_id")),
      candidateRef: () => refTo(row.text("candidate_id")),
      groupRefs: () =>
        groupRefsOf({
          department: row.text("department_id"),
          legalEntity: row.text("legal_entity_id"),
          division: row.text("division_id"),
        }),
    },
  );
}

function statusWord(row: PayloadReader): string | null {
  return row.text("status_semantic_type") ?? row.text("state");
}

function phonesOf(value: string | null) {
  return value === null ? [] : [{ value, isPrimary: true }];
}
