import { getNamedType, isInterfaceType, isLeafType, isObjectType } from "graphql";
import type { GraphQLField, GraphQLNamedType, GraphQLObjectType, GraphQLSchema } from "graphql";

/** A connection field, wherever it is. */
export interface ConnectionField {
  type: GraphQLObjectType;
  field: GraphQLField<unknown, unknown>;
  connection: GraphQLObjectType;
  node: GraphQLObjectType;
}

/** Every field that gives a connection, of the root and of records. */
export function connectionFields(schema: GraphQLSchema): ConnectionField[] {
  return objectTypes(schema).flatMap((type) =>
    Object.values(type.getFields()).flatMap((field) => {
      const connection = getNamedType(field.type);
      if (!isObjectType(connection) || !connection.name.endsWith("Connection")) return [];
      return [{ type, field, connection, node: nodeOf(connection) }];
    }),
  );
}

/** The types that `Query.node` can give. */
export function nodeTypes(schema: GraphQLSchema): readonly GraphQLObjectType[] {
  const node = schema.getType("Node");
  return isInterfaceType(node) ? schema.getPossibleTypes(node) : [];
}

function objectTypes(schema: GraphQLSchema): GraphQLObjectType[] {
  return Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith("__"),
  );
}

const directions = {
  Forward: {
    variables: "count: { type: Int, defaultValue: 5 }, cursor: { type: String }",
    use: "first: $count, after: $cursor",
  },
  Backward: {
    variables: "count: { type: Int, defaultValue: 5 }, cursor: { type: String }",
    use: "last: $count, before: $cursor",
  },
  BothWays: {
    variables: "first: { type: Int }, after: { type: String }, last: { type: Int }, before: { type: String }",
    use: "first: $first, after: $after, last: $last, before: $before",
  },
} as const;

/** For every connection field and direction a module with a refetchable pagination fragment and an operation that spreads it. */
export function paginationModules(schema: GraphQLSchema): Map<string, string> {
  return new Map(
    connectionFields(schema).flatMap((found) =>
      Object.entries(directions).map(([direction, { variables, use }]) => {
        const { type, field, connection, node } = found;
        const name = `${type.name}${capitalised(field.name)}${direction}`;
        const fragment = `fragment ${name}_data on ${type.name}
          @refetchable(queryName: "${name}PaginationQuery")
          @argumentDefinitions(${variables.replaceAll(/type: (\w+)/gu, 'type: "$1"')}) {
          ${field.name}(${use}) @connection(key: "${name}_${field.name}") {
            edges { node { ${leavesOf(node)} } }
            ${leavesOf(connection)}
          }
        }`;
        return [name, `${fragment}\n${spreading(schema, type, name)}`] as const;
      }),
    ),
  );
}

/** For every type of node a module with a fragment that can be refetched by id. */
export function refetchModules(schema: GraphQLSchema): Map<string, string> {
  return new Map(
    nodeTypes(schema).map((type) => {
      const name = `${type.name}Record`;
      const fragment = `fragment ${name}_data on ${type.name} @refetchable(queryName: "${name}RefetchQuery") { ${leavesOf(type)} }`;
      return [name, `${fragment}\n${spreading(schema, type, name)}`] as const;
    }),
  );
}

function spreading(schema: GraphQLSchema, type: GraphQLNamedType, name: string): string {
  return type === schema.getQueryType()
    ? `query ${name}Query { ...${name}_data }`
    : `query ${name}Query($id: ID!) { node(id: $id) { ...${name}_data @alias(as: "record") } }`;
}

function leavesOf(type: GraphQLObjectType): string {
  return Object.values(type.getFields())
    .filter((field) => isLeafType(getNamedType(field.type)))
    .map(({ name }) => name)
    .join(" ");
}

function nodeOf(connection: GraphQLObjectType): GraphQLObjectType {
  const edge = getNamedType(connection.getFields()["edges"]?.type);
  const node = isObjectType(edge) && getNamedType(edge.getFields()["node"]?.type);
  if (!isObjectType(node)) throw new Error(`${connection.name} has no edges with a node.`);
  return node;
}

function capitalised(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
