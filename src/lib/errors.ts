export type ErrorCode =
  | "UNAUTHENTICATED"
  | "FORBIDDEN"
  | "BAD_USER_INPUT"
  | "NOT_FOUND"
  | "INVALID_CURSOR"
  | "UNSUPPORTED_BY_PROVIDER"
  | "ACCOUNT_NEEDS_RELINK"
  | "PROVIDER_RATE_LIMITED"
  | "PROVIDER_UNAVAILABLE"
  | "PROVIDER_REJECTED"
  | "PROVIDER_BAD_RESPONSE"
  | "QUERY_TOO_EXPENSIVE"
  | "CONFLICT"
  | "INTERNAL";

/** What may be told to a client beside the code; `status` is the HTTP status that the provider answered. */
export type ErrorDetails = {
  readonly provider?: string;
  readonly accountId?: string;
  readonly retryAfterSeconds?: number;
  readonly field?: string;
  readonly status?: number;
  /** Of a write: whether it is known what became of it, the key to repeat it with, and what became of its parts. */
  readonly outcome?: "UNKNOWN";
  readonly idempotencyKey?: string;
  readonly steps?: readonly { readonly name: string; readonly status: string }[];
};

export type AppErrorOptions = {
  readonly cause?: unknown;
  readonly retryable?: boolean;
  readonly details?: ErrorDetails;
};

/** The one error that crosses a boundary: its message must be safe to show, its `cause` must never be shown or logged raw. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.details = options.details ?? {};
  }
}
