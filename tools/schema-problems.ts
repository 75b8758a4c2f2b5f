import type { GraphQLSchema } from "graphql";

import { lintSchema } from "./lint-schema.js";
import { printSortedSchema } from "./print-sorted-schema.js";

/** What is wrong with a schema, a line each: rules that it breaks, and that the committed SDL is another one. */
export function schemaProblems(schema: GraphQLSchema, committed: string): string[] {
  const findings = lintSchema(schema).map(({ rule, at, message }) => `${rule}: ${at} ${message}`);
  if (committed === printSortedSchema(schema)) return findings;
  return [...findings, "schema-drift: schema.graphql is not the schema that is served; run npm run schema:write"];
}
