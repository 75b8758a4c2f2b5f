import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createAuditRetention } from "../../src/accounts/audit-retention.js";
import { ensureWorkspace } from "../../src/accounts/workspaces.js";
import { loadConfig } from "../../src/config.js";
import { createLogger } from "../../src/lib/logger.js";
import { startServer } from "../../src/server.js";
import { insertAuditEvents } from "../../src/store/audit-events.js";
import { freshDatabase } from "../support/database.js";
import type { FreshDatabase } from "../support/database.js";
import { waitUntil } from "../support/wait-until.js";

const logger = createLogger({ level: "silent" });
let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  await database.store.db.query("delete from audit_events");
  const { id: workspaceId } = await ensureWorkspace(database.store);
  const aged = (days: number) => ({
    ...{ workspaceId, at: new Date(Date.now() - days * 86_400_000), actorKind: "system" as const, actorId: null },
    ...{ action: "account.refreshed", accountId: null, detail: { days } },
  });
  await insertAuditEvents(database.store.db, [aged(401), aged(399)]);
});

async function ages(): Promise<number[]> {
  const { rows } = await database.store.db.query<{ days: number }>(
    "select (detail ->> 'days')::int as days from audit_events order by id",
  );
  return rows.map(({ days }) => days);
}

async function serve(sync: string) {
  const config = { ...loadConfig({ HIREGRAPH_SYNC: sync }), port: 0 };
  return startServer({ config, store: database.store, encryptionKeys: [randomBytes(32)], logger });
}

describe("the retention of audit events", () => {
  it("deletes those older than 400 days as soon as it starts", async () => {
    const retention = createAuditRetention({ store: database.store, logger });
    retention.start();
    await waitUntil(async () => (await ages()).length === 1);
    expect(await ages()).toEqual([399]);
    await retention.close();
  });

  it("is done by a running server", async () => {
    const server = await serve("on");
    await waitUntil(async () => (await ages()).length === 1);
    await server.close();
    expect(await ages()).toEqual([399]);
  });

  it("is not done where nothing may run in the background", async () => {
    const server = await serve("off");
    await sleep(300);
    await server.close();
    expect(await ages()).toEqual([401, 399]);
  });
});
