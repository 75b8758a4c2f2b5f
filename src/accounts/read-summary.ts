import type { Principal } from "./api-keys.js";

/** Records of one model and account whose personal fields were read. */
export type PersonalRead = {
  /** Null for what does not know its account. */
  readonly accountId: string | null;
  readonly model: string;
  readonly records: number;
};

/** Reads of one model and account by one API key. */
export type ReadCount = Omit<PersonalRead, "records"> & {
  readonly principal: Principal;
  /** How many records, counted as often as they were read, and in how many requests. */
  records: number;
  requests: number;
};

/** Counts of records whose personal fields were read: an event for each would be more than anybody reads. */
export type ReadSummary = {
  readonly note: (principal: Principal, read: PersonalRead) => void;
  /** Hands the counts over, and begins anew. */
  readonly flush: () => void;
};

/** Hands counts over so many ms after the first read; while nothing is read, nothing runs. */
export function createReadSummary(keep: (count: ReadCount) => void, intervalMs: number): ReadSummary {
  let counts = new Map<string, ReadCount>();
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const ended = counts;
    counts = new Map();
    for (const count of ended.values()) keep(count);
  };

  return {
    note: (principal, { accountId, model, records }) => {
      if (records <= 0) return;
      const key = `${principal.workspaceId} ${principal.keyId} ${accountId ?? ""} ${model}`;
      const known = counts.get(key);
      if (known === undefined) {
        counts.set(key, { principal, accountId, model, records, requests: 1 });
        timer ??= setTimeout(flush, intervalMs).unref();
      } else {
        known.records += records;
        known.requests += 1;
      }
    },
    flush,
  };
}
