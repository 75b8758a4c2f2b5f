import { createHash } from "node:crypto";

import { createOpaqueId } from "../accounts/opaque-id.js";
import type { Vault } from "../accounts/vault.js";
import type { Provider } from "../datasources/provider.js";
import type { WrittenRecord } from "../datasources/write.js";
import { AppError } from "../lib/errors.js";
import type { Logger } from "../lib/logger.js";
import { UserErrorCode, WriteStepStatus } from "../schema/writes/payload.js";
import type { UserError, WriteStepReport } from "../schema/writes/payload.js";
import { insertMovedRecord } from "../store/moved-records.js";
import type { Store } from "../store/store.js";
import { claimRecord, isRecordOfOthers, selectTwins, updateWrite } from "../store/write-records.js";
import type { WriteRow } from "../store/write-records.js";
import { OutcomeUnknown, execute, keepResult, settleLost } from "./execute.js";
import type { Execution, Patience } from "./execute.js";
import { isInDoubt, openJournal, resultsOf, sealJournal } from "./journal.js";
import type { Journal } from "./journal.js";
import { hashOfKey, obtainWrite } from "./obtain-write.js";
import { keptInput, planOf, revivedInput } from "./prepare.js";
import type { Prepared } from "./prepare.js";
import type { OwnWrites } from "./own-writes.js";
import { wordsFor } from "./user-error.js";
import { writeSpecs } from "./write-spec.js";
import type { WriteOutcome, WriteRequestContext } from "./writes.js";

export interface WriteLogOptions {
  store: Store;
  own: OwnWrites;
  vault: Vault;
  logger: Logger;
  patience: Patience;
}

/** Does writes once, over all processes that share the database and over their deaths. */
export interface WriteLog {
  /** Does a write, goes on with one that was begun, or tells how it ended. Throws CONFLICT when the key was used with another input. */
  once(context: WriteRequestContext, prepared: Prepared, key: string): Promise<WriteOutcome>;
}

export function createWriteLog(options: WriteLogOptions): WriteLog {
  const { store, vault, own } = options;

  const claim = async (known: WriteRow | null, prepared: Prepared, keyHash: Buffer): Promise<WriteRow | null> => {
    if (known) return own.take(known.id);
    const { account, name, inputHash, actor } = prepared;
    // What is refused for its files is refused before anything is noted.
    const { input } = await prepared.ready();
    const place = { id: createOpaqueId(), workspaceId: account.workspaceId, accountId: account.id };
    const sealed = sealJournal(vault, place, { input: keptInput(input), actor, steps: {} });
    return own.begin({ ...place, keyHash, name, inputHash, ...sealed });
  };

  return {
    async once({ request, deadline }, prepared, key) {
      const { account, provider, name, inputHash } = prepared;
      const keyHash = hashOfKey(key);
      const place = { provider: account.provider, accountId: account.id };
      const wanted = { workspaceId: account.workspaceId, name, keyHash, inputHash, deadline, place };
      const row = await obtainWrite(store, wanted, (known) => claim(known, prepared, keyHash));
      try {
        const journal = openJournal(vault, row);
        const told = { account, plan: null, shown: [] };
        if (row.status === "done") return { ...told, ...endOf(journal), replayed: true, steps: stepsOf(journal) };
        const { ready, refusal } = await prepared.ready().then(
          (made) => ({ ready: made, refusal: null }),
          (error: unknown) => ({ ready: null, refusal: error }),
        );
        // A file that cannot be had any more may have been sent before: what was is then looked up, and no more is done.
        const plan = ready?.plan ?? planOf(provider, name, revivedInput(journal.input), account, journal.actor);
        const run = createRun(options, row, journal, {
          plan,
          deadline,
          session: () => request.writeSession(account, writeSpecs[name].model),
          explain: (error) => explained(provider, error, prepared),
        });
        const done = await (ready ? finish(run) : lookUp(run)).catch(async (error: unknown) => {
          throw await failed(run, error, prepared, key);
        });
        if (!done) throw refusal;
        return { ...told, ...done, replayed: false, steps: stepsOf(journal, plan.steps) };
      } finally {
        own.free(row.id);
      }
    },
  };
}

/** A write at work: the execution, and how it is kept. */
export interface WriteRun extends Execution {
  /** Keeps the journal and lets go of the write; `isDone` when there is nothing left to do. */
  release(isDone: boolean): Promise<void>;
}

export function createRun(
  { store, vault, patience }: WriteLogOptions,
  row: WriteRow,
  journal: Journal,
  rest: Pick<Execution, "plan" | "deadline" | "session" | "explain">,
): WriteRun {
  const keep = async (status: WriteRow["status"], owner: string | null) => {
    const saved = { id: row.id, status, owner, isInDoubt: isInDoubt(journal), ...sealJournal(vault, row, journal) };
    if (!(await updateWrite(store.db, saved, store.processName)))
      throw new AppError("CONFLICT", "Another process has taken this write over.");
  };
  return {
    ...rest,
    journal,
    patience,
    save: () => keep("open", store.processName),
    release: (isDone) => keep(isDone ? "done" : "open", null),
    claim: (created) => claimRecord(store.db, row.accountId, recordHash(created), row.id),
    isOthers: (created) => isRecordOfOthers(store.db, row.accountId, recordHash(created), row.id),
    twins: async (step) =>
      (await selectTwins(store.db, row)).flatMap((twin) => {
        const entry = openJournal(vault, twin).steps[step];
        return entry ? [{ ...entry, isUnderWay: twin.isBeingDone && entry.isUnderWay === true }] : [];
      }),
    noteMove: async ({ models, from, to }) => {
      for (const model of models) await insertMovedRecord(store.db, row.accountId, model, from, to);
    },
  };
}

function recordHash({ model, key }: { model: string; key: string }): Buffer {
  return createHash("sha256")
    .update(JSON.stringify([model, key]))
    .digest();
}

/** Does what is left of a write and keeps how it ended. */
async function finish(run: WriteRun): Promise<Pick<WriteOutcome, "records" | "userErrors">> {
  const { plan, journal } = run;
  const { userErrors, existing, results } = await execute(run);
  const records: readonly WrittenRecord[] = existing
    ? [existing]
    : userErrors.length > 0
      ? []
      : await plan.results(await run.session(), results);
  // A refusal of a part after another was done can be mended and sent again.
  const isFinal = userErrors.length === 0 || Object.values(journal.steps).every(({ status }) => status !== "DONE");
  if (isFinal) {
    for (const { name } of plan.steps) journal.steps[name] ??= { status: "PENDING" };
    journal.end = { records: records.map(({ model, key }) => ({ model, key })), userErrors: userErrors.map(toKept) };
    delete journal.input;
  }
  await run.release(isFinal);
  return { records, userErrors };
}

/**
 * Settles each part that is in doubt and sends nothing. Null, and the write is let go of, when something of it was not taken: that is left for a
 * repeated request, since the files and the client may be gone. Throws OutcomeUnknown.
 */
export async function lookUp(run: WriteRun): Promise<Pick<WriteOutcome, "records" | "userErrors"> | null> {
  const { plan, journal } = run;
  for (const step of plan.steps) {
    const entry = journal.steps[step.name];
    if (entry?.status !== "SENT") continue;
    const found = await settleLost(run, step, entry, resultsOf(journal), null);
    if (found) {
      await keepResult(run, entry, found);
    } else {
      entry.status = "PENDING";
      await run.save();
    }
  }
  if (plan.steps.every(({ name }) => journal.steps[name]?.status === "DONE")) return finish(run);
  await run.release(false);
  return null;
}

function toKept({ code, message, field, providerMessage }: UserError) {
  return {
    code,
    message,
    ...(field && { field: [...field] }),
    ...(typeof providerMessage === "string" && { providerMessage }),
  };
}

function endOf({ end }: Journal): Pick<WriteOutcome, "records" | "userErrors"> {
  return { records: end?.records ?? [], userErrors: end?.userErrors ?? [] };
}

const reports = {
  PENDING: WriteStepStatus.NOT_DONE,
  SENT: WriteStepStatus.UNKNOWN,
  DONE: WriteStepStatus.DONE,
  REFUSED: WriteStepStatus.REFUSED,
} as const;

function stepsOf({ steps }: Journal, planned: readonly { name: string }[] = []): WriteStepReport[] {
  const names = new Set([...planned.map(({ name }) => name), ...Object.keys(steps)]);
  return [...names].map((name) => ({ name, status: reports[steps[name]?.status ?? "PENDING"] }));
}

/** Lets go of the write, so that a repeated request can go on with it, and tells how. */
async function failed(run: WriteRun, error: unknown, { provider, account }: Prepared, key: string): Promise<unknown> {
  await run.release(false);
  const steps = stepsOf(run.journal, run.plan.steps);
  const details = { provider: account.provider, accountId: account.id, idempotencyKey: key, steps };
  if (error instanceof OutcomeUnknown) return unknownOutcome(error, provider, details);
  if (!(error instanceof AppError)) return error;
  return new AppError(error.code, error.message, {
    cause: error,
    retryable: error.retryable,
    details: { ...error.details, ...details },
  });
}

function unknownOutcome({ step, retryAfterMs, cause }: OutcomeUnknown, provider: Provider, details: object): AppError {
  const what = `It is not known whether ${provider.name} took the write (${step.name}): no answer came.`;
  const advice =
    retryAfterMs === null
      ? `It cannot be looked up either. See in ${provider.name} itself; only if it is not there, write it with another idempotencyKey.`
      : "Repeat it with the same idempotencyKey: it is looked up first, and never done twice.";
  return new AppError("PROVIDER_UNAVAILABLE", `${what} ${advice}`, {
    cause,
    retryable: retryAfterMs !== null,
    details: {
      ...details,
      outcome: "UNKNOWN",
      ...(retryAfterMs !== null && { retryAfterSeconds: Math.max(1, Math.ceil(retryAfterMs / 1000)) }),
    },
  });
}

function explained(provider: Provider, error: AppError, { name, named }: Prepared): UserError[] {
  const refusals = provider.writes?.explain(error, name) ?? [];
  return refusals.map(({ code, message, field, providerMessage }): UserError => {
    const place = field ?? (code === "NOT_FOUND" && named !== undefined ? [named] : undefined);
    return {
      code: UserErrorCode[code],
      message: wordsFor(name, { code, message, field: place }),
      ...(place && { field: place }),
      ...(providerMessage !== undefined && { providerMessage }),
    };
  });
}
