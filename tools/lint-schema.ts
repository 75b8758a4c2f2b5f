import type { GraphQLField, GraphQLNamedType, GraphQLObjectType, GraphQLSchema } from "graphql";
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
} from "graphql";

/** The rules of the public schema, each by the name that a finding begins with. */
type Rule =
  "description-required" | "relay-connection" | "relay-edge" | "relay-page-info" | "relay-arguments" | "relay-node";

export interface Finding {
  rule: Rule;
  /** Schema coordinate: `Candidate.name`, `Query.jobs(first:)`. */
  at: string;
  message: string;
}

interface Described {
  at: string;
  description: string | null | undefined;
}

interface Named {
  name: string;
  description?: string | null | undefined;
}

/** What in a schema breaks the rules: every element is described, and Relay's conventions hold. */
export function lintSchema(schema: GraphQLSchema): Finding[] {
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
  return [...types.flatMap(undescribed), ...types.filter(isObjectType).flatMap((type) => relayFindings(schema, type))];
}

function undescribed(type: GraphQLNamedType): Finding[] {
  return membersOf(type)
    .filter(({ description }) => !description?.trim())
    .map(({ at }) => finding("description-required", at, "has no description"));
}

/** A type and everything in it that explorers show. */
function membersOf(type: GraphQLNamedType): Described[] {
  const own = { at: type.name, description: type.description };
  const member = ({ name, description }: Named): Described => ({ at: `${type.name}.${name}`, description });
  if (isEnumType(type)) return [own, ...type.getValues().map(member)];
  if (isInputObjectType(type)) return [own, ...Object.values(type.getFields()).map(member)];
  if (!isObjectType(type) && !isInterfaceType(type)) return [own];
  const fields = Object.values(type.getFields());
  const args = fields.flatMap((field) =>
    field.args.map(({ name, description }) => ({ at: `${type.name}.${field.name}(${name}:)`, description })),
  );
  return [own, ...fields.map(member), ...args];
}

function relayFindings(schema: GraphQLSchema, type: GraphQLObjectType): Finding[] {
  return [
    ...(type.name.endsWith("Connection") ? connectionFindings(type) : []),
    ...(type.name.endsWith("Edge") ? edgeFindings(type) : []),
    ...(type.name === "PageInfo" ? pageInfoFindings(type) : []),
    ...nodeFindings(schema, type),
    ...Object.values(type.getFields()).flatMap((field) => argumentFindings(type, field)),
  ];
}

function connectionFindings(type: GraphQLObjectType): Finding[] {
  const { edges, pageInfo } = type.getFields();
  const edge = edges && listItem(edges);
  return [
    ...(edge?.endsWith("Edge") ? [] : [finding("relay-connection", type.name, "needs edges: a list of an Edge type")]),
    ...(String(pageInfo?.type) === "PageInfo!"
      ? []
      : [finding("relay-connection", type.name, "needs pageInfo: PageInfo!")]),
  ];
}

function edgeFindings(type: GraphQLObjectType): Finding[] {
  const { cursor, node } = type.getFields();
  return [
    ...(String(cursor?.type) === "String!" ? [] : [finding("relay-edge", type.name, "needs cursor: String!")]),
    ...(node && !listItem(node) ? [] : [finding("relay-edge", type.name, "needs a node that is no list")]),
  ];
}

const pageInfoTypes = {
  hasNextPage: "Boolean!",
  hasPreviousPage: "Boolean!",
  startCursor: "String",
  endCursor: "String",
};

function pageInfoFindings(type: GraphQLObjectType): Finding[] {
  const fields = type.getFields();
  return Object.entries(pageInfoTypes)
    .filter(([name, wanted]) => String(fields[name]?.type) !== wanted)
    .map(([name, wanted]) => finding("relay-page-info", type.name, `needs ${name}: ${wanted}`));
}

/** Whatever has an `id: ID!` is a Node, so that a client can refetch it; a Node's id is what `node` takes. */
function nodeFindings(schema: GraphQLSchema, type: GraphQLObjectType): Finding[] {
  const node = schema.getType("Node");
  const implementsNode = isInterfaceType(node) && schema.isSubType(node, type);
  const id = type.getFields()["id"];
  if (!implementsNode && id && String(id.type) === "ID!")
    return [finding("relay-node", type.name, "has an id: ID! and is no Node")];
  if (implementsNode && String(id?.type) !== "ID!")
    return [finding("relay-node", type.name, "is a Node and needs id: ID!")];
  return [];
}

function argumentFindings(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): Finding[] {
  const at = `${type.name}.${field.name}`;
  if (!getNamedType(field.type).name.endsWith("Connection")) return [];
  const typeOf = (name: string): string => String(field.args.find((argument) => argument.name === name)?.type);
  const pairs: [string, string][] = [
    ["first", "Int"],
    ["after", "String"],
    ["last", "Int"],
    ["before", "String"],
  ];
  return pairs
    .filter(([name, wanted]) => typeOf(name) !== wanted)
    .map(([name, wanted]) => finding("relay-arguments", at, `needs the argument ${name}: ${wanted}`));
}

/** The name of a list's items; undefined for what is no list. */
function listItem(field: GraphQLField<unknown, unknown>): string | undefined {
  const type = isNonNullType(field.type) ? field.type.ofType : field.type;
  return isListType(type) ? getNamedType(type).name : undefined;
}

function finding(rule: Rule, at: string, message: string): Finding {
  return { rule, at, message };
}
