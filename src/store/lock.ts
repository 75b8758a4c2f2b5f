import type { Queryable } from "./database.js";
import type { Store } from "./store.js";

/** A holder keeps one connection of the pool and needs others for its work, so that there may be fewer holders than connections. */
const mostHolders = 4;

const holders = new WeakMap<Store, { count: number; readonly waiting: (() => void)[] }>();

/**
 * Runs while no other process, and nothing else in this one, holds the lock of that name, in a transaction that ends with it. A process that dies lets go
 * of it.
 */
export async function lockWhile<Result>(
  store: Store,
  name: string,
  run: (db: Queryable) => Promise<Result>,
): Promise<Result> {
  return inTurn(store, () =>
    store.transaction(async (db) => {
      await db.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [name]);
      return run(db);
    }),
  );
}

async function inTurn<Result>(store: Store, run: () => Promise<Result>): Promise<Result> {
  const own = holders.get(store) ?? { count: 0, waiting: [] };
  holders.set(store, own);
  if (own.count >= mostHolders) await new Promise<void>((resolve) => own.waiting.push(resolve));
  own.count += 1;
  try {
    return await run();
  } finally {
    own.count -= 1;
    own.waiting.shift()?.();
  }
}
