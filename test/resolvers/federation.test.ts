import {
  GraphQLInt,
  GraphQLObjectType,
  GraphQLSchema,
  Kind,
  buildSchema,
  graphqlSync,
  isObjectType,
  parse,
  printSchema,
} from "graphql";
import type { DefinitionNode } from "graphql";
import { describe, expect, it } from "vitest";

import { asSubgraph } from "../../src/resolvers/federation/subgraph.js";
import { buildGraphSchema, buildSubgraphSdl } from "../../src/resolvers/schema.js";
import { isPersonal } from "../../src/schema/personal.js";
import { modelNames } from "../../src/schema/model-name.js";

const schema = buildGraphSchema();
const sdl = buildSubgraphSdl();
const { definitions } = parse(sdl);

function definitionOf(name: string): any {
  return definitions.find((definition: DefinitionNode) => "name" in definition && definition.name.value === name);
}

/** The directives of a type (`Employee`) or of a field (`Employee.name`), as they stand in the SDL. */
function directivesOf(coordinate: string): string[] {
  const [type = "", field] = coordinate.split(".");
  const definition = definitionOf(type);
  const node = field === undefined ? definition : definition.fields.find(({ name }: any) => name.value === field);
  return node.directives.map(({ loc }: any) => sdl.slice(loc.start, loc.end));
}

describe("the subgraph's SDL", () => {
  it("is what _service tells", () => {
    const { data } = graphqlSync({ schema, source: "{ _service { sdl } }" });
    expect(data).toEqual({ _service: { sdl } });
  });

  it("links federation 2 and leaves out what is only for gateways", () => {
    expect(sdl).toMatch(/^extend schema\n {2}@link\(\n {4}url: "https:\/\/specs.apollo.dev\/federation\/v2.9"/);
    for (const name of ["_Service", "_Entity", "_Any"]) expect(definitionOf(name)).toBeUndefined();
    const fields = definitionOf("Query").fields.map(({ name }: any) => name.value);
    expect(fields).toContain("candidates");
    expect(fields.filter((name: string) => name.startsWith("_"))).toEqual([]);
  });

  it.each([...modelNames, "LinkedAccount", "AuditEvent"])("has %s as an entity by its id", (name) => {
    expect(directivesOf(name)).toContain('@key(fields: "id")');
  });

  it("has the keys by which other graphs know people, and no others", () => {
    expect(sdl.match(/@key\(fields: "(?!id")[^)]*\)/g)).toEqual([
      '@key(fields: "account { id } remoteId")',
      '@key(fields: "workEmail")',
    ]);
    expect(directivesOf("Candidate")).toContain('@key(fields: "account { id } remoteId")');
    expect(directivesOf("Employee")).toContain('@key(fields: "workEmail")');
  });

  it("shares values, which have no identity, and nothing else", () => {
    for (const name of ["PageInfo", "EmailAddress", "Address", "Freshness", "Subfield"])
      expect(directivesOf(name)).toContain("@shareable");
    const others = ["Candidate", "JobConnection", "JobEdge", "ConnectionSource", "HiringTeamMember", "Query"];
    for (const name of [...others, "CreateCandidatePayload", "Mutation"])
      expect(directivesOf(name)).not.toContain("@shareable");
  });

  it("tags each field that needs pii:read, and no other", () => {
    const tagged: string[] = [];
    for (const model of modelNames) {
      const fields: string[] = definitionOf(model).fields.map(({ name }: any) => name.value);
      const found = fields.filter((name) => directivesOf(`${model}.${name}`).includes('@tag(name: "pii")'));
      expect(found).toEqual(fields.filter((name) => isPersonal(model, name) || name === "remoteData"));
      tagged.push(...found);
    }
    expect(tagged.length).toBeGreaterThan(50);
    expect(directivesOf("HistoricActor.name")).toEqual(['@tag(name: "pii")']);
    expect(directivesOf("HistoricActor.user")).toEqual([]);
  });

  it("tags what an interface has of them, since no contract may keep that without them", () => {
    expect(directivesOf("ProviderRecord.customFields")).toContain('@tag(name: "pii")');
    expect(directivesOf("ProviderRecord.remoteData")).toContain('@tag(name: "pii")');
    expect(directivesOf("ProviderRecord.remoteId")).toEqual([]);
  });

  it("tags no field of an input, whose conditions are refused without the scope", () => {
    const inputs = definitions.filter(({ kind }) => kind === Kind.INPUT_OBJECT_TYPE_DEFINITION);
    expect(inputs.length).toBeGreaterThan(30);
    expect(inputs.flatMap(({ fields }: any) => fields.flatMap(({ directives }: any) => directives))).toEqual([]);
  });

  it("tells how long each connection may be, and what its members cost", () => {
    const size =
      '@listSize(assumedSize: 25, slicingArguments: ["first", "last"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)';
    for (const field of ["Query.candidates", "Candidate.applications", "LinkedAccount.jobs", "Query.linkedAccounts"])
      expect(directivesOf(field)).toEqual(["@cost(weight: 1)", size]);
    expect(directivesOf("Query.nodes")).toEqual(["@listSize(assumedSize: 100)"]);
    expect(directivesOf("Employee.groups")).toEqual(["@listSize(assumedSize: 10)"]);
    expect(directivesOf("CandidateConnection.nodes")).toEqual([]);
    for (const free of ["PageInfo", "JobEdge", "LinkedAccount"])
      expect(directivesOf(free)).toContain("@cost(weight: 0)");
    for (const long of ["ModelCapability", "ModelCoverage"]) expect(directivesOf(long)).toContain("@cost(weight: 10)");
    for (const one of ["Candidate", "JobConnection"]) expect(directivesOf(one)).not.toContain("@cost(weight: 0)");
  });
});

describe("the schema that is served", () => {
  it("has no directive of federation, so that clients see none", () => {
    const names = schema.getDirectives().map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["skip", "include", "deprecated"]));
    expect(names.filter((name) => ["key", "tag", "shareable", "link", "cost", "listSize"].includes(name))).toEqual([]);
    expect(printSchema(schema)).not.toMatch(/ @(key|tag|shareable|cost|listSize)\b/);
  });

  it("has every node among its entities", () => {
    const { data } = graphqlSync({ schema, source: `{ __type(name: "_Entity") { possibleTypes { name } } }` });
    const names = (data as any).__type.possibleTypes.map(({ name }: any) => name);
    expect(names.toSorted()).toEqual([...modelNames, "LinkedAccount", "AuditEvent"].toSorted());
  });

  it("keeps resolvers and extensions of what it is made from", () => {
    const node = buildSchema(
      "interface Node { id: ID! } type Thing implements Node { id: ID! } type Query { t: Thing }",
    );
    const resolve = () => 7;
    const number = { type: GraphQLInt, resolve, extensions: { complexity: 3 } };
    const query = new GraphQLObjectType({ name: "Query", fields: { number }, extensions: { mark: 1 } });
    const things = ["Node", "Thing"].flatMap((name) => node.getType(name) ?? []);
    const made = asSubgraph(new GraphQLSchema({ query, types: things, extensions: { mark: 2 } }));
    expect(made.extensions).toEqual({ mark: 2 });
    expect(made.getQueryType()?.extensions).toEqual({ mark: 1 });
    expect(made.getQueryType()?.getFields()["number"]).toMatchObject({ resolve, extensions: { complexity: 3 } });
    expect(graphqlSync({ schema: made, source: "{ number }" }).data).toEqual({ number: 7 });
    expect(isObjectType(made.getType("_Service"))).toBe(true);
  });

  it("cannot be made of what has nothing to read, or no nodes", () => {
    expect(() => asSubgraph(new GraphQLSchema({}))).toThrow("query type");
    expect(() => asSubgraph(buildSchema("type Query { number: Int }"))).toThrow("nodes");
  });
});
