import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { loadConfig } from "../config.js";
import type { Config } from "../config.js";

/** The variables that lead to the sandboxes in place of the providers. */
export function sandboxVariables(urls: Config["providerUrls"]): Record<string, string> {
  return {
    HIREGRAPH_WORKABLE_URL: urls.workable,
    HIREGRAPH_WORKABLE_WWW_URL: urls.workableWww,
    HIREGRAPH_APPLICANTSTACK_URL: urls.applicantstack,
    HIREGRAPH_SAGEHR_URL: urls.sagehr,
  };
}

/** The configuration with these variables wherever the environment says nothing itself. */
export function configWithDefaults(env: NodeJS.ProcessEnv, defaults: Readonly<Record<string, string>>): Config {
  const isGiven = ([, value]: [string, string | undefined]) => value !== undefined && value.trim() !== "";
  return loadConfig({ ...defaults, ...Object.fromEntries(Object.entries(env).filter(isGiven)) });
}

const noteShape = z.object({ pid: z.int(), variables: z.record(z.string(), z.string()) });
const noteFile = (dataDir: string) => join(dataDir, "sandbox.json");

/** Notes in the data folder where the sandboxes of a running `start` are; gives how to take the note back. */
export async function noteSandbox(dataDir: string, variables: Record<string, string>): Promise<() => Promise<void>> {
  await mkdir(dataDir, { recursive: true });
  await writeFile(noteFile(dataDir), JSON.stringify({ pid: process.pid, variables }));
  return async () => {
    const note = await readNote(dataDir);
    if (note?.pid === process.pid) await rm(noteFile(dataDir), { force: true });
  };
}

/**
 * The configuration of a command that calls providers. Beside a running `start` it means the same providers as that does,
 * its sandboxes, or `doctor` would show their tokens to the real ones.
 */
export async function loadCallingConfig(env: NodeJS.ProcessEnv): Promise<Config> {
  const config = loadConfig(env);
  const note = await readNote(config.dataDir);
  return note !== null && isAlive(note.pid) ? configWithDefaults(env, note.variables) : config;
}

async function readNote(dataDir: string): Promise<z.output<typeof noteShape> | null> {
  try {
    return noteShape.parse(JSON.parse(await readFile(noteFile(dataDir), "utf8")));
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
