import type { WriteAnswer } from "../write.js";
import { createAttempts, type Call, type CallTools } from "./call.js";
import type { FlightControl } from "./flight.js";
import { translateFailure, translateWrite } from "./translate.js";

const maxRetries = 2;

/** Sends a write, and again only after a 429, which surely took nothing. Throws an AppError that `deliveryOf` tells more of. */
export async function sendWrite(write: Call, control: FlightControl, tools: CallTools): Promise<WriteAnswer> {
  const { context, budget } = write;
  const attempts = createAttempts(write, tools);
  for (let turn = 0; ; turn += 1) {
    const outcome = await attempts.attempt(control);
    if ("failure" in outcome) throw translateFailure(outcome.failure, context, outcome.timeoutMs);
    // It is the budget that waits.
    if (outcome.answer.status !== 429 || turn === maxRetries)
      return translateWrite(outcome.answer, context, budget.expectedWaitMs());
  }
}
