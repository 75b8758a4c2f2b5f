import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { selectDoubtfulWrites } from "../../src/store/write-records.js";
import { freshDatabase } from "../support/database.js";
import type { FreshDatabase } from "../support/database.js";

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  const { db } = database.store;
  await db.query("insert into workspaces (id, name) values ('w', 'one')");
  await db.query(
    "insert into linked_accounts (id, workspace_id, provider, subdomain, status) values ('a', 'w', 'workable', 'acme', 'ACTIVE')",
  );
});
afterAll(() => database.close());

/** An open write that nobody is at; ages in seconds. */
async function writeInDoubt(id: string, inDoubtFor: number, lastLookedAt: number): Promise<void> {
  await database.store.db.query(
    `insert into writes (id, workspace_id, account_id, key_hash, name, input_hash, status, key_id, sealed, in_doubt_since, updated_at)
     values ($1, 'w', 'a', $2, 'createActivity', '', 'open', 'k', '',
       clock_timestamp() - $3 * interval '1 second', clock_timestamp() - $4 * interval '1 second')`,
    [id, Buffer.from(id), inDoubtFor, lastLookedAt],
  );
}

describe("writes in doubt", () => {
  it("are looked at the more seldom the longer they have been so", async () => {
    await writeInDoubt("just sent", 1, 1);
    await writeInDoubt("sent before a long stop", 86_400, 86_400);
    await writeInDoubt("for a minute", 76, 16);
    await writeInDoubt("for an hour, looked at again", 3600, 16);
    await writeInDoubt("for an hour", 4600, 1000);
    const rows = await selectDoubtfulWrites(database.store.db, "me", 10_000, 20);
    expect(rows.map(({ id }) => id)).toEqual(["sent before a long stop", "for an hour", "for a minute"]);
  });
});
