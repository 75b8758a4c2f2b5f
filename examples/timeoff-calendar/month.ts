/** A calendar month, `2026-11`; days are `2026-11-03`, without time or zone, as the API's LocalDate. */
export type Month = string;

const monthName = new Intl.DateTimeFormat("en", { month: "long", year: "numeric", timeZone: "UTC" });
const dayName = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", timeZone: "UTC" });

export function isMonth(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/u.test(text);
}

/** The day on the wall of whoever looks, not that of UTC. */
export function todayHere(now = new Date()): string {
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}

export function addMonths(month: Month, count: number): Month {
  const date = new Date(`${month}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + count);
  return date.toISOString().slice(0, 7);
}

export function daysOf(month: Month): string[] {
  const date = new Date(`${addMonths(month, 1)}-01T00:00:00Z`);
  date.setUTCDate(0);
  return Array.from({ length: date.getUTCDate() }, (_, index) => `${month}-${String(index + 1).padStart(2, "0")}`);
}

export function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}

export function monthInWords(month: Month): string {
  return monthName.format(new Date(`${month}-01T00:00:00Z`));
}

export function rangeInWords(first: string, last: string): string {
  return dayName.formatRange(new Date(`${first}T00:00:00Z`), new Date(`${last}T00:00:00Z`));
}
