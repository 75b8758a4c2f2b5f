import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

/** Starts Hiregraph's quick start on free ports, in a data folder of its own that goes when it stops. Throws when it ends before it is ready. */
export async function startHiregraph() {
  const dataDir = await mkdtemp(join(tmpdir(), "hiregraph-supergraph-"));
  // The database server may run as another user.
  await chmod(dataDir, 0o755);
  const env = { ...process.env, PORT: "0", HIREGRAPH_DATA_DIR: dataDir, HIREGRAPH_EXPLORER: "off" };
  const child = spawn(process.execPath, [main, "start"], { env, stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const endWithUs = () => child.kill("SIGTERM");
  process.once("exit", endWithUs);
  const stop = async () => {
    process.off("exit", endWithUs);
    child.kill("SIGTERM");
    await ended;
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const { api, apiKey } = await firstLines(child.stdout);
    return { url: api, apiKey, sandboxUrl: await sandboxUrl(dataDir), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function firstLines(output) {
  let api, apiKey;
  for await (const line of createInterface({ input: output })) {
    if (line.startsWith("API key ")) apiKey = line.slice("API key ".length);
    else if (line.startsWith("API ")) api = line.slice("API ".length);
    if (api && apiKey) break;
  }
  if (!api || !apiKey) throw new Error("Hiregraph did not start. Is it built? `npm ci` in the repository's root does.");
  // What it says later must not fill the pipe.
  output.resume();
  return { api, apiKey };
}

/** Where the sandbox of Workable tells which calls it got, and takes settings. */
async function sandboxUrl(dataDir) {
  const { variables } = JSON.parse(await readFile(join(dataDir, "sandbox.json"), "utf8"));
  return `${new URL(variables.HIREGRAPH_WORKABLE_URL).origin}/__sandbox/acme-demo`;
}
