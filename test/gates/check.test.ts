import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

import { root } from "./project-copy.js";

const read = (path: string) => readFile(join(root, path), "utf8");
const { scripts } = JSON.parse(await read("package.json")) as { scripts: Record<string, string> };

describe("npm run check", () => {
  it("runs every gate, and then the tests", () => {
    const gates = ["format:check", "boundaries", "schema:check", "codegen:check", "dead-code", "types", "lint"];
    expect(scripts["gates"]).toBe(gates.map((gate) => `npm run ${gate}`).join(" && "));
    expect(scripts["check"]).toBe("npm run gates && vitest run");
  });

  it("is what CI runs", async () => {
    expect(await read(".ci/run")).toMatch(/^npm run check /m);
  });
});

/** What .ci/run says at its end, and its exit code, for a report of Vitest and the exit code of the run. */
async function closing(report: object | null, status: number): Promise<{ line: string; code: number | string }> {
  const folder = await mkdtemp(join(tmpdir(), "hiregraph-count-"));
  const path = join(folder, "report.json");
  await writeFile(path, report ? JSON.stringify(report) : "");
  const result = await new Promise<{ line: string; code: number | string }>((resolve) => {
    execFile(process.execPath, [join(root, ".ci/count-tests.js"), path, String(status)], (error, stdout) => {
      resolve({ line: stdout.trimEnd(), code: error?.code ?? 0 });
    });
  });
  await rm(folder, { recursive: true });
  return result;
}

describe("the closing line of CI", () => {
  const good = { success: true, numPassedTests: 7, numFailedTests: 0, numPendingTests: 0, testResults: [] };

  it("tells how many tests passed and failed", async () => {
    expect(await closing(good, 0)).toEqual({ line: "7 passed, 0 failed", code: 0 });
    const bad = { ...good, success: false, numFailedTests: 2, numPendingTests: 1 };
    expect(await closing(bad, 1)).toEqual({ line: "1 skipped\n7 passed, 2 failed", code: 1 });
  });

  it("counts a file that cannot be loaded as failed", async () => {
    const broken = { ...good, success: false, testResults: [{ status: "failed", assertionResults: [] }] };
    expect(await closing(broken, 1)).toEqual({ line: "7 passed, 1 failed", code: 1 });
  });

  it("invents no figures when no test ran, and fails", async () => {
    expect(await closing(null, 2)).toEqual({ line: "The tests did not run: a check before them failed.", code: 2 });
    expect((await closing({ ...good, numPassedTests: 0 }, 0)).code).toBe(1);
  });

  it("fails as the run did, whatever the report says", async () => {
    expect((await closing(good, 1)).code).toBe(1);
  });
});

describe("the README", () => {
  it("names every variable that is read, and no other", async () => {
    const variablesIn = (text: string) => [...new Set(text.match(/\b(?:HIREGRAPH|OTEL)_[A-Z_]+/g))].toSorted();
    expect(variablesIn(await read("README.md"))).toEqual(variablesIn(await read("src/config.ts")));
  });

  it("and its companions name only scripts that there are", async () => {
    const texts = await Promise.all(["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"].map(read));
    const named = texts.flatMap((text) => [...text.matchAll(/npm run ([a-z:-]+)/g)].map(([, name]) => name));
    expect(named.filter((name) => name === undefined || !(name in scripts))).toEqual([]);
  });
});
