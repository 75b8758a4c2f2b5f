import { composeSchemaContract, composeServices, compositionHasErrors } from "@theguild/federation-composition";
import { buildASTSchema, isInterfaceType, isObjectType, parse, print, visit } from "graphql";
import type { GraphQLSchema } from "graphql";
import { describe, expect, it } from "vitest";

import { buildSubgraphSdl } from "../../src/resolvers/schema.js";
import { personalFields, personalParts } from "../../src/schema/personal.js";

const hiregraph = { name: "hiregraph", url: "http://hiregraph.example", typeDefs: parse(buildSubgraphSdl()) };

const federation = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])`;

function subgraph(name: string, sdl: string) {
  return { name, url: `http://${name}.example`, typeDefs: parse(`${federation} ${sdl}`) };
}

const payroll = subgraph(
  "payroll",
  `
  type Query { salaries: [Employee!]! }
  type Employee @key(fields: "workEmail") { workEmail: String salary: Float }
  type Candidate @key(fields: "id") { id: ID! expectedSalary: Float }
  type PageInfo @shareable { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
  `,
);

/** Knows candidates by the provider's own ids. */
const assessments = subgraph(
  "assessments",
  `
  type Query { results: [Result!]! }
  type Result { score: Int! candidate: Candidate! }
  type Candidate @key(fields: "account { id } remoteId", resolvable: false) { account: LinkedAccount! remoteId: String! }
  type LinkedAccount @key(fields: "id", resolvable: false) { id: ID! }
  `,
);

type Composition = ReturnType<typeof composeServices>;

function errorsOf(result: Composition): string[] {
  return compositionHasErrors(result) ? result.errors.map(({ message }) => message) : [];
}

/** What clients of a composed graph see. */
function publicSchema(result: Composition): GraphQLSchema {
  if (compositionHasErrors(result)) throw new Error(errorsOf(result).join("\n"));
  return buildASTSchema(parse(result.publicSdl), { assumeValidSDL: true });
}

function fieldsOf(schema: GraphQLSchema, name: string): string[] {
  const type = schema.getType(name);
  return isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()) : [];
}

describe("composition", () => {
  it("takes the subgraph by itself", () => {
    const schema = publicSchema(composeServices([hiregraph]));
    expect(fieldsOf(schema, "Query")).toEqual(expect.arrayContaining(["candidates", "employees", "node", "nodes"]));
  });

  it("joins graphs that know an employee by address and a candidate by id, or by account and provider's id", () => {
    const schema = publicSchema(composeServices([hiregraph, payroll, assessments]));
    expect(fieldsOf(schema, "Employee")).toEqual(expect.arrayContaining(["salary", "jobTitle", "candidate"]));
    expect(fieldsOf(schema, "Candidate")).toEqual(expect.arrayContaining(["expectedSalary", "applications"]));
    expect(fieldsOf(schema, "Result")).toEqual(["score", "candidate"]);
  });

  it("keeps tags, costs and list sizes for the router", () => {
    const result = composeServices([hiregraph, payroll]);
    if (compositionHasErrors(result)) throw new Error(errorsOf(result).join("\n"));
    const supergraph = parse(result.supergraphSdl).definitions;
    const directivesOf = (type: string, field: string): string[] => {
      const definition: any = supergraph.find((found) => "name" in found && found.name.value === type);
      return definition.fields.find(({ name }: any) => name.value === field).directives.map(print);
    };
    expect(directivesOf("Employee", "workEmail")).toContain('@tag(name: "pii")');
    expect(directivesOf("Query", "candidates")).toEqual(
      expect.arrayContaining(["@cost(weight: 1)", expect.stringMatching(/^@listSize\(.*assumedSize: 25,/)]),
    );
  });

  describe("with another graph that has Query.node", () => {
    const relay = `interface Node { id: ID! } type Query { node(id: ID!): Node other: Int }`;

    it("is refused", () => {
      expect(errorsOf(composeServices([hiregraph, subgraph("second", relay)])).join()).toMatch(/Query\.node/);
    });

    it("is done when that overrides ours", () => {
      const overriding = relay.replace("): Node", `): Node @override(from: "hiregraph")`);
      const imports = federation.replace('"@key"', '"@key", "@override"');
      const second = { ...subgraph("second", relay), typeDefs: parse(`${imports} ${overriding}`) };
      expect(errorsOf(composeServices([hiregraph, second]))).toEqual([]);
    });

    it("is done when ours is left out of what is published, as docs/federation.md does it", () => {
      const typeDefs = visit(hiregraph.typeDefs, {
        ObjectTypeDefinition: (type) =>
          type.name.value === "Query"
            ? { ...type, fields: (type.fields ?? []).filter(({ name }) => !/^nodes?$/.test(name.value)) }
            : undefined,
      });
      const schema = publicSchema(composeServices([{ ...hiregraph, typeDefs }, subgraph("second", relay)]));
      expect(fieldsOf(schema, "Query")).toEqual(expect.arrayContaining(["node", "other", "candidates"]));
      expect(fieldsOf(schema, "Query")).not.toContain("nodes");
    });
  });
});

describe("a contract without pii", () => {
  const without = { include: new Set<string>(), exclude: new Set(["pii"]) };
  const schema = publicSchema(composeSchemaContract([hiregraph, payroll, assessments], without, true));
  const whole = publicSchema(composeServices([hiregraph, payroll, assessments]));

  it("has no personal field", () => {
    const personal = Object.entries({ ...personalFields, ...personalParts });
    for (const [type, names] of personal) {
      expect(fieldsOf(whole, type)).toEqual(expect.arrayContaining(fieldsOf(schema, type)));
      const isPersonal = (field: string) => names.has(field) || field === "remoteData";
      expect(fieldsOf(schema, type).filter(isPersonal)).toEqual([]);
    }
    for (const type of ["Candidate", "Employee", "User", "Activity"])
      expect(fieldsOf(whole, type).length).toBeGreaterThan(fieldsOf(schema, type).length);
    expect(fieldsOf(schema, "ProviderRecord")).not.toContain("customFields");
  });

  it("has no type that only personal fields led to", () => {
    for (const type of ["EmailAddress", "PhoneNumber", "EducationEntry", "SocialProfile", "Answer"]) {
      expect(whole.getType(type)).toBeDefined();
      expect(schema.getType(type)).toBeUndefined();
    }
  });

  it("keeps all the rest, other graphs' fields on the same records among it", () => {
    expect(fieldsOf(schema, "Employee")).toEqual(expect.arrayContaining(["id", "jobTitle", "startDate", "salary"]));
    expect(fieldsOf(schema, "Candidate")).toEqual(
      expect.arrayContaining(["id", "remoteId", "applications", "employee", "expectedSalary"]),
    );
    expect(fieldsOf(schema, "Query")).toEqual(fieldsOf(whole, "Query"));
  });
});
