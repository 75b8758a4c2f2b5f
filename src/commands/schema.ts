import type { Command } from "commander";
import { loadConfig } from "../config.js";
import { printJson, printLine, printTable } from "./output.js";

type Options = { subgraph?: true; providerCoverage?: true; json?: true };
type Depth = "list" | "detail";
interface CoverageRow {
  model: string;
  field: string;
  providers: Record<string, Depth | null>;
}

export function addSchemaCommand(program: Command): void {
  program
    .command("schema")
    .description("Print the GraphQL schema, or which provider fills which field.")
    .option("--subgraph", "with the directives of Apollo Federation 2, as registries and composers take it")
    .option("--provider-coverage", "a table of models, fields and providers: list, detail, or – for never")
    .option("--json", "with --provider-coverage: print it as a JSON list")
    .addHelpText(
      "after",
      "\nExamples:\n  hiregraph schema > schema.graphql\n  hiregraph schema --subgraph > subgraph.graphql\n  hiregraph schema --provider-coverage --json",
    )
    .action(async (options: Options, command: Command) => {
      if (options.providerCoverage && options.subgraph)
        command.error("option '--subgraph' does not go with '--provider-coverage'");
      else if (options.providerCoverage) await printCoverage(options.json === true);
      else if (options.json) command.error("option '--json' goes with '--provider-coverage'");
      else if (options.subgraph) await printSubgraph();
      else await printSdl();
    });
}

// The graph is loaded by the commands that need it: it is most of the time that a short command takes to start.
async function printSdl(): Promise<void> {
  const [{ printClientSchema }, { buildGraphSchema }] = await Promise.all([
    import("../resolvers/print-schema.js"),
    import("../resolvers/schema.js"),
  ]);
  printLine(printClientSchema(buildGraphSchema()));
}

/** What `_service` tells a gateway that composes while it runs. */
async function printSubgraph(): Promise<void> {
  const { buildSubgraphSdl } = await import("../resolvers/schema.js");
  printLine(buildSubgraphSdl());
}

async function printCoverage(isJson: boolean): Promise<void> {
  const rows = await readCoverage();
  if (isJson) {
    printJson(rows);
    return;
  }
  const providers = [...new Set(rows.flatMap((row) => Object.keys(row.providers)))];
  printTable(
    ["MODEL", "FIELD", ...providers.map((provider) => provider.toUpperCase())],
    rows.map(({ model, field, providers: by }) => [model, field, ...providers.map((id) => by[id] ?? "–")]),
  );
}

async function readCoverage(): Promise<CoverageRow[]> {
  const { createProviders } = await import("../datasources/registry.js");
  const { providerInfo } = await import("../resolvers/capabilities.js");
  const rows = new Map<string, CoverageRow>();
  const infos = [...createProviders(loadConfig({}).providerUrls).values()].map(providerInfo);
  const nobody = Object.fromEntries(infos.map(({ id }) => [id, null]));
  const rowOf = (model: string, field: string): CoverageRow => {
    const row = rows.get(`${model}.${field}`) ?? { model, field, providers: { ...nobody } };
    rows.set(`${model}.${field}`, row);
    return row;
  };
  for (const { id, coverage } of infos) {
    for (const { model, fields, unsupported } of coverage) {
      for (const field of unsupported) rowOf(model, field);
      for (const { field, needsDetail } of fields) rowOf(model, field).providers[id] = needsDetail ? "detail" : "list";
    }
  }
  return [...rows.values()].sort((a, b) => a.model.localeCompare(b.model) || a.field.localeCompare(b.field));
}
