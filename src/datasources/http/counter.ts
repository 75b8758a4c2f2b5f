import type { Budget } from "./budget.js";

/** What one GraphQL request cost upstream, for `extensions.upstream`. `accountId` is ours, not the global id. */
export interface UpstreamReport {
  /** Calls that were really sent for this request, retries included. */
  readonly calls: number;
  /** Reads that needed no call of their own, because an equal one was made or under way. */
  readonly deduplicated: number;
  readonly mirrorReads: number;
  /** Summed over the calls: how long they queued or backed off. */
  readonly waitedMs: number;
  readonly accounts: readonly AccountReport[];
}

export interface AccountReport {
  readonly accountId: string;
  readonly calls: number;
  readonly remaining: number | null;
  readonly resetAt: Date | null;
}

/** Counts for one GraphQL request; shared by its sessions. */
export interface UpstreamCounter {
  open(accountId: string, budget: Budget): void;
  countCall(accountId: string): void;
  countDeduplicated(): void;
  countWait(waitedMs: number): void;
  report(): UpstreamReport;
}

export function createUpstreamCounter(): UpstreamCounter {
  const accounts = new Map<string, { calls: number; budget: Budget }>();
  let deduplicated = 0;
  let waitedMs = 0;
  return {
    open(accountId, budget) {
      if (!accounts.has(accountId)) accounts.set(accountId, { calls: 0, budget });
    },
    countCall(accountId) {
      const account = accounts.get(accountId);
      if (account) account.calls += 1;
    },
    countDeduplicated() {
      deduplicated += 1;
    },
    countWait(ms) {
      waitedMs += ms;
    },
    report() {
      const reports = [...accounts].map(([accountId, { calls, budget }]) => ({
        accountId,
        calls,
        ...budget.snapshot(),
      }));
      const calls = reports.reduce((sum, account) => sum + account.calls, 0);
      return { calls, deduplicated, mirrorReads: 0, waitedMs: Math.round(waitedMs), accounts: reports };
    },
  };
}
