import type { Store } from "../store/store.js";
import { insertWrite, takeWrite } from "../store/write-records.js";
import type { NewWrite, WriteRow } from "../store/write-records.js";

/** The writes that this process is at: each is done by one request at a time, of one process at a time. */
export interface OwnWrites {
  /** Notes a new write; null when there is one of its key already. */
  begin(write: Omit<NewWrite, "owner">): Promise<WriteRow | null>;
  /** Takes over an open write that nobody is at; null when somebody is, or it is done. */
  take(id: string): Promise<WriteRow | null>;
  /** Ends what was begun or taken. */
  free(id: string): void;
  /** Resolves when this process is at none. */
  idle(): Promise<void>;
}

export function createOwnWrites(store: Store): OwnWrites {
  const own = new Set<string>();
  let onIdle: (() => void)[] = [];
  const free = (id: string) => {
    own.delete(id);
    if (own.size > 0) return;
    for (const resolve of onIdle) resolve();
    onIdle = [];
  };
  const holding = async (id: string, query: () => Promise<WriteRow | null>) => {
    if (own.has(id)) return null;
    own.add(id);
    const row = await query().catch((error: unknown) => {
      free(id);
      throw error;
    });
    if (!row) free(id);
    return row;
  };
  return {
    begin: (write) => holding(write.id, () => insertWrite(store.db, { ...write, owner: store.processName })),
    take: (id) => holding(id, () => takeWrite(store.db, id, store.processName)),
    free,
    idle: () =>
      new Promise((resolve) => {
        onIdle.push(resolve);
        if (own.size === 0) free("");
      }),
  };
}
