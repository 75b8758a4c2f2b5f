import type { Comparison } from "../../schema/filters.js";
import type { LocalDate } from "../../schema/scalars.js";

export interface DateRange {
  from: LocalDate;
  to: LocalDate;
}

/** The days of one call, and those of them on which a request must begin to be taken from it. */
export interface LeaveWindow extends DateRange {
  lastStart: LocalDate;
}

const dayMs = 86_400_000;
/** The provider refuses 65 days. From the first to the last of these lie 63, so that a count of both ends passes as well. */
const windowDays = 64;
/** Half of a window: whatever begins in it is in the window, also where only requests that end inside a window are told. */
const stepDays = windowDays / 2;

/** From the first to the last day of one call lie this many at the most. */
export const longestSpan = windowDays - 1;

const defaultYears = 1;
const openYearsBack = 10;
const openYearsAhead = 2;

/**
 * The first days that a condition on `startDate` admits. Without one: a year back to a year ahead; an open end lies
 * ten years back or two years ahead.
 */
export function rangeOf(startDate: Comparison | undefined, now: Date): DateRange {
  const today = now.toISOString().slice(0, 10);
  const from = latest([startDate?.eq, startDate?.gte, shifted(startDate?.gt, 1)]);
  const to = earliest([startDate?.eq, startDate?.lte, shifted(startDate?.lt, -1)]);
  if (from === undefined && to === undefined) {
    return { from: addYears(today, -defaultYears), to: addYears(today, defaultYears) };
  }
  return {
    from: from ?? addYears(earliest([today, to]) ?? today, -openYearsBack),
    to: to ?? addYears(latest([today, from]) ?? today, openYearsAhead),
  };
}

/** The window that begins on a day of a range. */
export function windowAt(from: LocalDate, range: DateRange): LeaveWindow {
  const lastStart = addDays(from, stepDays - 1);
  return { from, to: addDays(from, windowDays - 1), lastStart: lastStart < range.to ? lastStart : range.to };
}

export function windowAfter(from: LocalDate, range: DateRange): LeaveWindow | null {
  const next = addDays(from, stepDays);
  return next > range.to ? null : windowAt(next, range);
}

export function windowBefore(from: LocalDate, range: DateRange): LeaveWindow | null {
  if (from <= range.from) return null;
  const before = addDays(from, -stepDays);
  return windowAt(before < range.from ? range.from : before, range);
}

/** The last window of a range. */
export function lastWindow(range: DateRange): LeaveWindow {
  const days = (Date.parse(range.to) - Date.parse(range.from)) / dayMs;
  return windowAt(addDays(range.from, Math.max(0, Math.floor(days / stepDays)) * stepDays), range);
}

export function addDays(day: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

function addYears(day: LocalDate, years: number): LocalDate {
  const date = new Date(day);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date.toISOString().slice(0, 10);
}

function shifted(day: unknown, days: number): LocalDate | undefined {
  return typeof day === "string" ? addDays(day, days) : undefined;
}

function latest(days: readonly unknown[]): LocalDate | undefined {
  return texts(days).at(-1);
}

function earliest(days: readonly unknown[]): LocalDate | undefined {
  return texts(days)[0];
}

function texts(days: readonly unknown[]): LocalDate[] {
  return days.filter((day) => typeof day === "string").sort();
}
