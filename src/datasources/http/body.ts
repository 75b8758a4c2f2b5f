import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";

import { FileContent } from "../write.js";
import type { FormField, WriteRequest } from "../write.js";

/** A request's body, whose length is known before it is read; files in it are streamed and never held whole. */
export interface EncodedBody {
  readonly contentType: string;
  readonly contentLength: number;
  /** From the beginning, each time. */
  open(): Readable;
}

type Part = Buffer | { readonly file: FileContent; readonly isBase64: boolean };

export function encodeBody(body: NonNullable<WriteRequest["body"]>): EncodedBody {
  if ("json" in body) return encoded("application/json", jsonParts(body.json));
  const boundary = `hiregraph-${randomUUID()}`;
  return encoded(`multipart/form-data; boundary=${boundary}`, formParts(body.form, boundary));
}

function encoded(contentType: string, parts: readonly Part[]): EncodedBody {
  return {
    contentType,
    contentLength: parts.reduce((sum, part) => sum + lengthOf(part), 0),
    open: () => Readable.from(chunksOf(parts), { objectMode: false }),
  };
}

function lengthOf(part: Part): number {
  if (Buffer.isBuffer(part)) return part.length;
  const { sizeBytes } = part.file;
  return part.isBase64 ? Math.ceil(sizeBytes / 3) * 4 : sizeBytes;
}

async function* chunksOf(parts: readonly Part[]): AsyncGenerator<Buffer> {
  for (const part of parts) {
    if (Buffer.isBuffer(part)) yield part;
    else if (part.isBase64) yield* base64Of(part.file.open());
    else yield* part.file.open();
  }
}

/** Three bytes make four letters, so that what does not fill three waits for the next chunk. */
async function* base64Of(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of content) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const whole = bytes.length - (bytes.length % 3);
    rest = bytes.subarray(whole);
    if (whole > 0) yield Buffer.from(bytes.toString("base64", 0, whole), "latin1");
  }
  if (rest.length > 0) yield Buffer.from(rest.toString("base64"), "latin1");
}

/** The text of the JSON, cut where files stand. The mark is random, so that no text of a client can pass for one. */
function jsonParts(json: unknown): Part[] {
  const files: FileContent[] = [];
  const mark = randomUUID();
  const text = JSON.stringify(json, (_key, value: unknown) =>
    value instanceof FileContent ? `${mark}${files.push(value) - 1}` : value,
  );
  return text.split(new RegExp(`${mark}(\\d+)`, "u")).map((piece, index) => {
    const file = index % 2 === 1 ? files[Number(piece)] : undefined;
    return file ? { file, isBase64: true } : Buffer.from(piece);
  });
}

function formParts(fields: readonly FormField[], boundary: string): Part[] {
  const parts = fields.flatMap(({ name, value }): Part[] => {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${quotable(name)}"`;
    if (typeof value === "string") return [Buffer.from(`${head}\r\n\r\n${value}\r\n`)];
    const { fileName, contentType } = value;
    const type = /^[\w.+-]+\/[\w.+-]+$/u.test(contentType) ? contentType : "application/octet-stream";
    return [
      Buffer.from(`${head}; filename="${quotable(fileName)}"\r\nContent-Type: ${type}\r\n\r\n`),
      { file: value, isBase64: false },
      Buffer.from("\r\n"),
    ];
  });
  return [...parts, Buffer.from(`--${boundary}--\r\n`)];
}

/** As browsers write names into a form. */
function quotable(name: string): string {
  return name.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
