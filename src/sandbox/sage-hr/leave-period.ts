import type { FieldReader } from "./field-reader.js";
import type { LeaveRequestRow } from "./leave-rows.js";

/** When somebody is away, in the fields of a request. */
type LeavePeriod = Pick<
  LeaveRequestRow,
  | ("start_date" | "end_date" | "is_multi_date" | "is_single_day" | "is_part_of_day" | "first_part_of_day")
  | ("second_part_of_day" | "specific_time" | "start_time" | "end_time" | "hours")
>;

const kinds = ["single", "multi"];
const parts = ["all_day", "first_part_of_day", "second_part_of_day", "specific_timespan"];

const allDay = {
  ...{ is_multi_date: false, is_single_day: true, is_part_of_day: false, first_part_of_day: false },
  ...{ second_part_of_day: false, specific_time: false, start_time: null, end_time: null, hours: null },
};

/** Reads several days, or one with the part of it; undefined when something is missing or wrong, which the reader tells. */
export function readLeavePeriod(check: FieldReader): LeavePeriod | undefined {
  const kind = check.required("type", check.oneOf(kinds));
  if (kind === undefined) return undefined;
  return kind === "multi" ? readDays(check) : readDay(check);
}

function readDays(check: FieldReader): LeavePeriod | undefined {
  const from = check.required("date_from", check.date);
  const to = check.required("date_to", check.date);
  if (from === undefined || to === undefined) return undefined;
  if (from > to) check.errors.push("Date to can't be before date from");
  return { ...allDay, is_multi_date: true, is_single_day: false, start_date: from, end_date: to };
}

function readDay(check: FieldReader): LeavePeriod | undefined {
  const date = check.required("date", check.date);
  const part = check.required("part_of_day", check.oneOf(parts));
  const shape = part === undefined ? undefined : readPart(check, part);
  return date === undefined || !shape ? undefined : { ...allDay, start_date: date, end_date: date, ...shape };
}

function readPart(check: FieldReader, part: string): Partial<LeavePeriod> | undefined {
  switch (part) {
    case "first_part_of_day":
    case "second_part_of_day": {
      const hours = check.required("hours", check.number);
      return hours === undefined ? undefined : { is_part_of_day: true, [part]: true, hours };
    }
    case "specific_timespan":
      return readTimespan(check);
    default:
      return {};
  }
}

function readTimespan(check: FieldReader): Partial<LeavePeriod> | undefined {
  const from = check.required("time_from", check.time);
  const to = check.required("time_to", check.time);
  if (from === undefined || to === undefined) return undefined;
  const hours = (minutesOf(to) - minutesOf(from)) / 60;
  if (hours <= 0) check.errors.push("Time to must be after time from");
  return { is_part_of_day: true, specific_time: true, start_time: from, end_time: to, hours };
}

function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return hour * 60 + minute;
}
