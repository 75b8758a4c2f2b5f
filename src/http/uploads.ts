import type { IncomingMessage } from "node:http";
import { finished } from "node:stream/promises";

import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import processRequest from "graphql-upload/processRequest.mjs";
import Upload from "graphql-upload/Upload.mjs";

import { AppError } from "../lib/errors.js";
import { maxFileBytes } from "../writes/writes.js";
import { checkJson, jsonOf } from "./graphql-json.js";

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
    checkFields(request.raw, createFieldCheck());
    const operations = await processRequest(request.raw, reply.raw, limits);
    await Promise.all(uploadsOf(operations).map(arriveWhole));
    request.body = operations;
  } catch (error) {
    const code = error instanceof AppError ? error.code : "BAD_USER_INPUT";
    await reply.code(statusOf(error)).send({ errors: [{ message: messageOf(error), extensions: { code } }] });
  } finally {
    // A file that began after the answer would be kept aside, and nobody would remove it.
    request.raw.unpipe().resume();
  }
}

/**
 * Has a check look at each field before the library does, which takes more than proportional time for a map's paths and makes whatever they name. What the check throws
 * ends the reading.
 */
function checkFields(request: IncomingMessage, check: (name: string, value: string) => void): void {
  const pipe = request.pipe.bind(request);
  request.pipe = (parser, options) => {
    const listeners = parser.listeners("field");
    parser.removeAllListeners("field");
    parser.on("field", (name: string, value: string, info: { valueTruncated: boolean }) => {
      try {
        if (!info.valueTruncated) check(name, value);
        for (const listener of listeners) listener.call(parser, name, value, info);
      } catch (error) {
        parser.emit("error", error);
      }
    });
    return pipe(parser, options);
  };
}

/** Holds both fields to the limits of JSON bodies, and the map to the places that the operations leave for files. What is wrong in its form is told by the library. */
function createFieldCheck(): (name: string, value: string) => void {
  let operations: unknown;
  return (name, value) => {
    checkJson(value);
    const given = jsonOf(value);
    if (name === "operations") operations = given;
    if (name !== "map" || !isListOrObject(operations) || !isListOrObject(given)) return;
    const entries = Object.values(given);
    if (entries.length > limits.maxFiles) return;
    const paths = entries.flat().filter((path) => typeof path === "string");
    if (new Set(paths).size < paths.length || !paths.every((path) => isFree(operations, path))) throw misplaced();
  };
}

/** Whether a path leads to a variable, or to a part of one, that is null. */
function isFree(operations: unknown, path: string): boolean {
  let place: unknown = operations;
  for (const part of path.split(".")) {
    if (!isListOrObject(place) || part === "__proto__" || !Object.hasOwn(place, part)) return false;
    place = place[part];
  }
  return place === null && path.startsWith("variables.");
}

function isListOrObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** The files in the operation's variables. Throws when the map puts one where the operation does not ask for it, since it would get lost. */
function uploadsOf(operations: object): Upload[] {
  const { query, variables } = operations as { query?: unknown; variables?: unknown };
  const found = Object.entries(variables ?? {}).map(([name, value]) => ({ name, uploads: uploadsIn(value) }));
  const given = found.filter(({ uploads }) => uploads.length > 0);
  const asked = typeof query === "string" ? new Set(query.match(/(?<=\$)\w+/gu)) : null;
  if (given.length === 0 || given.some(({ name }) => asked?.has(name) === false)) {
    throw misplaced();
  }
  return [...new Set(given.flatMap(({ uploads }) => uploads))];
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

function misplaced(): Error {
  return refusal(400, "The map must put each file into a variable of the operation, where that is null.");
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
  const isMeant = error instanceof AppError || (error instanceof Error && "expose" in error && error.expose === true);
  return isMeant ? error.message : "The multipart request could not be read.";
}
