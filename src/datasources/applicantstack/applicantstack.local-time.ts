import { PayloadError } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import { dayOf, words } from "./applicantstack.values.js";

const clocks = new Map<string, Intl.DateTimeFormat>();
const localMinute = /^(\S+) (\d{1,2}):(\d{2}) (AM|PM)$/i;

/** Whether this is a time zone's IANA name. */
export function isTimeZone(name: string): boolean {
  try {
    clockOf(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** An instant written `MM/DD/YYYY hh:mm AM` in the account's zone; null when the zone is not known. */
export function localInstant(row: PayloadReader, label: string, timeZone: string | undefined): string | null {
  const text = words(row, label);
  if (text === null) return null;
  const asUtcMs = minuteOf(text);
  if (asUtcMs === null) throw new PayloadError(`${row.place}.${label}: expected a time as MM/DD/YYYY hh:mm AM`);
  if (timeZone === undefined || !isTimeZone(timeZone)) return null;
  // The offset at the time itself is wanted: the first guess may lie on the other side of a change to summer time.
  const guessMs = asUtcMs - offsetMs(asUtcMs, timeZone);
  return new Date(asUtcMs - offsetMs(guessMs, timeZone)).toISOString();
}

/** The time as if it were UTC; null when it is none. */
function minuteOf(text: string): number | null {
  const [, date = "", hours = "", minutes = "", half = ""] = localMinute.exec(text) ?? [];
  const day = dayOf(date);
  const [hour, minute] = [Number(hours), Number(minutes)];
  if (day === null || hour < 1 || hour > 12 || minute > 59) return null;
  const hour24 = (hour % 12) + (half.toUpperCase() === "PM" ? 12 : 0);
  return Date.parse(`${day}T00:00:00Z`) + (hour24 * 60 + minute) * 60_000;
}

/** How far the zone's clock is ahead of UTC at a time. */
function offsetMs(timeMs: number, timeZone: string): number {
  const parts = new Map(
    clockOf(timeZone)
      .formatToParts(timeMs)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const local = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return local - Math.floor(timeMs / 1000) * 1000;
}

/** Making a clock costs far more than asking it. Throws a RangeError when the zone is not known. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  clocks.set(timeZone, clock);
  return clock;
}
