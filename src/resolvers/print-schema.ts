import { buildClientSchema, introspectionFromSchema, lexicographicSortSchema, printSchema } from "graphql";
import type { GraphQLSchema } from "graphql";

/**
 * The schema as SDL, as introspection tells it unless asked for more: without deprecated arguments, which Relay's compiler would refuse. Its order does not
 * depend on how it was built, so that a difference is a change.
 */
export function printClientSchema(schema: GraphQLSchema): string {
  const told = introspectionFromSchema(schema, { inputValueDeprecation: false });
  return printSchema(lexicographicSortSchema(buildClientSchema(told)));
}
