import { AbortError, TimeoutError } from "got";
import { AppError } from "../../lib/errors.js";

/** A rule that the file or its address breaks. Names neither: the address may be signed, and a redirect's is not the client's own. */
export function refusal(what: string, options: { status?: number; retryable?: boolean } = {}): AppError {
  const { status, retryable = false } = options;
  const details = status === undefined ? {} : { status };
  return new AppError("BAD_USER_INPUT", `The file's address ${what}`, { retryable, details });
}

export function tooLarge(maxBytes: number): AppError {
  return refusal(`leads to a file of more than the ${maxBytes} bytes that are allowed`);
}

export function tooSlow(timeoutMs: number): AppError {
  const seconds = Math.round(timeoutMs / 100) / 10;
  return unavailable(`did not answer within ${seconds} s, or sent too little`);
}

/** What to throw in place of an error of got, which holds the request and so never gets out, not even as a cause. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof AbortError) return unavailable("was not waited for, because the request was given up", false);
  if (error instanceof TimeoutError) return unavailable("was not waited for any longer");
  // A lookup that refuses an address says so through the socket, and got wraps what the socket says.
  if (error instanceof Error && error.cause instanceof AppError) return error.cause;
  const code = codeOf(error);
  if (/CERT|ERR_TLS|SELF_SIGNED|UNABLE_TO/u.test(code)) return refusal("is of a host without a valid certificate");
  // ERR__ERROR is how Brotli's own errors begin.
  return /^(?:Z_|HPE_|ERR_BUFFER|ERR__ERROR)/u.test(code)
    ? new AppError("PROVIDER_BAD_RESPONSE", "The file's host answered with something that is not readable HTTP")
    : unavailable("could not be reached or hung up");
}

function unavailable(what: string, retryable = true): AppError {
  return new AppError("PROVIDER_UNAVAILABLE", `The file's host ${what}`, { retryable });
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
