import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

/** What a long-running command hands over while it starts. */
export interface Running {
  /** Aborted when the process is asked to stop; a start that is still under way goes no further. */
  readonly stopping: AbortSignal;
  /** Closers run in reverse order; one that takes longer than `limitMs` (3,000 unless said) is left behind. */
  onStop(close: () => Promise<void>, limitMs?: number): void;
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const signalNumbers = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 };
/** From Ctrl-C, npm's child gets one signal from the terminal and one more from npm: those two are one wish. */
const sameWishMs = 750;
const defaultLimitMs = 3_000;
const lingerMs = 300;

/** Starts, waits for a signal, and closes everything that was opened, also when starting fails. A second signal exits at once. */
export async function runUntilStopped(start: (running: Running) => Promise<void>): Promise<void> {
  const closers: (() => Promise<unknown>)[] = [];
  const stopping = stopOnSignal();
  try {
    await start({
      stopping,
      onStop: (close, limitMs = defaultLimitMs) => {
        closers.push(() => Promise.race([close(), sleep(limitMs, undefined, { ref: false })]));
      },
    });
    if (!stopping.aborted) await once(stopping, "abort");
  } finally {
    for (const close of closers.reverse()) await close().catch(() => undefined);
    exitSoon();
  }
}

function stopOnSignal(): AbortSignal {
  const stop = new AbortController();
  let firstAtMs = 0;
  const onSignal = (signal: (typeof signals)[number]) => {
    if (!stop.signal.aborted) {
      firstAtMs = performance.now();
      stop.abort();
    } else if (performance.now() - firstAtMs > sameWishMs) {
      process.exit(128 + signalNumbers[signal]);
    }
  };
  for (const signal of signals) process.on(signal, onSignal);
  return stop.signal;
}

/** Everything is closed; a socket that somebody forgot must not keep the process. */
function exitSoon(): void {
  setTimeout(() => process.exit(), lingerMs).unref();
}
