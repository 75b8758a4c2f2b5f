import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { selectLinkedAccounts } from "../../src/store/linked-accounts.js";
import { migrations } from "../../src/store/migrations.js";
import { openStore } from "../../src/store/store.js";
import type { Store } from "../../src/store/store.js";
import { insertWrite, selectDoubtfulWrites } from "../../src/store/write-records.js";
import { emptyDatabase } from "../support/database.js";

/** The last version before writes could be without an account. */
const before = 6;

const content = `
  insert into workspaces (id, name) values ('w', 'one');
  insert into linked_accounts (id, workspace_id, provider, subdomain, status)
    values ('a', 'w', 'workable', 'acme', 'NEEDS_RELINK');
  insert into credentials (workspace_id, account_id, key_id, sealed) values ('w', 'a', 'k', 'credentials');
  insert into account_issues (account_id, model, direction, code) values ('a', '*', '*', 'NEEDS_RELINK');
  insert into writes
    (id, workspace_id, account_id, key_hash, name, input_hash, status, key_id, sealed, in_doubt_since, updated_at)
    values ('lost', 'w', 'a', 'lost', 'createActivity', 'input', 'open', 'k', 'journal', now() - interval '1 hour', now() - interval '1 hour');`;

let empty: Awaited<ReturnType<typeof emptyDatabase>>;
let store: Store;
beforeAll(async () => {
  empty = await emptyDatabase();
  const client = new pg.Client({ connectionString: empty.url });
  await client.connect();
  await client.query("create table hiregraph_migrations (version int primary key, name text not null)");
  for (const { version, name, sql } of migrations.filter((migration) => migration.version <= before)) {
    await client.query(sql);
    await client.query("insert into hiregraph_migrations (version, name) values ($1, $2)", [version, name]);
  }
  await client.query(content);
  await client.end();
  store = await openStore({ databaseUrl: empty.url, dataDir: "unused" });
});
afterAll(async () => {
  await store.close();
  await empty.drop();
});

describe("a database of an earlier version", () => {
  it("is brought up to the present one", async () => {
    const { rows } = await store.db.query("select version from hiregraph_migrations order by version");
    expect(rows).toEqual(migrations.map(({ version }) => ({ version })));
  });

  it("keeps its accounts, with what is wrong with them", async () => {
    expect(await selectLinkedAccounts(store.db, "w")).toMatchObject([
      { id: "a", status: "NEEDS_RELINK", timesLinked: 1, issues: [{ code: "NEEDS_RELINK", model: "*" }] },
    ]);
    const { rows } = await store.db.query("select convert_from(sealed, 'utf8') as sealed from credentials");
    expect(rows).toEqual([{ sealed: "credentials" }]);
  });

  it("keeps the writes in doubt, to be looked up", async () => {
    expect(await selectDoubtfulWrites(store.db, "me", 10_000, 20)).toMatchObject([{ id: "lost", accountId: "a" }]);
  });

  it("takes changes of accounts beside them", async () => {
    const change = { id: "change", workspaceId: "w", accountId: "", name: "unlinkAccount", owner: null, keyId: "k" };
    const bytes = { keyHash: Buffer.from("key"), inputHash: Buffer.from("input"), sealed: Buffer.from("journal") };
    const written = await insertWrite(store.db, { ...change, ...bytes });
    expect(written).toMatchObject({ id: "change", accountId: "" });
  });
});
