import { readFile } from "node:fs/promises";
import { buildSchema, getNamedType, isAbstractType, isObjectType } from "graphql";
import type { GraphQLNamedType, GraphQLObjectType } from "graphql";
import { describe, expect, it } from "vitest";

const schema = buildSchema(await readFile(new URL(import.meta.resolve("hiregraph/schema.graphql")), "utf8"));
const page = await readFile(new URL("../../docs/clients.md", import.meta.url), "utf8");
const [, block = ""] = /```js\n(\/\/ graph\.js\n[^`]*)```/u.exec(page) ?? [];
const told = (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(block)}`)) as Record<
  string,
  unknown
>;

// What gateways ask a subgraph begins with an underscore.
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith("_"));
const roots = [schema.getQueryType(), schema.getMutationType()];
const namesOf = (list: readonly GraphQLNamedType[]) => list.map(({ name }) => name).toSorted();
const node = schema.getType("Node");
const keyed = new Set(isAbstractType(node) ? namesOf(schema.getPossibleTypes(node)) : []);
// Providers are few, and known by a word of ours.
keyed.add("ProviderInfo");
const objects = types.filter((type): type is GraphQLObjectType => isObjectType(type) && !roots.includes(type));
const withoutKey = objects.filter(({ name }) => !keyed.has(name));

describe("what docs/clients.md tells caches", () => {
  it("names the types of every interface and union", () => {
    expect(keyed.size).toBeGreaterThan(15);
    const expected = types
      .filter(isAbstractType)
      .map((type) => [type.name, namesOf(schema.getPossibleTypes(type))] as const);
    expect(told["possibleTypes"]).toEqual(Object.fromEntries(expected));
  });

  it("names every type without a key that a cache asks about", () => {
    // Graphcache knows the names of pages; the fields of Mutation are roots to it.
    const expected = withoutKey.filter(({ name }) => !/PageInfo|(Connection|Edge|Payload)$/u.test(name));
    expect(told["keyless"]).toEqual(namesOf(expected));
  });

  it("names every type whose id is the provider's own", () => {
    expect(told["misleadingIds"]).toEqual(namesOf(withoutKey.filter((type) => "id" in type.getFields())));
    expect(told["misleadingIds"]).toContain("Question");
  });

  it("names every connection", () => {
    const expected = types.filter(isObjectType).flatMap((type) => {
      const fields = Object.values(type.getFields()).filter(({ type: given }) =>
        getNamedType(given).name.endsWith("Connection"),
      );
      return fields.length === 0 ? [] : [[type.name, fields.map(({ name }) => name)] as const];
    });
    expect(told["paged"]).toEqual(Object.fromEntries(expected));
  });
});

describe("the package", () => {
  it("holds the schema and gives it out", async () => {
    const { files, exports } = JSON.parse(await readFile("package.json", "utf8")) as {
      files: string[];
      exports: Record<string, unknown>;
    };
    expect(files).toContain("schema.graphql");
    expect(exports["./schema.graphql"]).toBe("./schema.graphql");
  });
});
