import { randomUUID } from "node:crypto";
import pg from "pg";
import { AppError } from "../lib/errors.js";
import { watchChanges } from "./change-watcher.js";
import type { ChangeWatcher } from "./change-watcher.js";
import { connectTimeoutMs, createDatabase } from "./database.js";
import type { Database, Queryable } from "./database.js";
import { createEmbeddedServer } from "./embedded/embedded-server.js";
import type { DatabaseServer } from "./embedded/embedded-server.js";
import { migrate } from "./migrate.js";
import { releaseOnSignal } from "./release-on-signal.js";

export type StoreOptions = { readonly databaseUrl: string | undefined; readonly dataDir: string };

export type Store = {
  readonly db: Queryable;
  /** Holds the password: never log it. */
  readonly url: string;
  /** Names this process among the database's sessions, for as long as it runs. */
  readonly processName: string;
  readonly transaction: <T>(run: (db: Queryable) => Promise<T>) => Promise<T>;
  /** Calls back after a change of keys or accounts, and after the watch was interrupted; returns how to unsubscribe. */
  readonly onChange: (listener: () => void) => () => void;
  /** Calls back at once, for a change that was made here: whoever is told that it is done must find it done, before its notice has come. */
  readonly announce: () => void;
  /** False while changes could go unnoticed, so that nothing cached may be trusted. */
  readonly isWatching: () => boolean;
  /** Lets go of the database; of an embedded one, the last process out stops the server. */
  readonly close: () => Promise<void>;
};

/** Opens the database, embedded under `dataDir` without a `databaseUrl`, and migrates it. Throws an AppError in one clear line. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { databaseUrl } = options;
  const server = databaseUrl === undefined ? createEmbeddedServer(options.dataDir) : ownServer(databaseUrl);
  const applicationName = `hiregraph-${randomUUID().slice(0, 8)}`;
  const cleanUp = closer(server, applicationName);
  try {
    return await connectStore(server, applicationName, cleanUp);
  } catch (error) {
    await cleanUp.run();
    throw error;
  }
}

function ownServer(url: string): DatabaseServer {
  return { acquire: (connect) => connect(url), release: () => Promise.resolve() };
}

type Closer = { readonly add: (close: () => Promise<void>) => void; readonly run: () => Promise<void> };

/** Closes in reverse order of opening, whatever had been opened, once. */
function closer(server: DatabaseServer, applicationName: string): Closer {
  const steps: (() => Promise<void>)[] = [() => server.release(applicationName)];
  let running: Promise<void> | undefined;
  const run = async () => {
    for (const step of steps.reverse()) await step().catch(() => undefined);
    cancelSignals();
  };
  const once = () => (running ??= run());
  const cancelSignals = releaseOnSignal(once);
  return { add: (close) => steps.push(close), run: once };
}

async function connectStore(server: DatabaseServer, applicationName: string, cleanUp: Closer): Promise<Store> {
  let url = "";
  const connect = () =>
    server.acquire(async (current) => {
      url = current;
      return connectClient(current, applicationName);
    });
  // The watch comes first: it is the session by which other processes see that this one uses the server.
  const watcher: ChangeWatcher = await watchChanges(connect);
  cleanUp.add(watcher.close);
  const database: Database = createDatabase(url, applicationName);
  cleanUp.add(database.end);
  await migrate(database);
  return {
    db: database,
    url,
    processName: applicationName,
    transaction: database.transaction,
    onChange: watcher.onChange,
    announce: watcher.announce,
    isWatching: watcher.isWatching,
    close: cleanUp.run,
  };
}

async function connectClient(url: string, applicationName: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: applicationName,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    throw unreachable(url, error);
  }
}

function unreachable(url: string, cause: unknown): AppError {
  const { hostname, port, pathname } = new URL(url);
  const reason = cause instanceof Error && "code" in cause ? String(cause.code) : "no answer";
  const target = `${hostname}:${port === "" ? 5432 : port}${pathname}`;
  return new AppError(
    "INTERNAL",
    `Cannot connect to PostgreSQL at ${target} (${reason}). Check HIREGRAPH_DATABASE_URL.`,
    {
      cause,
    },
  );
}
