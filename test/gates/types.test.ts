import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

import { root } from "./project-copy.js";

const config = ts.getParsedCommandLineOfConfigFile(join(root, "tsconfig.json"), undefined, {
  ...ts.sys,
  onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
    throw new Error(ts.flattenDiagnosticMessageText(messageText, "\n"));
  },
});

/** The codes of the errors in a text, under the project's own options. */
function errorsIn(text: string): number[] {
  const path = join(root, "src/lib/virtual.ts");
  const options = config?.options ?? {};
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (name) => name === path || disk.fileExists(name),
    getSourceFile: (name, version) =>
      name === path ? ts.createSourceFile(name, text, version) : disk.getSourceFile(name, version),
  };
  return ts.getPreEmitDiagnostics(ts.createProgram([path], options, host)).map(({ code }) => code);
}

describe("the type gate", () => {
  it("is green on code whose types fit", () => {
    expect(errorsIn("export const length = (text: string): number => text.length;")).toEqual([]);
  });

  it.each([
    ["a value of another type", "export const count: number = 'three';", 2322],
    ["an index that may hold nothing", "export const at = (x: string[]): string => x[0];", 2322],
    ["undefined for what may only be absent", "export const x: { y?: string } = { y: undefined };", 2375],
    ["a name that nobody uses", "const unused = 1; export {};", 6133],
    [
      "a type imported as a value",
      'import { ServerOptions } from "node:http"; export type Options = ServerOptions;',
      1484,
    ],
  ])("is red on %s", (_, text, code) => {
    expect(errorsIn(text)).toContain(code);
  });

  it("covers everything that is TypeScript", () => {
    const folders = new Set(config?.fileNames.map((name) => name.slice(root.length).split("/")[0]));
    expect(["src", "test", "tools", "bench"].filter((folder) => !folders.has(folder))).toEqual([]);
  });
});
