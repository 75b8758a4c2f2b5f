import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const compiler = fileURLToPath(import.meta.resolve("relay-compiler/cli.js"));

/** What Relay's compiler made of modules. */
export interface Compiled {
  passed: boolean;
  output: string;
  /** The names of the operations and fragments that it wrote. */
  artifacts: string[];
  /** The code that it generated for an operation or a fragment. */
  artifact(name: string): any;
  remove(): Promise<void>;
}

/** Runs Relay's own compiler over GraphQL documents, each in a module of the name that its definitions begin with. */
export async function compile(schema: string, modules: ReadonlyMap<string, string>): Promise<Compiled> {
  const folder = await mkdtemp(join(tmpdir(), "hiregraph-relay-"));
  await mkdir(join(folder, "src"));
  await mkdir(join(folder, "generated"));
  await writeFile(join(folder, "schema.graphql"), schema);
  for (const [name, text] of modules) {
    await writeFile(join(folder, "src", `${name}.js`), `import { graphql } from "relay-runtime";\n${tagged(text)}`);
  }
  const configuration = {
    root: ".",
    sources: { src: "app" },
    projects: { app: { language: "javascript", schema: "schema.graphql", output: "generated", eagerEsModules: false } },
  };
  await writeFile(join(folder, "relay.config.json"), JSON.stringify(configuration));
  const run = await runCompiler(folder);
  const written = await readdir(join(folder, "generated"));
  const load = createRequire(join(folder, "generated/"));
  return {
    ...run,
    artifacts: written.map((name) => name.replace(".graphql.js", "")),
    artifact: (name) => load(`./${name}.graphql.js`),
    remove: () => rm(folder, { recursive: true }),
  };
}

function tagged(text: string): string {
  return text
    .split(/\n(?=query|fragment|mutation)/u)
    .map((definition) => `graphql\`${definition}\`;\n`)
    .join("");
}

function runCompiler(folder: string): Promise<{ passed: boolean; output: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [compiler, "--noWatchman"],
      { cwd: folder, maxBuffer: 2 ** 26 },
      (error, out, problems) => {
        resolve({ passed: error === null, output: `${out}${problems}` });
      },
    );
  });
}
