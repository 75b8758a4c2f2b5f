import type { PersonalRead } from "../accounts/read-summary.js";

/** Counts, for one request, of how many records of each type and account were read that tell of a person. */
export interface PersonalReads {
  /** `source` is the record, or a part of one that knows its account. */
  note(type: string, source: unknown): void;
  counts(): PersonalRead[];
}

export function createPersonalReads(): PersonalReads {
  const seen = new Map<string, Set<unknown>>();
  return {
    note(type, source) {
      const known = seen.get(type);
      if (known) known.add(source);
      else seen.set(type, new Set([source]));
    },
    counts: () => [...seen].flatMap(([model, sources]) => byAccount(model, sources)),
  };
}

function byAccount(model: string, sources: ReadonlySet<unknown>): PersonalRead[] {
  const counts = new Map<string | null, number>();
  for (const source of sources) {
    const accountId = accountOf(source);
    counts.set(accountId, (counts.get(accountId) ?? 0) + 1);
  }
  return [...counts].map(([accountId, records]) => ({ accountId, model, records }));
}

function accountOf(source: unknown): string | null {
  if (typeof source !== "object" || source === null || !("accountId" in source)) return null;
  return typeof source.accountId === "string" ? source.accountId : null;
}
