import type { IncomingHttpHeaders } from "node:http";
import type { BudgetRule } from "../provider.js";
import type { Clock } from "./clock.js";
import { retryAfterMs } from "./rate-headers.js";

/** The pause of a whole account after a 429. */
export interface Pause {
  /** Epoch ms; 0 before the first pause. */
  until(): number;
  /** After a pause one call goes ahead alone, so that a provider that still refuses is asked once and not by everyone. */
  isProbing(): boolean;
  learn(answer: { status: number; headers: IncomingHttpHeaders }, sentAt: number): void;
}

/** For a 429 that tells nothing and has no window; doubled while it goes on. */
const firstPauseMs = 1000;
const maxGuessMs = 30_000;
/** A mistaken Retry-After must not shut an account off for days. */
const maxPauseMs = 3_600_000;

export function createPause(rule: BudgetRule, clock: Clock): Pause {
  let until = 0;
  let strikes = 0;
  return {
    until: () => until,
    isProbing: () => strikes > 0,
    learn({ status, headers }, sentAt) {
      // Calls that were on their way when the pause began say nothing about the time after it.
      const isNews = strikes === 0 || sentAt >= until;
      if (status !== 429) {
        if (isNews) strikes = 0;
        return;
      }
      if (isNews) strikes += 1;
      const now = clock.now();
      const guessMs = Math.min(maxGuessMs, firstPauseMs * 2 ** (strikes - 1));
      until = Math.max(until, now + Math.min(maxPauseMs, retryAfterMs(headers, rule.window, now) ?? guessMs));
    },
  };
}
