import { readFile } from "node:fs/promises";
import { buildSchema } from "graphql";
import { describe, expect, it } from "vitest";

import { buildGraphSchema } from "../../src/resolvers/schema.js";
import { lintSchema } from "../../tools/lint-schema.js";
import { schemaProblems } from "../../tools/schema-problems.js";

const schema = buildGraphSchema();
const committed = await readFile(new URL("../../schema.graphql", import.meta.url), "utf8");

/** A small schema that keeps every rule. */
const kept = `
"Where reading starts." type Query {
  "All jobs." jobs(
    "At most." first: Int, "From." after: String, "At most, from the end." last: Int, "Up to." before: String
    "Which." filter: JobFilter
  ): JobConnection
}
"What has an id." interface Node { "The id." id: ID! }
"A place to fill." type Job implements Node { "The id." id: ID! "How it stands." status: JobStatus "Where." page: URL }
"How a job stands." enum JobStatus { "Can be filled." OPEN }
"An address." scalar URL
"Which jobs." input JobFilter { "By text." contains: String }
"Jobs." type JobConnection { "In order." edges: [JobEdge!]! "Where it stands." pageInfo: PageInfo! }
"A job in a list." type JobEdge { "Its place." cursor: String! "The job." node: Job! }
"Where a page stands." type PageInfo {
  "More?" hasNextPage: Boolean! "Before?" hasPreviousPage: Boolean! "First." startCursor: String "Last." endCursor: String
}
"A value." type Tag { "The word." word: String }
`;

/** What the lint finds when a part of the small schema's text is another one. */
function findings(from: string, to: string): string[] {
  expect(kept).toContain(from);
  return lintSchema(buildSchema(kept.replace(from, to))).map(({ rule, at }) => `${rule} ${at}`);
}

describe("the schema snapshot", () => {
  it("is green on the schema that is served", () => {
    expect(schemaProblems(schema, committed)).toEqual([]);
  });

  it("is red when schema.graphql says something else", () => {
    const [problem] = schemaProblems(schema, committed.replace("  remoteId: String!", "  remoteId: String"));
    expect(problem).toMatch(/^schema-drift: /);
  });

  it("is red when the served schema breaks a rule", () => {
    const broken = buildSchema(kept.replace('"A value."', ""));
    expect(schemaProblems(broken, "")[0]).toBe("description-required: Tag has no description");
  });
});

describe("the schema lint", () => {
  it("is green on a schema that keeps the rules", () => {
    expect(lintSchema(buildSchema(kept))).toEqual([]);
  });

  it.each([
    ["type", '"A value."', "Tag"],
    ["interface", '"What has an id."', "Node"],
    ["field", '"Where."', "Job.page"],
    ["argument", '"Which."', "Query.jobs(filter:)"],
    ["input", '"Which jobs."', "JobFilter"],
    ["input field", '"By text."', "JobFilter.contains"],
    ["enum", '"How a job stands."', "JobStatus"],
    ["enum value", '"Can be filled."', "JobStatus.OPEN"],
    ["scalar", '"An address."', "URL"],
  ])("is red on the description of %s left out", (_, description, at) => {
    expect(findings(description, "")).toEqual([`description-required ${at}`]);
    expect(findings(description, '" "')).toEqual([`description-required ${at}`]);
  });

  it.each([
    ["a connection without page info", "pageInfo: PageInfo!", "pages: PageInfo!", "relay-connection JobConnection"],
    ["a connection of bare nodes", "edges: [JobEdge!]!", "edges: [Job!]!", "relay-connection JobConnection"],
    ["an edge without a cursor", "cursor: String!", "mark: String!", "relay-edge JobEdge"],
    ["an edge with many nodes", "node: Job!", "node: [Job!]!", "relay-edge JobEdge"],
    ["page info without its end", "endCursor: String", "last: String", "relay-page-info PageInfo"],
    ["an id on what is no node", '"The word." word: String', '"The id." id: ID!', "relay-node Tag"],
    ["a connection that cannot be paged", "after: String", "from: String", "relay-arguments Query.jobs"],
  ])("is red on %s", (_, from, to, finding) => {
    expect(findings(from, to)).toEqual([finding]);
  });
});
