import { isObject } from "../settings.js";

/** Reads a field: null when it is sent blank, undefined when it is not sent or wrong. */
type Read<Value> = (name: string) => Value | null | undefined;

/** Reads fields out of JSON or a form, where numbers are text, and collects a sentence for each that is wrong. */
export interface FieldReader {
  readonly errors: string[];
  readonly text: Read<string>;
  readonly integer: Read<number>;
  readonly number: Read<number>;
  /** `YYYY-MM-DD` of a day that there is. */
  readonly date: Read<string>;
  /** `H:MM`. */
  readonly time: Read<string>;
  readonly integers: Read<number[]>;
  readonly oneOf: (choices: readonly string[]) => Read<string>;
  /** Only the text `true`, or the value, is true. */
  readonly flag: (name: string) => boolean;
  readonly object: (name: string) => Readonly<Record<string, unknown>> | undefined;
  /** As `read`, but a field that is blank or not sent is wrong, too. */
  readonly required: <Value>(name: string, read: Read<Value>) => Value | undefined;
}

export function createFieldReader(fields: Readonly<Record<string, unknown>>): FieldReader {
  const errors: string[] = [];
  const tell = (name: string, problem: string) => {
    errors.push(`${labelOf(name)} ${problem}`);
  };
  const text: Read<string> = (name) => {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (value === undefined || value === null) return value;
    if (typeof value === "string") return value.trim() === "" ? null : value;
    if (typeof value === "number") return String(value);
    tell(name, "is invalid");
    return undefined;
  };
  /** A read that makes something of the text; what it makes undefined of is wrong. */
  const parsed =
    <Value>(parse: (sent: string) => Value | undefined, problem = "is invalid"): Read<Value> =>
    (name) => {
      const sent = text(name);
      if (typeof sent !== "string") return sent;
      const value = parse(sent);
      if (value === undefined) tell(name, problem);
      return value;
    };
  const number = parsed((sent) => (Number.isFinite(Number(sent)) ? Number(sent) : undefined), "is not a number");
  return {
    errors,
    text,
    number,
    integer: parsed(toInteger, "is not a number"),
    date: parsed(toDate),
    time: parsed(toTime),
    integers: (name) => {
      const value = fields[name];
      if (!Array.isArray(value)) return parsed((sent) => toIntegers([sent]), "is not a number")(name);
      const numbers = toIntegers(value.map(String));
      if (!numbers) tell(name, "is not a number");
      return numbers?.length === 0 ? null : numbers;
    },
    oneOf: (choices) => parsed((sent) => choices.find((choice) => choice === sent), "is not included in the list"),
    flag: (name) => fields[name] === true || fields[name] === "true",
    object: (name) => (isObject(fields[name]) ? fields[name] : undefined),
    required: (name, read) => {
      const known = errors.length;
      const value = read(name) ?? undefined;
      if (value === undefined && errors.length === known) tell(name, "can't be blank");
      return value;
    },
  };
}

/** `termination_reason_id` is spoken of as `Termination reason`. */
function labelOf(name: string): string {
  const words = name.replace(/_id$/u, "").replaceAll("_", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function toInteger(sent: string): number | undefined {
  return /^-?\d+$/u.test(sent) ? Number(sent) : undefined;
}

function toIntegers(sent: readonly string[]): number[] | undefined {
  const numbers = sent.flatMap((item) => toInteger(item) ?? []);
  return numbers.length === sent.length ? numbers : undefined;
}

/** A day such as the 31st of April turns up as another day when it is written again. */
function toDate(sent: string): string | undefined {
  const time = /^\d{4}-\d\d-\d\d$/u.test(sent) ? Date.parse(`${sent}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== sent ? undefined : sent;
}

function toTime(sent: string): string | undefined {
  const [, hour = "", minute = ""] = /^(\d{1,2}):([0-5]\d)$/u.exec(sent) ?? [];
  return minute === "" || Number(hour) > 23 ? undefined : `${Number(hour)}:${minute}`;
}
