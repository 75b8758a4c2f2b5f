import type { Random } from "../../random.js";
import type { EmployeeRow } from "../hr-types.js";

/** Makes the answer of the detail call: keyed by field id, with filled fields only and lists in rows. */
export function createEmployeeDetail(
  row: EmployeeRow,
  all: readonly EmployeeRow[],
  random: Random,
): Record<string, unknown> {
  const filled = Object.entries(simpleFields(row)).filter(([, value]) => value !== null);
  return {
    id: row.id,
    ...Object.fromEntries(filled),
    country: { display: "Norway", value: "NO" },
    gender: random.pick(["gender_male", "gender_female", "gender_non_binary"]),
    marital_status_group: { marital_status: random.pick(["marital_status_single", "marital_status_married"]) },
    phone_group:
      row.phone === null ? [] : [listRow(`${row.id}a1`, { phone_number: row.phone, phone_type: "phone_type_work" })],
    personal_email: row.email === null ? [] : [listRow(`${row.id}b1`, row.email)],
    employment_group: [
      listRow(`${row.id}c1`, {
        employment_status: random.pick([
          "employement_type_full_time",
          "employement_type_part_time",
          "employement_type_contractor",
        ]),
        employment_effective_date: row.start_date,
      }),
    ],
    salary_group: [
      listRow(`${row.id}d1`, { salary: { amount: random.int(38, 95) * 1000, currency: "NOK", frequency: "year" } }),
    ],
    skills: [],
    division: "Field",
    "1195b": random.pick(["Blue badge", "Red badge"]),
    direct_reports: directReportsOf(all, row.id),
  };
}

/** The employees who report to one, as that one's detail names them. */
export function directReportsOf(all: readonly EmployeeRow[], id: string): object[] {
  const reports = all.filter((other) => other.manager_id === id);
  return reports.map((report) => ({
    id: report.id,
    name: `${report.firstname} ${report.lastname}`,
    job_title: report.job_title,
    avatar: report.avatar ?? null,
    state: report.state,
  }));
}

function simpleFields(row: EmployeeRow): Record<string, unknown> {
  return {
    firstname: row.firstname,
    lastname: row.lastname,
    preferred_name: row.preferred_name,
    employee_number: row.employee_number,
    status: row.status_semantic_type,
    work_email: row.work_email,
    job_title: row.job_title,
    birthdate: row.birthdate === null ? null : `${row.birthdate}T00:00:00.000Z`,
    hire_date: row.start_date,
    start_date: row.start_date,
    legal_entity: row.legal_entity_id,
    department: row.department_id,
    work_schedule: row.work_schedule_id,
    reports_to: row.manager_id,
  };
}

function listRow(rowId: string, value: unknown): object {
  return { row_id: rowId, history_of: rowId, is_primary: true, value };
}
