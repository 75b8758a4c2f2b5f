import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

export interface GateResult {
  passed: boolean;
  output: string;
}

/** A copy of parts of this project, to break. */
export interface ProjectCopy {
  write(path: string, text: string): Promise<void>;
  edit(path: string, change: (text: string) => string): Promise<void>;
  /** Runs a script of package.json in the copy, as CI does in the original. */
  run(script: string): Promise<GateResult>;
  remove(): Promise<void>;
}

/** Copies package.json and what is named; packages are shared with the original. */
export async function copyProject(...paths: string[]): Promise<ProjectCopy> {
  const folder = await mkdtemp(join(tmpdir(), "hiregraph-gate-"));
  for (const path of ["package.json", ...paths]) await cp(join(root, path), join(folder, path), { recursive: true });
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  };
  return {
    write,
    edit: async (path, change) => write(path, change(await readFile(join(folder, path), "utf8"))),
    run: (script) => runScript(folder, script),
    remove: () => rm(folder, { recursive: true }),
  };
}

function runScript(folder: string, script: string): Promise<GateResult> {
  const env = { ...process.env, NO_COLOR: "1", NODE_ENV: "" };
  return new Promise((resolve) => {
    execFile("npm", ["run", "--silent", script], { cwd: folder, env }, (error, stdout, stderr) => {
      resolve({ passed: error === null, output: stdout + stderr });
    });
  });
}
