import { extname } from "node:path";

import contentDisposition from "content-disposition";
import { lookup } from "mime-types";

/** What is known of a file before its first byte. */
export interface FileFacts {
  readonly fileName: string | null;
  /** What was said of its media type, the most trusted first. */
  readonly contentTypes: readonly (string | null)[];
  readonly sizeBytes: number | null;
}

const unknownName = "attachment";
const unknownType = "application/octet-stream";
const maxNameLength = 200;
const maxEndingLength = 20;

/** The headers that let a client save a file under its own name, whatever provider and applicant wrote into that. */
export function fileHeaders({ fileName, contentTypes, sizeBytes }: FileFacts): Record<string, string> {
  const name = savableName(fileName ?? "");
  return {
    "content-type": contentTypes.find(isTelling) ?? (lookup(name) || unknownType),
    "content-disposition": contentDisposition(name, { fallback: toAscii(name) }),
    ...(sizeBytes !== null && { "content-length": String(sizeBytes) }),
  };
}

/** Stores answer with the general type where they know none, and what is no media type at all must not get into a header. */
function isTelling(type: string | null): type is string {
  const isType = type !== null && /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+\s*(?:;[\t\x20-\x7e]*)?$/u.test(type);
  return isType && !/^(?:application|binary)\/octet-stream/iu.test(type);
}

/** A name without line breaks, slashes and marks that turn the direction of writing, which make `fdp.exe` read `exe.pdf`. */
function savableName(text: string): string {
  const name = text
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cs}\u{61C}\u{200E}\u{200F}\u{2028}-\u{202E}\u{2066}-\u{2069}\u{FEFF}]+/gu, " ")
    .replace(/[/\\]/gu, "_")
    .trim();
  return /^\.*$/u.test(name) ? unknownName : shorten(name);
}

/** Clients refuse headers of many kilobytes; the ending is kept, because the file is opened by it. */
function shorten(name: string): string {
  const letters = [...name];
  if (letters.length <= maxNameLength) return name;
  const whole = extname(name);
  const ending = whole.length <= maxEndingLength ? whole : "";
  return letters.slice(0, maxNameLength - ending.length).join("") + ending;
}

/** For clients that do not read `filename*`. */
function toAscii(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\x20-\x7e]/gu, "_")
    .replaceAll('"', "'");
}
