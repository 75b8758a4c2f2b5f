import type { Store } from "../store/store.js";

export type ChangeCache<Value> = {
  /** The cached value, or what `load` returns; null is not kept. Concurrent loads of one key are one. */
  readonly get: (key: string, load: () => Promise<Value | null>) => Promise<Value | null>;
  readonly close: () => void;
};

/** A cache that every change notice empties, and that stands aside while the store could miss notices. */
export function createChangeCache<Value>(store: Pick<Store, "isWatching" | "onChange">): ChangeCache<Value> {
  let entries = new Map<string, Promise<Value | null>>();
  const unsubscribe = store.onChange(() => {
    // A new map and not `clear()`: a load that began before the change then ends in the map that nobody reads any more.
    entries = new Map();
  });
  return {
    get: (key, load) => {
      if (!store.isWatching()) return load();
      const known = entries.get(key);
      if (known !== undefined) return known;
      const home = entries;
      const loading = load();
      home.set(key, loading);
      const forget = () => home.get(key) === loading && home.delete(key);
      loading.then((value) => value === null && forget(), forget);
      return loading;
    },
    close: unsubscribe,
  };
}
