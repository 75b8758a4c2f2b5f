import { createHash } from "node:crypto";
import { Readable } from "node:stream";

import type { FileUpload } from "graphql-upload/processRequest.mjs";
import { lookup } from "mime-types";

import type { GuardedFetch } from "../datasources/http/guarded-fetch.js";
import { FileContent } from "../datasources/write.js";
import { AppError } from "../lib/errors.js";
import { UserErrorCode } from "../schema/writes/payload.js";
import type { FileInput } from "../schema/writes/write-input.js";
import { refuse } from "./user-error.js";

/** A file of an input, before it is at hand. */
export interface GivenFile {
  /** Tells it from another file, without the file's content. */
  fingerprint: readonly string[];
  /** Throws a WriteRefused for a file that cannot be had. */
  content(): Promise<FileContent>;
}

export interface FileRules {
  maxBytes: number;
  fetch: GuardedFetch;
  signal: AbortSignal;
}

/** How long an address may take to give its file. */
const fetchTimeoutMs = 10_000;

/** The fields of an input by which a file can be given. */
export const fileWays: readonly string[] = ["file", "contentBase64", "url"];

/**
 * Reads the file that an input gives; `path` is where the input stands, `taken` the ways that are. Throws a WriteRefused when it gives none, or more
 * than one.
 */
export async function givenFile(
  input: FileInput,
  path: readonly string[],
  rules: FileRules,
  taken = fileWays,
): Promise<GivenFile> {
  const { file, contentBase64, url, fileName } = input;
  const ways = [file, contentBase64, url].filter((way) => way !== undefined);
  if (ways.length !== 1) {
    const all = "Give a file in exactly one way: `file`, `contentBase64` with `fileName`, or `url`.";
    const message = taken === fileWays ? all : `Give the file by its ${taken.join(" or ")}.`;
    throw refuse(UserErrorCode.BAD_USER_INPUT, message, path.length > 0 ? path : taken);
  }
  if (file) return uploaded(await receive(file, path), fileName, path, rules);
  if (contentBase64 !== undefined) return decoded(contentBase64, fileName, path, rules);
  return addressed(url ?? "", fileName, path, rules);
}

async function receive(file: Promise<FileUpload>, path: readonly string[]): Promise<FileUpload> {
  try {
    return await file;
  } catch {
    throw refuse(UserErrorCode.BAD_USER_INPUT, "The upload did not arrive whole.", [...path, "file"]);
  }
}

/** The upload was kept aside while it arrived, so that it can be read twice: once to know it, once to send it. */
async function uploaded(
  upload: FileUpload,
  fileName: string | undefined,
  path: readonly string[],
  { maxBytes }: FileRules,
): Promise<GivenFile> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  try {
    for await (const chunk of upload.createReadStream()) {
      const bytes = chunk as Buffer;
      sizeBytes += bytes.length;
      hash.update(bytes);
    }
  } catch {
    throw refuse(UserErrorCode.BAD_USER_INPUT, `The upload broke off, or is larger than ${inMegabytes(maxBytes)}.`, [
      ...path,
      "file",
    ]);
  }
  const name = checkedName(fileName ?? upload.filename, path);
  const content = new FileContent(name, typeOf(name, upload.mimetype), sizeBytes, () => upload.createReadStream());
  return { fingerprint: [name, hash.digest("hex")], content: () => Promise.resolve(content) };
}

function decoded(
  base64: string,
  fileName: string | undefined,
  path: readonly string[],
  { maxBytes }: FileRules,
): GivenFile {
  const field = [...path, "contentBase64"];
  const bytes = Buffer.from(base64, "base64");
  // Node decodes any text, skipping what it does not know; so the text must survive the way back.
  if (bytes.length === 0 || withoutPadding(bytes.toString("base64")) !== withoutPadding(base64))
    throw refuse(UserErrorCode.BAD_USER_INPUT, "The content is no base64.", field);
  if (bytes.length > maxBytes) throw tooLarge(maxBytes, field);
  const name = checkedName(fileName, path);
  const content = new FileContent(name, typeOf(name), bytes.length, () =>
    Readable.from([bytes], { objectMode: false }),
  );
  const fingerprint = [name, createHash("sha256").update(bytes).digest("hex")];
  return { fingerprint, content: () => Promise.resolve(content) };
}

/** Two signs at most: a longer run would be tried from each of its places. */
function withoutPadding(base64: string): string {
  return base64.replace(/={1,2}$/u, "");
}

function addressed(url: string, fileName: string | undefined, path: readonly string[], rules: FileRules): GivenFile {
  const { maxBytes, fetch, signal } = rules;
  return {
    // What stands at the address may change; a repeated write is told by the address.
    fingerprint: [fileName ?? "", url],
    content: async () => {
      try {
        const found = await fetch.file(url, { maxBytes, timeoutMs: fetchTimeoutMs, signal });
        const bytes = Buffer.concat(await found.body.toArray());
        const name = checkedName(fileName ?? found.fileName ?? undefined, path);
        const type = typeOf(name, found.contentType ?? undefined);
        return new FileContent(name, type, bytes.length, () => Readable.from([bytes], { objectMode: false }), url);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        throw refuse(UserErrorCode.BAD_USER_INPUT, error.message, [...path, "url"]);
      }
    },
  };
}

/** A name that no provider can take for a path. */
function checkedName(name: string | undefined, path: readonly string[]): string {
  const isUsable = name !== undefined && /^[^/\\\p{Cc}]{1,255}$/u.test(name) && !/^\.*$/u.test(name);
  if (isUsable) return name;
  const message = "A file needs a `fileName` of 1 to 255 characters, without slashes.";
  throw refuse(UserErrorCode.BAD_USER_INPUT, message, [...path, "fileName"]);
}

function typeOf(name: string, told?: string): string {
  const isTold = told !== undefined && told !== "" && told !== "application/octet-stream";
  return isTold ? told : lookup(name) || "application/octet-stream";
}

export function tooLarge(maxBytes: number, field: readonly string[]) {
  return refuse(UserErrorCode.BAD_USER_INPUT, `The file is larger than ${inMegabytes(maxBytes)}.`, field);
}

function inMegabytes(bytes: number): string {
  return `${Math.floor(bytes / 1_048_576)} MB`;
}
