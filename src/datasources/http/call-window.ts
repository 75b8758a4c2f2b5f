import type { IncomingHttpHeaders } from "node:http";
import type { Clock } from "./clock.js";
import { countHeader, type RateWindow } from "./rate-headers.js";

/** Covers rounding and clocks that run at different speeds. */
const marginMs = 25;

/** Calls are remembered one by one, so a header must not make the log grow without end. */
const greatestLimit = 10_000;

export interface CallEntry {
  readonly sentAt: number;
}

/**
 * Paces the calls of an account whose provider tells its limit in headers. A provider that sends none is not paced: a declared limit alone may be wrong.
 * Keeps the calls of the last window, as a sliding log: a place is free again one window after the *answer* of the call that took it. Whenever within
 * its flight the provider counted the call, this holds for fixed and for sliding windows.
 */
export interface CallWindow {
  setLimit(limit: number): void;
  take(): CallEntry;
  /** Starts the clock of a place, and learns from the headers the limit and what others spent; null when no answer came. */
  answered(entry: CallEntry, answer: { status: number; headers: IncomingHttpHeaders } | null): void;
  /** Tells of each position of the queue, from 0, when its call will have a place; not after now when it has one. */
  plan(): (position: number) => number;
  /** Null while the provider is not paced. */
  remaining(): number | null;
  /** When all places are free again; null when they are. */
  resetAt(): number | null;
}

export function createCallWindow(limit: number, rule: RateWindow, clock: Clock): CallWindow {
  const spanMs = rule.windowMs + marginMs;
  const inFlight = new Set<CallEntry>();
  let answeredCalls: { sentAt: number; freesAt: number }[] = [];
  let knownLimit = limit;
  let isPaced = true;

  // The last call of a window may already be refused: the tenth of Workable's ten was never seen to succeed.
  const usable = () => Math.max(1, knownLimit - 1);
  const frees = (now: number) => answeredCalls.map((call) => call.freesAt).filter((freesAt) => freesAt > now);
  const taken = (now: number): number[] =>
    [...frees(now), ...Array.from(inFlight, () => now + spanMs)].sort((a, b) => a - b);

  const learn = (
    entry: CallEntry,
    { status, headers }: { status: number; headers: IncomingHttpHeaders },
    now: number,
  ) => {
    const stated = countHeader(headers, rule.headers.limit);
    const remaining = countHeader(headers, rule.headers.remaining);
    const isTold = stated !== null || remaining !== null;
    // A failure may come from something in front of the provider, which knows no limits.
    if (isTold || status < 400) isPaced = isTold;
    if (stated !== null && stated > 0) knownLimit = Math.min(stated, greatestLimit);
    if (remaining === null) return;
    // Ours are all that the provider may have counted when it answered: freed since then, too.
    const ours = answeredCalls.filter((call) => call.freesAt > entry.sentAt).length + inFlight.size;
    for (let others = knownLimit - remaining - ours; others > 0; others -= 1) {
      answeredCalls.push({ sentAt: now, freesAt: now + spanMs });
    }
  };
  const forget = (now: number) => {
    const oldestSentAt = Math.min(now, ...Array.from(inFlight, (entry) => entry.sentAt));
    answeredCalls = answeredCalls.filter((call) => call.freesAt > oldestSentAt);
  };

  return {
    setLimit(next) {
      knownLimit = next;
    },
    take() {
      const entry = { sentAt: clock.now() };
      inFlight.add(entry);
      return entry;
    },
    answered(entry, answer) {
      const now = clock.now();
      inFlight.delete(entry);
      answeredCalls.push({ sentAt: entry.sentAt, freesAt: now + spanMs });
      if (answer) learn(entry, answer, now);
      forget(now);
    },
    plan() {
      if (!isPaced) return () => 0;
      const now = clock.now();
      const count = usable();
      const takenPlaces = taken(now);
      // Free places come first; of more taken ones than there are places, the last to free are those that count.
      const free = count - takenPlaces.length;
      return (position) => {
        const place = position % count;
        const startsAt = place < free ? now : (takenPlaces[place - free] ?? now);
        return startsAt + Math.floor(position / count) * spanMs;
      };
    },
    remaining() {
      return isPaced ? Math.max(0, usable() - frees(clock.now()).length - inFlight.size) : null;
    },
    resetAt() {
      const now = clock.now();
      if (!isPaced) return null;
      if (inFlight.size > 0) return now + spanMs;
      const last = Math.max(0, ...frees(now));
      return last === 0 ? null : last;
    },
  };
}
