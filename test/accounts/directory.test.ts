import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createApiKey, listApiKeys, revokeApiKey } from "../../src/accounts/api-keys.js";
import { createDirectory } from "../../src/accounts/directory.js";
import type { Directory } from "../../src/accounts/directory.js";
import { linkAccount, unlinkAccount } from "../../src/accounts/linked-accounts.js";
import { createVault } from "../../src/accounts/vault.js";
import { ensureWorkspace } from "../../src/accounts/workspaces.js";
import { createLogger } from "../../src/lib/logger.js";
import { openStore } from "../../src/store/store.js";
import type { Store } from "../../src/store/store.js";
import { freshDatabase } from "../support/database.js";
import type { FreshDatabase } from "../support/database.js";
import { waitUntil } from "../support/wait-until.js";

const vault = createVault([randomBytes(32)]);
const logger = createLogger({ level: "silent" });
const noticeLimitMs = 250;

let database: FreshDatabase;
/** Another process's view of the same database: what it changes reaches the directory by notice only. */
let other: Store;
let directory: Directory;
let queries: number;
let workspaceId: string;

beforeEach(async () => {
  database = await freshDatabase();
  other = await openStore({ databaseUrl: database.url, dataDir: "unused" });
  workspaceId = (await ensureWorkspace(other)).id;
  queries = 0;
  const { db } = database.store;
  const counted: Store = {
    ...database.store,
    db: {
      query: (text, values) => {
        queries++;
        return db.query(text, values);
      },
    },
  };
  directory = createDirectory({ store: counted, vault, logger });
});

afterEach(async () => {
  await directory.close();
  await other.close();
  await database.close();
});

const createKey = (expiresAt?: Date) =>
  createApiKey(other, { workspaceId, name: "k", scopes: ["ats:read"], ...(expiresAt && { expiresAt }) });
const link = (token: string) =>
  linkAccount(other, vault, { workspaceId, provider: "sagehr", subdomain: "acme", credentials: { token } });

describe("directory", () => {
  it("answers repeated requests without any query", async () => {
    const { key } = await createKey();
    const account = await link("sesame");
    const request = async () => {
      const principal = await directory.authenticate(key);
      const [first] = await directory.accounts(principal?.workspaceId ?? "");
      return first && directory.credentials(first);
    };
    expect(await request()).toEqual({ token: "sesame" });
    await waitUntil(async () => (await listApiKeys(other, workspaceId))[0]?.lastUsedAt !== null);
    // The notices of the key and the link above may come in late and empty the cache once more.
    await waitUntil(async () => {
      const seen = queries;
      await request();
      return queries === seen;
    });
    const before = queries;
    await Promise.all([request(), request(), request()]);
    expect(await directory.account(workspaceId, account.id)).toEqual(account);
    expect(await directory.account(workspaceId, "unknown")).toBeNull();
    expect(queries).toBe(before);
  });

  it("loads once for requests that arrive together", async () => {
    await link("sesame");
    await Promise.all([1, 2, 3].map(() => directory.accounts(workspaceId)));
    expect(queries).toBe(1);
  });

  it("refuses a key that another process has revoked", async () => {
    const { key, id } = await createKey();
    expect(await directory.authenticate(key)).not.toBeNull();
    await revokeApiKey(other, workspaceId, id);
    await waitUntil(async () => (await directory.authenticate(key)) === null, noticeLimitMs);
  });

  it("sees accounts that another process links, links again and unlinks", async () => {
    expect(await directory.accounts(workspaceId)).toEqual([]);
    const account = await link("sesame-one");
    await waitUntil(async () => (await directory.accounts(workspaceId)).length === 1, noticeLimitMs);
    expect(await directory.credentials(account)).toEqual({ token: "sesame-one" });
    await link("sesame-two");
    await waitUntil(async () => (await directory.credentials(account))["token"] === "sesame-two", noticeLimitMs);
    await unlinkAccount(other, workspaceId, account.id);
    await waitUntil(async () => (await directory.accounts(workspaceId)).length === 0, noticeLimitMs);
  });

  it("refuses a cached key from the moment it expires", async () => {
    const { key } = await createKey(new Date(Date.now() + 300));
    expect(await directory.authenticate(key)).not.toBeNull();
    await waitUntil(async () => (await directory.authenticate(key)) === null, 1_000);
  });

  it("asks the database every time while changes could go unnoticed", async () => {
    const blind = createDirectory({ store: { ...database.store, isWatching: () => false }, vault, logger });
    const { key, id } = await createKey();
    expect(await blind.authenticate(key)).not.toBeNull();
    await revokeApiKey(other, workspaceId, id);
    expect(await blind.authenticate(key)).toBeNull();
    await blind.close();
  });

  it("does not keep an answer that a change has overtaken while it was being read", async () => {
    const reading = directory.accounts(workspaceId);
    const account = await link("sesame");
    await reading;
    await waitUntil(async () => (await directory.account(workspaceId, account.id)) !== null, noticeLimitMs);
  });

  it("gives the requests of a rate to each key by itself, and any number to one without", async () => {
    const limited = async () => {
      const { key } = await createApiKey(other, {
        ...{ workspaceId, name: "k", scopes: ["ats:read"], requestsPerMinute: 2 },
      });
      return principalOf(key);
    };
    const principalOf = async (key: string) => {
      const principal = await directory.authenticate(key);
      if (!principal) throw new Error("The key is not known.");
      return principal;
    };
    const [one, two, free] = [await limited(), await limited(), await principalOf((await createKey()).key)];
    expect([1, 2, 3].map(() => directory.waitSeconds(one))).toEqual([0, 0, 30]);
    expect(directory.waitSeconds(two)).toBe(0);
    expect(Array.from({ length: 500 }, () => directory.waitSeconds(free))).not.toContain(30);
  });

  it("obeys limits that are changed by hand in SQL", async () => {
    const { key, id } = await createKey();
    expect(await directory.authenticate(key)).toMatchObject({ accountIds: null });
    await other.db.query("update api_keys set account_ids = '{a1}', requests_per_minute = 7 where id = $1", [id]);
    await waitUntil(async () => (await directory.authenticate(key))?.accountIds !== null, noticeLimitMs);
    expect(await directory.authenticate(key)).toMatchObject({ accountIds: new Set(["a1"]), requestsPerMinute: 7 });
  });
});

describe("a directory that accepts JWTs", () => {
  it("knows a workspace by its id before its name, and asks no database for a token that it has seen the like of", async () => {
    const thief = await ensureWorkspace(other, workspaceId);
    expect(thief.id).not.toBe(workspaceId);
    const token = { keyId: "hash", workspace: workspaceId, scopes: new Set<never>(), accounts: null };
    const { db } = database.store;
    const query: Store["db"]["query"] = (text, values) => {
      queries++;
      return db.query(text, values);
    };
    const withJwt = createDirectory({
      ...{ store: { ...database.store, db: { query } }, vault, logger },
      jwt: { verifier: { verify: () => Promise.resolve(token) }, accountIdOf: () => null },
    });
    expect(await withJwt.authenticate("any")).toEqual({
      ...{ workspaceId, kind: "jwt", keyId: "hash", scopes: new Set(), accountIds: null },
    });
    const before = queries;
    expect(await withJwt.authenticate("any")).toMatchObject({ workspaceId });
    expect(queries).toBe(before);
    await withJwt.close();
  });
});
