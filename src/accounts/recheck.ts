import { createUpstreamCounter } from "../datasources/http/counter.js";
import type { Logger } from "../lib/logger.js";
import { selectAccountsToRelink } from "../store/linked-accounts.js";
import type { Store } from "../store/store.js";
import type { AccountCare } from "./account-care.js";
import type { Directory } from "./directory.js";
import type { LinkedAccountRow } from "./linked-accounts.js";

/** Asks now and then whether keys that were refused work again, since nothing else is asked of such an account. */
export interface Recheck {
  /** Asks for all of them now. */
  run(): Promise<void>;
  start(): void;
  close(): Promise<void>;
}

export interface RecheckOptions {
  readonly store: Store;
  readonly directory: Directory;
  readonly care: AccountCare;
  readonly logger: Logger;
  /** How long one account may take. */
  readonly timeoutMs: number;
}

const intervalMs = 5 * 60_000;
const batchSize = 100;

export function createRecheck({ store, directory, care, logger, timeoutMs }: RecheckOptions): Recheck {
  const closing = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  const ask = async (account: LinkedAccountRow) => {
    const { refreshToken } = await directory.credentials(account);
    // A consent that has ended does not come back by itself.
    if (refreshToken !== undefined) return;
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(timeoutMs)]);
    const limits = { counter: createUpstreamCounter(), signal };
    const deadline = Date.now() + timeoutMs;
    await care.check(account, { ...limits, deadline, priority: "background" }, { kind: "system", id: null });
  };
  const run = async () => {
    let accounts: LinkedAccountRow[] = [];
    do {
      accounts = await selectAccountsToRelink(store.db, accounts.at(-1)?.id ?? "", batchSize);
      for (const account of accounts) {
        if (closing.signal.aborted) return;
        await ask(account).catch((error: unknown) => {
          logger.debug({ err: error, accountId: account.id }, "an account that needs linking again could not be asked");
        });
      }
    } while (accounts.length > 0);
  };
  /** Many accounts whose provider does not answer take longer than the interval: they are not asked twice at once. */
  const tick = () => {
    running ??= run()
      .catch((error: unknown) => {
        logger.warn({ err: error }, "could not look for accounts that need linking again");
      })
      .finally(() => (running = undefined));
  };
  return {
    run,
    start() {
      timer = setInterval(tick, intervalMs);
      timer.unref();
    },
    close: async () => {
      clearInterval(timer);
      closing.abort();
      await running;
    },
  };
}
