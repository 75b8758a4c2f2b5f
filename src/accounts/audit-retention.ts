import type { Logger } from "../lib/logger.js";
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
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  const tick = () => {
    running = deleteOldAuditEvents(store.db, keptDays).catch((error: unknown) => {
      logger.warn({ err: error }, "could not delete old audit events");
    });
  };
  return {
    start: () => {
      tick();
      timer = setInterval(tick, dayMs);
      timer.unref();
    },
    close: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
