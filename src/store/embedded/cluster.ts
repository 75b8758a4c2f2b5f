import { spawn } from "node:child_process";
import { chown, mkdir, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "../../lib/errors.js";
import { isServerOf, postmasterFile, previousPort, readPostmaster } from "./postmaster-file.js";
import type { Postmaster } from "./postmaster-file.js";
import type { ServerBinaries } from "./server-binaries.js";
import type { Launch } from "./server-user.js";

export type Cluster = {
  readonly dir: string;
  readonly logFile: string;
  readonly binaries: ServerBinaries;
  readonly launch: Launch;
};

const pollMs = 10;
const readyLimitMs = 60_000;
const stopLimitMs = 4_000;
/** After a crash the kernel may need a moment to give back the shared memory of the old server. */
const retryAfterMs = 1_000;
export const serverUser = "hiregraph";

const settings = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "timezone=UTC",
  "log_timezone=UTC",
  // What is logged must not hold rows: no statement texts, no "Key (…)=(…)" details.
  "log_error_verbosity=terse",
  "log_min_error_statement=panic",
].flatMap((setting) => ["-c", setting]);

/** Makes the data folder aside and moves it into place, so that a kill half-way leaves nothing that looks like a database. */
export async function createCluster(cluster: Cluster, password: string): Promise<void> {
  const draft = `${cluster.dir}.new`;
  const passwordFile = `${cluster.dir}.password.new`;
  await Promise.all([draft, passwordFile].map((path) => rm(path, { recursive: true, force: true })));
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  try {
    const { owner } = cluster.launch;
    if (owner !== null) await Promise.all([draft, passwordFile].map((path) => chown(path, owner.uid, owner.gid)));
    await runInitdb(cluster, draft, passwordFile);
    await rename(draft, cluster.dir);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function runInitdb(cluster: Cluster, dir: string, passwordFile: string): Promise<void> {
  const locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
  const access = [`--username=${serverUser}`, "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  const args = [`--pgdata=${dir}`, ...locale, ...access, "--no-instructions"];
  const { exited } = await launchLogged(cluster, cluster.binaries.initdb, args, false);
  if ((await exited) !== 0) throw await startFailure(cluster);
}

/** The server that already runs on the folder, once it accepts connections; null when there is none. */
export async function findRunning(cluster: Cluster): Promise<Postmaster | null> {
  const deadline = Date.now() + readyLimitMs;
  for (;;) {
    const found = await readPostmaster(cluster.dir);
    if (found === null) return null;
    if (!(await isServerOf(found.pid, cluster.dir))) {
      await rm(postmasterFile(cluster.dir), { force: true });
      return null;
    }
    if (found.isReady) return found;
    if (Date.now() > deadline) throw await startFailure(cluster);
    await sleep(pollMs);
  }
}

/** Starts the server on the port of its last run or a free one, and retries once. Throws an AppError with the server's last words. */
export async function startServer(cluster: Cluster): Promise<Postmaster> {
  const first = await attemptStart(cluster, (await usablePort(await previousPort(cluster.dir))) ?? (await freePort()));
  if (first !== null) return first;
  await sleep(retryAfterMs);
  const second = (await findRunning(cluster)) ?? (await attemptStart(cluster, await freePort()));
  if (second === null) throw await startFailure(cluster);
  return second;
}

async function attemptStart(cluster: Cluster, port: number): Promise<Postmaster | null> {
  const args = ["-D", cluster.dir, "-p", String(port), ...settings];
  const { pid, exited } = await launchLogged(cluster, cluster.binaries.postgres, args, true);
  const running = new AbortController();
  void exited.then(() => {
    running.abort();
  });
  const deadline = Date.now() + readyLimitMs;
  while (!running.signal.aborted && Date.now() < deadline) {
    const found = await readPostmaster(cluster.dir);
    if (found?.isReady === true && found.pid === pid) return found;
    await sleep(pollMs);
  }
  return null;
}

/** Fast shutdown: rolls back, writes a checkpoint and exits; a server that does not within the limit is cut off. */
export async function stopServer(cluster: Cluster, server: Postmaster): Promise<void> {
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    process.kill(server.pid, signal);
    const deadline = Date.now() + stopLimitMs;
    while (Date.now() < deadline) {
      if ((await readPostmaster(cluster.dir))?.pid !== server.pid) return;
      await sleep(pollMs);
    }
  }
}

type Launched = { readonly pid: number | undefined; readonly exited: Promise<number | null> };

/** Detached means its own process group: Ctrl-C in a terminal must not stop a server that other processes use. */
async function launchLogged(
  cluster: Cluster,
  program: string,
  args: readonly string[],
  detached: boolean,
): Promise<Launched> {
  const log = await open(cluster.logFile, "a", 0o600);
  try {
    const { owner, prefix } = cluster.launch;
    const [command = program, ...rest] = [...prefix, program, ...args];
    const child = spawn(command, rest, {
      ...(owner !== null && prefix.length === 0 ? owner : {}),
      // A clean environment: PGDATA, PGPORT and the like of the caller must not reach this server.
      ...(process.platform === "win32" ? {} : { env: { LC_ALL: "C" } }),
      cwd: dirname(program),
      detached,
      stdio: ["ignore", log.fd, log.fd],
    });
    if (detached) child.unref();
    const exited = new Promise<number | null>((resolve) => {
      child.once("error", () => {
        resolve(null);
      });
      child.once("exit", resolve);
    });
    return { pid: child.pid, exited };
  } finally {
    await log.close();
  }
}

async function freePort(): Promise<number> {
  const port = await usablePort(0);
  if (port === null) throw new AppError("INTERNAL", "No free port on 127.0.0.1 for the embedded database.");
  return port;
}

async function usablePort(wanted: number | null): Promise<number | null> {
  if (wanted === null) return null;
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => {
      resolve(null);
    });
    probe.listen(wanted, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => {
        resolve(typeof address === "object" && address !== null ? address.port : null);
      });
    });
  });
}

async function startFailure(cluster: Cluster): Promise<AppError> {
  const log = await readFile(cluster.logFile, "utf8").catch(() => "");
  const lastWords =
    log
      .trim()
      .split("\n")
      .filter((line) => /FATAL|PANIC|error/i.test(line))
      .at(-1) ?? "no reason given";
  return new AppError(
    "INTERNAL",
    `The embedded PostgreSQL did not start: ${lastWords}. See ${cluster.logFile}, or set HIREGRAPH_DATABASE_URL to a server of yours.`,
  );
}
