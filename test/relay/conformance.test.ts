import { buildClientSchema, getIntrospectionQuery, printSchema } from "graphql";
import type { GraphQLSchema } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { startWorld } from "../support/world.js";
import type { World } from "../support/world.js";
import { compile } from "./compile.js";
import { connectionFields, nodeTypes, paginationModules, refetchModules } from "./documents.js";

let world: World;
let schema: GraphQLSchema;
beforeAll(async () => {
  world = await startWorld({ accounts: [] });
  schema = buildClientSchema((await world.ask(getIntrospectionQuery())).data);
});
afterAll(() => world.close());

async function compiled(text: string, modules: ReadonlyMap<string, string>) {
  const result = await compile(text, modules);
  await result.remove();
  return result;
}

describe("Query.node", () => {
  it("tells introspection of `id` alone, and takes maxAge all the same", async () => {
    const field = schema.getQueryType()?.getFields()["node"];
    expect(field?.args.map(({ name }) => name)).toEqual(["id"]);
    const { data, errors } = await world.ask(`{ node(id: "bm9uZQ==", maxAge: 0) { id } }`);
    expect({ data, errors }).toEqual({ data: { node: null } });
  });
});

describe("Relay's compiler on the schema that introspection tells", () => {
  it("takes every connection as one to be paged forwards, backwards and both ways", async () => {
    const fields = connectionFields(schema).map(({ type, field }) => `${type.name}.${field.name}`);
    expect(fields).toEqual(expect.arrayContaining(["Query.candidates", "Job.applications", "LinkedAccount.users"]));
    const modules = paginationModules(schema);
    expect(modules.size).toBe(3 * fields.length);
    const { output, passed, artifacts } = await compiled(printSchema(schema), modules);
    expect(passed, output).toBe(true);
    const expected = [...modules.keys()].flatMap((name) => [`${name}Query`, `${name}PaginationQuery`, `${name}_data`]);
    expect(artifacts.toSorted()).toEqual(expected.toSorted());
  });

  it("takes a fragment on every type of node as one to be refetched by id", async () => {
    const modules = refetchModules(schema);
    expect([...modules.keys()]).toEqual(nodeTypes(schema).map(({ name }) => `${name}Record`));
    expect(modules.size).toBeGreaterThan(15);
    const { output, passed, artifacts } = await compiled(printSchema(schema), modules);
    expect(passed, output).toBe(true);
    expect(artifacts).toHaveLength(3 * modules.size);
  });

  it.each([
    ["a connection without page info", "CandidateConnection", "pageInfo: PageInfo!", "pages: PageInfo!", "'pageInfo'"],
    ["an edge without its place", "CandidateEdge", "cursor: String!", "mark: String!", "'edges { cursor }'"],
    ["an end that is no text", "PageInfo", "endCursor: String", "endCursor: [String]", "'pageInfo { endCursor }'"],
    ["edges that are no list", "CandidateConnection", "edges: [CandidateEdge!]!", "edges: CandidateEdge!", "'edges'"],
  ])("refuses %s", async (_, type, from, to, named) => {
    const modules = beginning(paginationModules(schema), "QueryCandidates");
    const { output, passed } = await compiled(broken(type, from, to), modules);
    expect(passed).toBe(false);
    expect(output).toContain("@connection used on invalid field 'candidates'");
    expect(output).toContain(`to expose a ${named} field`);
  });

  it("refuses to refetch a record when nodes cannot be asked for by id", async () => {
    const modules = new Map([
      ["Alone", 'fragment Alone_data on Candidate @refetchable(queryName: "AloneQuery") { name }'],
    ]);
    expect(await compiled(printSchema(schema), modules)).toMatchObject({ passed: true });
    const { output, passed } = await compiled(broken("Query", "node(", "record("), modules);
    expect(passed).toBe(false);
    expect(output).toContain("node(");
  });
});

/** The SDL with one line of a type another one. */
function broken(type: string, from: string, to: string): string {
  const sdl = printSchema(schema);
  const start = sdl.indexOf(`type ${type} `);
  const line = sdl.indexOf(from, start);
  expect(start).toBeGreaterThan(0);
  expect(line).toBeGreaterThan(start);
  return sdl.slice(0, line) + to + sdl.slice(line + from.length);
}

function beginning(modules: ReadonlyMap<string, string>, prefix: string): Map<string, string> {
  return new Map([...modules].filter(([name]) => name.startsWith(prefix)));
}
