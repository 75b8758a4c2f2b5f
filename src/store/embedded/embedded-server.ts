import { randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, realpath, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { createCluster, findRunning, serverUser, startServer, stopServer } from "./cluster.js";
import type { Cluster } from "./cluster.js";
import type { Postmaster } from "./postmaster-file.js";
import { findServerBinaries } from "./server-binaries.js";
import { chooseLaunch } from "./server-user.js";
import { withStartLock } from "./start-lock.js";

/** A database server that a store connects to and lets go of. */
export type DatabaseServer = {
  /** Makes the server available and connects while nobody may stop it. */
  readonly acquire: <T>(connect: (url: string) => Promise<T>) => Promise<T>;
  /** Stops the server unless sessions under other application names use it. */
  readonly release: (applicationName: string) => Promise<void>;
};

/** PostgreSQL from npm in a data folder that several processes share: the first starts it, others adopt it, the last stops it. */
export function createEmbeddedServer(dataDir: string): DatabaseServer {
  const lockFile = join(dataDir, "postgres.lock");
  return {
    acquire: async (connect) => {
      await prepareFolder(dataDir);
      return withStartLock(lockFile, async () => connect(urlOf(await ensureRunning(dataDir), await password(dataDir))));
    },
    release: async (applicationName) => {
      if (!(await exists(dataDir))) return;
      await withStartLock(lockFile, () => stopWhenUnused(dataDir, applicationName));
    },
  };
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Under root the server's user must pass through; others see no names in it, and every file in it has its own mode. */
async function prepareFolder(dataDir: string): Promise<void> {
  const created = await mkdir(dataDir, { recursive: true });
  if (created !== undefined) await chmod(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
}

async function describeCluster(dataDir: string): Promise<Cluster> {
  const dir = join(await realpath(dataDir), "postgres");
  const binaries = await findServerBinaries();
  const launch = await chooseLaunch(dir, [binaries.postgres, dir]);
  return { dir, logFile: join(dataDir, "postgres.log"), binaries, launch };
}

async function ensureRunning(dataDir: string): Promise<Postmaster> {
  const cluster = await describeCluster(dataDir);
  const running = await findRunning(cluster);
  if (running !== null) return running;
  await truncate(cluster.logFile).catch(() => undefined);
  if (!(await exists(cluster.dir))) await createCluster(cluster, await createPassword(dataDir));
  return startServer(cluster);
}

const passwordFile = (dataDir: string) => join(dataDir, "postgres.password");

async function password(dataDir: string): Promise<string> {
  return readFile(passwordFile(dataDir), "utf8");
}

async function createPassword(dataDir: string): Promise<string> {
  const created = randomBytes(32).toString("base64url");
  await rm(passwordFile(dataDir), { force: true });
  await writeFile(passwordFile(dataDir), created, { mode: 0o600 });
  return created;
}

function urlOf(server: Postmaster, secret: string): string {
  return `postgres://${serverUser}:${secret}@127.0.0.1:${server.port}/postgres`;
}

async function stopWhenUnused(dataDir: string, applicationName: string): Promise<void> {
  const cluster = await describeCluster(dataDir);
  const running = await findRunning(cluster);
  if (running === null) return;
  const others = await countOtherSessions(urlOf(running, await password(dataDir)), applicationName);
  if (others === 0) await stopServer(cluster, running);
}

/** Told apart by name and not by session id, because the server drops the caller's own closed sessions a moment later. */
async function countOtherSessions(url: string, applicationName: string): Promise<number> {
  const client = new Client({ connectionString: url, application_name: applicationName });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ others: number }>(
      `select count(*)::int as others from pg_stat_activity
       where backend_type = 'client backend' and application_name is distinct from $1`,
      [applicationName],
    );
    return rows[0]?.others ?? 0;
  } finally {
    await client.end();
  }
}
