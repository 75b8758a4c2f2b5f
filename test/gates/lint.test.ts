import { ESLint } from "eslint";
import { describe, expect, it } from "vitest";

import { root } from "./project-copy.js";

const eslint = new ESLint({ cwd: root });

/** The rules that a text breaks in the place of a file that exists, since types are looked up by its path. */
async function brokenRules(text: string, filePath = "src/loaders/order.ts"): Promise<(string | null)[]> {
  const results = await eslint.lintText(`${text}\n`, { filePath });
  return results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));
}

describe("the lint gate", () => {
  it("is green on code that keeps the rules", async () => {
    expect(await brokenRules("export const three = 3;")).toEqual([]);
  });

  it.each([
    ["an any", "export const wild = (value: any): unknown => value;", "@typescript-eslint/no-explicit-any"],
    ["a promise that nobody waits for", "void 0; Promise.resolve(1);", "@typescript-eslint/no-floating-promises"],
    ["a note of work left over", "// TO" + "DO: later", "no-warning-comments"],
    ["a non-null assertion", "export const at = (x: string[]) => x[0]!;", "@typescript-eslint/no-non-null-assertion"],
    ["more than 300 lines", "export {};\n".repeat(301), "max-lines"],
  ])("is red on %s", async (_, text, rule) => {
    expect(await brokenRules(text)).toContain(rule);
  });

  it.each([
    ["as a property", "export const path = process.env.PATH;", "no-restricted-properties"],
    ["by key", 'export const path = process.env["PATH"];', "no-restricted-properties"],
    ["taken apart", "export const { env } = process;", "no-restricted-properties"],
    ["imported", 'import { env } from "node:process";\nexport const path = env["PATH"];', "no-restricted-imports"],
    [
      "imported without node:",
      'import { env } from "process";\nexport const path = env["PATH"];',
      "no-restricted-imports",
    ],
    ["through globalThis", "export const all = globalThis.process.env;", "no-restricted-syntax"],
  ])("is red on the environment read %s outside src/config.ts", async (_, text, rule) => {
    expect(await brokenRules(text)).toContain(rule);
    expect(await brokenRules(text, "src/config.ts")).not.toContain(rule);
  });
});
