import { randomBytes } from "node:crypto";

import { afterAll, beforeAll, expect, it } from "vitest";

import { createAccountCare } from "../../src/accounts/account-care.js";
import { createDirectory } from "../../src/accounts/directory.js";
import { createHealth } from "../../src/accounts/health.js";
import { linkAccount, readCredentials, replaceCredentials } from "../../src/accounts/linked-accounts.js";
import { createLinking } from "../../src/accounts/linking.js";
import { createTokens } from "../../src/accounts/tokens.js";
import { createVault } from "../../src/accounts/vault.js";
import { ensureWorkspace } from "../../src/accounts/workspaces.js";
import { loadConfig } from "../../src/config.js";
import { createHttp } from "../../src/datasources/http/http.js";
import { createProviders } from "../../src/datasources/registry.js";
import { createLogger } from "../../src/lib/logger.js";
import { lockWhile } from "../../src/store/lock.js";
import type { Store } from "../../src/store/store.js";
import { freshDatabase } from "../support/database.js";
import type { FreshDatabase } from "../support/database.js";
import { waitUntil } from "../support/wait-until.js";

const vault = createVault([randomBytes(32)]);
const logger = createLogger({ level: "silent" });
const record = () => Promise.resolve();
const actor = { kind: "command", id: null } as const;
const providers = createProviders(loadConfig({}).providerUrls);
const proven = { credentials: { token: "new" }, settings: {}, displayName: null };
let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

function workable() {
  const provider = providers.get("workable");
  if (!provider) throw new Error("There is no Workable.");
  return provider;
}

/** The database without its notices, as while they are on their way. */
function withoutNotices(store: Store): Store {
  const listeners = new Set<() => void>();
  return {
    ...store,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    announce: () => {
      for (const listener of listeners) listener();
    },
  };
}

it("however often an account is linked again while its token is renewed, there are connections for the renewal, and the new links count", async () => {
  const { store } = database;
  const linking = createLinking({ store, vault, logger, requestTimeoutMs: 1_000, record });
  const { id: workspaceId } = await ensureWorkspace(store);
  const where = { workspaceId, provider: "workable", subdomain: "acme" };
  const account = await linkAccount(store, vault, { ...where, credentials: { token: "old" } });
  const place = await linking.place(workspaceId, workable(), "acme");
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

it("what was done to an account is seen by the next request, before the notice of it has come", async () => {
  const store = withoutNotices(database.store);
  const directory = createDirectory({ store, vault, logger });
  const http = createHttp({ requestTimeoutMs: 1_000, userAgent: "test", logger });
  const partyOf = () => null;
  const tokens = createTokens({ store, vault, directory, logger, partyOf });
  const sessions = { directory, tokens, http, providers, health: createHealth({ store, providers, logger }) };
  const care = createAccountCare({ store, sessions, partyOf, record });
  const linking = createLinking({ store, vault, logger, requestTimeoutMs: 1_000, record });
  const { id: workspaceId } = await ensureWorkspace(store, "own");
  const seen = async () => (await directory.accounts(workspaceId)).map(({ displayName }) => displayName);
  expect(await seen()).toEqual([]);
  const place = await linking.place(workspaceId, workable(), "acme");
  const account = await linking.link(place, proven, { displayName: "Acme" }, actor);
  expect(await seen()).toEqual(["Acme"]);
  expect(await directory.credentials(account)).toMatchObject({ token: "new" });
  await linking.link({ ...place, known: account }, { ...proven, credentials: { token: "newer" } }, {}, actor);
  expect(await directory.credentials(account)).toMatchObject({ token: "newer" });
  await care.update(account, { displayName: "Acme Inc" }, actor);
  expect(await seen()).toEqual(["Acme Inc"]);
  // What was read before somebody else's change does not undo it.
  const [before] = await directory.accounts(workspaceId);
  await care.update(before ?? account, { externalId: "customer-1", memberId: "m-1" }, actor);
  await care.update(before ?? account, { displayName: null }, actor);
  expect(await directory.accounts(workspaceId)).toMatchObject([
    { externalId: "customer-1", displayName: null, settings: { memberId: "m-1" } },
  ]);
  await care.update(before ?? account, { memberId: null }, actor);
  expect((await directory.accounts(workspaceId))[0]?.settings).toEqual({});
  await care.unlink(account, actor);
  expect(await seen()).toEqual([]);
  await directory.close();
  http.close();
});
