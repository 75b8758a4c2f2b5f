import { createPeople, type Person } from "../people.js";
import { dayAfter } from "./dates.js";
import type { BalanceRow, CustomFieldRow, EmployeeProfile, EmployeeRow } from "./employee-rows.js";
import { createEmployeeHistory } from "./seed-history.js";
import { customFields, languages, sizes } from "./seed-custom-fields.js";
import { teamOf, terminationReasons, type World } from "./seed-organisation.js";

const firstEmployeeId = 40;
const activePerTerminated = 8;
const teamCount = 6;
const statuses = ["Full-time", "Full-time", "Part-time", "Fixed term"] as const;
const genders = ["Female", "Male", "Other", null] as const;

/** Invents `activeCount` employees and those who left; number 0 leads, the managers of the teams report to them. */
export function createEmployees(world: World, activeCount: number): EmployeeRow[] {
  const count = activeCount + Math.ceil(activeCount / activePerTerminated);
  const people = createPeople(world.random, count, "staff.test");
  return people.map((person, index) => {
    const startsAgo = world.random.int(400, 3_000);
    const profile = createProfile(world, person, index, dayAfter(world.today, -startsAgo));
    return {
      profile,
      history: createEmployeeHistory(world, profile, startsAgo),
      customFields: createCustomFields(world, index),
      balances: createBalances(world, index),
      locationId: 3 + (index % 4),
      termination: index < activeCount ? null : createTermination(world, index),
      leaving: null,
    };
  });
}

function createProfile(
  { random, positions }: World,
  person: Person,
  index: number,
  startDate: string,
): EmployeeProfile {
  const id = firstEmployeeId + index;
  const team = teamOf(index);
  const position = index % 12 === 9 ? undefined : random.pick(positions);
  return {
    id,
    email: index % 23 === 22 ? null : person.email,
    first_name: textOrNull(person.firstName),
    last_name: index % 13 === 4 ? null : textOrNull(person.lastName),
    picture_url: index % 4 === 1 ? `https://pictures.example.com/${id}.jpg` : null,
    employment_start_date: index % 21 === 20 ? null : startDate,
    date_of_birth: index % 17 === 6 ? {} : index % 5 === 0 ? null : `19${70 + (index % 30)}-0${(index % 9) + 1}-15`,
    team: team?.name ?? null,
    team_id: team?.id ?? null,
    position: position?.title ?? null,
    position_id: position?.id ?? null,
    reports_to_employee_id: leaderOf(index),
    work_phone: index % 3 === 0 ? person.phone : null,
    home_phone: null,
    mobile_phone: index % 3 === 1 ? `555-${person.phone.slice(-7, -4)}-${person.phone.slice(-4)}` : null,
    gender: genders[index % genders.length] ?? null,
    street_first: index % 2 === 0 ? `${index + 1} Test Way` : null,
    street_second: null,
    city: person.city.name,
    post_code: index % 9 === 8 ? null : postCode(person.city.zip),
    country: person.city.countryCode,
    employee_number: index % 11 === 5 ? null : index % 4 === 2 ? 1_000 + index : `E-${String(id).padStart(3, "0")}`,
    employment_status: index % 10 === 9 ? null : (statuses[index % statuses.length] ?? null),
    nationality: index % 6 === 0 ? "Canadian" : null,
    marital_status: index % 7 === 0 ? "In a relationship" : null,
    personal_identification_number: index % 8 === 0 ? `TEST-${id}` : null,
    tax_number: null,
    irregular_contract_worker: index % 20 === 19,
  };
}

/** A code of digits only is a number, as the document has it; others are text. */
export function postCode(zip: string): string | number {
  return /^[1-9]\d*$/u.test(zip) ? Number(zip) : zip;
}

function leaderOf(index: number): number | null {
  if (index === 0) return null;
  return index < teamCount ? firstEmployeeId : firstEmployeeId + (index % teamCount);
}

function createCustomFields({ random }: World, index: number): CustomFieldRow[] {
  const size = random.pick([...sizes, null]);
  return customFields(size, random.some(languages, index % 4), index % 3 === 0 ? null : `B-${index}`);
}

/** One row per policy of the employee; null where the policy is not tracked. */
function createBalances({ random, policies }: World, index: number): BalanceRow[] {
  return policies
    .filter((policy) => policy.accrue_type !== "event_based" || index % 5 === 0)
    .map((policy) => {
      const allowance = Number(policy.default_allowance);
      const used =
        policy.accrue_type === "no_tracking" ? random.int(0, 6) : random.int(0, Math.floor(allowance * 2)) / 2;
      return { policy_id: policy.id, used, available: policy.do_not_accrue ? null : allowance - used };
    });
}

function createTermination({ random, today }: World, index: number): EmployeeRow["termination"] {
  const reason = terminationReasons[index % terminationReasons.length];
  return {
    date: dayAfter(today, -random.int(5, 350)),
    reason: reason?.name ?? "",
    comments: index % 2 === 0 ? "" : "Left on good terms",
  };
}

function textOrNull(text: string): string | null {
  return text === "" ? null : text;
}
