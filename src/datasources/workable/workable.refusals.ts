import { AppError } from "../../lib/errors.js";
import type { WriteName } from "../../schema/writes/write-input.js";
import { isObject } from "../http/payload.js";
import { rejectionOf } from "../http/translate.js";
import type { Refusal } from "../write.js";
import { customField } from "./workable.employee-detail.js";
import { fieldsByAttribute, targets } from "./workable.refused-fields.js";

/** What was found out against an input only while it was written, before the call that would have changed something. */
export function refusal(code: Refusal["code"], field: string, message: string): AppError {
  return new AppError(code, message, { details: { field } });
}

/** What Workable says against an input, attribute by attribute where it does. What is no refusal of the input gives nothing. */
export function explain(error: AppError, write: WriteName): Refusal[] {
  const { code, message, details } = error;
  if (details.field !== undefined) return [{ code: asRefused(code), field: details.field.split("."), message }];
  if (code === "NOT_FOUND") return [notFound(write)];
  if (code !== "PROVIDER_REJECTED") return [];
  const body = rejectionOf(error);
  const byAttribute = isObject(body) ? attributesIn(body["validation_errors"]) : [];
  if (byAttribute.length > 0) return byAttribute.map(([attribute, words]) => refused(write, attribute, words));
  return [asWhole(write, wordsIn(body))];
}

function asRefused(code: AppError["code"]): Refusal["code"] {
  return code === "CONFLICT" || code === "NOT_FOUND" ? code : "PROVIDER_REJECTED";
}

function notFound(write: WriteName): Refusal {
  const target = targets[write];
  const message = "Workable has no record for this id, or for one that goes with it.";
  return { code: "NOT_FOUND", message, ...(target !== undefined && { field: [target] }) };
}

/** The messages of each attribute; a message by itself counts as one. */
function attributesIn(errors: unknown): [attribute: string, words: string][] {
  if (!isObject(errors)) return [];
  return Object.entries(errors).map(([attribute, messages]) => [attribute, textOf(messages)]);
}

function textOf(messages: unknown): string {
  const texts: unknown[] = Array.isArray(messages) ? messages : [messages];
  return texts.filter((text) => typeof text === "string").join("; ");
}

/** What a refusal without attributes says. */
function wordsIn(body: unknown): string {
  return isObject(body) ? textOf(body["error"] ?? body["message"] ?? body["errors"]) : textOf(body);
}

const exists = /already (exists|been taken|taken|in use)/iu;

function refused(write: WriteName, attribute: string, words: string): Refusal {
  const field = fieldOf(write, attribute);
  const isTaken = exists.test(words);
  const code = isTaken ? "CONFLICT" : "PROVIDER_REJECTED";
  if (field === undefined) {
    return { code, message: isTaken ? taken : unwilling, ...told(`${attribute}: ${words}`) };
  }
  const name = `\`${field}\``;
  const message = isTaken ? `Workable has a record with this ${name} already.` : `Workable does not take this ${name}.`;
  return { code, field: [field], message, ...told(words) };
}

const taken = "Workable has such a record already.";
const unwilling = "Workable does not take the input.";

/** Sentences name the attribute at most in words; that an address exists is the one thing that they are read for. */
function asWhole(write: WriteName, words: string): Refusal {
  if (!exists.test(words)) return { code: "PROVIDER_REJECTED", message: unwilling, ...told(words) };
  const field = fieldOf(write, "email");
  return { code: "CONFLICT", message: taken, ...(field !== undefined && { field: [field] }), ...told(words) };
}

const maxWords = 500;

function told(words: string): Pick<Refusal, "providerMessage"> {
  return words === "" ? {} : { providerMessage: words.slice(0, maxWords) };
}

/** The input's field for Workable's attribute, which may stand below the object that it was sent in. */
function fieldOf(write: WriteName, attribute: string): string | undefined {
  const { custom, other, ...own }: Readonly<Record<string, string>> = fieldsByAttribute[write] ?? {};
  const names = attribute.split(/[.[\]]+/u).filter((name) => !envelopes.has(name));
  for (const name of [attribute, ...names]) {
    if (Object.hasOwn(own, name)) return own[name];
  }
  return names.some((name) => customField.test(name)) && custom !== undefined ? custom : other;
}

const envelopes: ReadonlySet<string> = new Set(["candidate", "comment", "employee"]);
