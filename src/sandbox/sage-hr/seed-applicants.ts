import { createPeople, type Person } from "../people.js";
import { instantText } from "./dates.js";
import type { EmployeeProfile, EmployeeRow } from "./employee-rows.js";
import type { ApplicantRow, RecruitmentPositionRow, StageRow } from "./recruitment-rows.js";
import { createActions } from "./seed-actions.js";
import type { World } from "./seed-organisation.js";

const firstApplicantId = 501;
const dayMs = 86_400_000;
const spanDays = 290;
const stagesCreatedAt = "2023-02-01T08:00:00Z";
/** Where every applicant begins. */
export const firstStage: StageRow = { id: 301, title: "New", created_at: stagesCreatedAt };
const laterTitles = ["CV review", "Interview", "Probetag", "Reference check", "Hired"] as const;
const sources = ["recruiters", "referral", "company_marketing", "sourced", "api", "jobboard"] as const;

/** Invents applicants of all positions but drafts, the first of which gets the most; ids ascend with the time of arrival. */
export function createApplicants(
  world: World,
  count: number,
  positions: readonly RecruitmentPositionRow[],
  employees: readonly EmployeeRow[],
): ApplicantRow[] {
  const [busiest, ...others] = positions.filter((position) => position.status !== "draft");
  if (!busiest) return [];
  const later = laterTitles.map((title, index) => ({ id: 302 + index, title, created_at: stagesCreatedAt }));
  const stages = [firstStage, ...later];
  const stepMs = (spanDays * dayMs) / count;
  return createPeople(world.random, count).map((person, index) => {
    const createdMs = world.today.getTime() - spanDays * dayMs + (index + world.random.next() * 0.9) * stepMs;
    const position = others.length === 0 || index % 3 === 0 ? busiest : world.random.pick(others);
    const colleague = employees[index % Math.max(1, employees.length)]?.profile;
    const applicant = createApplicant(world, person, index, createdMs, position.id, stages);
    return { ...applicant, ...addedBy(applicant.profile.source, index, colleague) };
  });
}

function createApplicant(
  world: World,
  person: Person,
  index: number,
  createdMs: number,
  positionId: number,
  stages: readonly StageRow[],
): ApplicantRow {
  const { random, today } = world;
  const reached = index % 12 === 7 ? stages.length - 1 : random.int(0, stages.length - 2);
  const path = stages.slice(0, reached + 1);
  const stage = path.at(-1) ?? firstStage;
  const isHired = stage.title === "Hired";
  const isDisqualified = !isHired && index % 5 === 1;
  const decidedMs = createdMs + (today.getTime() - createdMs) * 0.9;
  const decidedDay = instantText(decidedMs).slice(0, 10);
  const firstName = person.firstName === "" ? "Anonymous" : person.firstName;
  const lastName = index % 15 === 14 ? "" : person.lastName;
  return {
    positionId,
    profile: {
      id: firstApplicantId + index,
      full_name: `${firstName} ${lastName}`.trim(),
      first_name: firstName,
      last_name: lastName,
      email: index % 17 === 16 ? null : person.email,
      address: index % 2 === 0 ? `${index + 1} Test Way, ${person.city.name}` : null,
      phone_number: index % 4 === 3 ? null : person.phone,
      summary: index % 3 === 0 ? `Worked in ${person.city.name} & elsewhere` : null,
      source: sources[index % sources.length] ?? "api",
      created_at: instantText(createdMs),
      disqualified_date: isDisqualified ? decidedDay : null,
      hired_date: isHired ? decidedDay : null,
      stage,
    },
    actions: createActions(world, { path, createdMs, decidedMs, isDisqualified, hasMany: index === 3, index }),
  };
}

/** Who added and who referred: an object, null, `{}` or no key at all. */
function addedBy(
  source: string,
  index: number,
  colleague: EmployeeProfile | undefined,
): Pick<ApplicantRow, "added_by" | "referrer"> {
  if (source === "api" || colleague === undefined) return { added_by: {}, referrer: {} };
  const { id, first_name, last_name } = colleague;
  const full_name = [first_name, last_name].filter((part) => part !== null).join(" ");
  const person = { id, full_name, email: colleague.email ?? "" };
  switch (source) {
    case "referral":
      return { added_by: person, referrer: { ...person, phone_number: index % 4 === 1 ? 5_550_142 : "555-0142" } };
    case "recruiters":
      return { added_by: person, referrer: null };
    case "jobboard":
      return {};
    default:
      return { added_by: null, referrer: {} };
  }
}
