import type { Logger } from "../../lib/logger.js";
import { BudgetRefusal, type Budget, type Priority, type Waiter } from "./budget.js";
import { CallError, type Client, type HttpAnswer } from "./client.js";
import type { Clock } from "./clock.js";
import type { UpstreamCounter } from "./counter.js";
import type { FlightControl } from "./flight.js";
import { statedRetryAfterMs } from "./rate-headers.js";
import { rateLimited, timedOut, translate, translateFailure, type CallContext } from "./translate.js";

/** What all reads of the process share. */
export interface ReadTools {
  readonly client: Client;
  readonly clock: Clock;
  /** From 0 to 1, as Math.random. */
  readonly random: () => number;
  readonly logger: Logger;
  /** How long one call may take once it is sent. */
  readonly callTimeoutMs: number;
  /** With less than this left before its deadline a call is not worth sending. */
  readonly minCallMs: number;
}

/** One read, with its retries; `counter` is that of the request that began it. */
export interface Read {
  readonly context: CallContext;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly budget: Budget;
  readonly priority: Priority;
  readonly counter: UpstreamCounter;
}

type Outcome = { readonly answer: HttpAnswer } | { readonly failure: CallError; readonly timeoutMs: number };

export interface ReadCall {
  /** Reads the JSON; throws an AppError. */
  run(control: FlightControl): Promise<unknown>;
  /** How long it has to expect to stay in the queue, in ms; 0 when it is not in it. */
  queuedForMs(): number;
}

const maxRetries = 2;
const firstBackoffMs = 250;

export function createReadCall(read: Read, tools: ReadTools): ReadCall {
  const { budget, context, counter } = read;
  const { clock } = tools;
  let waiter: Waiter | undefined;

  const attempt = async (control: FlightControl): Promise<Outcome> => {
    const queuedAt = clock.now();
    waiter = toWaiter(read.priority, control, tools.minCallMs);
    const place = await budget.acquire(waiter).finally(() => {
      waiter = undefined;
      counter.countWait(clock.now() - queuedAt);
    });
    counter.countCall(context.accountId);
    const outcome = await send(read, control, tools);
    place.settle("answer" in outcome ? outcome.answer : null);
    return outcome;
  };

  return {
    queuedForMs: () => (waiter ? budget.expectedWaitMs(waiter) : 0),
    async run(control) {
      for (let turn = 0; ; turn += 1) {
        const outcome = await attempt(control).catch((error: unknown) => {
          throw error instanceof BudgetRefusal ? refused(error, context, tools) : error;
        });
        const delayMs = turn < maxRetries ? retryDelayMs(outcome, turn, tools) : null;
        if (delayMs === null || clock.now() + delayMs + tools.minCallMs > control.deadline) {
          return settle(outcome, read);
        }
        if (delayMs > 0) {
          await sleep(delayMs, control.signal, clock);
          counter.countWait(delayMs);
        }
      }
    },
  };
}

async function send(read: Read, control: FlightControl, tools: ReadTools): Promise<Outcome> {
  const { context, url, headers } = read;
  const { clock, client } = tools;
  const sentAt = clock.now();
  const timeoutMs = Math.min(tools.callTimeoutMs, control.deadline - sentAt);
  const log = (status: number | string) => {
    const { provider, accountId, method, path } = context;
    tools.logger.debug(
      { provider: provider.id, accountId, method, path, status, ms: clock.now() - sentAt },
      "provider call",
    );
  };
  try {
    const answer = await client.send({ method: "GET", url, headers, timeoutMs, signal: control.signal });
    log(answer.status);
    return { answer };
  } catch (error) {
    const failure = error instanceof CallError ? error : new CallError("connection");
    log(failure.reason);
    return { failure, timeoutMs };
  }
}

/** How long to wait before another attempt; null when none is worth it. After a 429 it is the budget that waits. */
function retryDelayMs(outcome: Outcome, turn: number, { random, clock }: ReadTools): number | null {
  const backoffMs = firstBackoffMs * 2 ** turn * (0.5 + random() / 2);
  if ("failure" in outcome) return outcome.failure.reason === "connection" ? backoffMs : null;
  const { status, headers } = outcome.answer;
  if (status === 429) return 0;
  return status >= 500 ? Math.max(backoffMs, statedRetryAfterMs(headers, clock.now()) ?? 0) : null;
}

function settle(outcome: Outcome, { context, budget }: Read): unknown {
  if ("failure" in outcome) throw translateFailure(outcome.failure, context, outcome.timeoutMs);
  return translate(outcome.answer, context, budget.expectedWaitMs());
}

function refused(refusal: BudgetRefusal, context: CallContext, tools: ReadTools): Error {
  return refusal.waitMs > 0
    ? rateLimited("has no call left within the request's time", refusal.waitMs, context)
    : timedOut(context, tools.callTimeoutMs);
}

function toWaiter(priority: Priority, control: FlightControl, minCallMs: number): Waiter {
  return {
    priority,
    signal: control.signal,
    get startBy() {
      return control.deadline - minCallMs;
    },
  };
}

function sleep(delayMs: number, signal: AbortSignal, clock: Clock): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      cancel();
      reject(new CallError("aborted"));
    };
    const cancel = clock.schedule(() => {
      signal.removeEventListener("abort", abort);
      resolve();
    }, delayMs);
    signal.addEventListener("abort", abort, { once: true });
  });
}
