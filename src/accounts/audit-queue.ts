import type { Logger } from "../lib/logger.js";
import { insertAuditEvents } from "../store/audit-events.js";
import type { NewAuditEvent } from "../store/audit-events.js";
import type { Store } from "../store/store.js";

/** Events on their way into the database, in their order. */
export type AuditQueue = {
  /** Takes an event, to be written soon. */
  readonly add: (event: NewAuditEvent) => void;
  /** Takes an event and resolves when it is written. Throws when the database does not take it now. */
  readonly write: (event: NewAuditEvent) => Promise<void>;
  /** Resolves when what was taken before is written, or could not be; then it is tried again later. */
  readonly flush: () => Promise<void>;
};

type QueueOptions = { readonly store: Store; readonly logger: Logger; readonly delayMs: number };

/** An event, and who waits for it. */
type Entry = {
  readonly event: NewAuditEvent;
  readonly waiter?: { readonly resolve: () => void; readonly reject: (reason: unknown) => void };
};

/** How many events are held while the database is away; further ones are lost, and the log says how many. */
const capacity = 10_000;
const batchSize = 500;
const retryMs = 2_000;

export function createAuditQueue({ store, logger, delayMs }: QueueOptions): AuditQueue {
  let entries: Entry[] = [];
  let lost = 0;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  const startTimer = (ms: number): NodeJS.Timeout => {
    return setTimeout(() => {
      timer = undefined;
      void flush();
    }, ms);
  };

  const flush = async (): Promise<void> => {
    await running;
    // Another that waited may have begun meanwhile; it takes the same entries.
    if (entries.length > 0) await (running ??= drain());
  };

  /** Writes what is there at the beginning. What comes meanwhile waits for the next time, so that this ends under any load. */
  const drain = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    try {
      for (let left = entries.length; left > 0; left -= batchSize) await writeBatch(Math.min(left, batchSize));
      if (lost > 0) logger.error({ lost }, "audit events were lost while the database could not be reached");
      lost = 0;
      if (entries.length > 0) timer ??= startTimer(delayMs);
    } catch (error) {
      giveUp(error);
    } finally {
      running = undefined;
    }
  };

  const writeBatch = async (size: number): Promise<void> => {
    const batch = entries.slice(0, size);
    const events = batch.map(({ event }) => event);
    await insertAuditEvents(store.db, events);
    entries = entries.slice(size);
    for (const { waiter } of batch) waiter?.resolve();
  };

  /** Whoever waits is told, and may do it again; what nobody waits for is kept. */
  const giveUp = (error: unknown): void => {
    const waiters = entries.flatMap(({ waiter }) => waiter ?? []);
    entries = entries.filter(({ waiter }) => waiter === undefined);
    for (const { reject } of waiters) reject(error);
    logger.error({ err: error, held: entries.length }, "could not write audit events; trying again");
    clearTimeout(timer);
    timer = entries.length > 0 ? startTimer(retryMs).unref() : undefined;
  };

  return {
    add: (event) => {
      if (entries.length >= capacity) lost += 1;
      else if (entries.push({ event }) === batchSize) void flush();
      else timer ??= startTimer(delayMs);
    },
    write: (event) =>
      new Promise((resolve, reject) => {
        entries.push({ event, waiter: { resolve, reject } });
        void flush();
      }),
    flush,
  };
}
