import { readFile } from "node:fs/promises";
import { text as readText } from "node:stream/consumers";
import type { Command } from "commander";
import type { CredentialField } from "../datasources/provider.js";
import { AppError } from "../lib/errors.js";

export type OptionValues = Readonly<Record<string, unknown>>;

/** What the vault seals, and what of it adapters may see as settings: everything that is no secret. */
export interface LinkFields {
  credentials: Record<string, string>;
  settings: Record<string, string>;
}

/** An option for each field that a provider declares; a secret may also come from a file, so that no process list shows it. */
export function addFieldOptions(command: Command, fields: readonly CredentialField[]): void {
  for (const field of ownFields(fields)) {
    const flag = flagOf(field);
    const need = field.isRequired ? "required" : "optional";
    const origin = field.isSecret ? "; - reads standard input" : "";
    command.option(`${flag} <value>`, `${field.label} (${need}${origin}). ${field.hint}`);
    if (field.isSecret) command.option(`${flag}-file <path>`, `${field.label}, read from a file`);
  }
}

/** Reads and checks the fields that were given. Throws BAD_USER_INPUT that names the option, and never a secret. */
export async function readFields(fields: readonly CredentialField[], options: OptionValues): Promise<LinkFields> {
  for (const field of fields.filter(isSubdomain)) check(field, textOf(options, field.name));
  const read: LinkFields = { credentials: {}, settings: {} };
  for (const field of ownFields(fields)) {
    const value = await readValue(field, options);
    check(field, value);
    if (value === undefined) continue;
    read.credentials[field.name] = value;
    if (!field.isSecret) read.settings[field.name] = value;
  }
  return read;
}

const isSubdomain = ({ name }: CredentialField) => name === "subdomain";

/** The subdomain has an option of its own for every provider, declared or not. */
function ownFields(fields: readonly CredentialField[]): CredentialField[] {
  return fields.filter((field) => !isSubdomain(field));
}

function flagOf({ name }: CredentialField): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

async function readValue(field: CredentialField, options: OptionValues): Promise<string | undefined> {
  const given = textOf(options, field.name);
  if (!field.isSecret) return given;
  if (given === "-") return nonEmpty(await readText(process.stdin));
  const path = textOf(options, `${field.name}File`);
  return path === undefined ? given : nonEmpty(await readSecretFile(path, field));
}

async function readSecretFile(path: string, field: CredentialField): Promise<string> {
  return readFile(path, "utf8").catch((cause: unknown) => {
    const reason = cause instanceof Error && "code" in cause ? String(cause.code) : "unreadable";
    throw new AppError("BAD_USER_INPUT", `${flagOf(field)}-file: cannot read ${path} (${reason}).`, { cause });
  });
}

function check(field: CredentialField, value: string | undefined): void {
  const problem = value === undefined ? missing(field) : malformed(field, value);
  if (problem === null) return;
  throw new AppError("BAD_USER_INPUT", `${flagOf(field)}: ${problem}. ${field.hint}`, {
    details: { field: field.name },
  });
}

function missing({ isRequired, label }: CredentialField): string | null {
  return isRequired ? `the ${label.toLowerCase()} is missing` : null;
}

function malformed({ pattern, isSecret, label }: CredentialField, value: string): string | null {
  if (pattern.test(value)) return null;
  return `${isSecret ? `${value.length} characters` : JSON.stringify(value)} do not look like ${label.toLowerCase()}`;
}

function textOf(options: OptionValues, name: string): string | undefined {
  const value = options[name];
  return typeof value === "string" ? nonEmpty(value) : undefined;
}

function nonEmpty(text: string): string | undefined {
  const trimmed = text.trim();
  return trimmed === "" ? undefined : trimmed;
}
