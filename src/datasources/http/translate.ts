import { AppError, type ErrorCode, type ErrorDetails } from "../../lib/errors.js";
import type { Provider } from "../provider.js";
import type { WriteAnswer } from "../write.js";
import type { CallError, HttpAnswer } from "./client.js";

/** What a message may say of a call: never a credential, a query value or what the provider wrote. */
export interface CallContext {
  readonly provider: Pick<Provider, "id" | "name">;
  readonly accountId: string;
  readonly method: string;
  /** Below the account's address, without the query. */
  readonly path: string;
}

/**
 * What is known of a write that failed. `unsent`: it never left; `refused`: the provider said no; `answered`: the provider is done with it and may have
 * taken it; `unanswered`: it may have been taken, or still be.
 */
export type Delivery = "unsent" | "refused" | "answered" | "unanswered";

/** What became of the write that an error tells of. */
export function deliveryOf(error: unknown): Delivery {
  if (!(error instanceof AppError)) return "answered";
  if ("delivery" in error) return error.delivery as Delivery;
  return error.code === "PROVIDER_BAD_RESPONSE" ? "answered" : "refused";
}

/** What the provider answered to a write: JSON parsed, other text as it is; throws an AppError for everything else. */
export function translateWrite(answer: HttpAnswer, context: CallContext, retryAfterMs: number | null): WriteAnswer {
  const { status, text, headers } = answer;
  const isText = status >= 200 && status < 300 && !isMarkup(text) && !/json/iu.test(headers["content-type"] ?? "");
  if (isText) return { status, body: textOrJson(text) };
  return { status, body: translate(answer, context, retryAfterMs) };
}

/** The JSON that the provider answered, null for an empty success; throws an AppError for everything else. */
export function translate(answer: HttpAnswer, context: CallContext, retryAfterMs: number | null = null): unknown {
  const { status } = answer;
  const fail = (code: ErrorCode, what: string, options: CallErrorOptions = {}) =>
    callError(code, what, context, { ...options, details: { status, ...options.details } });
  if (status >= 200 && status < 300) return readJson(answer.text, fail);
  if (status < 400) throw fail("PROVIDER_BAD_RESPONSE", "answered with a redirect to another address");
  if (status >= 500) {
    // A gateway that gave up says nothing of what stands behind it.
    const delivery = status === 504 ? "unanswered" : "answered";
    throw fail("PROVIDER_UNAVAILABLE", `answered with status ${status}`, { retryable: true, delivery });
  }
  switch (status) {
    case 401:
      throw fail("ACCOUNT_NEEDS_RELINK", "does not accept the account's credentials");
    case 403:
      // A refusal in HTML comes from the network in front of the provider, and says nothing about the account's rights.
      throw isMarkup(answer.text)
        ? fail("PROVIDER_UNAVAILABLE", "could not be reached: a page in front of it refused the call", {
            retryable: true,
          })
        : fail("FORBIDDEN", `does not allow the account to ${context.method === "GET" ? "read" : "write"} this`);
    case 404:
      throw fail("NOT_FOUND", "does not have this record");
    case 429:
      throw rateLimited("asked for a pause", retryAfterMs, context, { status });
    default:
      throw withRejection(fail("PROVIDER_REJECTED", `refused the call with status ${status}`), parsed(answer.text));
  }
}

/** The AppError for a call that got no whole answer; `timeoutMs` is how long it was given. */
export function translateFailure(failure: CallError, context: CallContext, timeoutMs: number): AppError {
  const answered = { delivery: "answered" } as const;
  switch (failure.reason) {
    case "timeout":
      return timedOut(context, timeoutMs, "unanswered");
    case "aborted":
      return callError("PROVIDER_UNAVAILABLE", "was not waited for, because the request was given up", context, {
        delivery: "unanswered",
      });
    case "unreachable":
      return callError("PROVIDER_UNAVAILABLE", "could not be reached", context, {
        retryable: true,
        delivery: "unsent",
      });
    case "connection":
      return callError("PROVIDER_UNAVAILABLE", "could not be reached or hung up", context, {
        retryable: true,
        ...answered,
      });
    case "too-large":
      return callError("PROVIDER_BAD_RESPONSE", "answered with more than may be read at once", context);
    case "unreadable":
      return callError("PROVIDER_BAD_RESPONSE", "answered with something that is not readable HTTP", context);
  }
}

export function timedOut(context: CallContext, timeoutMs: number, delivery: Delivery): AppError {
  const seconds = Math.round(timeoutMs / 100) / 10;
  return callError("PROVIDER_UNAVAILABLE", `did not answer within ${seconds} s`, context, {
    retryable: true,
    delivery,
  });
}

/** `retryAfterMs` is told in whole seconds, one at least. */
export function rateLimited(
  what: string,
  retryAfterMs: number | null,
  context: CallContext,
  details: ErrorDetails = {},
): AppError {
  const retryAfterSeconds = Math.max(1, Math.ceil((retryAfterMs ?? 0) / 1000));
  return callError("PROVIDER_RATE_LIMITED", `${what}; try again in ${retryAfterSeconds} s`, context, {
    retryable: true,
    details: { ...details, retryAfterSeconds },
    delivery: "unsent",
  });
}

/** What the provider wrote when it refused a call, parsed; undefined when it was no JSON. For adapters only, never to be shown or logged. */
export function rejectionOf(error: unknown): unknown {
  return error instanceof AppError && "rejection" in error ? error.rejection : undefined;
}

/** Keeps what the provider wrote for `rejectionOf`; nothing else shows it. */
export function withRejection(error: AppError, rejection: unknown): AppError {
  return Object.defineProperty(error, "rejection", { value: rejection, enumerable: false });
}

/** A failure that came before a call was sent. */
export function unsent(error: unknown, { provider, accountId }: CallContext): unknown {
  if (!(error instanceof AppError)) return error;
  const details = { provider: provider.id, ...error.details, accountId };
  const failure = new AppError(error.code, error.message, { cause: error, retryable: error.retryable, details });
  return Object.defineProperty(failure, "delivery", { value: "unsent" satisfies Delivery, enumerable: false });
}

interface CallErrorOptions {
  retryable?: boolean;
  details?: ErrorDetails;
  delivery?: Delivery;
}

export function callError(
  code: ErrorCode,
  what: string,
  context: CallContext,
  { delivery, ...options }: CallErrorOptions = {},
): AppError {
  const { provider, accountId, method, path } = context;
  const details = { provider: provider.id, accountId, ...options.details };
  const error = new AppError(code, `${provider.name} ${what} (${method} ${toTemplate(path)})`, { ...options, details });
  return delivery ? Object.defineProperty(error, "delivery", { value: delivery, enumerable: false }) : error;
}

function textOrJson(text: string): unknown {
  if (text.trim() === "") return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function readJson(text: string, fail: (code: ErrorCode, what: string) => AppError): unknown {
  if (text.trim() === "") return null;
  try {
    return JSON.parse(text.startsWith("\u{FEFF}") ? text.slice(1) : text) as unknown;
  } catch {
    // Without the cause: the parser's message quotes the text.
    const what = isMarkup(text) ? "HTML instead of JSON" : "with JSON that is cut short or broken";
    throw fail("PROVIDER_BAD_RESPONSE", `answered ${what}`);
  }
}

/** Undefined for a refusal without JSON, which has nothing to tell beyond its status. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isMarkup(text: string): boolean {
  return /^[\s\u{FEFF}]*</u.test(text);
}

/** Segments that are plain words stay; keys and page numbers become `{id}`. */
function toTemplate(path: string): string {
  return path.replace(/[^/]+/gu, (segment) => (/^(?:[a-z_-]+|v\d)$/u.test(segment) ? segment : "{id}"));
}
