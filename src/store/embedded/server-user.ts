import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, readFile, realpath, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { AppError } from "../../lib/errors.js";

export type UserIds = { readonly uid: number; readonly gid: number };

/** How a server program is started: the command, its leading arguments, and the ids to switch to. */
export type Launch = { readonly owner: UserIds | null; readonly prefix: readonly string[] };

const accountName = "hiregraph";
const run = promisify(execFile);

/** PostgreSQL refuses to run as root: picks an unprivileged user then, and a way for it to reach the given paths. */
export async function chooseLaunch(clusterDir: string, paths: readonly string[]): Promise<Launch> {
  if (process.getuid?.() !== 0) return { owner: null, prefix: [] };
  const owner = (await ownerOf(clusterDir)) ?? (await systemUser());
  const reachable = await Promise.all(paths.map((path) => isReachable(path, owner)));
  return { owner, prefix: reachable.every(Boolean) ? [] : await reachingPrefix(owner, paths) };
}

async function ownerOf(path: string): Promise<UserIds | null> {
  const found = await stat(path).catch(() => null);
  return found === null || found.uid === 0 ? null : { uid: found.uid, gid: found.gid };
}

async function systemUser(): Promise<UserIds> {
  const existing =
    (await lookUp(accountName)) ?? (await lookUp("postgres")) ?? (await createUser()) ?? (await lookUp("nobody"));
  if (existing !== null) return existing;
  throw new AppError("INTERNAL", `PostgreSQL does not run as root and no system user could be made. ${wayOut}`);
}

const wayOut = "Start Hiregraph as another user, or set HIREGRAPH_DATABASE_URL to a PostgreSQL server of yours.";

/** initdb asks for the user's name, so an id that is in no password file will not do. */
async function lookUp(name: string): Promise<UserIds | null> {
  const text = await readFile("/etc/passwd", "utf8").catch(() => "");
  const fields = text
    .split("\n")
    .map((line) => line.split(":"))
    .find(([user]) => user === name);
  const [uid, gid] = [Number(fields?.[2]), Number(fields?.[3])];
  return uid > 0 && Number.isInteger(gid) ? { uid, gid } : null;
}

async function createUser(): Promise<UserIds | null> {
  await run("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/bin/false", accountName])
    .catch(() => run("adduser", ["-S", "-D", "-H", accountName]))
    .catch(() => null);
  return lookUp(accountName);
}

/** Whether the user may pass through every folder above a path, going by the mode bits. */
async function isReachable(path: string, user: UserIds): Promise<boolean> {
  const parent = dirname(path);
  const [entry, above] = await Promise.all([stat(parent), parent === path ? true : isReachable(parent, user)]);
  const shift = entry.uid === user.uid ? 6 : entry.gid === user.gid ? 3 : 0;
  return above && ((entry.mode >> shift) & 1) === 1;
}

/** Least power first; containers usually withhold the first one. */
const reachingCapabilities = [
  { name: "dac_read_search", bit: 2n },
  { name: "dac_override", bit: 1n },
] as const;

/**
 * Opens private folders such as /root to the server without changing their modes: it keeps one capability.
 * `no_setuid_fixup` makes access(2) honour that capability; PostgreSQL checks its own program file with it.
 */
async function reachingPrefix(owner: UserIds, paths: readonly string[]): Promise<string[]> {
  const [tool, capability] = await Promise.all([findSetpriv(), availableCapability()]);
  if (tool === null || capability === null) {
    const folders = await Promise.all(paths.map((path) => realpath(dirname(path))));
    throw new AppError(
      "INTERNAL",
      `As root, PostgreSQL runs as user ${owner.uid}, which cannot reach ${[...new Set(folders)].join(" or ")}. ` +
        `Move the checkout and HIREGRAPH_DATA_DIR out of private folders. ${wayOut}`,
    );
  }
  const ids = [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, "--clear-groups"];
  return [
    tool,
    "--securebits=+no_setuid_fixup",
    ...ids,
    `--inh-caps=+${capability}`,
    `--ambient-caps=+${capability}`,
    "--",
  ];
}

async function findSetpriv(): Promise<string | null> {
  for (const path of ["/usr/bin/setpriv", "/bin/setpriv"]) {
    const isThere = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  return null;
}

async function availableCapability(): Promise<string | null> {
  const status = await readFile("/proc/self/status", "utf8").catch(() => "");
  const mask = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? "0"}`);
  return reachingCapabilities.find(({ bit }) => ((mask >> bit) & 1n) === 1n)?.name ?? null;
}
