import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { changeChannel } from "./migrations.js";

export type ChangeWatcher = {
  readonly onChange: (listener: () => void) => () => void;
  /** Calls the listeners at once. */
  readonly announce: () => void;
  readonly isWatching: () => boolean;
  readonly close: () => Promise<void>;
};

type Session = { readonly client: pg.Client; readonly ended: Promise<void> };

const firstRetryMs = 50;
const slowestRetryMs = 5_000;
const heartbeatMs = 15_000;

/**
 * Listens for changes on a connection of its own and reconnects for ever. Listeners are also called after a reconnect,
 * since notices may have been lost. Throws when the first connection fails.
 */
export async function watchChanges(connect: () => Promise<pg.Client>): Promise<ChangeWatcher> {
  const listeners = new Set<() => void>();
  const closing = new AbortController();
  let session: Session | null = await listen(connect, notifyAll);
  const loop = keepListening();

  function notifyAll(): void {
    for (const listener of listeners) listener();
  }

  async function keepListening(): Promise<void> {
    while (session !== null) {
      await session.ended;
      session = null;
      session = await reconnect(() => listen(connect, notifyAll), closing.signal);
      if (session !== null) notifyAll();
    }
  }

  return {
    onChange: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    announce: notifyAll,
    isWatching: () => session !== null && !closing.signal.aborted,
    close: async () => {
      closing.abort();
      await session?.client.end();
      await loop;
    },
  };
}

async function listen(connect: () => Promise<pg.Client>, onNotice: () => void): Promise<Session> {
  const client = await connect();
  client.on("notification", onNotice);
  const ended = new Promise<void>((resolve) => {
    client.once("end", resolve);
  });
  try {
    await client.query(`listen ${changeChannel}`);
  } catch (error) {
    // A standby, for one, lets in and refuses this: each try would leave a connection behind.
    await client.end();
    throw error;
  }
  const heartbeat = setInterval(() => {
    beat(client);
  }, heartbeatMs);
  heartbeat.unref();
  void ended.then(() => {
    clearInterval(heartbeat);
  });
  return { client, ended };
}

/** A connection that a firewall dropped says nothing: one that does not answer is given up, so that caches are not trusted. */
function beat(client: pg.Client): void {
  const giveUp = setTimeout(() => {
    client.connection.stream.destroy();
  }, heartbeatMs / 3);
  client.query("select 1").then(
    () => {
      clearTimeout(giveUp);
    },
    () => undefined,
  );
}

async function reconnect(open: () => Promise<Session>, signal: AbortSignal): Promise<Session | null> {
  for (let waitMs = firstRetryMs; !signal.aborted; waitMs = Math.min(waitMs * 2, slowestRetryMs)) {
    const session = await open().catch(() => null);
    if (session !== null) return keepUnlessAborted(session, signal);
    await sleep(waitMs, undefined, { signal }).catch(() => undefined);
  }
  return null;
}

async function keepUnlessAborted(session: Session, signal: AbortSignal): Promise<Session | null> {
  if (!signal.aborted) return session;
  await session.client.end();
  return null;
}
