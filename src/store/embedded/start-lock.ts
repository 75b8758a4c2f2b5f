import { randomUUID } from "node:crypto";
import { link, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "../../lib/errors.js";

const pollMs = 15;
const waitLimitMs = 60_000;
/** Longer than any holder works; a lock as old as this belongs to a process id that was given to another program since. */
const staleAfterMs = 120_000;

/** Runs one piece of work at a time over all processes of a machine; a lock whose holder died is taken over. */
export async function withStartLock<T>(path: string, run: () => Promise<T>): Promise<T> {
  const token = `${process.pid} ${randomUUID()}`;
  await acquire(path, token);
  try {
    return await run();
  } finally {
    if ((await readHolder(path)) === token) await rm(path, { force: true });
  }
}

async function acquire(path: string, token: string): Promise<void> {
  const deadline = Date.now() + waitLimitMs;
  while (!(await tryCreate(path, token))) {
    if (Date.now() > deadline)
      throw new AppError("INTERNAL", `Another process has held ${path} for a minute; remove it if none is running.`);
    await breakIfStale(path);
    await sleep(pollMs);
  }
}

/** Written aside and linked into place, so that nobody ever reads a lock without its holder. */
async function tryCreate(path: string, token: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, token, { mode: 0o600 });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function readHolder(path: string): Promise<string | null> {
  return readFile(path, "utf8").catch(() => null);
}

async function breakIfStale(path: string): Promise<void> {
  const holder = await readHolder(path);
  const age = await stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
  if (holder === null || (isAlive(Number.parseInt(holder, 10)) && age < staleAfterMs)) return;
  const removed = `${path}.${randomUUID()}`;
  await rename(path, removed).catch(() => undefined);
  const taken = await readHolder(removed);
  // Somebody else broke the lock and took it in between: what was moved away is theirs, so it goes back.
  if (taken !== null && taken !== holder) await link(removed, path).catch(() => undefined);
  await rm(removed, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
