import type { RateDecision, RateLimit, SandboxRequest } from "../core.js";
import { createWindowCounter } from "../rate-limit.js";
import { tooManyRequests } from "./answers.js";
import { isPartnerCall } from "./auth.js";

export const defaultRateLimit: RateLimit = { limit: 10, windowMs: 10_000, partnerLimit: 50 };

/** Counts account-token calls apart from partner calls, and tells of it in the headers of every answer. */
export function createCallCounter(
  settings: Record<string, unknown>,
): (request: SandboxRequest, rateLimit: RateLimit, atMs: number) => RateDecision {
  const countAccount = createWindowCounter();
  const countPartner = createWindowCounter();
  return (request, rateLimit, atMs) => {
    // Neither signed storage links nor the OAuth server's are API calls.
    if (/^\/(?:files|oauth)\//u.test(request.path)) return { headers: {}, refusal: null };
    const isPartner = isPartnerCall(request, settings);
    const limit = isPartner ? (rateLimit.partnerLimit ?? rateLimit.limit) : rateLimit.limit;
    const number = (isPartner ? countPartner : countAccount)(rateLimit.windowMs, atMs);
    const headers = {
      "x-rate-limit-limit": String(limit),
      "x-rate-limit-remaining": String(Math.max(limit - number, 0)),
      // Not the window's end: Workable always tells a whole window from now.
      "x-rate-limit-reset": String(Math.round((atMs + rateLimit.windowMs) / 1000)),
    };
    const allowed = rateLimit.refuseLast === true ? limit - 1 : limit;
    return { headers, refusal: number > allowed ? tooManyRequests : null };
  };
}
