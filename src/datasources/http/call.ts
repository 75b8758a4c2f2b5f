import type { Logger } from "../../lib/logger.js";
import type { EncodedBody } from "./body.js";
import { BudgetRefusal, type Budget, type Place, type Priority, type Waiter } from "./budget.js";
import { CallError, type Client, type HttpAnswer, type HttpMethod } from "./client.js";
import type { Clock } from "./clock.js";
import type { UpstreamCounter } from "./counter.js";
import type { FlightControl } from "./flight.js";
import { rateLimited, timedOut, unsent, type CallContext } from "./translate.js";

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
  /** Asked for when the call is about to be sent, because it may have waited long. Throws an AppError when the account has nothing that is valid. */
  authenticate(): Promise<Authentication>;
  readonly body?: EncodedBody;
  readonly budget: Budget;
  readonly priority: Priority;
  readonly counter: UpstreamCounter;
}

/** What authenticates one call. */
export interface Authentication {
  readonly headers: Readonly<Record<string, string>>;
  /** After a 401: whether there is something else to try by now. */
  renew(): Promise<boolean>;
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
      for (let isFirst = true; ; isFirst = false) {
        const place = await placeInBudget(control);
        const authentication = await authenticate(call, place);
        counter.countCall(context.accountId);
        const outcome = await send(call, authentication.headers, control, tools);
        place.settle("answer" in outcome ? outcome.answer : null);
        const isRefused = "answer" in outcome && outcome.answer.status === 401;
        if (!isRefused || !isFirst || !(await authentication.renew())) return outcome;
      }
    },
  };
}

async function authenticate(call: Call, place: Place): Promise<Authentication> {
  try {
    return await call.authenticate();
  } catch (error) {
    place.settle(null);
    throw unsent(error, call.context);
  }
}

async function send(
  call: Call,
  headers: Readonly<Record<string, string>>,
  control: FlightControl,
  tools: CallTools,
): Promise<Outcome> {
  const { context, url, body } = call;
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
