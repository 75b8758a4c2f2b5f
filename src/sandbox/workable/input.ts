import { isObject } from "../settings.js";
import { badRequest } from "./answers.js";
import { blank, invalid, Refusal } from "./refusal.js";

export type Fields = Record<string, unknown>;

/** A file in a body; without `content` when only its address was given. */
export interface Upload {
  readonly name: string;
  readonly content?: Buffer;
}

/** Reads an object; anything else is a malformed call. */
export function fieldsOf(value: unknown): Fields {
  if (!isObject(value)) throw new Refusal(badRequest);
  return value;
}

/** A text, null when it is blank or null, undefined when it is not given. */
export function textOf(fields: Fields, name: string, maxLength = Number.POSITIVE_INFINITY): string | null | undefined {
  const value = fields[name];
  if (value === undefined || value === null) return value;
  if (typeof value !== "string") throw invalid(name);
  if (value.length > maxLength) throw invalid(name, `is too long (maximum is ${maxLength} characters)`);
  return value.trim() === "" ? null : value;
}

export function requiredTextOf(fields: Fields, name: string): string {
  const text = textOf(fields, name);
  if (text === null || text === undefined) throw invalid(name, blank);
  return text;
}

export function flagOf(fields: Fields, name: string): boolean | undefined {
  const value = fields[name] ?? undefined;
  if (value !== undefined && typeof value !== "boolean") throw invalid(name);
  return value;
}

export function listOf(fields: Fields, name: string): readonly unknown[] | undefined {
  const value = fields[name] ?? undefined;
  if (value === undefined) return undefined;
  if (!isList(value)) throw invalid(name);
  return value;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

export function textsOf(fields: Fields, name: string): string[] | undefined {
  return listOf(fields, name)?.map((value) => {
    if (typeof value !== "string" || value.trim() === "") throw invalid(name);
    return value;
  });
}

/** A required text that must be one of the choices. */
export function choiceOf<Choice extends string>(fields: Fields, name: string, choices: readonly Choice[]): Choice {
  const text = requiredTextOf(fields, name);
  const choice = choices.find((known) => known === text);
  if (choice === undefined) throw invalid(name);
  return choice;
}

/** A `YYYY-MM-DD` that exists in the calendar. */
export function dateOf(fields: Fields, name: string): string | null | undefined {
  const text = textOf(fields, name);
  if (typeof text === "string" && !isDate(text)) throw invalid(name);
  return text;
}

function isDate(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

export function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+$/u.test(text);
}

/** A `{name, data}` object whose data is base64. */
export function uploadOf(fields: Fields, name: string): Upload | undefined {
  const value = fields[name] ?? undefined;
  if (value === undefined) return undefined;
  if (!isObject(value)) throw invalid(name);
  const { data } = value;
  const fileName = value["name"];
  if (typeof fileName !== "string" || fileName.trim() === "" || typeof data !== "string") throw invalid(name);
  const content = Buffer.from(data, "base64");
  // Node leaves out what is not base64, so that the length tells.
  const digits = data.replace(/={1,2}$/u, "").length;
  if (content.length === 0 || content.length !== Math.floor((digits * 3) / 4)) throw invalid(name);
  return { name: fileName, content };
}

/** An address given for a file; Workable would fetch it, the sandbox only takes its name. */
export function addressedUploadOf(fields: Fields, name: string): Upload | undefined {
  const text = textOf(fields, name) ?? undefined;
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url?.protocol.startsWith("http")) throw invalid(name);
  return { name: decodeURIComponent(url.pathname.split("/").at(-1) ?? "") || "file" };
}
