import type { ApolloServerPlugin } from "@apollo/server";
import type { FastifyError, FastifyReply, FastifyRequest, preSerializationHookHandler } from "fastify";

import { AppError } from "../lib/errors.js";
import type { ErrorCode } from "../lib/errors.js";
import type { Logger } from "../lib/logger.js";
import type { Context } from "../resolvers/context.js";
import { createErrorFormatter } from "./graphql-errors.js";
import { acceptedMediaType } from "./media-types.js";

/** What is wrong with a request, whatever operation is in it, and the HTTP status that says so. */
export class BadRequest extends AppError {
  constructor(
    readonly statusCode: number,
    message: string,
  ) {
    super("BAD_USER_INPUT", message);
  }
}

/** Throws for a method by which no operation is asked. Apollo tells the same of HEAD. */
export function requireMethod({ method }: FastifyRequest, reply: FastifyReply): void {
  if (!["PUT", "PATCH", "DELETE"].includes(method)) return;
  reply.header("allow", "GET, POST");
  throw new BadRequest(405, "Ask by POST, or by GET for queries.");
}

/** Throws for a body in another encoding than plain UTF-8: one that is compressed may be of any size once it is not. */
export function requirePlainBody({ headers }: FastifyRequest): void {
  const encoding = (headers["content-encoding"] ?? "identity").trim().toLowerCase();
  if (encoding !== "identity") throw new BadRequest(415, "The body must not be compressed.");
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/iu.exec(headers["content-type"] ?? "")?.[1] ?? "utf-8";
  if (!/^utf-?8$/iu.test(charset)) throw new BadRequest(415, "The body must be UTF-8.");
}

/** Throws when the client takes no answer in JSON, before anything is done that it would not be told of. */
export function requireAcceptable({ headers }: FastifyRequest): void {
  if (acceptedMediaType(headers.accept) === null)
    throw new BadRequest(406, "Answers are application/graphql-response+json or application/json; accept one of them.");
}

/** Answers 408 when the body has not arrived in time, and hangs up, as it does when the rest of a body that was refused takes as long. */
export function expectBody(request: FastifyRequest, reply: FastifyReply, timeoutMs: number): void {
  const timer = setTimeout(() => {
    if (reply.sent) {
      request.raw.destroy();
      return;
    }
    const error = { message: "The body did not arrive in time.", extensions: { code: "BAD_USER_INPUT" } };
    void reply
      .code(408)
      .header("connection", "close")
      .send({ errors: [error] });
  }, timeoutMs);
  const stop = () => {
    clearTimeout(timer);
  };
  request.raw.once("end", stop).once("close", stop);
}

/** Gives answers of ours the media type that the client asked for; Apollo does the same for its own. */
export const toAcceptedMediaType: preSerializationHookHandler = (request, reply, payload, done) => {
  const { type } = acceptedMediaType(request.headers.accept) ?? { type: "application/json" };
  reply.type(`${type}; charset=utf-8`);
  done(null, payload);
};

/** Statuses of refusals that are not the framework's. */
const statuses: Partial<Record<ErrorCode, number>> = {
  BAD_USER_INPUT: 400,
  FORBIDDEN: 403,
  NOT_FOUND: 400,
  QUERY_TOO_EXPENSIVE: 400,
};

/** The framework's refusals; their own words may quote the body. */
const messages: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "The body is too large. Send files as uploads.",
  FST_ERR_CTP_EMPTY_JSON_BODY: "The body is empty.",
  FST_ERR_CTP_INVALID_JSON_BODY: "The body is no valid JSON.",
  FST_ERR_CTP_INVALID_MEDIA_TYPE:
    "Send the operation as application/json, or with its uploads as multipart/form-data, and say so in content-type.",
};

/** Answers in GraphQL's form for a request that did not come as far as its operation. */
export function createRequestErrorHandler(
  logger: Logger,
): (error: FastifyError | AppError, request: FastifyRequest, reply: FastifyReply) => void {
  const formatError = createErrorFormatter(logger);
  return (error, _request, reply) => {
    const status = statusOf(error);
    const isFrameworks = !(error instanceof AppError) && status < 500;
    const told = isFrameworks
      ? new BadRequest(status, messages[error.code] ?? "The request could not be read.")
      : error;
    const unknown = { message: "", extensions: { code: "INTERNAL_SERVER_ERROR" } };
    const { message, extensions } = formatError(unknown, told);
    // The framework hangs up on bodies that it refuses, and with that on clients who read the answer after they have sent all. What is left is thrown away.
    reply.removeHeader("connection");
    void reply.code(status).send({ errors: [{ message, extensions }] });
  };
}

function statusOf(error: FastifyError | AppError): number {
  if ("statusCode" in error && typeof error.statusCode === "number") return error.statusCode;
  return (error instanceof AppError && statuses[error.code]) || 500;
}

/** What is found wrong with an operation that arrived well. */
const findings: ReadonlySet<unknown> = new Set([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_RESOLUTION_FAILURE",
  "BAD_USER_INPUT",
]);

/**
 * Answers 200 for an operation that is wrong when the client asks for `application/json` by name, as GraphQL over HTTP wants it: to such a client another
 * status may be an intermediary's, and its body none of GraphQL's. Apollo answers 400 always. Operations that are refused, right or wrong, keep their status.
 */
export const statusOfPlainJson: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ request, response: { http, body } }) {
        if (http.status !== 400 || body.kind !== "single" || "data" in body.singleResult) return Promise.resolve();
        const accepted = acceptedMediaType(request.http?.headers.get("accept"));
        const isPlain = accepted?.isNamed === true && accepted.type === "application/json";
        const { errors = [] } = body.singleResult;
        if (isPlain && errors.every(({ extensions }) => findings.has(extensions?.["code"]))) http.status = 200;
        return Promise.resolve();
      },
    }),
};
