import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { copyProject } from "./project-copy.js";
import type { ProjectCopy } from "./project-copy.js";

let project: ProjectCopy;
beforeAll(async () => {
  project = await copyProject(".prettierrc.json", ".prettierignore", "src/lib");
});
afterAll(() => project.remove());

describe("the format gate", () => {
  it("is green on files as they are", async () => {
    expect(await project.run("format:check")).toMatchObject({ passed: true });
  });

  it("is red on a file with other quotes, and names it", async () => {
    await project.write("src/lib/quotes.ts", "export const quote = 'single'\n");
    const { passed, output } = await project.run("format:check");
    expect(passed).toBe(false);
    expect(output).toContain("src/lib/quotes.ts");
  });
});
