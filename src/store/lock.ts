import type { Queryable } from "./database.js";
import type { Store } from "./store.js";

/** Runs while no other process, and nothing else in this one, holds the lock of that name. A process that dies lets go of it. */
export async function lockWhile<Result>(store: Store, name: string, run: () => Promise<Result>): Promise<Result> {
  return store.transaction(async (db) => {
    await takeLock(db, name);
    return run();
  });
}

/** Waits for the lock of that name and holds it until the transaction ends. */
export async function takeLock(db: Queryable, name: string): Promise<void> {
  await db.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [name]);
}
