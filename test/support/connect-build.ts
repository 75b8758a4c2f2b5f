import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../../", import.meta.url));
const built = `${root}dist/connect/open-connect.js`;

/** The module `hiregraph/connect` as it is shipped, built anew when its source is newer. */
export async function builtConnectModule(): Promise<string> {
  const changedAt = (await stat(`${root}src/connect/open-connect.ts`)).mtimeMs;
  const builtAt = await stat(built).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  if (builtAt < changedAt) await promisify(execFile)("npm", ["run", "build:connect"], { cwd: root });
  return readFile(built, "utf8");
}
