import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { watchChanges } from "../../src/store/change-watcher.js";
import { migrations } from "../../src/store/migrations.js";
import { openStore } from "../../src/store/store.js";
import { emptyDatabase, freshDatabase } from "../support/database.js";
import type { FreshDatabase } from "../support/database.js";
import { waitUntil } from "../support/wait-until.js";

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

describe("openStore", () => {
  it("migrates once when four processes' worth of stores open an empty database together", async () => {
    const { url, drop } = await emptyDatabase();
    const stores = await Promise.all([1, 2, 3, 4].map(() => openStore({ databaseUrl: url, dataDir: "unused" })));
    const applied = await Promise.all(stores.map(({ db }) => db.query("select version from hiregraph_migrations")));
    for (const { rows } of applied) expect(rows).toEqual(migrations.map(({ version }) => ({ version })));
    await Promise.all(stores.map((store) => store.close()));
    await drop();
  });

  it("refuses a database that a newer Hiregraph has migrated", async () => {
    const newer = await freshDatabase();
    await newer.store.db.query("insert into hiregraph_migrations (version, name) values (9999, 'from the future')");
    await expect(openStore({ databaseUrl: newer.url, dataDir: "unused" })).rejects.toThrow(/version 9999/);
    await newer.close();
  });

  it("says where it could not connect, without the password", async () => {
    const opening = openStore({ databaseUrl: "postgres://someone:hidden@127.0.0.1:1/nowhere", dataDir: "unused" });
    await expect(opening).rejects.toThrow(/127\.0\.0\.1:1\/nowhere \(ECONNREFUSED\).*HIREGRAPH_DATABASE_URL/);
    await expect(opening).rejects.not.toThrow(/hidden/);
  });

  it("closes twice without complaint", async () => {
    const second = await openStore({ databaseUrl: database.url, dataDir: "unused" });
    await second.close();
    await second.close();
    await expect(second.db.query("select 1")).rejects.toThrow();
  });
});

describe("statements", () => {
  it("return bigint as a number and refuse one that no number holds", async () => {
    const { rows } = await database.store.db.query("select 9007199254740991::bigint as n");
    expect(rows).toEqual([{ n: Number.MAX_SAFE_INTEGER }]);
    await expect(database.store.db.query("select 9007199254740993::bigint")).rejects.toThrow(/no number holds/);
  });

  it("leave nothing of a transaction that throws", async () => {
    const attempt = database.store.transaction(async (db) => {
      await db.query("insert into workspaces (id, name) values ('gone', 'gone')");
      throw new Error("stop");
    });
    await expect(attempt).rejects.toThrow("stop");
    const { rows } = await database.store.db.query("select 1 from workspaces where id = 'gone'");
    expect(rows).toEqual([]);
  });
});

describe("change notices", () => {
  it("tell of changes made by anybody, also by hand in SQL", async () => {
    let notices = 0;
    const unsubscribe = database.store.onChange(() => notices++);
    const stranger = new pg.Client({ connectionString: database.url });
    await stranger.connect();
    await stranger.query("insert into workspaces (id, name) values ('w1', 'w1')");
    await stranger.query(
      "insert into linked_accounts (id, workspace_id, provider, subdomain, status) values ('a1', 'w1', 'workable', 's', 'OK')",
    );
    await stranger.end();
    await waitUntil(() => notices === 1);
    unsubscribe();
  });

  it("are not sent for the use of a key", async () => {
    let notices = 0;
    const { db } = database.store;
    await db.query("insert into workspaces (id, name) values ('w2', 'w2')");
    await db.query("insert into api_keys (id, workspace_id, name, hash, scopes) values ('k', 'w2', 'k', 'h', '{}')");
    await waitUntil(async () => (await db.query("select 1")).rows.length === 1);
    const unsubscribe = database.store.onChange(() => notices++);
    await db.query("update api_keys set last_used_at = now()");
    await db.query("update api_keys set revoked_at = now()");
    await waitUntil(() => notices > 0);
    expect(notices).toBe(1);
    unsubscribe();
  });

  it("leave no connection behind where they cannot be listened to", async () => {
    const name = "listens-in-vain";
    const connect = async () => {
      const client = new pg.Client({ connectionString: database.url, application_name: name });
      await client.connect();
      await client.query("begin");
      // What fails ends the transaction, and with that all that is asked until it is rolled back.
      await client.query("select 1 / 0").catch(() => undefined);
      return client;
    };
    await expect(watchChanges(connect)).rejects.toThrow(/aborted/);
    await waitUntil(async () => {
      const { rows } = await database.store.db.query("select 1 from pg_stat_activity where application_name = $1", [
        name,
      ]);
      return rows.length === 0;
    });
  });

  it("stop being trusted while the connection is down, and everything counts as changed after it", async () => {
    let notices = 0;
    const unsubscribe = database.store.onChange(() => notices++);
    await database.store.db.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %' and datname = current_database()",
    );
    await waitUntil(() => !database.store.isWatching());
    await waitUntil(() => database.store.isWatching());
    expect(notices).toBeGreaterThan(0);
    unsubscribe();
  });
});
