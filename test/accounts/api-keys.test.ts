import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { authenticate, createApiKey, listApiKeys, revokeApiKey } from "../../src/accounts/api-keys.js";
import type { ApiKeyInput } from "../../src/accounts/api-keys.js";
import { SCOPES, parseScopes } from "../../src/accounts/scopes.js";
import { ensureWorkspace } from "../../src/accounts/workspaces.js";
import { freshDatabase } from "../support/database.js";
import type { FreshDatabase } from "../support/database.js";

let database: FreshDatabase;
let workspaceId: string;
beforeAll(async () => {
  database = await freshDatabase();
  workspaceId = (await ensureWorkspace(database.store)).id;
});
afterAll(() => database.close());

const create = (name: string, limits: Pick<ApiKeyInput, "expiresAt" | "accountIds" | "requestsPerMinute"> = {}) =>
  createApiKey(database.store, { workspaceId, name, scopes: ["ats:read"], ...limits });

describe("workspaces", () => {
  it("are made on first use, once however many ask", async () => {
    const found = await Promise.all(
      ["team", "team", "team", "team"].map((name) => ensureWorkspace(database.store, name)),
    );
    expect(new Set(found.map(({ id }) => id)).size).toBe(1);
    expect(found[0]?.id).not.toBe(workspaceId);
  });
});

describe("API keys", () => {
  it("authenticate as their workspace with their scopes", async () => {
    const { key, id } = await create("one");
    expect(key).toMatch(/^hg_[\w-]{43}$/);
    expect(await authenticate(database.store, key)).toEqual({
      ...{ workspaceId, kind: "api_key", keyId: id },
      ...{ scopes: new Set(["ats:read"]), accountIds: null },
    });
  });

  it("carry the accounts and the rate that they are limited to, an empty list too", async () => {
    const { key, id } = await create("limited", { accountIds: ["a1", "a2"], requestsPerMinute: 120 });
    expect(await authenticate(database.store, key)).toEqual({
      ...{ workspaceId, kind: "api_key", keyId: id, scopes: new Set(["ats:read"]) },
      ...{ accountIds: new Set(["a1", "a2"]), requestsPerMinute: 120 },
    });
    expect((await listApiKeys(database.store, workspaceId)).find((row) => row.id === id)).toMatchObject({
      accountIds: ["a1", "a2"],
      requestsPerMinute: 120,
    });
    const { key: blind } = await create("blind", { accountIds: [] });
    expect((await authenticate(database.store, blind))?.accountIds).toEqual(new Set());
  });

  it("are not in the database in clear", async () => {
    const { key } = await create("hidden");
    const { rows } = await database.store.db.query("select api_keys::text as row from api_keys");
    expect(JSON.stringify(rows)).not.toContain(key.slice(3));
    expect(JSON.stringify(await listApiKeys(database.store, workspaceId))).not.toContain(key.slice(3));
  });

  it.each(["", "hg_", "Bearer x", `hg_${"A".repeat(43)}`, `xx_${"A".repeat(43)}`])("refuse %j", async (bearer) => {
    expect(await authenticate(database.store, bearer)).toBeNull();
  });

  it("stop counting once revoked, which only their own workspace can do and only once", async () => {
    const { key, id } = await create("revoked");
    const stranger = await ensureWorkspace(database.store, "stranger");
    expect(await revokeApiKey(database.store, stranger.id, id)).toBe(false);
    expect(await authenticate(database.store, key)).not.toBeNull();
    expect(await revokeApiKey(database.store, workspaceId, id)).toBe(true);
    expect(await revokeApiKey(database.store, workspaceId, id)).toBe(false);
    expect(await authenticate(database.store, key)).toBeNull();
    const listed = (await listApiKeys(database.store, workspaceId)).find((row) => row.id === id);
    expect(listed?.revokedAt).toBeInstanceOf(Date);
  });

  it("stop counting when they expire", async () => {
    const { key } = await create("expired", { expiresAt: new Date(Date.now() - 1_000) });
    expect(await authenticate(database.store, key)).toBeNull();
  });
});

describe("parseScopes", () => {
  it("reads all, commas and spaces", () => {
    expect(parseScopes("all")).toEqual([...SCOPES]);
    expect(parseScopes("ats:read, hris:read proxy")).toEqual(["ats:read", "hris:read", "proxy"]);
  });

  it.each(["", "ats:reed", "all,ats:read"])("refuses %j", (text) => {
    expect(() => parseScopes(text)).toThrow(/expected all or some of/);
  });
});
