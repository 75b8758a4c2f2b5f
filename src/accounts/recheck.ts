import { createUpstreamCounter } from "../datasources/http/counter.js";
import type { Logger } from "../lib/logger.js";
import { createRounds } from "../lib/rounds.js";
import { selectAccountsToRelink } from "../store/linked-accounts.js";
import type { Store } from "../store/store.js";
import type { AccountCare } from "./account-care.js";
import type { Directory } from "./directory.js";
import { isByConsent } from "./linked-accounts.js";
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
  const ask = async (account: LinkedAccountRow) => {
    // A consent that has ended does not come back by itself.
    if (isByConsent(await directory.credentials(account))) return;
    const signal = AbortSignal.any([rounds.signal, AbortSignal.timeout(timeoutMs)]);
    const limits = { counter: createUpstreamCounter(), signal };
    const deadline = Date.now() + timeoutMs;
    await care.check(account, { ...limits, deadline, priority: "background" }, { kind: "system", id: null });
  };
  const run = async () => {
    let accounts: LinkedAccountRow[] = [];
    do {
      accounts = await selectAccountsToRelink(store.db, accounts.at(-1)?.id ?? "", batchSize);
      for (const account of accounts) {
        if (rounds.signal.aborted) return;
        await ask(account).catch((error: unknown) => {
          logger.debug({ err: error, accountId: account.id }, "an account that needs linking again could not be asked");
        });
      }
    } while (accounts.length > 0);
  };
  const rounds = createRounds({
    intervalMs,
    run,
    onFailure: (error) => {
      logger.warn({ err: error }, "could not look for accounts that need linking again");
    },
  });
  return { run, start: rounds.start, close: rounds.close };
}
