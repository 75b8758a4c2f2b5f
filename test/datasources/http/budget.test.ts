import { describe, expect, it } from "vitest";
import { createBudget, type Budget, type Place, type Priority } from "../../../src/datasources/http/budget.js";
import type { BudgetRule } from "../../../src/datasources/provider.js";
import { createManualClock, settled, type ManualClock } from "./manual-clock.js";
import { windowRule } from "./http-world.js";

const windowMs = 10_000;
/** A place is free one window and a small margin after the answer. */
const spanMs = windowMs + 25;

function world(rule: BudgetRule = windowRule(10, windowMs), limit: number | null = 10) {
  const clock = createManualClock();
  return { clock, budget: createBudget(rule, limit, clock) };
}

function wish(budget: Budget, clock: ManualClock, settings: { withinMs?: number; priority?: Priority } = {}) {
  const stop = new AbortController();
  const { withinMs = 60_000, priority = "interactive" } = settings;
  const state: { place?: Place; error?: unknown; stop: AbortController } = { stop };
  budget.acquire({ signal: stop.signal, priority, startBy: clock.now() + withinMs }).then(
    (place) => {
      state.place = place;
    },
    (error: unknown) => {
      state.error = error;
    },
  );
  return state;
}

const ok = { status: 200, headers: {} };
const told = (limit: number) => ({ status: 200, headers: { "x-rate-limit-limit": String(limit) } });
const tooMany = (headers: Record<string, string> = {}) => ({ status: 429, headers });

/** Lets a number of calls through, one after the other, each answered at once. */
async function spend(
  budget: Budget,
  clock: ManualClock,
  count: number,
  headers: Record<string, string> = told(10).headers,
) {
  for (let turn = 0; turn < count; turn += 1) {
    const call = wish(budget, clock);
    await settled();
    if (!call.place) throw new Error(`No place for call ${turn + 1}`);
    call.place.settle({ status: 200, headers });
  }
}

describe("a budget's window", () => {
  it("spends all but the last call at once, then waits a window from the answer", async () => {
    const { budget, clock } = world();
    await spend(budget, clock, 9);
    const tenth = wish(budget, clock);
    await clock.advance(spanMs - 1);
    expect(tenth.place).toBeUndefined();
    await clock.advance(1);
    expect(tenth.place).toBeDefined();
  });

  it("counts a window from the answer and not from the sending, since the provider may count late", async () => {
    const { budget, clock } = world(windowRule(2, windowMs), 2);
    const first = wish(budget, clock);
    await settled();
    const second = wish(budget, clock);
    await clock.advance(4000);
    first.place?.settle(told(2));
    await clock.advance(spanMs - 1);
    expect(second.place).toBeUndefined();
    await clock.advance(1);
    expect(second.place).toBeDefined();
  });

  it("never lets more through in any span of a window than is usable, however the calls fall", async () => {
    const { budget, clock } = world();
    const sentAt: number[] = [];
    const calls = Array.from({ length: 60 }, async () => {
      const signal = new AbortController().signal;
      const place = await budget.acquire({ signal, priority: "interactive", startBy: Infinity });
      sentAt.push(clock.now());
      clock.schedule(() => {
        place.settle(told(10));
      }, 137);
    });
    await clock.advance(120_000);
    await Promise.all(calls);
    const most = Math.max(...sentAt.map((at) => sentAt.filter((other) => other >= at && other < at + windowMs).length));
    expect(most).toBe(9);
  });

  it("takes the limit from the header, up and down", async () => {
    const { budget, clock } = world();
    await spend(budget, clock, 1, { "x-rate-limit-limit": "50" });
    expect(budget.snapshot().remaining).toBe(48);
    await spend(budget, clock, 1, { "x-rate-limit-limit": "5" });
    expect(budget.snapshot().remaining).toBe(2);
  });

  it("holds no more places than it can remember, whatever the header says", async () => {
    const { budget, clock } = world();
    await spend(budget, clock, 1, { "x-rate-limit-limit": "900000000" });
    expect(budget.snapshot().remaining).toBe(9_998);
  });

  it("paces nothing while the provider tells no limit, and begins when it does", async () => {
    const { budget, clock } = world();
    await spend(budget, clock, 40, {});
    expect(budget.snapshot()).toEqual({ remaining: null, resetAt: null });
    await spend(budget, clock, 1, { "x-rate-limit-limit": "50" });
    expect(budget.snapshot().remaining).toBe(8);
  });

  it("leaves places to others who spend too, as the remaining header tells", async () => {
    const { budget, clock } = world();
    await spend(budget, clock, 1, { "x-rate-limit-remaining": "4" });
    expect(budget.snapshot()).toEqual({ remaining: 3, resetAt: new Date(clock.now() + spanMs) });
    await spend(budget, clock, 1, { "x-rate-limit-remaining": "3" });
    expect(budget.snapshot().remaining).toBe(2);
    await clock.advance(spanMs);
    expect(budget.snapshot()).toEqual({ remaining: 9, resetAt: null });
  });

  it("does not take its own calls for those of others", async () => {
    const { budget, clock } = world();
    const calls = [wish(budget, clock), wish(budget, clock), wish(budget, clock)];
    await settled();
    calls[2]?.place?.settle({ status: 200, headers: { "x-rate-limit-remaining": "7" } });
    calls[0]?.place?.settle({ status: 200, headers: { "x-rate-limit-remaining": "9" } });
    expect(budget.snapshot().remaining).toBe(6);
  });
});

describe("a budget's queue", () => {
  it("lets only so many calls run at the same time", async () => {
    const { budget, clock } = world({ concurrency: 4 }, null);
    const calls = Array.from({ length: 6 }, () => wish(budget, clock));
    await settled();
    expect(calls.filter((call) => call.place)).toHaveLength(4);
    calls[0]?.place?.settle(ok);
    await settled();
    expect(calls.map((call) => call.place !== undefined)).toEqual([true, true, true, true, true, false]);
    expect(budget.snapshot()).toEqual({ remaining: null, resetAt: null });
  });

  it("serves interactive calls before background ones, each first come first served", async () => {
    const { budget, clock } = world({ concurrency: 1 }, null);
    const running = wish(budget, clock);
    await settled();
    const order: string[] = [];
    const named = (name: string, priority: Priority) =>
      budget.acquire({ signal: new AbortController().signal, priority, startBy: Infinity }).then((place) => {
        order.push(name);
        place.settle(ok);
      });
    const all = [named("b1", "background"), named("i1", "interactive"), named("b2", "background")];
    all.push(named("i2", "interactive"));
    running.place?.settle(ok);
    await Promise.all(all);
    expect(order).toEqual(["i1", "i2", "b1", "b2"]);
  });

  it("refuses at once what cannot come in time, and says how long it would take", async () => {
    const { budget, clock } = world();
    await spend(budget, clock, 9);
    const patient = Array.from({ length: 9 }, () => wish(budget, clock));
    const hasty = wish(budget, clock, { withinMs: 5000 });
    const late = wish(budget, clock, { withinMs: 15_000 });
    await settled();
    expect(hasty.error).toMatchObject({ waitMs: 2 * spanMs });
    expect(late.error).toMatchObject({ waitMs: 2 * spanMs });
    expect(patient.every((call) => call.error === undefined)).toBe(true);
  });

  it("refuses with no wait what a hanging call holds up until its time is over", async () => {
    const { budget, clock } = world({ concurrency: 1 }, null);
    wish(budget, clock);
    const second = wish(budget, clock, { withinMs: 3000 });
    await clock.advance(2999);
    expect(second.error).toBeUndefined();
    await clock.advance(1);
    expect(second.error).toMatchObject({ waitMs: 0 });
  });

  it("lets an aborted call go, so that the next one has its place", async () => {
    const { budget, clock } = world({ concurrency: 1 }, null);
    const running = wish(budget, clock);
    const [second, third] = [wish(budget, clock), wish(budget, clock)];
    await settled();
    second.stop.abort();
    running.place?.settle(ok);
    await settled();
    expect(second.error).toBeInstanceOf(Error);
    expect(third.place).toBeDefined();
  });
});

describe("a budget after a 429", () => {
  it("pauses the whole account and then sends one call ahead of the others", async () => {
    const { budget, clock } = world({ concurrency: 4 }, null);
    const first = wish(budget, clock);
    await settled();
    first.place?.settle(tooMany({ "retry-after": "3" }));
    const calls = Array.from({ length: 6 }, () => wish(budget, clock));
    expect(budget.snapshot()).toEqual({ remaining: 0, resetAt: new Date(clock.now() + 3000) });
    await clock.advance(2999);
    expect(calls.filter((call) => call.place)).toHaveLength(0);
    await clock.advance(1);
    expect(calls.filter((call) => call.place)).toHaveLength(1);
    calls[0]?.place?.settle(ok);
    await settled();
    expect(calls.filter((call) => call.place)).toHaveLength(5);
  });

  it("waits a window when nothing else is told, and refuses those who cannot", async () => {
    const { budget, clock } = world();
    const first = wish(budget, clock);
    const waiting = Array.from({ length: 4 }, () => wish(budget, clock, { withinMs: 2000 }));
    await settled();
    first.place?.settle(tooMany());
    await settled();
    expect(waiting[3]?.error).toMatchObject({ waitMs: windowMs });
  });

  it("doubles its pauses while a provider without a window goes on refusing, and counts a volley of refusals once", async () => {
    const { budget, clock } = world({ concurrency: 4 }, null);
    const volley = Array.from({ length: 4 }, () => wish(budget, clock));
    await settled();
    for (const call of volley) call.place?.settle(tooMany());
    expect(budget.expectedWaitMs()).toBe(1000);
    const probe = wish(budget, clock);
    await clock.advance(1000);
    probe.place?.settle(tooMany());
    expect(budget.expectedWaitMs()).toBe(2000);
  });

  it("is not shut off for days by a mistaken Retry-After", async () => {
    const { budget, clock } = world({ concurrency: 4 }, null);
    const call = wish(budget, clock);
    await settled();
    call.place?.settle(tooMany({ "retry-after": "99999999" }));
    expect(budget.expectedWaitMs()).toBe(3_600_000);
  });
});
