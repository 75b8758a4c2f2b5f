import { AppError } from "../../lib/errors.js";
import { EmploymentStatus } from "../../schema/enums.js";
import { Depth } from "../../schema/provider-record.js";
import { mapRows } from "../http/payload.js";
import type { Conditions, ListPage, ListRequest, ModelSource, ProviderSession } from "../provider.js";
import {
  employee,
  employeesPage,
  fixedPageSize,
  lastPageNumber,
  teamsPage,
  terminatedEmployee,
  terminatedEmployeesPage,
} from "./sage-hr.client.js";
import type { Page, ReadPage } from "./sage-hr.client.js";
import { statusOf, toEmployee, toGroup } from "./sage-hr.employee.js";
import type { Half } from "./sage-hr.employee.js";
import { emptyPage, numberedList, pageNumber, readMapped } from "./sage-hr.list.js";

const halves: Readonly<Record<Half, ReadPage>> = { active: employeesPage, terminated: terminatedEmployeesPage };

/** Those who work there come first, those who left after them: the provider keeps them apart. */
export const employees: ModelSource<"Employee"> = {
  coverage: {
    firstName: "list",
    lastName: "list",
    name: "list",
    employeeNumber: "list",
    workEmail: "list",
    emails: "list",
    photoUrl: "list",
    jobTitle: "list",
    employmentStatus: "list",
    employmentType: "list",
    startDate: "list",
    terminationDate: "list",
    dateOfBirth: "list",
    managerRef: "list",
    groupRefs: "list",
    // The list of those who work there has these too; the list of those who left does not.
    phones: "detail",
    address: "detail",
    gender: "detail",
    maritalStatus: "detail",
    nationality: "detail",
    terminationReason: "detail",
  },
  mentions: { groupRefs: ["name", "type"] },
  list: {
    call: "GET /employees, GET /terminated-employees",
    pageSize: fixedPageSize,
    // The last page of those who work there is found by a call of its own when the list is read backwards.
    calls: 2,
    // Those who work there end on a page of their own.
    shortPages: 1,
    native: { employmentStatus: ["eq", "in"] },
    isBackward: true,
    last: (_session, { conditions }) => Promise.resolve(`${halvesOf(conditions).at(-1) ?? "active"}:${lastOfHalf}`),
    page: readEmployees,
  },
  get: {
    call: "GET /employees/{id}, GET /terminated-employees/{id}",
    calls: 2,
    read: async (session, key) =>
      (await readMapped(employee(session, key), "employee", (row) => toEmployee(row, Depth.DETAIL, "active"))) ??
      readMapped(terminatedEmployee(session, key), "employee", (row) => toEmployee(row, Depth.DETAIL, "terminated")),
  },
};

export const groups: ModelSource<"Group"> = {
  coverage: { name: "list", type: "list" },
  list: {
    call: "GET /teams",
    pageSize: fixedPageSize,
    native: {},
    ...numberedList<"Group">({ read: () => teamsPage, place: "teams", map: (row) => toGroup(row, Depth.LIST) }),
  },
};

const lastOfHalf = "last";

async function readEmployees(
  session: ProviderSession,
  { conditions, token }: ListRequest,
): Promise<ListPage<"Employee">> {
  const asked = halvesOf(conditions);
  const { half, number } = token === undefined ? { half: asked[0], number: "1" } : parse(token);
  if (half === undefined || !asked.includes(half)) return emptyPage();
  const read = halves[half];
  const page = await read(session, number === lastOfHalf ? await lastPageNumber(session, read) : pageNumber(number));
  const { rows, problems } = mapRows(page.rows, `${half} employees`, (row) => toEmployee(row, Depth.LIST, half));
  const place = asked.indexOf(half);
  return {
    drafts: rows,
    next: page.next === null ? tokenOf(asked[place + 1], 1) : tokenOf(half, page.next),
    previous: page.number > 1 ? tokenOf(half, page.number - 1) : tokenOf(asked[place - 1], lastOfHalf),
    total: totalOf(asked, page),
    problems,
  };
}

/** Both halves' totals would cost a call that nobody may have asked for. */
function totalOf(asked: readonly Half[], page: Page): number | null {
  return asked.length === 1 ? page.totalRows : null;
}

function halvesOf({ employmentStatus }: Conditions): Half[] {
  const isAsked = (status: EmploymentStatus) =>
    (employmentStatus?.eq === undefined || employmentStatus.eq === status) &&
    (employmentStatus?.in === undefined || employmentStatus.in.includes(status));
  return (["active", "terminated"] as const).filter((half) => isAsked(statusOf[half]));
}

function parse(token: string): { half: Half; number: string } {
  const [, half, number] = /^(active|terminated):(\w+)$/.exec(token) ?? [];
  if (number === undefined) throw new AppError("INVALID_CURSOR", "The cursor names no list of Sage HR employees.");
  return { half: half === "active" ? half : "terminated", number };
}

function tokenOf(half: Half | undefined, page: number | "last"): string | null {
  return half === undefined ? null : `${half}:${page}`;
}
