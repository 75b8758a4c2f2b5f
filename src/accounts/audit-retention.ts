import type { Logger } from "../lib/logger.js";
import { createRounds } from "../lib/rounds.js";
import { deleteOldAuditEvents } from "../store/audit-events.js";
import type { Store } from "../store/store.js";

/** Forgets audit events that have been kept long enough. */
export type AuditRetention = {
  /** Looks at once, since a process may not live for a day, and then daily. */
  readonly start: () => void;
  readonly close: () => Promise<void>;
};

const keptDays = 400;
const dayMs = 86_400_000;

export function createAuditRetention({ store, logger }: { store: Store; logger: Logger }): AuditRetention {
  const rounds = createRounds({
    intervalMs: dayMs,
    run: () => deleteOldAuditEvents(store.db, keptDays),
    onFailure: (error) => {
      logger.warn({ err: error }, "could not delete old audit events");
    },
  });
  return {
    start: () => {
      rounds.begin();
      rounds.start();
    },
    close: rounds.close,
  };
}
