import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { openStore } from "../../src/store/store.js";
import type { Store } from "../../src/store/store.js";

export type FreshDatabase = { readonly store: Store; readonly url: string; readonly close: () => Promise<void> };

export const templateName = "hiregraph_test_template";

/** A migrated database of its own on the run's shared server; `close` closes the store and drops it. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const name = `hiregraph_test_${randomUUID().replaceAll("-", "")}`;
  await onServer(`create database ${name} template ${templateName}`);
  const url = withDatabaseName(inject("databaseServerUrl"), name);
  const store = await openStore({ databaseUrl: url, dataDir: "unused" });
  return {
    store,
    url,
    close: async () => {
      await store.close();
      await onServer(`drop database if exists ${name} with (force)`);
    },
  };
}

/** An empty database without any table. */
export async function emptyDatabase(): Promise<{ readonly url: string; readonly drop: () => Promise<void> }> {
  const name = `hiregraph_test_${randomUUID().replaceAll("-", "")}`;
  await onServer(`create database ${name}`);
  return {
    url: withDatabaseName(inject("databaseServerUrl"), name),
    drop: () => onServer(`drop database if exists ${name} with (force)`),
  };
}

export function withDatabaseName(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject("databaseServerUrl") });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
