/** A map by text that forgets what was used longest ago when it would grow beyond its bounds. */
export interface BoundedMap<Value> {
  get(key: string): Value | undefined;
  /** Keeps a value. One that is larger than all may be together is not kept. */
  set(key: string, value: Value, size: number): void;
  delete(key: string): boolean;
}

export interface Bounds {
  entries: number;
  /** Of all values together, in whatever unit their sizes are told in. */
  size: number;
}

/** Makes an empty map with bounds. */
export function createBoundedMap<Value>(bounds: Bounds): BoundedMap<Value> {
  // A Map keeps the order in which keys came, so that its first is the one used longest ago.
  const entries = new Map<string, { value: Value; size: number }>();
  let total = 0;

  function drop(key: string): boolean {
    total -= entries.get(key)?.size ?? 0;
    return entries.delete(key);
  }

  return {
    get(key) {
      const entry = entries.get(key);
      if (!entry) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    set(key, value, size) {
      drop(key);
      if (size > bounds.size) return;
      entries.set(key, { value, size });
      total += size;
      for (const oldest of entries.keys()) {
        if (entries.size <= bounds.entries && total <= bounds.size) break;
        drop(oldest);
      }
    },
    delete: drop,
  };
}
