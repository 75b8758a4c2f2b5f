import { describe, expect, it } from "vitest";

import { copyProject } from "../gates/project-copy.js";

const folders = ["schema.graphql", "examples/pipeline-board", "examples/timeoff-calendar"];

describe("what is generated for the examples", () => {
  it("is as committed, and out of date as soon as an operation changes", async () => {
    const project = await copyProject(...folders);
    try {
      expect(await project.run("codegen:examples:check")).toMatchObject({ passed: true });
      await project.edit("examples/pipeline-board/card.tsx", (text) =>
        text.replace("appliedAt\n", "appliedAt score\n"),
      );
      expect(await project.run("codegen:examples:check")).toMatchObject({ passed: false });
    } finally {
      await project.remove();
    }
  });
});
