import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { deleteOldWrites, selectDoubtfulWrites, selectTwins, selectWrite } from "../../src/store/write-records.js";
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
afterEach(() => database.store.db.query("delete from writes"));

const day = 86_400;

interface Kept {
  status?: "open" | "done";
  /** Since when, in seconds; never unless said. */
  inDoubtFor?: number;
  noted?: number;
  lastLookedAt: number;
}

/** Keeps a write that nobody is at; ages in seconds. */
async function keep(id: string, { status = "open", inDoubtFor, noted, lastLookedAt }: Kept): Promise<void> {
  await database.store.db.query(
    `insert into writes (id, workspace_id, account_id, key_hash, name, input_hash, status, key_id, sealed, in_doubt_since, created_at, updated_at)
     values ($1, 'w', 'a', $2, 'createActivity', 'input', $3, 'k', '',
       now() - $4 * interval '1 second', now() - $5 * interval '1 second', now() - $6 * interval '1 second')`,
    [id, Buffer.from(id), status, inDoubtFor ?? null, noted ?? lastLookedAt, lastLookedAt],
  );
}

async function kept(): Promise<string[]> {
  const { rows } = await database.store.db.query<{ id: string }>("select id from writes order by id");
  return rows.map(({ id }) => id);
}

describe("writes in doubt", () => {
  it("are looked at the more seldom the longer they have been so", async () => {
    await keep("just sent", { inDoubtFor: 1, lastLookedAt: 1 });
    await keep("sent before a long stop", { inDoubtFor: 86_400, lastLookedAt: 86_400 });
    await keep("for a minute", { inDoubtFor: 76, lastLookedAt: 16 });
    await keep("for an hour, looked at again", { inDoubtFor: 3600, lastLookedAt: 16 });
    await keep("for an hour", { inDoubtFor: 4600, lastLookedAt: 1000 });
    const rows = await selectDoubtfulWrites(database.store.db, "me", 10_000, 20);
    expect(rows.map(({ id }) => id)).toEqual(["sent before a long stop", "for an hour", "for a minute"]);
  });
});

describe("writes of the same input", () => {
  it("are told of as far as they were at work when this one was noted, or since, however long ago", async () => {
    await keep("lost", { inDoubtFor: 7200, noted: 7200, lastLookedAt: 600 });
    await keep("soon after", { status: "done", lastLookedAt: 7000 });
    await keep("just before", { status: "done", lastLookedAt: 7260 });
    await keep("long before", { status: "done", lastLookedAt: 9000 });
    const lost = await selectWrite(database.store.db, "w", Buffer.from("lost"));
    if (!lost) throw new Error("There is no such write.");
    const twins = await selectTwins(database.store.db, lost);
    expect(twins.map(({ id }) => id).sort()).toEqual(["just before", "soon after"]);
  });
});

describe("old writes", () => {
  it("are forgotten after the days of their keys, open ones after twice as many, also when they are looked at all the time", async () => {
    await keep("done", { status: "done", lastLookedAt: 29 * day });
    await keep("done long ago", { status: "done", lastLookedAt: 31 * day });
    await keep("open", { lastLookedAt: 59 * day });
    await keep("open long since", { lastLookedAt: 61 * day });
    await keep("in doubt", { inDoubtFor: 59 * day, lastLookedAt: 20 });
    await keep("in doubt long since", { inDoubtFor: 61 * day, lastLookedAt: 20 });
    await deleteOldWrites(database.store.db, 30);
    expect(await kept()).toEqual(["done", "in doubt", "open"]);
  });
});
