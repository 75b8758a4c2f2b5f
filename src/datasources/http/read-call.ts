import { createAttempts, type Call, type CallTools, type Outcome } from "./call.js";
import { CallError } from "./client.js";
import type { Clock } from "./clock.js";
import type { FlightControl } from "./flight.js";
import { statedRetryAfterMs } from "./rate-headers.js";
import { translate, translateFailure } from "./translate.js";

/** One read, with its retries. */
export interface ReadCall {
  /** Reads the JSON; throws an AppError. */
  run(control: FlightControl): Promise<unknown>;
  /** How long it has to expect to stay in the queue, in ms; 0 when it is not in it. */
  queuedForMs(): number;
}

const maxRetries = 2;
const firstBackoffMs = 250;

export function createReadCall(read: Call, tools: CallTools): ReadCall {
  const { counter } = read;
  const { clock } = tools;
  const attempts = createAttempts(read, tools);
  return {
    queuedForMs: () => attempts.queuedForMs(),
    async run(control) {
      for (let turn = 0; ; turn += 1) {
        const outcome = await attempts.attempt(control);
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

/** How long to wait before another attempt; null when none is worth it. After a 429 it is the budget that waits. */
function retryDelayMs(outcome: Outcome, turn: number, { random, clock }: CallTools): number | null {
  const backoffMs = firstBackoffMs * 2 ** turn * (0.5 + random() / 2);
  if ("failure" in outcome) return isBroken(outcome.failure) ? backoffMs : null;
  const { status, headers } = outcome.answer;
  if (status === 429) return 0;
  return status >= 500 ? Math.max(backoffMs, statedRetryAfterMs(headers, clock.now()) ?? 0) : null;
}

function isBroken({ reason }: CallError): boolean {
  return reason === "connection" || reason === "unreachable";
}

function settle(outcome: Outcome, { context, budget }: Call): unknown {
  if ("failure" in outcome) throw translateFailure(outcome.failure, context, outcome.timeoutMs);
  return translate(outcome.answer, context, budget.expectedWaitMs());
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
