import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { copyProject } from "./project-copy.js";
import type { ProjectCopy } from "./project-copy.js";

/** A file that breaks a rule, by the name of the rule. */
const breaches: [rule: string, file: string, text: string][] = [
  ["lib-imports", "src/lib/x.ts", 'import "../config.js";'],
  ["schema-imports", "src/schema/x.ts", 'import type {} from "../lib/errors.js";'],
  ["sandbox-imports", "src/sandbox/x.ts", 'import "../schema/enums.js";'],
  ["config-imports", "src/config.ts", 'import "./lib/errors.js";'],
  ["store-imports", "src/store/x.ts", 'import "../accounts/vault.js";'],
  ["contract-imports", "src/datasources/provider.ts", 'import "../store/store.js";'],
  ["upstream-http-imports", "src/datasources/http/x.ts", 'import "../registry.js";'],
  ["provider-imports", "src/datasources/workable/x.ts", 'import "../sage-hr/index.js";'],
  ["provider-maps-without-graphql", "src/datasources/sage-hr/x.ts", 'import "../../schema/job.js";'],
  ["only-the-registry-names-providers", "src/commands/x.ts", 'import "../datasources/workable/index.js";'],
  ["accounts-imports", "src/accounts/x.ts", 'import "../loaders/walk.js";'],
  ["loaders-imports", "src/loaders/x.ts", 'import "../resolvers/schema.js";'],
  ["resolvers-imports", "src/resolvers/x.ts", 'import "../store/store.js";'],
  ["http-imports", "src/http/x.ts", 'import "../loaders/walk.js";'],
  ["operation-imports", "src/http/operation/x.ts", 'import "../../store/store.js";'],
  ["explorer-imports", "src/http/explorer/x.ts", 'import "../explorer.js";'],
  ["browser-module-imports", "src/connect/x.ts", 'import "../lib/errors.js";'],
  ["upstream-http-as-types", "src/loaders/y.ts", 'import "../datasources/http/http.js";'],
  ["only-commands-start-a-server", "src/http/y.ts", 'import "../server.js";'],
  ["only-datasources-http-uses-got", "src/datasources/sage-hr/y.ts", 'import got from "got"; got;'],
  ["only-store-uses-pg", "src/accounts/y.ts", 'import pg from "pg"; pg;'],
  ["only-lib-uses-pino", "src/http/z.ts", 'import { pino } from "pino"; pino;'],
  ["no-cycles", "src/store/cycle.ts", 'import "./round.js";'],
  ["product-needs-no-tests", "src/commands/y.ts", 'import "../../test/support/world.js";'],
  ["no-development-packages", "src/commands/z.ts", 'import "vitest";'],
  ["not-found", "src/lib/y.ts", 'import "./nowhere.js";'],
];

let project: ProjectCopy;
beforeAll(async () => {
  project = await copyProject(".dependency-cruiser.js", "tsconfig.json", "src", "test", "tools", "bench");
});
afterAll(() => project.remove());

describe("the import boundaries", () => {
  it("are green on files as they are", async () => {
    expect(await project.run("boundaries")).toMatchObject({ passed: true });
  });

  it("are red for each forbidden import, by the name of its rule", async () => {
    await project.write("src/store/round.ts", 'import "./cycle.js";\n');
    const addTo = (path: string, text: string) => project.edit(path, (old) => `${old}${text}\n`);
    for (const [, file, text] of breaches) {
      await (/^src\/(config|datasources\/provider)\.ts$/.test(file)
        ? addTo(file, text)
        : project.write(file, `${text}\n`));
    }
    const { passed, output } = await project.run("boundaries");
    expect(passed).toBe(false);
    const found = breaches.filter(([rule, file]) => output.includes(`error ${rule}: ${file} →`)).map(([rule]) => rule);
    expect(found).toEqual(breaches.map(([rule]) => rule));
  });
});
