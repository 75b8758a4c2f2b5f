import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { copyProject } from "./project-copy.js";
import type { ProjectCopy } from "./project-copy.js";

let project: ProjectCopy;
beforeAll(async () => {
  const configs = ["knip.jsonc", "tsconfig.json", "tsconfig.build.json", "vitest.config.ts", "codegen.yml"];
  const others = ["eslint.config.js", ".dependency-cruiser.js", ".prettierrc.json", "schema.graphql"];
  const examples = ["pipeline-board", "timeoff-calendar", "shared", "tsconfig.json"].map((name) => `examples/${name}`);
  project = await copyProject(...configs, ...others, ...examples, "src", "test", "tools", "bench");
});
afterAll(() => project.remove());

describe("the dead code gate", () => {
  it("is green on files as they are", async () => {
    expect(await project.run("dead-code")).toMatchObject({ passed: true });
  });

  it("is red on an unused file, export and dependency, and names them", async () => {
    await project.write("src/lib/nobody.ts", "export const nobody = 1;\n");
    await project.edit("src/lib/errors.ts", (text) => `${text}export function unusedHere(): void {}\n`);
    await project.edit("package.json", (text) =>
      text.replace('"dependencies": {', '"dependencies": {"kysely": "1.0.0",'),
    );
    const { passed, output } = await project.run("dead-code");
    expect(passed).toBe(false);
    expect(output).toMatch(/Unused files[^]*src\/lib\/nobody\.ts/);
    expect(output).toMatch(/Unused dependencies[^]*kysely/);
    expect(output).toMatch(/Unused exports[^]*unusedHere/);
  });
});
