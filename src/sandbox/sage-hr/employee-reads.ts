import { createRowWriter } from "../response.js";
import type { EmployeeRow } from "./employee-rows.js";
import { isActive, terminationOf } from "./employee-state.js";
import { dataAnswer, fixedPages, notFound, pageAnswer } from "./envelope.js";
import type { Reads } from "./router.js";
import type { SageHrData } from "./rows.js";

const histories = ["team_history", "employment_status_history", "position_history"] as const;

const writeProfile = createRowWriter((row: EmployeeRow) => row.profile);
const writeTerminated = createRowWriter(terminatedView);
const writePlain = createRowWriter((row: object) => row);

/** Employees, active and terminated, with what surrounds them: teams, job titles, reasons, custom fields. */
export function createEmployeeReads(data: SageHrData): Reads {
  const active = () => data.employees.filter(isActive);
  const terminated = () => data.employees.filter((row) => !isActive(row));
  const employee = (rows: EmployeeRow[], id: number) => rows.find((row) => row.profile.id === id);
  return {
    "api/employees": (query) =>
      pageAnswer(active(), query, fixedPages, (row) =>
        asksHistory(query) ? JSON.stringify(withHistory(row, query)) : writeProfile(row),
      ),
    "api/employees/:id": (query, id) => {
      const row = employee(active(), id);
      return row ? dataAnswer(withHistory(row, query)) : notFound();
    },
    "api/employees/:id/custom-fields": (_query, id) => {
      const row = employee(active(), id);
      return row ? dataAnswer(row.customFields) : notFound();
    },
    "api/terminated-employees": (query) => pageAnswer(terminated(), query, fixedPages, writeTerminated),
    "api/terminated-employees/:id": (_query, id) => {
      const row = employee(terminated(), id);
      return row ? dataAnswer(terminatedDetail(row)) : notFound();
    },
    "api/termination-reasons": (query) => pageAnswer(data.terminationReasons, query, fixedPages, writePlain),
    "api/teams": (query) =>
      pageAnswer(data.teams, query, fixedPages, (team) => {
        const members = active().filter((row) => row.profile.team_id === team.id);
        return JSON.stringify({ ...team, employee_ids: members.map((row) => row.profile.id) });
      }),
    "api/positions": (query) => pageAnswer(data.positions, query, fixedPages, writePlain),
  };
}

function asksHistory(query: URLSearchParams): boolean {
  return histories.some((name) => query.get(name) === "true");
}

function withHistory(row: EmployeeRow, query: URLSearchParams): object {
  const asked = histories.filter((name) => query.get(name) === "true");
  return { ...row.profile, ...Object.fromEntries(asked.map((name) => [name, row.history[name]])) };
}

function terminatedView(row: EmployeeRow): object {
  const { profile } = row;
  return {
    id: profile.id,
    termination_date: terminationOf(row)?.date ?? null,
    employee_number: profile.employee_number,
    email: profile.email,
    first_name: profile.first_name,
    last_name: profile.last_name,
    picture_url: profile.picture_url,
    employment_start_date: profile.employment_start_date,
    date_of_birth: profile.date_of_birth,
    position: profile.position,
    team: profile.team,
    team_id: profile.team_id,
    employment_status: profile.employment_status,
    irregular_contract_worker: profile.irregular_contract_worker,
    personal_identification_number: profile.personal_identification_number,
    tax_number: profile.tax_number,
  };
}

function terminatedDetail(row: EmployeeRow): object {
  const { profile } = row;
  const termination = terminationOf(row);
  return {
    ...terminatedView(row),
    work_phone: profile.work_phone,
    home_phone: profile.home_phone,
    mobile_phone: profile.mobile_phone,
    gender: profile.gender,
    street_first: profile.street_first,
    street_second: profile.street_second,
    city: profile.city,
    post_code: profile.post_code,
    country: profile.country,
    nationality: profile.nationality,
    marital_status: profile.marital_status,
    termination: { reason: termination?.reason ?? "", comments: termination?.comments ?? "" },
  };
}
