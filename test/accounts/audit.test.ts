import { setTimeout as sleep } from "node:timers/promises";
import { getMetadataStorage } from "type-graphql";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Principal } from "../../src/accounts/api-keys.js";
import { auditActions, commandActor, createAudit, listAuditEvents, writeAuditEvent } from "../../src/accounts/audit.js";
import type { Audit, AuditEvent, AuditEventRow } from "../../src/accounts/audit.js";
import { ensureWorkspace } from "../../src/accounts/workspaces.js";
import { createLogger } from "../../src/lib/logger.js";
import { AuditEvent as AuditEventType } from "../../src/schema/audit-event.js";
import { freshDatabase } from "../support/database.js";
import type { FreshDatabase } from "../support/database.js";
import { waitUntil } from "../support/wait-until.js";

let database: FreshDatabase;
let workspaceId: string;
let lines: Record<string, unknown>[];

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.store.db.query("delete from workspaces");
  workspaceId = (await ensureWorkspace(database.store)).id;
  lines = [];
});

function open(more: { delayMs?: number; summaryMs?: number } = {}): Audit {
  const destination = { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) };
  return createAudit({ store: database.store, logger: createLogger({ level: "warn", destination }), ...more });
}

const event = (n: number, more: Partial<AuditEvent> = {}): AuditEvent => {
  const actor = { kind: "api_key", id: "key" } as const;
  return { workspaceId, actor, action: "write.done", accountId: "acc", detail: { n }, ...more };
};
/** What the database holds, the oldest first. */
const stored = async (workspace = workspaceId): Promise<AuditEventRow[]> =>
  await listAuditEvents(database.store, workspace, {}, { direction: "newer", from: null, limit: 100_000 });
const numbers = async () => (await stored()).map(({ detail }) => detail["n"]);
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);

/** Nothing can be written until the returned function is called. */
async function breakTable(): Promise<() => Promise<void>> {
  await database.store.db.query("alter table audit_events rename to audit_events_away");
  return async () => {
    await database.store.db.query("alter table audit_events_away rename to audit_events");
  };
}

describe("recording", () => {
  it("writes an event within a tenth of a second or so, with who, what, where and when", async () => {
    const audit = open();
    const before = Date.now();
    audit.record(event(1, { detail: { mutation: "createActivity", replayed: false } }));
    await waitUntil(async () => (await stored()).length === 1, 1_000);
    expect(Date.now() - before).toBeLessThan(500);
    const [row] = await stored();
    expect(row).toMatchObject({
      ...{ workspaceId, actorKind: "api_key", actorId: "key", action: "write.done", accountId: "acc" },
      detail: { mutation: "createActivity", replayed: false },
    });
    expect(row?.at.getTime()).toBeGreaterThanOrEqual(before);
    expect(row?.at.getTime()).toBeLessThanOrEqual(before + 100);
  });

  it("returns before anything is sent, and writes events that come together in one statement", async () => {
    const statements: string[] = [];
    const { store } = database;
    const db: typeof store.db = {
      query: (text, values) => {
        statements.push(text);
        return store.db.query(text, values);
      },
    };
    const audit = createAudit({ store: { ...store, db }, logger: createLogger({ level: "silent" }) });
    for (const n of upTo(400)) audit.record(event(n));
    expect(statements).toEqual([]);
    await audit.settled();
    expect(statements).toHaveLength(1);
    expect(await numbers()).toEqual(upTo(400));
  });

  it("keeps the order of events over many batches", async () => {
    const audit = open({ delayMs: 1 });
    for (const n of upTo(3_000)) {
      audit.record(event(n));
      if (n % 700 === 0) await sleep(2);
    }
    await audit.settled();
    expect(await numbers()).toEqual(upTo(3_000));
  });

  it("shows its own events to who reads right after", async () => {
    const audit = open({ delayMs: 60_000 });
    audit.record(event(1));
    const rows = await audit.events(workspaceId, {}, { direction: "older", from: null, limit: 10 });
    expect(rows.map(({ detail }) => detail)).toEqual([{ n: 1 }]);
    expect(await audit.count(workspaceId, {})).toBe(1);
    expect(await audit.event(workspaceId, rows[0]?.id ?? 0)).toEqual(rows[0]);
  });

  it("writes a durable event before it resolves, after those that were recorded before it", async () => {
    const audit = open({ delayMs: 60_000 });
    audit.record(event(0));
    await audit.record(event(1, { action: "account.linked" }), { durable: true });
    expect((await stored()).map(({ action }) => action)).toEqual(["write.done", "account.linked"]);
    const durable = upTo(20).map((n) => audit.record(event(n + 2), { durable: true }));
    await Promise.all(durable);
    expect(await numbers()).toEqual(upTo(22));
  });

  it("writes an event of a command at once", async () => {
    await writeAuditEvent(database.store, { workspaceId, actor: commandActor, action: "key.revoked" });
    expect(await stored()).toMatchObject([
      { actorKind: "command", actorId: null, action: "key.revoked", accountId: null, detail: {} },
    ]);
  });
});

describe("closing", () => {
  it("loses nothing of what was recorded, also by who was still waiting for what has just ended", async () => {
    const audit = open({ delayMs: 60_000, summaryMs: 60_000 });
    for (const n of upTo(1_200)) audit.record(event(n));
    let end = (): void => undefined;
    const work = new Promise<void>((resolve) => (end = resolve));
    const request = work.then(async () => {
      for (let hop = 0; hop < 20; hop += 1) await Promise.resolve();
      audit.record(event(1_200));
    });
    end();
    await audit.settled();
    await request;
    expect(await numbers()).toEqual(upTo(1_201));
  });

  it("ends and says so when the database cannot be written to", async () => {
    const audit = open();
    const mend = await breakTable();
    audit.record(event(1));
    await audit.settled();
    expect(lines).toMatchObject([{ msg: "could not write audit events; trying again", held: 1 }]);
    await mend();
    await audit.settled();
    expect(await numbers()).toEqual([1]);
  });
});

describe("while the database cannot be written to", () => {
  it("keeps events and writes them, in order, when it can be again", async () => {
    const audit = open({ delayMs: 5 });
    const mend = await breakTable();
    for (const n of upTo(700)) audit.record(event(n));
    await waitUntil(() => lines.length > 0);
    audit.record(event(700));
    await mend();
    await waitUntil(async () => (await stored()).length === 701);
    expect(await numbers()).toEqual(upTo(701));
  });

  it("tells who waits for a durable event, which is then not written later", async () => {
    const audit = open({ delayMs: 60_000 });
    const mend = await breakTable();
    audit.record(event(0));
    await expect(audit.record(event(1), { durable: true })).rejects.toThrow(/audit_events/);
    await mend();
    await audit.settled();
    expect(await numbers()).toEqual([0]);
  });

  it("holds no more than 10,000 events, and the log says how many were lost", async () => {
    const audit = open({ delayMs: 60_000 });
    const mend = await breakTable();
    for (const n of upTo(10_050)) audit.record(event(n));
    await audit.settled();
    await mend();
    await audit.settled();
    expect(await numbers()).toEqual(upTo(10_000));
    expect(lines).toContainEqual(expect.objectContaining({ lost: 50 }));
  });
});

describe("what is recorded", () => {
  it("is withheld where a caller's mistake would let in what may be personal", async () => {
    const audit = open();
    const detail = {
      ...{ name: "Ada Example", email: "ada@example.com", note: "Called twice.\u0000", token: "x".repeat(43) },
      ...{ mutation: "createActivity", scopes: ["ats:read", "ada@example.com"], status: 204, done: true, none: null },
    };
    audit.record(event(1, { detail, accountId: "ada@example.com" }));
    await audit.settled();
    expect(await stored()).toMatchObject([
      {
        accountId: null,
        detail: {
          ...{ name: "withheld", email: "withheld", note: "withheld", token: "withheld" },
          ...{ mutation: "createActivity", scopes: ["ats:read", "withheld"], status: 204, done: true, none: null },
        },
      },
    ]);
  });

  it("is one of the actions that the schema names", () => {
    const field = getMetadataStorage().fields.find(
      ({ target, name }) => target === AuditEventType && name === "action",
    );
    const named = [...(field?.description ?? "").matchAll(/`(\w+\.\w+)`/g)].map(([, action]) => action);
    expect(named.toSorted()).toEqual(auditActions.toSorted());
  });
});

describe("reads of personal data", () => {
  const principal = (keyId: string, workspace = workspaceId): Principal => {
    return { workspaceId: workspace, kind: "api_key", keyId, scopes: new Set(["pii:read"]), accountIds: null };
  };

  const read = (model: string, records: number, accountId: string | null = "a1") => ({ accountId, model, records });

  it("are one event for each key, workspace, account and model, with counts", async () => {
    const { id: other } = await ensureWorkspace(database.store, "other");
    const audit = open({ summaryMs: 150 });
    for (let request = 0; request < 50; request += 1) {
      audit.notePersonalRead(principal("k1"), read("Candidate", 25));
      audit.notePersonalRead(principal("k1"), read("Employee", 1));
      audit.notePersonalRead(principal("k1"), read("Employee", 1, "a2"));
      audit.notePersonalRead(principal("k1"), read("HistoricActor", 1, null));
      audit.notePersonalRead(principal("k2"), read("Candidate", 2));
      audit.notePersonalRead(principal("k1", other), read("Candidate", 3));
      audit.notePersonalRead(principal("k3"), read("Candidate", 0));
    }
    expect(await stored()).toEqual([]);
    await waitUntil(async () => (await stored(other)).length > 0);
    const told = (rows: AuditEventRow[]) =>
      rows.map(({ actorKind, actorId, action, accountId, detail }) => [actorKind, actorId, action, accountId, detail]);
    expect(told(await stored())).toEqual([
      ["api_key", "k1", "pii.read", "a1", { model: "Candidate", records: 1250, requests: 50 }],
      ["api_key", "k1", "pii.read", "a1", { model: "Employee", records: 50, requests: 50 }],
      ["api_key", "k1", "pii.read", "a2", { model: "Employee", records: 50, requests: 50 }],
      ["api_key", "k1", "pii.read", null, { model: "HistoricActor", records: 50, requests: 50 }],
      ["api_key", "k2", "pii.read", "a1", { model: "Candidate", records: 100, requests: 50 }],
    ]);
    expect(told(await stored(other))).toEqual([
      ["api_key", "k1", "pii.read", "a1", { model: "Candidate", records: 150, requests: 50 }],
    ]);
  });

  it("begin anew after each summary, and the last is written on close", async () => {
    const audit = open({ summaryMs: 60_000 });
    audit.notePersonalRead(principal("k1"), read("Candidate", 2));
    await audit.settled();
    audit.notePersonalRead(principal("k1"), read("Candidate", 5));
    await audit.settled();
    await audit.settled();
    expect((await stored()).map(({ detail }) => detail["records"])).toEqual([2, 5]);
  });

  it("cost next to nothing for each request", async () => {
    const audit = open();
    const reader = principal("k1");
    const startedAtMs = performance.now();
    for (let request = 0; request < 100_000; request += 1) audit.notePersonalRead(reader, read("Candidate", 25));
    // A generous bound: 5 µs each.
    expect(performance.now() - startedAtMs).toBeLessThan(500);
    await audit.settled();
    expect((await stored()).map(({ detail }) => detail["records"])).toEqual([2_500_000]);
  });
});
