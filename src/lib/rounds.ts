/** Work that is done time and again in the background, one round at a time. */
export interface Rounds {
  /** Aborts when the rounds are closed. */
  readonly signal: AbortSignal;
  /** Begins a round, unless one is going on. */
  readonly begin: () => void;
  /** Begins one at each interval. */
  readonly start: () => void;
  /** Begins no more, and waits for the one that is going on. */
  readonly close: () => Promise<void>;
}

export interface RoundsOptions {
  readonly intervalMs: number;
  readonly run: () => Promise<unknown>;
  readonly onFailure: (error: unknown) => void;
}

export function createRounds({ intervalMs, run, onFailure }: RoundsOptions): Rounds {
  const closing = new AbortController();
  let running: Promise<unknown> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const begin = () => {
    running ??= run()
      .catch(onFailure)
      .finally(() => (running = undefined));
  };
  return {
    signal: closing.signal,
    begin,
    start: () => {
      timer = setInterval(begin, intervalMs);
      timer.unref();
    },
    close: async () => {
      clearInterval(timer);
      closing.abort();
      await running;
    },
  };
}
