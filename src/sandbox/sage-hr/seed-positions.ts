import { cities, departmentNames, jobTitles } from "../names.js";
import { dayAfter } from "./dates.js";
import type { EmployeeRow } from "./employee-rows.js";
import type { RecruitmentPositionRow } from "./recruitment-rows.js";
import type { World } from "./seed-organisation.js";

const firstPositionId = 31;
const statuses = ["published", "published", "internal", "completed", "published", "cancelled", "draft", "published"];
const publicStatuses = ["published", "completed"];
const employmentTypes = ["Full-time", "Part-time", null] as const;

/** Invents vacancies in every status, ascending by creation. */
export function createRecruitmentPositions(
  { today, random }: World,
  count: number,
  employees: readonly EmployeeRow[],
): RecruitmentPositionRow[] {
  return Array.from({ length: count }, (_, index) => {
    const createdAgo = 360 - Math.floor((index * 60) / count);
    const status = statuses[index % statuses.length] ?? "published";
    const title = jobTitles[(index + 3) % jobTitles.length] ?? random.pick(jobTitles);
    const place = index % 4;
    return {
      id: firstPositionId + index,
      title: index < jobTitles.length ? title : `${title} ${index}`,
      status,
      visibility: `${status.charAt(0).toUpperCase()}${status.slice(1)}`,
      created_at: dayAfter(today, -createdAgo),
      internal_date: dayAfter(today, -createdAgo),
      completed_at: status === "completed" ? dayAfter(today, -20) : null,
      link: publicStatuses.includes(status) ? `https://talent.example.com/jobs/${title.length}${index}ab` : null,
      team: index % 5 === 4 ? "" : (departmentNames[index % departmentNames.length] ?? ""),
      applicants_required: 1 + (index % 3),
      employment_type: employmentTypes[index % employmentTypes.length] ?? null,
      location: place === 3 ? null : (cities[place]?.name ?? null),
      location_id: place === 3 ? null : 3 + place,
      group: index % 2 === 0 ? "Hiring Group" : "Gruppe Süd",
      group_id: 2 + (index % 2),
      priority: 1 + (index % 3),
      description_blocks: [
        { title: "Description", content: `<p>${title} &amp; more.</p>` },
        { title: "Requirements", content: "<ul><li>Be kind</li></ul>" },
      ].slice(0, index % 4 === 2 ? 0 : 2),
      hiring_team: hiringTeam(employees, index),
    };
  });
}

function hiringTeam(employees: readonly EmployeeRow[], index: number): RecruitmentPositionRow["hiring_team"] {
  return employees.slice(index, index + 2).map(({ profile }, place) => ({
    id: profile.id,
    full_name: [profile.first_name, profile.last_name].filter((part) => part !== null).join(" "),
    role: place === 0 ? "hiring_manager" : "interviewer",
  }));
}
