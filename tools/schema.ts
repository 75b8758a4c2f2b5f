import { readFile, writeFile } from "node:fs/promises";

import { buildGraphSchema } from "../src/resolvers/schema.js";
import { printSortedSchema } from "./print-sorted-schema.js";
import { schemaProblems } from "./schema-problems.js";

// `npm run schema:write` writes schema.graphql; `npm run schema:check` fails when it is old, or when the schema breaks its rules.
const file = new URL("../schema.graphql", import.meta.url);
const schema = buildGraphSchema();

if (process.argv.includes("--write")) {
  await writeFile(file, printSortedSchema(schema));
} else {
  const problems = schemaProblems(schema, await readFile(file, "utf8"));
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}
