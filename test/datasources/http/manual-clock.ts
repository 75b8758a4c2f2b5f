import type { Clock } from "../../../src/datasources/http/clock.js";

export interface ManualClock extends Clock {
  /** Moves on, calling what falls due in order, and lets promises settle after each. */
  advance(ms: number): Promise<void>;
}

export function createManualClock(startMs = 1_000_000): ManualClock {
  let now = startMs;
  let timers: { at: number; callback: () => void }[] = [];
  return {
    now: () => now,
    schedule(callback, delayMs) {
      const timer = { at: now + delayMs, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    async advance(ms) {
      await settled();
      const end = now + ms;
      for (;;) {
        const due = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        now = due ? Math.max(now, due.at) : end;
        if (due) {
          timers = timers.filter((timer) => timer !== due);
          due.callback();
        }
        await settled();
        if (!due) return;
      }
    },
  };
}

export const settled = () => new Promise((resolve) => setImmediate(resolve));
