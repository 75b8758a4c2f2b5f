import { finished } from "node:stream/promises";

import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import processRequest from "graphql-upload/processRequest.mjs";
import Upload from "graphql-upload/Upload.mjs";

import { maxFileBytes } from "../writes/writes.js";

const multipart = "multipart/form-data";

const megabyte = 1024 * 1024;
// The parser calls a file too large that just reaches its limit.
const limits = { maxFieldSize: megabyte, maxFileSize: maxFileBytes + 1, maxFiles: 10 };

/** Leaves multipart bodies to `receiveUploads`, which needs the raw request. */
export function acceptUploads(app: FastifyInstance): void {
  app.addContentTypeParser(multipart, (_request, _payload, done) => {
    done(null);
  });
}

export function isMultipart({ headers }: FastifyRequest): boolean {
  return (headers["content-type"] ?? "").toLowerCase().startsWith(multipart);
}

/**
 * Reads a request of the GraphQL multipart request specification. Files are kept aside on disk, at most 25 MB each, and removed with the answer. The
 * operation begins when they are whole, so that its time does not run while they arrive. Answers 4xx itself when the request is not of that form.
 */
export async function receiveUploads(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (!isMultipart(request)) return;
  try {
    const operations = await processRequest(request.raw, reply.raw, limits);
    await Promise.all(uploadsOf(operations).map(arriveWhole));
    request.body = operations;
  } catch (error) {
    await reply.code(statusOf(error)).send({
      errors: [{ message: messageOf(error), extensions: { code: "BAD_USER_INPUT" } }],
    });
  } finally {
    // A file that began after the answer would be kept aside, and nobody would remove it.
    request.raw.unpipe().resume();
  }
}

/** The files in the operation's variables. Throws when the map puts one where the operation does not ask for it, since it would get lost. */
function uploadsOf(operations: object): Upload[] {
  const { query, variables } = operations as { query?: unknown; variables?: unknown };
  const found = Object.entries(variables ?? {}).map(([name, value]) => ({ name, uploads: uploadsIn(value) }));
  const given = found.filter(({ uploads }) => uploads.length > 0);
  const asked = typeof query === "string" ? new Set(query.match(/(?<=\$)\w+/gu)) : null;
  if (given.length === 0 || given.some(({ name }) => asked?.has(name) === false)) {
    throw refusal(400, "The map must put each file into a variable of the operation.");
  }
  return given.flatMap(({ uploads }) => uploads);
}

function uploadsIn(value: unknown): Upload[] {
  if (value instanceof Upload) return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(uploadsIn) : [];
}

async function arriveWhole({ promise }: Upload): Promise<void> {
  const file = await promise;
  try {
    await finished(file.createReadStream().resume());
  } catch (error) {
    throw statusOf(error) === 413 ? refusal(413, `A file is larger than ${maxFileBytes / megabyte} MB.`) : error;
  }
}

/** An error as the library's own, whose message is meant for the client. */
function refusal(status: number, message: string): Error {
  return Object.assign(new Error(message), { status, expose: true });
}

function statusOf(error: unknown): number {
  const status = typeof error === "object" && error !== null && "status" in error ? Number(error.status) : 400;
  return status >= 400 && status < 500 ? status : 400;
}

function messageOf(error: unknown): string {
  const isMeant = error instanceof Error && "expose" in error && error.expose === true;
  return isMeant ? error.message : "The multipart request could not be read.";
}
