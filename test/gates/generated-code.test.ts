import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { copyProject } from "./project-copy.js";
import type { ProjectCopy } from "./project-copy.js";

let project: ProjectCopy;
beforeAll(async () => {
  project = await copyProject("codegen.yml", "schema.graphql", "test/client", "test/generated");
});
afterAll(() => project.remove());

describe("the generated code gate", () => {
  it("is green on the committed client", async () => {
    expect(await project.run("codegen:check")).toMatchObject({ passed: true });
  });

  it("is red when an operation changed and the client did not", async () => {
    await project.edit("test/client/operations.graphql", (text) =>
      text.replace("outcome\n", "outcome\n outcomeLabel\n"),
    );
    const { passed, output } = await project.run("codegen:check");
    expect(passed).toBe(false);
    expect(output).toContain("test/generated/graphql.ts");
  });
});
