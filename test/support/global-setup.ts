import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { openStore } from "../../src/store/store.js";
import { templateName, withDatabaseName } from "./database.js";

declare module "vitest" {
  export interface ProvidedContext {
    databaseServerUrl: string;
  }
}

/** One server for the whole run, with a migrated database that `freshDatabase` copies. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "hiregraph-test-"));
  const server = await openStore({ databaseUrl: process.env["HIREGRAPH_TEST_DATABASE_URL"], dataDir });
  await server.db.query(`drop database if exists ${templateName} with (force)`);
  await server.db.query(`create database ${templateName}`);
  const template = await openStore({ databaseUrl: withDatabaseName(server.url, templateName), dataDir });
  await template.close();
  project.provide("databaseServerUrl", server.url);
  return async () => {
    await server.db.query(`drop database if exists ${templateName} with (force)`);
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  };
}
