import type { GraphQLSchema } from "graphql";
import { lexicographicSortSchema, printSchema } from "graphql";

/** The schema as SDL in an order that does not depend on how it was built, so that a difference is a change. */
export function printSortedSchema(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
