import { execFile } from "node:child_process";
import { readFile, readlink, realpath } from "node:fs/promises";
import { platform } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

export type Postmaster = { readonly pid: number; readonly port: number; readonly isReady: boolean };

/** Path of the file that a running PostgreSQL keeps in its folder and removes as its last act. */
export function postmasterFile(clusterDir: string): string {
  return join(clusterDir, "postmaster.pid");
}

/** Reads which server runs on a folder; null when the file is absent or still being written. */
export async function readPostmaster(clusterDir: string): Promise<Postmaster | null> {
  const text = await readFile(postmasterFile(clusterDir), "utf8").catch(() => "");
  const lines = text.split("\n").map((line) => line.trim());
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 0 ? { pid, port, isReady: lines[7] === "ready" && port > 0 } : null;
}

/** Whether a process id belongs to the PostgreSQL of that folder, and not to a program that was given the same id later. */
export async function isServerOf(pid: number, clusterDir: string): Promise<boolean> {
  if (platform() !== "linux") return /postgres/.test(await programName(pid));
  const status = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const [, name = "", state = "X"] = /\((.*)\) (\w)/.exec(status) ?? [];
  if (!name.startsWith("postgres") || state === "Z" || state === "X") return false;
  const folder = await realpath(clusterDir);
  // Containers forbid root to look into other users' processes; the name must do there.
  const workingFolder = await readlink(`/proc/${pid}/cwd`).catch(() => folder);
  return workingFolder === folder;
}

async function programName(pid: number): Promise<string> {
  if (platform() === "win32") {
    return promisify(execFile)("tasklist", ["/FI", `PID eq ${pid}`]).then(
      ({ stdout }) => stdout,
      () => "",
    );
  }
  return promisify(execFile)("ps", ["-o", "comm=", "-p", String(pid)]).then(
    ({ stdout }) => stdout,
    () => "",
  );
}

/** The port of the previous run, kept so that clients of a crashed server find the next one. */
export async function previousPort(clusterDir: string): Promise<number | null> {
  const text = await readFile(join(clusterDir, "postmaster.opts"), "utf8").catch(() => "");
  const port = Number(/"-p" "(\d+)"/.exec(text)?.[1]);
  return port > 0 ? port : null;
}
