import type { FieldProblem } from "../../schema/provider-record.js";

/** A value in a payload that is not what its place asks for. Its message says where, and never holds the value. */
export class PayloadError extends Error {
  override readonly name = "PayloadError";
}

/**
 * Reads values out of one object of a payload. A key that is absent, null or an empty string reads as null, because providers use all three
 * for "nothing"; a value of another kind throws a PayloadError that names its place.
 */
export interface PayloadReader {
  /** Where this object stands, such as `candidates[3]`. */
  readonly place: string;
  readonly raw: Readonly<Record<string, unknown>>;
  has(key: string): boolean;
  /** Text; numbers are taken as their digits, since providers differ in that. */
  text(key: string): string | null;
  /** An id that must be there. */
  id(key: string): string;
  number(key: string): number | null;
  integer(key: string): number | null;
  boolean(key: string): boolean | null;
  /** An instant as ISO 8601 in UTC. Takes ISO 8601 text with a zone and Unix seconds. */
  instant(key: string): string | null;
  /** A calendar date. Takes `YYYY-MM-DD`, alone or before a time that says nothing (midnight). */
  date(key: string): string | null;
  /** An absolute http(s) address. */
  url(key: string): string | null;
  /** The object below a key; null when there is none, or when it is empty. */
  object(key: string): PayloadReader | null;
  /** The objects of a list; an absent list is empty. */
  objects(key: string): PayloadReader[];
  /** The texts of a list; an absent list is empty. */
  texts(key: string): string[];
}

const isoInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;
const writtenInstant = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
const isoDate = /^(\d{4}-\d{2}-\d{2})(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?$/;

/** Reads one object. Throws a PayloadError when it is none. */
export function reader(value: unknown, place: string): PayloadReader {
  if (!isObject(value)) throw new PayloadError(`${place}: expected an object, found ${kindOf(value)}`);
  return new ObjectReader(value, place);
}

/** Reads the objects of a bare list. Throws a PayloadError when the value is no list. */
export function readers(value: unknown, place: string): PayloadReader[] {
  return asArray(value, place).map((item, index) => reader(item, `${place}[${String(index)}]`));
}

/** The members of a list that must be one, unread. */
function asArray(value: unknown, place: string): unknown[] {
  if (!Array.isArray(value)) throw new PayloadError(`${place}: expected a list, found ${kindOf(value)}`);
  return value;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

class ObjectReader implements PayloadReader {
  constructor(
    readonly raw: Readonly<Record<string, unknown>>,
    readonly place: string,
  ) {}

  has(key: string): boolean {
    return this.raw[key] !== undefined;
  }

  text(key: string): string | null {
    const value = this.value(key);
    if (value === null || typeof value === "string") return value;
    if (typeof value === "number") return String(value);
    throw this.wrong(key, "text", value);
  }

  id(key: string): string {
    const value = this.text(key);
    if (value === null) throw this.wrong(key, "an id", value);
    return value;
  }

  number(key: string): number | null {
    const value = this.value(key);
    if (value === null) return null;
    const number = typeof value === "string" ? Number(value.trim()) : value;
    if (typeof number === "number" && Number.isFinite(number)) return number;
    throw this.wrong(key, "a number", value);
  }

  integer(key: string): number | null {
    const number = this.number(key);
    if (number === null || Number.isInteger(number)) return number;
    throw this.wrong(key, "a whole number", number);
  }

  boolean(key: string): boolean | null {
    const value = this.value(key);
    if (value === null || typeof value === "boolean") return value;
    if (value === 0 || value === 1) return value === 1;
    throw this.wrong(key, "true or false", value);
  }

  instant(key: string): string | null {
    const value = this.value(key);
    if (value === null || isWritten(value)) return value;
    const instant = instantOf(value);
    if (instant !== null) return instant;
    throw this.wrong(key, "an instant", value);
  }

  date(key: string): string | null {
    const value = this.value(key);
    if (value === null) return null;
    const day = typeof value === "string" ? isoDate.exec(value)?.[1] : undefined;
    if (day !== undefined && isCalendarDate(day)) return day;
    throw this.wrong(key, "a date", value);
  }

  url(key: string): string | null {
    const value = this.value(key);
    if (value === null) return null;
    if (typeof value === "string" && /^https?:\/\//i.test(value) && URL.canParse(value)) return value;
    throw this.wrong(key, "a web address", value);
  }

  object(key: string): PayloadReader | null {
    const value = this.value(key);
    if (value === null || (isObject(value) && Object.keys(value).length === 0)) return null;
    return reader(value, this.at(key));
  }

  objects(key: string): PayloadReader[] {
    const value = this.value(key);
    return value === null ? [] : readers(value, this.at(key));
  }

  texts(key: string): string[] {
    const value = this.value(key);
    if (value === null) return [];
    return asArray(value, this.at(key)).map((item) => {
      if (typeof item === "string" || typeof item === "number") return String(item);
      throw this.wrong(key, "a list of texts", item);
    });
  }

  /** What stands below a key, with the provider's ways of saying "nothing" made one. */
  private value(key: string): unknown {
    const value = this.raw[key];
    return value === undefined || value === "" ? null : value;
  }

  private at(key: string): string {
    return `${this.place}.${key}`;
  }

  private wrong(key: string, expected: string, found: unknown): PayloadError {
    return new PayloadError(`${this.at(key)}: expected ${expected}, found ${kindOf(found)}`);
  }
}

/** Whether an instant stands there just as it is to be written. Days that not every month has are left to the calendar. */
function isWritten(value: unknown): value is string {
  return typeof value === "string" && value.length === 24 && writtenInstant.test(value);
}

// Nearly all instants are whole seconds in UTC; adding their milliseconds is far cheaper than writing a date anew. Days past the 28th may not exist.
const wholeSeconds = /^\d{4}-\d{2}-([01]\d|2[0-8])T([01]\d|2[0-3]):\d{2}:\d{2}Z$/;

function instantOf(value: unknown): string | null {
  if (typeof value === "number") return writtenDate(new Date(value * 1000));
  if (typeof value !== "string") return null;
  if (value.length === 20 && wholeSeconds.test(value))
    return Number.isNaN(Date.parse(value)) ? null : `${value.slice(0, 19)}.000Z`;
  return isoInstant.test(value) ? writtenDate(new Date(value)) : null;
}

function writtenDate(date: Date): string | null {
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** Whether text of the form `YYYY-MM-DD` names a day that exists. */
export function isCalendarDate(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

type Thunks<Fields> = { [Key in keyof Fields]: () => Fields[Key] };

/**
 * Evaluates each field by itself, so that a malformed value costs that field and not the record:
 * the field is left null and the problem is told under the field's name. The object of thunks becomes that of the fields.
 */
export function mapFields<Fields extends object>(
  thunks: Thunks<Fields>,
): { fields: Partial<Fields>; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  // Written over the thunks, which are made for one record each: to build a second object key by key costs more than reading the fields.
  const fields = thunks as Record<string, unknown>;
  for (const field in thunks) {
    try {
      fields[field] = thunks[field]();
    } catch (error) {
      if (!(error instanceof PayloadError)) throw error;
      fields[field] = null;
      problems.push({ field, message: error.message });
    }
  }
  return { fields: fields as Partial<Fields>, problems };
}

/** Maps the rows of a list; a row that cannot be read is left out and told in `problems`. */
export function mapRows<Row>(
  value: unknown,
  place: string,
  map: (row: PayloadReader) => Row,
): { rows: Row[]; problems: string[] } {
  const rows: Row[] = [];
  const problems: string[] = [];
  asArray(value, place).forEach((item, index) => {
    try {
      rows.push(map(reader(item, `${place}[${String(index)}]`)));
    } catch (error) {
      if (!(error instanceof PayloadError)) throw error;
      problems.push(error.message);
    }
  });
  return { rows, problems };
}
