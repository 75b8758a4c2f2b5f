import type { GraphQLSchema } from "graphql";

import { printClientSchema } from "../src/resolvers/print-schema.js";

/** The schema as schema.graphql holds it. */
export function printSortedSchema(schema: GraphQLSchema): string {
  return `${printClientSchema(schema)}\n`;
}
