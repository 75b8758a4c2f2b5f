import { PayloadError, isCalendarDate } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";

const greatestSeconds = 8_640_000_000_000;

/** Text without the blanks around it, which people leave in all kinds of fields; null when nothing else is there. */
export function words(row: PayloadReader, label: string): string | null {
  const text = row.text(label)?.trim();
  return text === undefined || text === "" ? null : text;
}

/** An instant held as Unix seconds, as a number or as its digits. */
export function timestamp(row: PayloadReader, label: string): string | null {
  const seconds = row.integer(label);
  if (seconds === null) return null;
  if (Math.abs(seconds) > greatestSeconds) throw new PayloadError(`${row.place}.${label}: expected Unix seconds`);
  return new Date(seconds * 1000).toISOString();
}

/** A calendar date written `MM/DD/YYYY`. */
export function usDate(row: PayloadReader, label: string): string | null {
  const text = words(row, label);
  if (text === null) return null;
  const day = dayOf(text);
  if (day === null) throw new PayloadError(`${row.place}.${label}: expected a date as MM/DD/YYYY`);
  return day;
}

/** The day as `YYYY-MM-DD`; null when the text is no `MM/DD/YYYY` or no day that exists. */
export function dayOf(text: string): string | null {
  const [, month = "", date = "", year = ""] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  const day = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  return isCalendarDate(day) ? day : null;
}

/** First and last name in one; null when there is neither. */
export function fullName(row: PayloadReader): string | null {
  const name = [words(row, "First Name"), words(row, "Last Name")].filter((part) => part !== null).join(" ");
  return name === "" ? null : name;
}

/** The one e-mail address of a record. */
export function emailsOf(row: PayloadReader) {
  const value = words(row, "Email");
  return value === null ? [] : [{ value, kind: null, isPrimary: true }];
}

/** The one phone number of a record. */
export function phonesOf(row: PayloadReader) {
  const value = words(row, "Phone");
  return value === null ? [] : [{ value, kind: null, isPrimary: true }];
}

/** The home address; null when none of its parts is filled. The provider has no country. */
export function addressOf(row: PayloadReader) {
  const address = {
    street1: words(row, "Address 1"),
    street2: words(row, "Address 2"),
    city: words(row, "City"),
    state: words(row, "State"),
    postalCode: words(row, "Zip"),
  };
  return Object.values(address).some((part) => part !== null) ? address : null;
}

/** The fields that the customer invented: every key but the known ones, under its label. */
export function extrasOf(row: PayloadReader, known: ReadonlySet<string>) {
  return Object.entries(row.raw)
    .filter(([label]) => !known.has(label))
    .map(([label, value]) => ({ key: label, label, value: value === "" ? null : value }));
}

/** Keys that candidates and hires share. */
export const personLabels = [
  "Method Result",
  "First Name",
  "Last Name",
  "Address 1",
  "Address 2",
  "City",
  "State",
  "Zip",
  "Phone",
  "Email",
  "Create Date",
] as const;
