import type { Logger } from "../../lib/logger.js";
import type { EncodedBody } from "./body.js";
import { BudgetRefusal, type Budget, type Priority, type Waiter } from "./budget.js";
import { CallError, type Client, type HttpAnswer, type HttpMethod } from "./client.js";
import type { Clock } from "./clock.js";
import type { UpstreamCounter } from "./counter.js";
import type { FlightControl } from "./flight.js";
import { rateLimited, timedOut, type CallContext } from "./translate.js";

/** What all calls of the process share. */
export interface CallTools {
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

/** One call; `counter` is that of the request that began it. */
export interface Call {
  readonly context: CallContext & { readonly method: HttpMethod };
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: EncodedBody;
  readonly budget: Budget;
  readonly priority: Priority;
  readonly counter: UpstreamCounter;
}

export type Outcome = { readonly answer: HttpAnswer } | { readonly failure: CallError; readonly timeoutMs: number };

/** Attempts at one call, each of which waits for a place in the account's budget. */
export interface Attempts {
  /** Waits and sends once. Throws an AppError when no place came in time. */
  attempt(control: FlightControl): Promise<Outcome>;
  /** How long the call has to expect to stay in the queue, in ms; 0 when it is not in it. */
  queuedForMs(): number;
}

export function createAttempts(call: Call, tools: CallTools): Attempts {
  const { budget, context, counter } = call;
  const { clock } = tools;
  let waiter: Waiter | undefined;
  const placeInBudget = (control: FlightControl) => {
    const queuedAt = clock.now();
    waiter = toWaiter(call.priority, control, tools.minCallMs);
    return budget
      .acquire(waiter)
      .catch((error: unknown) => {
        throw error instanceof BudgetRefusal ? refused(error, context, tools) : error;
      })
      .finally(() => {
        waiter = undefined;
        counter.countWait(clock.now() - queuedAt);
      });
  };
  return {
    queuedForMs: () => (waiter ? budget.expectedWaitMs(waiter) : 0),
    async attempt(control) {
      const place = await placeInBudget(control);
      counter.countCall(context.accountId);
      const outcome = await send(call, control, tools);
      place.settle("answer" in outcome ? outcome.answer : null);
      return outcome;
    },
  };
}

async function send(call: Call, control: FlightControl, tools: CallTools): Promise<Outcome> {
  const { context, url, headers, body } = call;
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
  const request = { method: context.method, url, headers, timeoutMs, signal: control.signal };
  try {
    const answer = await client.send(body ? { ...request, body } : request);
    log(answer.status);
    return { answer };
  } catch (error) {
    const failure = error instanceof CallError ? error : new CallError("connection");
    log(failure.reason);
    return { failure, timeoutMs };
  }
}

function refused(refusal: BudgetRefusal, context: CallContext, tools: CallTools): Error {
  return refusal.waitMs > 0
    ? rateLimited("has no call left within the request's time", refusal.waitMs, context)
    : timedOut(context, tools.callTimeoutMs, "unsent");
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
