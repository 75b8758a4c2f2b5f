import {
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
  isInterfaceType,
} from "graphql";
import type { GraphQLFieldConfig } from "graphql";

import { maxReferences } from "../../loaders/entity-reference.js";
import type { Context } from "../context.js";
import { readEntities } from "./entities.js";
import { subgraphSdl } from "./subgraph-sdl.js";

/**
 * Makes a schema a subgraph of Apollo Federation 2: the same types, with `_service` and `_entities` beside what can be read. It is built from the schema's own
 * configuration and not from its SDL, which would lose resolvers and extensions. Throws when the schema has no query type or no `Node`.
 */
export function asSubgraph(schema: GraphQLSchema): GraphQLSchema {
  const query = schema.getQueryType();
  if (!query) throw new Error("A subgraph needs a query type.");
  const { types, ...config } = schema.toConfig();
  const { fields, ...queryConfig } = query.toConfig();
  return new GraphQLSchema({
    ...config,
    query: new GraphQLObjectType({
      ...queryConfig,
      fields: { ...fields, _service: serviceField(schema), _entities: entitiesField(schema) },
    }),
    types: types.filter((type) => type !== query),
  });
}

type Field = GraphQLFieldConfig<unknown, Context>;

function serviceField(schema: GraphQLSchema): Field {
  let text: string | undefined;
  const sdl: Field = {
    type: new GraphQLNonNull(GraphQLString),
    description: "The schema of this subgraph, with what a composition needs to know of it.",
    // Written when it is first asked for, which few processes are.
    resolve: () => (text ??= subgraphSdl(schema)),
  };
  const description = "What a federated graph is composed from.";
  const type = new GraphQLObjectType({ name: "_Service", description, fields: { sdl } });
  return { type: new GraphQLNonNull(type), description: "For federated graphs: what to compose.", resolve: () => ({}) };
}

function entitiesField(schema: GraphQLSchema): Field {
  const any = new GraphQLScalarType({
    name: "_Any",
    description: "A reference to an entity: its type as `__typename`, and the fields of one of its keys.",
  });
  const representations = new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(any)));
  return {
    type: new GraphQLNonNull(new GraphQLList(entityType(schema))),
    description:
      "For federated graphs: the entities that references point at, in the same order; null where there is none.",
    args: { representations: { type: representations, description: `At most ${String(maxReferences)} an operation.` } },
    resolve: (_root, given: { representations: readonly unknown[] }, context) =>
      readEntities(given.representations, context),
  };
}

function entityType(schema: GraphQLSchema): GraphQLUnionType {
  const node = schema.getType("Node");
  if (!isInterfaceType(node)) throw new Error("The entities of a subgraph are its nodes.");
  return new GraphQLUnionType({
    name: "_Entity",
    description: "What other graphs may refer to: everything with a global id.",
    types: [...schema.getPossibleTypes(node)],
    resolveType: ({ model }: { model: string }) => model,
  });
}
