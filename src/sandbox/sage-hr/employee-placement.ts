import { dayAfter } from "./dates.js";
import type { EmployeeHistory, EmployeeProfile, EmployeeRow } from "./employee-rows.js";
import { isActive } from "./employee-state.js";
import type { FieldReader } from "./field-reader.js";
import type { PositionRow, SageHrData } from "./rows.js";

/** Where an employee is put: team, job title and leader, as far as they were sent; who or what is unknown is told as wrong. */
export function readPlacement(data: SageHrData, check: FieldReader): Partial<EmployeeProfile> {
  const placement: Partial<EmployeeProfile> = {};
  const known = <Row>(name: string, label: string, rows: readonly Row[], idOf: (row: Row) => number) => {
    const id = check.integer(name);
    const row = typeof id === "number" ? rows.find((candidate) => idOf(candidate) === id) : null;
    if (typeof id === "number" && !row) check.errors.push(`${label} must exist`);
    return id === undefined || row === undefined ? undefined : row;
  };
  const team = known("team_id", "Team", data.teams, (row) => row.id);
  if (team !== undefined) {
    placement.team_id = team?.id ?? null;
    placement.team = team?.name ?? null;
  }
  const position = known("position_id", "Position", data.positions, (row) => row.id);
  if (position !== undefined) {
    placement.position_id = position?.id ?? null;
    placement.position = position?.title ?? null;
  }
  const leader = known("leader_id", "Leader", data.employees.filter(isActive), (row) => row.profile.id);
  if (leader !== undefined) placement.reports_to_employee_id = leader?.profile.id ?? null;
  return placement;
}

/** The history after a change: what went on ends the day before it, what is new begins with it. */
export function continueHistory(
  { profile, history }: EmployeeRow,
  changed: EmployeeProfile,
  day: string,
  positions: readonly PositionRow[],
): EmployeeHistory {
  const { team, team_id, position, position_id } = changed;
  const begun = { start_date: day, end_date: null };
  const ended = <Entry extends { end_date: string | null }>(entry: Entry): Entry => {
    return { ...entry, end_date: entry.end_date ?? dayAfter(new Date(day), -1) };
  };
  const position_code = positions.find((known) => known.id === position_id)?.code ?? null;
  const newTeam = team_id === null ? [] : [{ team_id, ...begun, team_name: team ?? "" }];
  const newPosition =
    position_id === null ? [] : [{ position_id, ...begun, position_name: position ?? "", position_code }];
  const hasMoved = team_id !== profile.team_id;
  const isPromoted = position_id !== profile.position_id;
  return {
    ...history,
    team_history: hasMoved ? [...history.team_history.map(ended), ...newTeam] : history.team_history,
    position_history: isPromoted ? [...history.position_history.map(ended), ...newPosition] : history.position_history,
  };
}
