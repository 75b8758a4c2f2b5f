import { getNamedType, getNullableType, isCompositeType, isInterfaceType, isListType, isObjectType } from "graphql";
import type { GraphQLField, GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema } from "graphql";

import { personalFields, personalParts } from "../../schema/personal.js";
import { assumedListSize, defaultPageSize, maxPageSize, tellingTypes } from "../../schema/relay/connection.js";
import { valueTypesOf } from "./value-types.js";

/** The federation directives of a schema's elements, as text. */
export interface SubgraphDirectives {
  ofType(name: string): readonly string[];
  ofField(type: string, name: string): readonly string[];
}

/** Keys beside `id`: what another graph may know of a record without having asked for it here. */
const furtherKeys: Readonly<Record<string, readonly string[]>> = {
  Candidate: ["account { id } remoteId"],
  Employee: ["workEmail"],
};

/** What of a connection its page size bounds. */
const pageParts = ["edges", "nodes"];

type Fielded = GraphQLObjectType | GraphQLInterfaceType;
type Field = GraphQLField<unknown, unknown>;

/**
 * Says which directives a schema's elements have: `@key` on nodes, `@shareable` on values, `@tag(name: "pii")` on what needs `pii:read`, and `@cost` and
 * `@listSize` so that a router's estimate of an operation is the one that is made here (docs/cost.md).
 */
export function createSubgraphDirectives(schema: GraphQLSchema): SubgraphDirectives {
  const values = valueTypesOf(schema);
  const fielded = (name: string): Fielded | undefined => {
    const type = schema.getType(name);
    return isObjectType(type) || isInterfaceType(type) ? type : undefined;
  };
  const isRoot = (type: Fielded): boolean =>
    [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].some((root) => root === type);
  return {
    ofType(name) {
      const type = fielded(name);
      if (!isObjectType(type)) return [];
      const isUsual = isRoot(type) || isRecord(type) || isConnection(type);
      const weight = isUsual ? [] : [`@cost(weight: ${String(tellingTypes.get(name) ?? 0)})`];
      return [...keysOf(type), ...(values.has(name) ? ["@shareable"] : []), ...weight];
    },
    ofField(typeName, name) {
      const type = fielded(typeName);
      const field = type?.getFields()[name];
      if (!type || !field) return [];
      return [...(isPersonalField(schema, type, name) ? [`@tag(name: "pii")`] : []), ...sizeOf(type, field)];
    },
  };
}

function keysOf(type: GraphQLObjectType): string[] {
  if (!type.getInterfaces().some(({ name }) => name === "Node")) return [];
  return ["id", ...(furtherKeys[type.name] ?? [])].map((fields) => `@key(fields: "${fields}")`);
}

function isRecord(type: GraphQLObjectType): boolean {
  return type.getInterfaces().some(({ name }) => name === "ProviderRecord");
}

function isConnection(type: Fielded): boolean {
  return type.getFields()["pageInfo"] !== undefined;
}

/** A field of an interface is personal when it is so in one of its types: a contract that leaves the latter out may not keep the former. */
function isPersonalField(schema: GraphQLSchema, type: Fielded, field: string): boolean {
  if (isInterfaceType(type))
    return schema.getPossibleTypes(type).some((possible) => isPersonalField(schema, possible, field));
  // Payloads hold what the fields do, and more.
  if (field === "remoteData") return true;
  const fields: Readonly<Record<string, ReadonlySet<string> | undefined>> = { ...personalFields, ...personalParts };
  return fields[type.name]?.has(field) ?? false;
}

/** How long lists are, for routers that add up what an operation may cost. */
function sizeOf(type: Fielded, field: Field): string[] {
  const named = getNamedType(field.type);
  if (isObjectType(named) && isConnection(named)) {
    const bounds = `slicingArguments: ["first", "last"], sizedFields: ${JSON.stringify(pageParts)}`;
    const size = `assumedSize: ${String(defaultPageSize)}, ${bounds}, requireOneSlicingArgument: false`;
    return ["@cost(weight: 1)", `@listSize(${size})`];
  }
  if (!isListType(getNullableType(field.type)) || !isCompositeType(named)) return [];
  if (isConnection(type) && pageParts.includes(field.name)) return [];
  const isBounded = field.args.some(({ name }) => name === "ids");
  return [`@listSize(assumedSize: ${String(isBounded ? maxPageSize : assumedListSize)})`];
}
