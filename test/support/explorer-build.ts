import { execFile } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Builds the explorer's assets unless they are newer than their sources, so that a test never sees an old page. */
export async function buildExplorer(): Promise<void> {
  if ((await builtAt()) > (await sourcesChangedAt())) return;
  // Vitest's own NODE_ENV would put React's development build into the page.
  const env = { ...process.env, NODE_ENV: "production" };
  await promisify(execFile)("npm", ["run", "build:explorer"], { cwd: root, env });
}

async function builtAt(): Promise<number> {
  try {
    return (await stat(`${root}dist/explorer/index.html`)).mtimeMs;
  } catch {
    return 0;
  }
}

async function sourcesChangedAt(): Promise<number> {
  const folder = `${root}src/http/explorer/`;
  const files = [...(await readdir(folder)).map((name) => folder + name), `${root}package-lock.json`];
  const times = await Promise.all(files.map(async (file) => (await stat(file)).mtimeMs));
  return Math.max(...times);
}
