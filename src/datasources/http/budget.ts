import type { IncomingHttpHeaders } from "node:http";
import type { BudgetRule } from "../provider.js";
import { createCallWindow, type CallWindow } from "./call-window.js";
import type { Clock } from "./clock.js";
import { createPause } from "./pause.js";

export type Priority = "interactive" | "background";

/** A call that wants a place. `startBy` (epoch ms) may be moved while it waits. */
export interface Waiter {
  readonly priority: Priority;
  readonly signal: AbortSignal;
  readonly startBy: number;
}

/** A place that was given to a call. It must be settled once: with the answer, or null when none came. */
export interface Place {
  settle(answer: { status: number; headers: IncomingHttpHeaders } | null): void;
}

/** `remaining` is null where no limit is known; `resetAt` is when all of it is there again. */
export interface BudgetSnapshot {
  readonly remaining: number | null;
  readonly resetAt: Date | null;
}

/** All calls of the process to one account pass through its budget, first come first served, interactive ones before background ones. */
export interface Budget {
  /** Waits for a place; throws a BudgetRefusal as soon as it cannot come in time, and another error when the signal gives it up. */
  acquire(waiter: Waiter): Promise<Place>;
  /** How long a waiter in the queue, or a new call, has to expect to wait for the window or the pause, in ms. */
  expectedWaitMs(waiter?: Waiter): number;
  setLimit(limit: number): void;
  snapshot(): BudgetSnapshot;
}

/** No place in time. `waitMs` is 0 when it is not the limit but calls that hang which hold the places. */
export class BudgetRefusal extends Error {
  override readonly name = "BudgetRefusal";

  constructor(readonly waitMs: number) {
    super(`No place in time; expected in ${waitMs} ms`);
  }
}

interface Queued {
  readonly waiter: Waiter;
  start(): void;
  refuse(refusal: BudgetRefusal): void;
}

/** `limit` is the declared number of calls in a window; it has no meaning for a rule without a window. */
export function createBudget(rule: BudgetRule, limit: number | null, clock: Clock): Budget {
  const window: CallWindow | null = rule.window && limit !== null ? createCallWindow(limit, rule.window, clock) : null;
  const queue: Queued[] = [];
  const pause = createPause(rule, clock);
  let inFlight = 0;
  let cancelWake: () => void = () => undefined;

  const plan = () => {
    const planned = window?.plan();
    return (position: number) => Math.max(clock.now(), pause.until(), planned?.(position) ?? 0);
  };
  const hasPlace = () => inFlight < (pause.isProbing() ? 1 : rule.concurrency) && plan()(0) <= clock.now();

  const refuseHopeless = () => {
    const startOf = plan();
    let position = 0;
    for (const queued of [...queue]) {
      const startAt = startOf(position);
      if (startAt < queued.waiter.startBy) position += 1;
      else {
        remove(queue, queued);
        queued.refuse(new BudgetRefusal(startAt - clock.now()));
      }
    }
  };
  const pump = () => {
    cancelWake();
    refuseHopeless();
    while (queue.length > 0 && hasPlace()) queue.shift()?.start();
    if (queue.length === 0) return;
    const now = clock.now();
    const nextAt = plan()(0);
    // When only the concurrency holds the queue up, the next answer goes on with it.
    const wakeAt = Math.min(nextAt > now ? nextAt : Infinity, ...queue.map(({ waiter }) => waiter.startBy));
    if (wakeAt < Infinity) cancelWake = clock.schedule(pump, Math.max(1, Math.ceil(wakeAt - now)));
  };
  const take = (): Place => {
    const entry = window?.take() ?? { sentAt: clock.now() };
    inFlight += 1;
    return {
      settle(answer) {
        inFlight -= 1;
        window?.answered(entry, answer);
        if (answer) pause.learn(answer, entry.sentAt);
        pump();
      },
    };
  };

  return {
    acquire: (waiter) =>
      new Promise((resolve, reject) => {
        const abort = () => {
          remove(queue, queued);
          reject(new Error("The call was given up while it waited"));
          pump();
        };
        const queued: Queued = {
          waiter,
          start() {
            waiter.signal.removeEventListener("abort", abort);
            resolve(take());
          },
          refuse(refusal) {
            waiter.signal.removeEventListener("abort", abort);
            reject(refusal);
          },
        };
        if (waiter.signal.aborted) {
          abort();
          return;
        }
        waiter.signal.addEventListener("abort", abort, { once: true });
        enqueue(queue, queued);
        pump();
      }),
    expectedWaitMs(waiter) {
      const position = waiter ? queue.findIndex((queued) => queued.waiter === waiter) : queue.length;
      return position < 0 ? 0 : plan()(position) - clock.now();
    },
    setLimit: (next) => window?.setLimit(next),
    snapshot() {
      const pausedUntil = pause.until() > clock.now() ? pause.until() : null;
      const resetAt = Math.max(window?.resetAt() ?? 0, pausedUntil ?? 0);
      const remaining = pausedUntil === null ? (window?.remaining() ?? null) : 0;
      return { remaining, resetAt: resetAt === 0 ? null : new Date(resetAt) };
    },
  };
}

function enqueue(queue: Queued[], queued: Queued): void {
  const isBackground = queued.waiter.priority === "background";
  const index = isBackground ? -1 : queue.findIndex(({ waiter }) => waiter.priority === "background");
  queue.splice(index < 0 ? queue.length : index, 0, queued);
}

function remove(queue: Queued[], queued: Queued): void {
  const index = queue.indexOf(queued);
  if (index >= 0) queue.splice(index, 1);
}
