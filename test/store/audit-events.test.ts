import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  countAuditEvents,
  deleteOldAuditEvents,
  insertAuditEvents,
  selectAuditEvent,
  selectAuditEvents,
} from "../../src/store/audit-events.js";
import type { AuditFilter, NewAuditEvent } from "../../src/store/audit-events.js";
import type { Queryable } from "../../src/store/database.js";
import { freshDatabase } from "../support/database.js";
import type { FreshDatabase } from "../support/database.js";

let database: FreshDatabase;
let db: Queryable;
beforeAll(async () => {
  database = await freshDatabase();
  ({ db } = database.store);
});
afterAll(() => database.close());

beforeEach(async () => {
  await db.query("delete from workspaces");
  await db.query("insert into workspaces (id, name) values ('w1', 'one'), ('w2', 'two')");
});

function event(more: Partial<NewAuditEvent> = {}): NewAuditEvent {
  return {
    ...{ workspaceId: "w1", at: new Date("2026-03-01T10:00:00.123Z"), actorKind: "api_key", actorId: "key" },
    ...{ action: "write.done", accountId: "acc", detail: {} },
    ...more,
  };
}

/** Events told apart by a number of their own. */
const numbered = (count: number) => Array.from({ length: count }, (_, n) => event({ detail: { n } }));
const numbers = (rows: readonly { detail: object }[]) => rows.map(({ detail }) => (detail as { n: number }).n);
const newest = { direction: "older", from: null, limit: 100 } as const;
const actionsOf = async (filter: AuditFilter) =>
  (await selectAuditEvents(db, "w1", filter, newest)).map(({ action }) => action);

describe("audit events", () => {
  it("come back as they were inserted, the newest first, in the order of their insertion", async () => {
    await insertAuditEvents(db, numbered(300));
    await insertAuditEvents(db, [
      event({ actorKind: "command", actorId: null, accountId: null, detail: { s: ["a"], b: true, n: 300, z: null } }),
    ]);
    const rows = await selectAuditEvents(db, "w1", {}, { ...newest, limit: 1000 });
    expect(numbers(rows)).toEqual(Array.from({ length: 301 }, (_, n) => 300 - n));
    expect(rows[0]).toEqual({
      ...event({ actorKind: "command", actorId: null, accountId: null }),
      id: expect.any(Number) as number,
      detail: { s: ["a"], b: true, n: 300, z: null },
    });
    expect(await selectAuditEvent(db, "w1", rows[0]?.id ?? 0)).toEqual(rows[0]);
  });

  it("are read from a place in both directions, without the place itself", async () => {
    await insertAuditEvents(db, numbered(10));
    const ids = (await selectAuditEvents(db, "w1", {}, newest)).map(({ id }) => id);
    const from = ids[4] ?? 0;
    const read = async (direction: "older" | "newer", limit: number) =>
      numbers(await selectAuditEvents(db, "w1", {}, { direction, from, limit }));
    expect(await read("older", 3)).toEqual([4, 3, 2]);
    expect(await read("newer", 3)).toEqual([6, 7, 8]);
    expect(await read("older", 100)).toEqual([4, 3, 2, 1, 0]);
    expect(await read("newer", 100)).toEqual([6, 7, 8, 9]);
  });

  it("are seen by their own workspace only", async () => {
    await insertAuditEvents(db, [event(), event({ workspaceId: "w2", action: "key.created" })]);
    expect(await actionsOf({})).toEqual(["write.done"]);
    const [other] = await selectAuditEvents(db, "w2", {}, newest);
    expect(other?.action).toBe("key.created");
    expect(await selectAuditEvent(db, "w1", other?.id ?? 0)).toBeNull();
    expect(await countAuditEvents(db, "w1", {})).toBe(1);
  });

  it("go with their workspace, and one of a workspace that is gone does not hold up the others", async () => {
    await insertAuditEvents(db, [event()]);
    await db.query("delete from workspaces where id = 'w1'");
    await insertAuditEvents(db, [event(), event({ workspaceId: "w2" }), event({ workspaceId: "never" })]);
    const { rows } = await db.query("select workspace_id from audit_events");
    expect(rows).toEqual([{ workspace_id: "w2" }]);
  });

  it("outlive the account that they are about", async () => {
    await db.query(
      "insert into linked_accounts (id, workspace_id, provider, subdomain, status) values ('acc', 'w1', 'workable', 's', 'OK')",
    );
    await insertAuditEvents(db, [event()]);
    await db.query("delete from linked_accounts where id = 'acc'");
    expect((await selectAuditEvents(db, "w1", { accountIds: ["acc"] }, newest)).map((row) => row.accountId)).toEqual([
      "acc",
    ]);
  });
});

describe("a filter of audit events", () => {
  const at = (day: number) => new Date(Date.UTC(2026, 2, day));
  beforeEach(async () => {
    await insertAuditEvents(db, [
      event({ at: at(1), action: "key.created", accountId: null, actorId: "k1" }),
      event({ at: at(2), action: "write.done", accountId: "a1", actorId: "k1" }),
      event({ at: at(3), action: "write.refused", accountId: "a2", actorId: "k2" }),
      event({ at: at(4), action: "account.linked", accountId: "a1", actorKind: "command", actorId: null }),
    ]);
  });
  const [first, second, third, fourth] = ["key.created", "write.done", "write.refused", "account.linked"];
  const iso = (day: number) => at(day).toISOString();

  it.each<[AuditFilter, (string | undefined)[]]>([
    [{}, [fourth, third, second, first]],
    [{ accountIds: ["a1"] }, [fourth, second]],
    [{ accountIds: ["a1", "a2"] }, [fourth, third, second]],
    [{ accountIds: [] }, []],
    [{ actions: ["write.done", "key.created"] }, [second, first]],
    [{ actorId: "k1" }, [second, first]],
    [{ actorId: "k1", accountIds: ["a1"] }, [second]],
    [{ at: { eq: iso(2) } }, [second]],
    [{ at: { neq: iso(2) } }, [fourth, third, first]],
    [{ at: { gt: iso(2) } }, [fourth, third]],
    [{ at: { gte: iso(2), lt: iso(4) } }, [third, second]],
    [{ at: { lte: iso(2) } }, [second, first]],
    [{ at: { in: [iso(1), iso(4)] } }, [fourth, first]],
    [{ at: { nin: [iso(1), iso(4)] } }, [third, second]],
    [{ at: { isNull: true } }, []],
    [{ at: { isNull: false, gte: iso(4) } }, [fourth]],
    [{ at: { eq: null, gt: undefined } }, [fourth, third, second, first]],
  ])("%j holds for %j", async (filter, actions) => {
    expect(await actionsOf(filter)).toEqual(actions);
    expect(await countAuditEvents(db, "w1", filter)).toBe(actions.length);
  });
});

describe("the daily deletion", () => {
  it("takes what is older than so many days, of all workspaces, and nothing else", async () => {
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
    await insertAuditEvents(db, [
      event({ at: daysAgo(401), action: "old" }),
      event({ at: daysAgo(399), action: "young" }),
      event({ at: daysAgo(500), workspaceId: "w2", action: "old" }),
    ]);
    expect(await deleteOldAuditEvents(db, 400)).toBe(2);
    const { rows } = await db.query("select action from audit_events");
    expect(rows).toEqual([{ action: "young" }]);
  });
});

describe("the indexes", () => {
  it("give a page of a workspace and of an account without sorting or reading the rest", async () => {
    await db.query(
      `insert into audit_events (workspace_id, at, actor_kind, action, account_id, detail)
       select case when n % 2 = 0 then 'w1' else 'w2' end, now(), 'system', 'write.done', 'a' || n % 50, '{}'
       from generate_series(1, 20000) n`,
    );
    await db.query("analyze audit_events");
    const planOf = async (condition: string) => {
      const { rows } = await db.query<{ "QUERY PLAN": string }>(
        `explain select * from audit_events where workspace_id = 'w1' ${condition} order by id desc limit 26`,
      );
      return rows.map((row) => row["QUERY PLAN"]).join("\n");
    };
    const whole = await planOf("and id < 10000");
    expect(whole).toMatch(/Index Scan Backward using audit_events_(in_order|pkey)/);
    expect(whole).not.toContain("Sort");
    const account = await planOf("and account_id = 'a4'");
    expect(account).toContain("Index Scan Backward using audit_events_by_account");
    expect(account).not.toContain("Sort");
  });
});
