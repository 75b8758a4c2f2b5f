import type { FastifyInstance, FastifyReply } from "fastify";

import type { Audit } from "../accounts/audit.js";
import { createUpstreamCounter } from "../datasources/http/counter.js";
import { AppError } from "../lib/errors.js";
import type { ErrorCode } from "../lib/errors.js";
import type { Logger } from "../lib/logger.js";
import { createReadRequest } from "../loaders/create-read-request.js";
import type { ReadTools } from "../loaders/create-read-request.js";
import type { AttachmentFiles } from "../resolvers/attachment-file.js";
import { admit } from "./authentication.js";
import { fileHeaders } from "./file-headers.js";
import { createErrorFormatter } from "./graphql-errors.js";

export interface AttachmentsOptions {
  tools: ReadTools;
  files: AttachmentFiles;
  audit: Audit;
  logger: Logger;
  requestTimeoutMs: number;
  /** For a whole download, however slowly the client takes it; 15 minutes unless said. */
  downloadTimeoutMs?: number;
}

/** A file is whatever somebody uploaded: it is saved and never shown as a page of this host. */
const protectiveHeaders = {
  "cache-control": "private, no-store",
  "content-security-policy": "sandbox",
  "x-content-type-options": "nosniff",
};

/** What is not here is our own failure. A provider's failure is never the client's, so it is told with a gateway's statuses. */
const statuses: Partial<Record<ErrorCode, number>> = {
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  ACCOUNT_NEEDS_RELINK: 502,
  PROVIDER_BAD_RESPONSE: 502,
  PROVIDER_REJECTED: 502,
  PROVIDER_RATE_LIMITED: 503,
  PROVIDER_UNAVAILABLE: 503,
};

/** Serves files of attachments to holders of an API key, at an address that stays though the provider's links expire. */
export function registerAttachments(app: FastifyInstance, options: AttachmentsOptions): void {
  const { tools, files, audit, requestTimeoutMs, downloadTimeoutMs = 15 * 60_000 } = options;
  const refuse = createRefusal(options.logger);
  app.route<{ Params: { id: string } }>({
    url: "/attachments/:id/content",
    method: ["GET", "HEAD"],
    handler: async (request, reply) => {
      const principal = await admit(request, reply, tools.directory);
      if (!principal) return reply;
      reply.headers(protectiveHeaders);
      const signal = endOf(reply, downloadTimeoutMs);
      const deadline = Date.now() + requestTimeoutMs;
      const begin = () => createReadRequest(tools, principal, { counter: createUpstreamCounter(), signal, deadline });
      try {
        const file = await files.open(request.params.id, begin, signal);
        if (!file) return await refuse(reply, noSuchAttachment);
        audit.notePersonalRead(principal, { accountId: file.accountId, model: "Attachment", records: 1 });
        reply.headers(fileHeaders(file));
        if (request.method === "GET") return await reply.send(file.body);
        file.body.destroy();
        return await reply.send();
      } catch (error) {
        return refuse(reply, error);
      }
    },
  });
}

const noSuchAttachment = new AppError("NOT_FOUND", "There is no such attachment.");

/** Aborts when the answer is over, by the client's hanging up as well, or has taken too long. */
function endOf(reply: FastifyReply, timeoutMs: number): AbortSignal {
  const abort = new AbortController();
  const end = () => {
    abort.abort();
  };
  const timer = setTimeout(end, timeoutMs);
  reply.raw.once("close", () => {
    clearTimeout(timer);
    end();
  });
  return abort.signal;
}

/** Answers with an error in GraphQL's form. */
function createRefusal(logger: Logger): (reply: FastifyReply, error: unknown) => FastifyReply {
  const formatError = createErrorFormatter(logger);
  return (reply, error) => {
    const isMissing = error instanceof AppError && error.code === "NOT_FOUND";
    // The provider's own 404 must not tell that the account is right and the record is gone.
    const told = isMissing ? noSuchAttachment : error;
    const unknown = { message: "", extensions: { code: "INTERNAL_SERVER_ERROR" } };
    const { message, extensions } = formatError(unknown, told);
    const retryAfter = extensions?.["retryAfter"];
    if (typeof retryAfter === "number") reply.header("retry-after", retryAfter);
    return reply.code(statusOf(told)).send({ errors: [{ message, extensions }] });
  };
}

function statusOf(error: unknown): number {
  return (error instanceof AppError && statuses[error.code]) || 500;
}
