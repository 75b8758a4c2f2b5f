import { readFile, writeFile } from "node:fs/promises";

import { buildGraphSchema } from "../src/resolvers/schema.js";
import { lintSchema } from "./lint-schema.js";
import { printSortedSchema } from "./print-sorted-schema.js";

// `npm run schema:write` writes schema.graphql; `npm run schema:check` fails when it is old, or when the schema breaks its rules.
const file = new URL("../schema.graphql", import.meta.url);
const schema = buildGraphSchema();
const printed = printSortedSchema(schema);

if (process.argv.includes("--write")) {
  await writeFile(file, printed);
} else {
  for (const { rule, at, message } of lintSchema(schema)) fail(`${rule}: ${at} ${message}`);
  const committed = await readFile(file, "utf8").catch(() => "");
  if (committed !== printed)
    fail("schema-drift: schema.graphql is not the schema that is served; run npm run schema:write");
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
