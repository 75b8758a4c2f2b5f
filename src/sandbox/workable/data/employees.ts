import { createPeople, type Person } from "../../people.js";
import { jobTitles } from "../../names.js";
import type { Random } from "../../random.js";
import type { EmployeeRow } from "../hr-types.js";
import type { CandidateRow, DepartmentRow, LegalEntityRow } from "../types.js";
import { createEmployeeDetail } from "./employee-detail.js";
import { dayMs, plainDate } from "./time.js";

interface EmployeeWorld {
  readonly random: Random;
  readonly today: number;
  readonly subdomain: string;
  readonly baseUrl: string;
  readonly departments: readonly DepartmentRow[];
  readonly legalEntities: readonly LegalEntityRow[];
  readonly hired: readonly CandidateRow[];
}

const firstId = 0x1a2f1;
const draftIndexes = new Set([4, 15]);
const leaverIndexes = new Set([5, 22]);
const inactiveIndex = 9;

/**
 * Makes employees in the order of their last names: one on top, drafts, leavers (published, but of inactive status),
 * an inactive one, and hires that point to their candidate.
 */
export function createEmployees(world: EmployeeWorld, count: number): EmployeeRow[] {
  const people = createPeople(world.random, count, "home.test");
  const rows = people.map((person, index) => createEmployee(world, person, index));
  const complete = rows.map((row) => ({ ...row, detail: createEmployeeDetail(row, rows, world.random) }));
  return complete.toSorted(byLastName);
}

/** The order that employees are listed in. */
export function byLastName(left: EmployeeRow, right: EmployeeRow): number {
  return left.lastname.localeCompare(right.lastname, "en");
}

/** The number that stands for an employee in reporting lines. */
export function lineNumberOf(id: string): number {
  return 1_702_001 + Number.parseInt(id, 16) - firstId;
}

function createEmployee(world: EmployeeWorld, person: Person, index: number): EmployeeRow {
  const { random, today, subdomain } = world;
  const candidate = index >= 10 ? world.hired[index - 10] : undefined;
  const isDraft = draftIndexes.has(index);
  const { state, status } = stateOf(index);
  const managers = managersOf(index);
  const hasAvatar = index % 3 === 0;
  return {
    id: idOf(index),
    firstname: candidate?.firstname ?? person.firstName,
    lastname: candidate?.lastname ?? person.lastName,
    email: index === 14 ? null : (candidate?.email ?? person.email),
    start_date: isDraft ? null : `${plainDate(today - random.int(60, 2500) * dayMs)}T00:00:00.000Z`,
    state,
    employee_number: isDraft ? null : String(index + 1),
    ...(hasAvatar ? { avatar: `${world.baseUrl}/files/avatars/${idOf(index)}.pdf?signature=sandbox-avatar` } : {}),
    phone: random.chance(0.2) ? null : person.phone,
    job_title: index === 12 ? null : random.pick(jobTitles),
    manager_id: managers[0] === undefined ? null : idOf(managers[0]),
    department_id: index % 11 === 6 ? null : random.pick(world.departments).id,
    template_id: null,
    division_id: null,
    candidate_id: candidate?.id ?? null,
    legal_entity_id: index % 13 === 8 ? null : random.pick(world.legalEntities).id,
    work_schedule_id: "7c01",
    work_email: isDraft ? null : `employee${index + 1}@${subdomain}.test`,
    preferred_name: index % 9 === 2 ? "Sunny" : null,
    onboarding_member_id: null,
    sample: false,
    holiday_calendar_id: 33_001,
    avatar_processed: hasAvatar,
    status_semantic_type: status,
    reporting_line: managers.map((manager) => lineNumberOf(idOf(manager))),
    birthdate: random.chance(0.3) ? null : `${random.int(1962, 2004)}-0${random.int(1, 9)}-1${random.int(0, 9)}`,
    detail: {},
  };
}

function idOf(index: number): string {
  return (firstId + index).toString(16);
}

function stateOf(index: number): { state: string; status: string } {
  if (draftIndexes.has(index)) return { state: "draft", status: "status_draft" };
  if (leaverIndexes.has(index)) return { state: "published", status: "status_inactive" };
  if (index === inactiveIndex) return { state: "inactive", status: "status_inactive" };
  return { state: "published", status: "status_active" };
}

/** The direct manager first, the top of the company last. */
function managersOf(index: number): number[] {
  if (index === 0) return [];
  const manager = Math.floor((index - 1) / 6);
  return [manager, ...managersOf(manager)];
}
