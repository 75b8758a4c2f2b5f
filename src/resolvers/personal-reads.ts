/** Counts, for one request, of how many records of each type fields were read that tell of a person. */
export interface PersonalReads {
  note(type: string, source: unknown): void;
  /** The number of records by type. */
  counts(): ReadonlyMap<string, number>;
}

export function createPersonalReads(): PersonalReads {
  const seen = new Map<string, Set<unknown>>();
  return {
    note(type, source) {
      const known = seen.get(type);
      if (known) known.add(source);
      else seen.set(type, new Set([source]));
    },
    counts: () => new Map([...seen].map(([type, sources]) => [type, sources.size])),
  };
}
