import type { Random } from "../../random.js";
import type { EmployeeRow, TimeoffBalanceRow, TimeoffCategoryRow, TimeoffRequestRow } from "../hr-types.js";
import { dayMs, milliseconds, plainDate, zoneless } from "./time.js";

interface TimeoffWorld {
  readonly random: Random;
  readonly today: number;
}

/** The one who decides about every request, and where the numbers of decisions begin. */
export const approverId = "8a6b1f2e-0000-4000-8000-000000000001";
export const firstApprovalId = 0xd3a01;

type Unit = "full_days" | "half_days" | "hours";

const hourMs = 3_600_000;
const states = ["approved", "approved", "approved", "pending", "rejected", "canceled"] as const;
const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

const kinds: readonly (TimeoffCategoryRow & { unit: Unit })[] = [
  { id: "7f001", name: "Paid time off", type: "paid", description: "Yearly leave", unit: "half_days" },
  { id: "7f002", name: "Sick leave", type: "paid", description: null, unit: "full_days" },
  { id: "7f003", name: "Medical appointment", type: "paid", description: "By the hour", unit: "hours" },
  { id: "7f004", name: "Unpaid leave", type: "unpaid", description: null, unit: "full_days" },
];

export function createTimeoffCategories(): TimeoffCategoryRow[] {
  return kinds.map(({ id, name, type, description }) => ({ id, name, type, description }));
}

/** Makes a balance per employee and category, in decimal texts; unpaid leave is unlimited. */
export function createTimeoffBalances(world: TimeoffWorld, employees: readonly EmployeeRow[]): TimeoffBalanceRow[] {
  return employees.flatMap((employee) =>
    kinds.map((kind) => ({
      employeeId: employee.id,
      units_available: (world.random.int(-2, 50) / 2).toFixed(2),
      units_carry_over_available: "0.00",
      units_used: (world.random.int(0, 30) / 2).toFixed(2),
      has_unlimited_timeoff: kind.type === "unpaid",
      category_id: kind.id,
      time_off_tracking_unit: kind.unit,
      name: kind.name,
      description: kind.description,
    })),
  );
}

/** Makes requests of the employed around today, in every unit and state, by ascending start. */
export function createTimeoffRequests(world: TimeoffWorld, employees: readonly EmployeeRow[]): TimeoffRequestRow[] {
  const employed = employees.filter((employee) => employee.state !== "draft");
  return employed
    .flatMap((employee, index) =>
      Array.from({ length: 1 + (index % 4) }, (_, turn) => createRequest(world, employee, index, turn)),
    )
    .map((request, index) => ({ ...request, id: (0x72c10 + index).toString(16) }))
    .toSorted((left, right) => left.from_date.localeCompare(right.from_date));
}

function createRequest(world: TimeoffWorld, employee: EmployeeRow, index: number, turn: number): TimeoffRequestRow {
  const { random, today } = world;
  const kind = kinds[(index + turn) % kinds.length] ?? random.pick(kinds);
  // A state that no client knows now and then: the set may grow.
  const state = (index * 3 + turn) % 17 === 5 ? "partially_approved" : random.pick(states);
  const startsToday = index % 8 === 0 && turn === 0;
  const startDay = today + (startsToday ? 0 : random.int(-200, 90) * dayMs);
  const days = kind.unit === "hours" ? 1 : random.int(1, 6);
  const halfDays =
    kind.unit === "half_days" && random.chance(0.5)
      ? [{ date: plainDate(startDay), half: random.pick(["first", "second"]) }]
      : [];
  const period =
    kind.unit === "hours"
      ? hoursPeriod(startDay + random.int(9, 11) * hourMs, startDay + random.int(12, 17) * hourMs)
      : daysPeriod(startDay, startDay + (days - 1) * dayMs, halfDays.length);
  return {
    id: "",
    employee_id: employee.id,
    ...period,
    state,
    timeoff_tracking_unit: kind.unit,
    half_days: halfDays,
    updated_by: "Dana Iversen",
    updated_at: milliseconds(Math.min(startDay, today) - random.int(1, 20) * dayMs + 31_533_526),
    category_name: kind.name,
    pending_approvals:
      state === "pending" ? [{ id: (firstApprovalId + index * 4 + turn).toString(16), approver_id: approverId }] : [],
  };
}

export type Period = Pick<TimeoffRequestRow, "from_date" | "to_date" | "formatted_period" | "requesting_total">;

/** A stretch of whole days between two midnights, both included; working days count, halves less. */
export function daysPeriod(from: number, to: number, halves: number): Period {
  const dates = Array.from(
    { length: Math.floor((to - from) / dayMs) + 1 },
    (_, index) => new Date(from + index * dayMs),
  );
  const workingDays = dates.filter((date) => date.getUTCDay() % 6 !== 0).length;
  return {
    from_date: zoneless(from),
    to_date: zoneless(to),
    formatted_period: `${longDate(from)} - ${longDate(to)}`,
    requesting_total: Math.max(workingDays - halves / 2, 0.5),
  };
}

/** Hours of one day; working time only, so that a stretch over the noon hour counts one hour less. */
export function hoursPeriod(from: number, to: number): Period {
  const hourOf = (at: number) => (at % dayMs) / hourMs;
  const breakHours = hourOf(from) < 13 && hourOf(to) > 13 ? 1 : 0;
  return {
    from_date: zoneless(from),
    to_date: zoneless(to),
    formatted_period: `${longDate(from)} ${zoneless(from).slice(11, 16)} - ${zoneless(to).slice(11, 16)}`,
    requesting_total: (to - from) / hourMs - breakHours,
  };
}

function longDate(at: number): string {
  const date = new Date(at);
  return `${String(date.getUTCDate()).padStart(2, "0")} ${months[date.getUTCMonth()] ?? ""} ${date.getUTCFullYear()}`;
}
