import type { IncomingHttpHeaders } from "node:http";
import type { BudgetRule } from "../provider.js";

export type RateWindow = NonNullable<BudgetRule["window"]>;

/** A header that is a whole number of zero or more; null when it is absent or anything else. */
export function countHeader(headers: IncomingHttpHeaders, name: string): number | null {
  const value = headers[name.toLowerCase()];
  return typeof value === "string" && /^\d{1,15}$/u.test(value.trim()) ? Number(value) : null;
}

/**
 * How long a refusal asks to wait, in milliseconds: `Retry-After` in seconds or as a date, else the reset header, else the window.
 * Null when nothing tells.
 */
export function retryAfterMs(
  headers: IncomingHttpHeaders,
  window: RateWindow | undefined,
  nowMs: number,
): number | null {
  const asked = statedRetryAfterMs(headers, nowMs);
  if (asked !== null || !window) return asked;
  const resetSeconds = countHeader(headers, window.headers.reset);
  const untilResetMs = resetSeconds === null ? 0 : resetSeconds * 1000 - nowMs;
  // A reset in the past or far away is a clock that differs from ours; a whole window is safe whatever the clocks say.
  return untilResetMs > 0 && untilResetMs <= 2 * window.windowMs ? untilResetMs : window.windowMs;
}

/** What `Retry-After` says, in milliseconds from now; null when it is absent or unreadable. */
export function statedRetryAfterMs(headers: IncomingHttpHeaders, nowMs: number): number | null {
  const seconds = countHeader(headers, "retry-after");
  if (seconds !== null) return seconds * 1000;
  const at = Date.parse(headers["retry-after"] ?? "");
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}
