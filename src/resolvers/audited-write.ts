import { actorOf } from "../accounts/audit.js";
import type { AuditEvent } from "../accounts/audit.js";
import { AppError } from "../lib/errors.js";
import { accountOf } from "../loaders/read-request.js";
import { WriteStepStatus } from "../schema/writes/payload.js";
import type { WriteInput, WriteName } from "../schema/writes/write-input.js";
import type { WriteOutcome } from "../writes/writes.js";
import type { Context } from "./context.js";

type Ending = Required<Pick<AuditEvent, "action" | "accountId" | "detail">>;

/** Writes, and records how it ended. A dry run is no write. Throws what writing throws. */
export async function auditedWrite(context: Context, name: WriteName, input: WriteInput): Promise<WriteOutcome> {
  const { request, audit, writes } = context;
  const keep = ({ action, accountId, detail }: Ending) => {
    if (input.dryRun === true) return;
    const provider = accountId === null ? undefined : accountOf(request, accountId)?.provider;
    const { workspaceId } = request.principal;
    const facts = { mutation: name, ...(provider !== undefined && { provider }), ...detail };
    audit.record({ workspaceId, actor: actorOf(request.principal), action, accountId, detail: facts });
  };
  try {
    const outcome = await writes.run(context, name, input);
    keep(endingOf(outcome));
    return outcome;
  } catch (error) {
    keep(failureOf(error));
    throw error;
  }
}

function endingOf({ account, userErrors, replayed, steps }: WriteOutcome): Ending {
  const accountId = account?.id ?? null;
  const [refusal] = userErrors;
  if (!refusal) return { action: "write.done", accountId, detail: { replayed } };
  return { action: "write.refused", accountId, detail: { replayed, code: refusal.code, ...partOf(steps) } };
}

/** Of a failure that is not ours to foresee, nothing is known. */
function failureOf(error: unknown): Ending {
  if (!(error instanceof AppError)) return { action: "write.unknown", accountId: null, detail: { replayed: false } };
  const { accountId = null, outcome, steps = [] } = error.details;
  const action = outcome === "UNKNOWN" ? "write.unknown" : "write.refused";
  return { action, accountId, detail: { replayed: false, code: error.code, ...partOf(steps) } };
}

/** Of a write that did not get to its end, how many of its parts the provider has taken. */
function partOf(steps: readonly { readonly status: string }[]): { stepsDone?: number } {
  const done = steps.filter(({ status }) => status === WriteStepStatus.DONE.toString());
  return done.length > 0 ? { stepsDone: done.length } : {};
}
