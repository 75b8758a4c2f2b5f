import { presentDay } from "./dates.js";
import type { EmployeeProfile, EmployeeRow, Termination } from "./employee-rows.js";

/** The termination that has taken effect by today; null of those who are active. */
export function terminationOf({ termination, leaving }: EmployeeRow): Termination | null {
  if (termination !== null || leaving === null) return termination;
  return leaving.date <= presentDay() ? leaving : null;
}

export function isActive(row: EmployeeRow): boolean {
  return terminationOf(row) === null;
}

export function fullNameOf({ first_name, last_name }: Pick<EmployeeProfile, "first_name" | "last_name">): string {
  return [first_name, last_name].filter((part) => part !== null).join(" ");
}
