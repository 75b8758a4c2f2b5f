import type { GraphQLFormattedError } from "graphql";
import { GraphQLError } from "graphql";

import { AppError } from "../lib/errors.js";
import type { Logger } from "../lib/logger.js";
import { accountGlobalId } from "../schema/relay/global-id.js";

/** Formats errors for clients: the product's own with their codes, GraphQL's own as they are, and everything else hidden. */
export function createErrorFormatter(
  logger: Logger,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const original = error instanceof GraphQLError ? error.originalError : error;
    if (original instanceof AppError)
      return { ...formatted, message: short(original.message), extensions: extensionsOf(original) };
    const code = formatted.extensions?.["code"];
    // GraphQL's own findings about a document or its variables have no original error, or one made by graphql itself.
    if (code !== "INTERNAL_SERVER_ERROR")
      return { ...formatted, message: short(formatted.message), extensions: { code } };
    logger.error({ err: original, path: formatted.path }, "a resolver failed");
    return {
      ...formatted,
      message: "Something went wrong here; it has been logged.",
      extensions: { code: "INTERNAL" },
    };
  };
}

/** How much of a message is told from its beginning, and from its end. GraphQL quotes what was sent, more than once, however long that is. */
const quoted = { first: 400, last: 200 };

function short(message: string): string {
  if (message.length <= quoted.first + quoted.last) return message;
  return `${message.slice(0, quoted.first)} … ${message.slice(-quoted.last)}`;
}

function extensionsOf({ code, details }: AppError): Record<string, unknown> {
  return {
    code,
    ...(details.provider !== undefined && { provider: details.provider }),
    ...(details.accountId !== undefined && { accountId: accountGlobalId(details.accountId) }),
    ...(details.retryAfterSeconds !== undefined && { retryAfter: details.retryAfterSeconds }),
    ...(details.field !== undefined && { field: details.field }),
    ...(details.outcome !== undefined && { outcome: details.outcome }),
    ...(details.idempotencyKey !== undefined && { idempotencyKey: details.idempotencyKey }),
    ...(details.steps !== undefined && { steps: details.steps }),
  };
}
