import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  getLinkedAccount,
  linkAccount,
  listLinkedAccounts,
  readCredentials,
  setAccountStatus,
  unlinkAccount,
} from "../../src/accounts/linked-accounts.js";
import { createVault } from "../../src/accounts/vault.js";
import { ensureWorkspace } from "../../src/accounts/workspaces.js";
import { freshDatabase } from "../support/database.js";
import type { FreshDatabase } from "../support/database.js";

const vault = createVault([randomBytes(32)]);
let database: FreshDatabase;
let workspaceId: string;
let strangerId: string;
beforeAll(async () => {
  database = await freshDatabase();
  workspaceId = (await ensureWorkspace(database.store)).id;
  strangerId = (await ensureWorkspace(database.store, "stranger")).id;
});
afterAll(() => database.close());

const link = (
  subdomain: string,
  token = "sesame-one",
  extra: { settings?: Record<string, string>; externalId?: string } = {},
) =>
  linkAccount(database.store, vault, {
    workspaceId,
    provider: "workable",
    subdomain,
    credentials: { token },
    ...extra,
  });

describe("linked accounts", () => {
  it("have a short id and open their credentials", async () => {
    const account = await link("first", "sesame-one", { settings: { memberId: "m1" }, externalId: "customer-7" });
    expect(account.id).toMatch(/^[0-9A-Za-z]{12}$/);
    expect(account).toMatchObject({
      status: "OK",
      externalId: "customer-7",
      displayName: null,
      settings: { memberId: "m1" },
    });
    expect(await readCredentials(database.store, vault, account)).toEqual({ token: "sesame-one" });
    expect(await getLinkedAccount(database.store, workspaceId, account.id)).toEqual(account);
  });

  it("keep their id, place and settings when linked again, with new credentials and good health", async () => {
    const before = await link("again", "sesame-one", { settings: { memberId: "m1" }, externalId: "kept" });
    await link("between");
    await setAccountStatus(database.store, workspaceId, before.id, "NEEDS_RELINK");
    const after = await link("again", "sesame-two", { settings: { timeZone: "Europe/Athens" } });
    expect(after).toEqual({ ...before, settings: { memberId: "m1", timeZone: "Europe/Athens" }, timesLinked: 2 });
    expect(await readCredentials(database.store, vault, after)).toEqual({ token: "sesame-two" });
    const subdomains = (await listLinkedAccounts(database.store, workspaceId)).map(({ subdomain }) => subdomain);
    expect(subdomains.indexOf("again")).toBeLessThan(subdomains.indexOf("between"));
  });

  it("are one when linked twice at the same time", async () => {
    const both = await Promise.all([link("twice"), link("twice")]);
    expect(both[0].id).toBe(both[1].id);
  });

  it("do not exist for another workspace", async () => {
    const account = await link("private");
    expect(await getLinkedAccount(database.store, strangerId, account.id)).toBeNull();
    expect(await listLinkedAccounts(database.store, strangerId)).toEqual([]);
    expect(await setAccountStatus(database.store, strangerId, account.id, "DEGRADED")).toBe(false);
    expect(await unlinkAccount(database.store, strangerId, account.id)).toBe(false);
    const reading = readCredentials(database.store, vault, { ...account, workspaceId: strangerId });
    await expect(reading).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("take their credentials with them when unlinked", async () => {
    const account = await link("unlinked");
    expect(await unlinkAccount(database.store, workspaceId, account.id)).toBe(true);
    expect(await unlinkAccount(database.store, workspaceId, account.id)).toBe(false);
    await expect(readCredentials(database.store, vault, account)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("do not open another account's credentials that were copied over theirs", async () => {
    const [victim, thief] = [await link("victim"), await link("thief")];
    await database.store.db.query(
      "update credentials set sealed = (select sealed from credentials where account_id = $1) where account_id = $2",
      [victim.id, thief.id],
    );
    await expect(readCredentials(database.store, vault, thief)).rejects.toMatchObject({
      code: "ACCOUNT_NEEDS_RELINK",
      details: { provider: "workable", accountId: thief.id },
    });
  });

  it("need linking again under a lost key, and the database holds no token in clear", async () => {
    const account = await link("lost", "sesame-lost");
    const otherVault = createVault([randomBytes(32)]);
    await expect(readCredentials(database.store, otherVault, account)).rejects.toMatchObject({
      code: "ACCOUNT_NEEDS_RELINK",
    });
    const { rows } = await database.store.db.query("select encode(sealed, 'escape') as text from credentials");
    expect(JSON.stringify(rows)).not.toContain("sesame");
  });
});
