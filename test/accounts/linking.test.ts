import { randomBytes } from "node:crypto";

import { afterAll, beforeAll, expect, it } from "vitest";

import { linkAccount, readCredentials, replaceCredentials } from "../../src/accounts/linked-accounts.js";
import { createLinking } from "../../src/accounts/linking.js";
import { createVault } from "../../src/accounts/vault.js";
import { ensureWorkspace } from "../../src/accounts/workspaces.js";
import { createProviders } from "../../src/datasources/registry.js";
import { loadConfig } from "../../src/config.js";
import { createLogger } from "../../src/lib/logger.js";
import { lockWhile } from "../../src/store/lock.js";
import { freshDatabase } from "../support/database.js";
import type { FreshDatabase } from "../support/database.js";
import { waitUntil } from "../support/wait-until.js";

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

it("however often an account is linked again while its token is renewed, there are connections for the renewal, and the new links count", async () => {
  const { store } = database;
  const vault = createVault([randomBytes(32)]);
  const logger = createLogger({ level: "silent" });
  const linking = createLinking({ store, vault, logger, requestTimeoutMs: 1_000, record: () => Promise.resolve() });
  const provider = createProviders(loadConfig({}).providerUrls).get("workable");
  if (!provider) throw new Error("There is no Workable.");
  const { id: workspaceId } = await ensureWorkspace(store);
  const where = { workspaceId, provider: "workable", subdomain: "acme" };
  const account = await linkAccount(store, vault, { ...where, credentials: { token: "old" } });
  const place = await linking.place(workspaceId, provider, "acme");
  const proven = { credentials: { token: "new" }, settings: {}, displayName: null };
  const actor = { kind: "command", id: null } as const;
  let links: Promise<unknown> = Promise.resolve();
  await lockWhile(store, `refresh ${account.id}`, async () => {
    links = Promise.all(Array.from({ length: 20 }, () => linking.link(place, proven, {}, actor)));
    await waitUntil(async () => {
      const { rows } = await store.db.query<{ count: number }>(
        "select count(*) from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())",
      );
      return (rows[0]?.count ?? 0) > 0;
    });
    await replaceCredentials(store, vault, account, { token: "renewed" });
  });
  await links;
  expect(await readCredentials(store, vault, account)).toMatchObject({ token: "new" });
});
