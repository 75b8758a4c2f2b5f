import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import processRequest from "graphql-upload/processRequest.mjs";

import { maxFileBytes } from "../writes/writes.js";

const multipart = "multipart/form-data";

const limits = { maxFieldSize: 1024 * 1024, maxFileSize: maxFileBytes, maxFiles: 10 };

/** Leaves multipart bodies to `receiveUploads`, which needs the raw request. */
export function acceptUploads(app: FastifyInstance): void {
  app.addContentTypeParser(multipart, (_request, _payload, done) => {
    done(null);
  });
}

/**
 * Reads a request of the GraphQL multipart request specification. Files are kept aside on disk while they arrive, at most 25 MB each, and removed with
 * the answer. Answers 4xx itself when the request is not of that form.
 */
export async function receiveUploads(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (!(request.headers["content-type"] ?? "").toLowerCase().startsWith(multipart)) return;
  try {
    request.body = await processRequest(request.raw, reply.raw, limits);
  } catch (error) {
    await reply.code(statusOf(error)).send({
      errors: [{ message: messageOf(error), extensions: { code: "BAD_USER_INPUT" } }],
    });
  }
}

function statusOf(error: unknown): number {
  const status = typeof error === "object" && error !== null && "status" in error ? Number(error.status) : 400;
  return status >= 400 && status < 500 ? status : 400;
}

function messageOf(error: unknown): string {
  const isMeant = error instanceof Error && "expose" in error && error.expose === true;
  return isMeant ? error.message : "The multipart request could not be read.";
}
