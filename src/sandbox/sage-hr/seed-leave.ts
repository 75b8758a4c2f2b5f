import { dayAfter } from "./dates.js";
import type { EmployeeRow } from "./employee-rows.js";
import type { LeaveRequestRow } from "./leave-rows.js";
import type { World } from "./seed-organisation.js";
import { policyIds } from "./seed-policies.js";

const requestsPerEmployee = 12;
const spanDays = 365;
const stepDays = Math.floor((2 * spanDays) / requestsPerEmployee);
const firstRequestId = 9_001;

type Shape = Omit<LeaveRequestRow, "id" | "employee_id" | "status" | "status_code" | "request_date" | "approval_date">;

const statuses = [
  ...["Approved", "Approved", "Approved", "Approved", "Approved", "Awaiting approval", "Awaiting approval"],
  ...["Declined", "Canceled", "Pending second approval"],
];

/** Invents time off of active employees from a year ago to a year ahead; ids ascend with the day of the request. */
export function createLeaveRequests(world: World, employees: readonly EmployeeRow[]): LeaveRequestRow[] {
  const rows = employees
    .filter((row) => row.termination === null)
    .flatMap((row, employeeIndex) =>
      Array.from({ length: requestsPerEmployee }, (_, turn) => {
        const startsIn = -spanDays + turn * stepDays + world.random.int(0, stepDays - 20);
        return createRequest(world, row, employees, startsIn, employeeIndex * requestsPerEmployee + turn);
      }),
    );
  rows.sort((left, right) => Date.parse(left.request_date) - Date.parse(right.request_date));
  return rows.map((row, index) => ({ ...row, id: firstRequestId + index }));
}

function createRequest(
  world: World,
  employee: EmployeeRow,
  employees: readonly EmployeeRow[],
  startsIn: number,
  index: number,
): LeaveRequestRow {
  const { random, today } = world;
  const status = startsIn < 0 && random.chance(0.5) ? "Approved" : random.pick(statuses);
  // Nobody asks in the future: who is away in months has asked by today.
  const requestedIn = Math.min(startsIn - random.int(1, 40), -random.int(0, 30));
  const decided = status === "Approved" || status === "Declined";
  const replacement = random.pick(employees).profile;
  const shape = createShape(world, startsIn, index);
  return {
    ...shape,
    id: 0,
    status,
    status_code: status.toLowerCase().replaceAll(" ", "_"),
    employee_id: employee.profile.id,
    replacement:
      shape.policy_id === policyIds.annual && index % 3 === 0
        ? { id: replacement.id, full_name: `${replacement.first_name ?? ""} ${replacement.last_name ?? ""}`.trim() }
        : null,
    request_date: dayAfter(today, requestedIn),
    approval_date: decided ? dayAfter(today, Math.min(0, requestedIn + 1)) : null,
  };
}

/** Every sixth request is of each shape: several days, one day, the parts of a day, a stretch of hours, or months. */
function createShape({ random, today }: World, startsIn: number, index: number): Shape {
  const start = dayAfter(today, startsIn);
  const end = (days: number) => ({ start_date: start, end_date: dayAfter(today, startsIn + days) });
  switch (index % 6) {
    case 0:
      return { ...plain, ...several, ...end(random.int(1, 14)), details: "Семья & друзья" };
    case 1:
      return { ...plain, ...end(0), policy_id: policyIds.sick, fields: [{ title: "Doctor's note?", answer: "Yes" }] };
    case 2:
      return { ...plain, ...part, ...end(0), first_part_of_day: true, hours: 4, details: "Dentist" };
    case 3:
      return { ...plain, ...part, ...end(0), second_part_of_day: true, hours: 3.5, policy_id: policyIds.flexi };
    case 4:
      return { ...plain, ...part, ...end(0), ...stretch, policy_id: policyIds.flexi };
    default:
      return index % 60 === 5
        ? { ...plain, ...several, ...end(89), policy_id: policyIds.parental, child_id: 300 + index }
        : { ...plain, ...end(0), policy_id: policyIds.birthday };
  }
}

const plain: Omit<Shape, "start_date" | "end_date"> = {
  policy_id: policyIds.annual,
  replacement: null,
  details: null,
  is_multi_date: false,
  is_single_day: true,
  is_part_of_day: false,
  first_part_of_day: false,
  second_part_of_day: false,
  specific_time: false,
  start_time: null,
  end_time: null,
  hours: null,
  child_id: null,
  shared_person_name: null,
  shared_person_nin: null,
  fields: [],
};
const several = { is_multi_date: true, is_single_day: false };
const part = { is_part_of_day: true };
const stretch = { specific_time: true, start_time: "9:30", end_time: "11:00", hours: 1.5 };
