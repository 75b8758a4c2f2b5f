import { setTimeout as sleep } from "node:timers/promises";

import { deliveryOf } from "../datasources/http/translate.js";
import type {
  StepResult,
  StepResults,
  WritePlan,
  WriteSession,
  WriteStep,
  WrittenRecord,
} from "../datasources/write.js";
import { AppError } from "../lib/errors.js";
import { UserErrorCode } from "../schema/writes/payload.js";
import type { UserError } from "../schema/writes/payload.js";
import { resultsOf } from "./journal.js";
import type { Journal, JournalStep } from "./journal.js";
import { ownTrace } from "./twins.js";
import type { Neighbours } from "./twins.js";

/** One write while it is being done. */
export interface Execution extends Neighbours {
  plan: WritePlan;
  journal: Journal;
  patience: Patience;
  /** Opens a session that has read nothing yet. */
  session(): Promise<WriteSession>;
  /** Keeps the journal. Throws when another process has taken the write over. */
  save(): Promise<void>;
  /** Keeps that a record goes on under another key. */
  noteMove(moved: NonNullable<StepResult["moved"]>): Promise<void>;
  /** What the adapter says of a refused call. */
  explain(error: AppError): UserError[];
}

/** How long the provider may still be at work on a call whose answer was lost, in ms: until then, finding nothing means nothing. */
export interface Patience {
  /** After an answer that told a failure, or a line that was cut. */
  answered: number;
  /** After a time-out. */
  unanswered: number;
}

export interface Executed {
  userErrors: UserError[];
  /** Of a conflict: the record that is there. */
  existing?: WrittenRecord;
  results: StepResults;
}

const maxSendings = 3;

/** The outcome of a step is not known; `retryAfterMs` is when looking again can tell more, null when it never can. */
export class OutcomeUnknown extends Error {
  override readonly name = "OutcomeUnknown";

  constructor(
    readonly step: WriteStep,
    readonly retryAfterMs: number | null,
    cause: unknown,
  ) {
    super("It is not known whether the provider took the write.", { cause });
  }
}

/**
 * Does what of a write is not done yet. A call is noted before it is sent and settled after it; one whose answer was lost is looked up before it is
 * sent again. Throws an AppError when the provider cannot be reached, and OutcomeUnknown.
 */
export async function execute(run: Execution): Promise<Executed> {
  const { plan, journal } = run;
  // Records that answers carried, which the journal does not keep.
  const fresh: Record<string, StepResult> = {};
  const results = (): StepResults => ({ ...resultsOf(journal), ...fresh });
  const existing = await findExisting(run);
  if (existing) return { userErrors: [conflict], existing, results: {} };
  for (const step of plan.steps) {
    const entry = (journal.steps[step.name] ??= { status: "PENDING" });
    if (entry.status === "DONE") continue;
    const refusals = await doStep(run, step, entry, results(), (result) => (fresh[step.name] = result));
    if (refusals.length === 0) continue;
    const isDouble = refusals.some(({ code }) => code === UserErrorCode.CONFLICT);
    const there = isDouble && plan.existing ? await plan.existing.find(await run.session()) : null;
    return { userErrors: refusals, ...(there && { existing: there }), results: results() };
  }
  return { userErrors: [], results: results() };
}

const conflict: UserError = { code: UserErrorCode.CONFLICT, message: "It is there already." };

/** Asks whether what would be made is there already, where the provider would make it twice. Not once anything may have been sent. */
async function findExisting(run: Execution): Promise<WrittenRecord | null> {
  const { plan, journal } = run;
  const isBegun = Object.values(journal.steps).some(({ firstSentAt }) => firstSentAt !== undefined);
  if (isBegun || !plan.existing || plan.existing.isRefusedByProvider) return null;
  return plan.existing.find(await run.session());
}

/** Does one step; what the provider has against it, nothing when it is done. */
async function doStep(
  run: Execution,
  step: WriteStep,
  entry: JournalStep,
  done: StepResults,
  keep: (result: StepResult) => void,
): Promise<UserError[]> {
  const finish = async (result: StepResult): Promise<UserError[]> => {
    await keepResult(run, entry, result);
    keep(result);
    return [];
  };
  if (entry.status === "SENT") {
    const found = await settleLost(run, step, entry, done, null);
    if (found) return finish(found);
  }
  const note = (fact: string) => {
    entry.noted = fact;
    return run.save();
  };
  for (let sending = 1; ; sending += 1) {
    delete entry.noted;
    const session = await noteSending(run, entry);
    // Only the call itself is caught here: a database that fails before or after it says nothing of the provider.
    const { result, error } = await step.send(session, done, note).then(
      (made) => ({ result: made, error: null }),
      (reason: unknown) => ({ result: null, error: reason }),
    );
    const found = result ?? (await afterFailure(run, step, entry, done, error));
    if (found && "refusals" in found) return found.refusals;
    if (found) {
      if (result?.created) await run.claim(result.created);
      return finish(found);
    }
    if (sending === maxSendings) throw new OutcomeUnknown(step, 0, error);
  }
}

/** Keeps that a step is done, and what it gave. */
export async function keepResult(run: Execution, entry: JournalStep, { created, moved }: StepResult): Promise<void> {
  if (moved) await run.noteMove(moved);
  Object.assign(entry, { status: "DONE", result: { ...(created && { created }), ...(moved && { moved }) } });
  delete entry.isUnderWay;
  await run.save();
}

/** Notes that a call is about to be sent: a process that dies from here on leaves the mark behind. */
async function noteSending(run: Execution, entry: JournalStep): Promise<WriteSession> {
  const session = await run.session();
  const sentAt = session.now().getTime();
  const before = { ...entry };
  const firstSentAt = entry.firstSentAt ?? sentAt;
  Object.assign(entry, { status: "SENT", sentAt, firstSentAt, lost: "unanswered", isUnderWay: true });
  try {
    await run.save();
  } catch (error) {
    const unsent = { sentAt: undefined, firstSentAt: undefined, lost: undefined, isUnderWay: undefined };
    Object.assign(entry, unsent, before);
    throw error;
  }
  return session;
}

/** What a failed call came to: it was taken after all, it was refused, or it was not taken and may be sent again (null). Throws what ends the attempt. */
async function afterFailure(
  run: Execution,
  step: WriteStep,
  entry: JournalStep,
  done: StepResults,
  error: unknown,
): Promise<StepResult | { refusals: UserError[] } | null> {
  const delivery = deliveryOf(error);
  delete entry.isUnderWay;
  if (delivery === "refused" || delivery === "unsent") {
    const own = delivery === "refused" ? await wasOwn(run, step, entry, done, error) : null;
    return own ?? { refusals: await giveUp(run, entry, error, delivery) };
  }
  entry.lost = delivery;
  await run.save();
  return settleLost(run, step, entry, done, error);
}

/** A call that surely was not taken: refused with reasons, or to be made again by a repeated request, as if it had never been sent. */
async function giveUp(
  run: Execution,
  entry: JournalStep,
  error: unknown,
  delivery: "refused" | "unsent",
): Promise<UserError[]> {
  const refusals = delivery === "refused" && error instanceof AppError ? run.explain(error) : [];
  entry.status = refusals.length > 0 ? "REFUSED" : "PENDING";
  // What others made in the meantime must not pass for what it made.
  if (entry.firstSentAt === entry.sentAt) delete entry.firstSentAt;
  await run.save();
  if (refusals.length === 0) throw error;
  return refusals;
}

/** A double that is refused may be what an earlier sending of this very write made. */
async function wasOwn(
  run: Execution,
  step: WriteStep,
  entry: JournalStep,
  done: StepResults,
  error: unknown,
): Promise<StepResult | null> {
  const isResent = entry.firstSentAt !== entry.sentAt;
  if (!isResent || !step.find || !(error instanceof AppError)) return null;
  return lookUp(run, step, entry, done);
}

/**
 * Settles a call whose answer was lost. The result when it was taken; null when it was not, so that it can be sent again.
 * Throws OutcomeUnknown when that cannot be told now, or never.
 */
export async function settleLost(
  run: Execution,
  step: WriteStep,
  entry: JournalStep,
  done: StepResults,
  cause: unknown,
): Promise<StepResult | null> {
  if (entry.isUnderWay) {
    // Whoever sent it is gone, and no twin needs to wait for that answer.
    delete entry.isUnderWay;
    await run.save();
  }
  if (step.isRepeatable) return null;
  if (!step.find) throw new OutcomeUnknown(step, null, cause);
  const found = await lookUp(run, step, entry, done).catch((error: unknown) => {
    throw new OutcomeUnknown(step, retryAfterOf(error), error);
  });
  if (found) return found;
  const quietMs = (entry.sentAt ?? 0) + run.patience[entry.lost ?? "unanswered"] - Date.now();
  if (quietMs <= 0) return null;
  if (Date.now() + quietMs > run.deadline) throw new OutcomeUnknown(step, quietMs, cause);
  await sleep(quietMs);
  return settleLost(run, step, entry, done, cause);
}

function retryAfterOf(error: unknown): number {
  const seconds = error instanceof AppError ? error.details.retryAfterSeconds : undefined;
  return (seconds ?? 1) * 1000;
}

async function lookUp(
  run: Execution,
  step: WriteStep,
  entry: JournalStep,
  done: StepResults,
): Promise<StepResult | null> {
  const { find } = step;
  if (!find) return null;
  const session = await run.session();
  return ownTrace(run, step.name, entry.firstSentAt ?? 0, (since) => find.look(session, since, done, entry.noted));
}
