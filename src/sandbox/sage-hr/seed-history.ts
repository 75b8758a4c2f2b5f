import { dayAfter } from "./dates.js";
import type { EmployeeHistory, EmployeeProfile } from "./employee-rows.js";
import type { World } from "./seed-organisation.js";

const statusIds: Readonly<Record<string, number>> = { "Full-time": 1, "Part-time": 2, "Fixed term": 3 };

/** Tells where an employee has been since the start; the entry that goes on has no end. */
export function createEmployeeHistory(
  { random, today, positions }: World,
  profile: EmployeeProfile,
  startedDaysAgo: number,
): EmployeeHistory {
  const changedAgo = Math.floor(startedDaysAgo * (0.3 + random.next() * 0.4));
  const start = dayAfter(today, -startedDaysAgo);
  const change = dayAfter(today, -changedAgo);
  const first = { start_date: start, end_date: dayAfter(today, -changedAgo - 1) };
  const current = { start_date: change, end_date: null };
  const { team, team_id, position, position_id, employment_status: status } = profile;
  const former = random.pick(positions);
  const present = positions.find((row) => row.id === position_id);
  return {
    team_history:
      team === null || team_id === null ? [] : [{ team_id, start_date: start, end_date: null, team_name: team }],
    employment_status_history:
      status === null
        ? []
        : [
            { employment_status_id: 3, ...first, employment_statu_name: "Fixed term" },
            { employment_status_id: statusIds[status] ?? 1, ...current, employment_statu_name: status },
          ],
    position_history:
      position === null || position_id === null
        ? []
        : [
            { position_id: former.id, ...first, position_name: former.title, position_code: former.code },
            { position_id, ...current, position_name: position, position_code: present?.code ?? null },
          ],
  };
}
