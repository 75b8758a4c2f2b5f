import type { Audit, AuditEvent } from "../accounts/audit.js";
import { openAccountSession } from "../accounts/account-session.js";
import type { SessionTools } from "../accounts/account-session.js";
import type { LinkedAccountRow } from "../accounts/linked-accounts.js";
import { createUpstreamCounter } from "../datasources/http/counter.js";
import type { Provider } from "../datasources/provider.js";
import { AppError } from "../lib/errors.js";
import { createRounds } from "../lib/rounds.js";
import { isWriteName } from "../schema/writes/write-input.js";
import { deleteOldWrites, selectDoubtfulWrites } from "../store/write-records.js";
import type { WriteRow } from "../store/write-records.js";
import { OutcomeUnknown } from "./execute.js";
import { openJournal } from "./journal.js";
import { planOf, revivedInput } from "./prepare.js";
import { createRun, lookUp } from "./write-log.js";
import type { WriteLogOptions, WriteRun } from "./write-log.js";

export interface SettlerOptions extends WriteLogOptions, SessionTools {
  audit: Audit;
  /** How long one look-up may take. */
  timeoutMs: number;
}

/** Finds out in the background what became of writes whose answer was lost and that no client came back for. */
export interface Settler {
  /** Looks up what is in doubt now; how many were looked at. Sends no write. */
  settle(): Promise<number>;
  /** Settles at once and then at intervals, until it is closed. */
  start(): void;
  /** Gives up what is being looked up, which stays in doubt. */
  close(): Promise<void>;
}

const intervalMs = 15_000;
const batchSize = 20;
/** How long the outcome of a write is kept for a repeated request, as `idempotencyKey` says. */
const keptDays = 30;

export function createSettler(options: SettlerOptions): Settler {
  const { store, logger, patience } = options;
  const settle = async (): Promise<number> => {
    await deleteOldWrites(store.db, keptDays);
    const rows = await selectDoubtfulWrites(store.db, store.processName, patience.unanswered, batchSize);
    for (const row of rows) if (!rounds.signal.aborted) await settleOne(options, row, rounds.signal);
    return rows.length;
  };
  const rounds = createRounds({
    intervalMs,
    run: settle,
    onFailure: (error) => {
      logger.warn({ err: error }, "could not look up the writes in doubt");
    },
  });
  return {
    settle,
    start() {
      rounds.begin();
      rounds.start();
    },
    close: rounds.close,
  };
}

async function settleOne(options: SettlerOptions, doubtful: WriteRow, signal: AbortSignal): Promise<void> {
  const { own, directory, providers, logger, audit } = options;
  const account = await directory.account(doubtful.workspaceId, doubtful.accountId);
  const provider = account && providers.get(account.provider);
  const row = provider && (await own.take(doubtful.id));
  if (!row) return;
  const log = { write: row.name, provider: provider.id, accountId: account.id };
  try {
    const run = toRun(options, row, account, provider, signal);
    const done = await lookUp(run).catch(async (error: unknown) => {
      await run.release(false);
      throw error;
    });
    logger.info({ ...log, isDone: done !== null }, "looked up a write in doubt");
    if (done) audit.record(settledEvent(row, provider));
  } catch (error) {
    logger.info({ ...log, err: error instanceof OutcomeUnknown ? undefined : error }, "a write stays in doubt");
  } finally {
    own.free(row.id);
  }
}

function settledEvent({ workspaceId, accountId, name }: WriteRow, { id }: Provider): AuditEvent {
  const detail = { mutation: name, provider: id, replayed: false };
  return { workspaceId, accountId, actor: { kind: "system", id: null }, action: "write.done", detail };
}

function toRun(
  options: SettlerOptions,
  row: WriteRow,
  account: LinkedAccountRow,
  provider: Provider,
  signal: AbortSignal,
): WriteRun {
  const journal = openJournal(options.vault, row);
  if (!isWriteName(row.name)) throw new AppError("INTERNAL", "A write is of a kind that this version does not know.");
  return createRun(options, row, journal, {
    plan: planOf(provider, row.name, revivedInput(journal.input), account, journal.actor),
    deadline: Date.now(),
    session: () =>
      openAccountSession(options, account, {
        counter: createUpstreamCounter(),
        signal,
        deadline: Date.now() + options.timeoutMs,
        priority: "background",
      }),
    explain: () => [],
  });
}
