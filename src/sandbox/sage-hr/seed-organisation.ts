import { departmentNames, jobTitles } from "../names.js";
import type { Random } from "../random.js";
import type { EmployeeRow } from "./employee-rows.js";
import type { PolicyRow } from "./leave-rows.js";
import type { DocumentCategoryRow, PositionRow, TeamRow, TerminationReasonRow } from "./rows.js";

/** What all seeding shares. */
export interface World {
  readonly random: Random;
  readonly today: Date;
  readonly positions: readonly PositionRow[];
  readonly policies: readonly PolicyRow[];
}

const firstTeamId = 7;
const firstPositionId = 12;

/** The team that an employee of this number is in; every eleventh has none. */
export function teamOf(index: number): { id: number; name: string } | null {
  const place = index % departmentNames.length;
  return index % 11 === 10 ? null : { id: firstTeamId + place, name: departmentNames[place] ?? "" };
}

/** The first employee of each team manages it; the last team has nobody in it. */
export function createTeams(employees: readonly EmployeeRow[]): TeamRow[] {
  const teams = departmentNames.map((name, place) => {
    const id = firstTeamId + place;
    const manager = employees.find(({ profile }) => profile.team_id === id);
    return { id, name, manager_ids: manager ? [manager.profile.id] : [] };
  });
  return [...teams, { id: firstTeamId + teams.length, name: "Återvinning", manager_ids: [] }];
}

export function createJobTitles(): PositionRow[] {
  return jobTitles.map((title, index) => ({
    id: firstPositionId + index,
    title,
    description: index % 3 === 0 ? `Works as ${title}` : null,
    code: index % 2 === 0 ? `P-${index + 1}` : null,
  }));
}

export const terminationReasons: readonly TerminationReasonRow[] = [
  { id: 1, name: "Resignation", code: "RES", type: "voluntary" },
  { id: 2, name: "Redundancy", code: "RED", type: "involuntary" },
  { id: 3, name: "End of contract", code: null, type: "involuntary" },
  { id: 4, name: "Retirement", code: "RET", type: "voluntary" },
];

export const documentCategories: readonly DocumentCategoryRow[] = [
  { id: 1, name: "Contracts" },
  { id: 2, name: "Sick notes" },
  { id: 3, name: "Überlassung" },
];
