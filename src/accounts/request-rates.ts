/** How many requests each key may still make. Each process counts for itself. */
export type RequestRates = {
  /** Takes one request of so many a minute: 0 when there was one, else in how many seconds there will be. */
  readonly take: (keyId: string, perMinute: number) => number;
};

type Bucket = { tokens: number; atMs: number };

const minuteMs = 60_000;

/** What a key does not use is saved up for a minute, so that its requests may come all at once. `now` is a clock in ms that never goes back. */
export function createRequestRates(now: () => number = () => performance.now()): RequestRates {
  const buckets = new Map<string, Bucket>();
  return {
    take: (keyId, perMinute) => {
      const atMs = now();
      const known = buckets.get(keyId) ?? { tokens: perMinute, atMs };
      const tokens = Math.min(perMinute, known.tokens + ((atMs - known.atMs) * perMinute) / minuteMs);
      const isFree = tokens >= 1;
      buckets.set(keyId, { tokens: isFree ? tokens - 1 : tokens, atMs });
      return isFree ? 0 : Math.max(1, Math.ceil(((1 - tokens) * minuteMs) / perMinute / 1000));
    },
  };
}
