import type { LinkedAccountRow } from "../accounts/linked-accounts.js";
import { AppError } from "../lib/errors.js";
import type { ErrorCode } from "../lib/errors.js";
import { askProvider } from "./ask-provider.js";
import { DataSource, SourceStatus } from "../schema/provenance.js";
import type { Instant, LocalDate } from "../schema/scalars.js";

/** What became of one account, as `ConnectionSource` tells it. */
export interface SourceEntry {
  account: LinkedAccountRow;
  status: SourceStatus;
  readFrom: DataSource | null;
  fetchedAt: Instant | null;
  from: LocalDate | null;
  to: LocalDate | null;
  message: string | null;
  retryAfter: number | null;
}

interface Reading {
  problems: string[];
  range: { from: LocalDate; to: LocalDate } | null;
}

/** Keeps, while a page is read, what became of each account in scope. */
export interface SourceLog {
  unsupported(account: LinkedAccountRow, message: string): void;
  /** Runs a reading; null when the account has to be skipped. Errors of the caller's own making are thrown on. */
  read<Result extends Reading>(account: LinkedAccountRow, reading: () => Promise<Result>): Promise<Result | null>;
  nothingRead(): boolean;
  /** The error that stands for a page of which nothing could be read. */
  failure(model: string): AppError;
  entries(): SourceEntry[];
  /** The accounts that this walk had to skip, now or on an earlier page. */
  skipped(): string[];
  isComplete(): boolean;
}

const statusOf: Partial<Record<ErrorCode, SourceStatus>> = {
  PROVIDER_RATE_LIMITED: SourceStatus.RATE_LIMITED,
  ACCOUNT_NEEDS_RELINK: SourceStatus.UNAUTHORIZED,
  FORBIDDEN: SourceStatus.FORBIDDEN,
  PROVIDER_UNAVAILABLE: SourceStatus.UNAVAILABLE,
  PROVIDER_REJECTED: SourceStatus.UNAVAILABLE,
  NOT_FOUND: SourceStatus.UNAVAILABLE,
  PROVIDER_BAD_RESPONSE: SourceStatus.BAD_RESPONSE,
  UNSUPPORTED_BY_PROVIDER: SourceStatus.UNSUPPORTED,
};

/** How many malformed rows a message tells of by themselves. */
const maxProblemsTold = 3;

export function createSourceLog(scope: readonly LinkedAccountRow[], skippedBefore: readonly string[]): SourceLog {
  const entries = new Map(scope.map((account) => [account.id, entry(account, SourceStatus.NOT_READ)]));
  const skipped = new Set(skippedBefore);
  const failures: AppError[] = [];

  function skip(account: LinkedAccountRow, status: SourceStatus, error: AppError): void {
    const retryAfter = error.details.retryAfterSeconds ?? null;
    entries.set(account.id, { ...entry(account, status), message: error.message, retryAfter });
    skipped.add(account.id);
    failures.push(error);
  }

  return {
    unsupported(account, message) {
      const details = { provider: account.provider, accountId: account.id };
      skip(account, SourceStatus.UNSUPPORTED, new AppError("UNSUPPORTED_BY_PROVIDER", message, { details }));
    },
    async read(account, reading) {
      try {
        const result = await askProvider(account, reading);
        if (result.problems.length > 0) skipped.add(account.id);
        entries.set(account.id, readEntry(account, result));
        return result;
      } catch (error) {
        const status = error instanceof AppError ? statusOf[error.code] : undefined;
        if (!(error instanceof AppError) || !status) throw error;
        skip(account, status, error);
        return null;
      }
    },
    nothingRead: () => failures.length > 0 && [...entries.values()].every(({ fetchedAt }) => fetchedAt === null),
    failure: (model) =>
      failures.find(({ code }) => code !== "UNSUPPORTED_BY_PROVIDER") ??
      failures[0] ??
      new AppError("INTERNAL", `${model} could not be read.`),
    entries: () => [...entries.values()],
    skipped: () => [...skipped],
    isComplete: () => skipped.size === 0,
  };
}

function entry(account: LinkedAccountRow, status: SourceStatus): SourceEntry {
  return { account, status, readFrom: null, fetchedAt: null, from: null, to: null, message: null, retryAfter: null };
}

function readEntry(account: LinkedAccountRow, { problems, range }: Reading): SourceEntry {
  const told = problems.slice(0, maxProblemsTold).join("; ");
  const rest = problems.length - maxProblemsTold;
  return {
    ...entry(account, problems.length > 0 ? SourceStatus.BAD_RESPONSE : SourceStatus.OK),
    readFrom: DataSource.LIVE,
    fetchedAt: new Date().toISOString(),
    from: range?.from ?? null,
    to: range?.to ?? null,
    message: problems.length === 0 ? null : `Left out: ${told}${rest > 0 ? ` and ${String(rest)} more` : ""}`,
  };
}
