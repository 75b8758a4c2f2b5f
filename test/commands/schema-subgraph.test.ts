import { parse } from "graphql";
import { describe, expect, it } from "vitest";

import { buildSubgraphSdl } from "../../src/resolvers/schema.js";
import { hiregraph } from "./hiregraph.js";

// Nothing here may open a database.
const env = { HIREGRAPH_DATA_DIR: "/dev/null/nowhere" };

describe("hiregraph schema --subgraph", () => {
  it("prints what a registry takes", async () => {
    const { code, stdout } = await hiregraph(["schema", "--subgraph"], env);
    expect(code).toBe(0);
    expect(stdout).toBe(`${buildSubgraphSdl()}\n`);
    expect(parse(stdout).definitions[0]).toMatchObject({ kind: "SchemaExtension" });
  });

  it.each([
    ["--provider-coverage", "'--subgraph' does not go with '--provider-coverage'"],
    ["--json", "'--json' goes with '--provider-coverage'"],
  ])("refuses %s beside it", async (option, message) => {
    const { code, stdout, stderr } = await hiregraph(["schema", "--subgraph", option], env);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(message);
  });
});
