import type { LocalDate } from "../../schema/scalars.js";
import type { Comparison } from "../../schema/filters.js";
import { unconfirmed } from "./workable.vocabulary.js";

interface DateRange {
  from: LocalDate;
  to: LocalDate;
}

/**
 * The days to ask for so that all requests are among them that start as the condition says: one year around today without a condition;
 * a side that a condition leaves open reaches ten years from today, or from its other side where that is further.
 */
export function rangeOf(startDate: Comparison | undefined, now: Date): DateRange {
  const today = now.toISOString().slice(0, 10);
  if (!startDate) return { from: yearsFrom(today, -1), to: yearsFrom(today, 1) };
  const exact = datesIn([startDate.eq, ...(startDate.in ?? [])]);
  const lower = datesIn([startDate.gt, startDate.gte]).at(-1) ?? exact[0];
  const upper = datesIn([startDate.lt, startDate.lte])[0] ?? exact.at(-1);
  const earliest = datesIn([today, upper])[0] ?? today;
  const latest = datesIn([today, lower]).at(-1) ?? today;
  return {
    from: lower ?? yearsFrom(earliest, -unconfirmed.openYears),
    to: upper ?? yearsFrom(latest, unconfirmed.openYears),
  };
}

/** All days that a request may have: for finding one of which only the id is known. */
export function widestRange(now: Date): DateRange {
  const today = now.toISOString().slice(0, 10);
  return { from: yearsFrom(today, -unconfirmed.openYears), to: yearsFrom(today, unconfirmed.openYears) };
}

/** Those that are dates, in order. */
function datesIn(values: readonly unknown[]): LocalDate[] {
  return values.filter((value) => typeof value === "string").sort();
}

function yearsFrom(day: LocalDate, years: number): LocalDate {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date.toISOString().slice(0, 10);
}
