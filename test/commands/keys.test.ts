import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { authenticate } from "../../src/accounts/api-keys.js";
import { linkAccount, readCredentials } from "../../src/accounts/linked-accounts.js";
import type { LinkedAccountRow } from "../../src/accounts/linked-accounts.js";
import { createVault } from "../../src/accounts/vault.js";
import { ensureWorkspace } from "../../src/accounts/workspaces.js";
import { accountGlobalId } from "../../src/schema/relay/global-id.js";
import { freshDatabase } from "../support/database.js";
import type { FreshDatabase } from "../support/database.js";
import { hiregraph } from "./hiregraph.js";

const [oldKey, newKey] = [randomBytes(32), randomBytes(32)];
const base64 = (...keys: Buffer[]) => keys.map((key) => key.toString("base64")).join(",");

let database: FreshDatabase;
let env: Record<string, string>;
let workspaceId: string;
const accounts: LinkedAccountRow[] = [];
beforeAll(async () => {
  database = await freshDatabase();
  env = { HIREGRAPH_DATABASE_URL: database.url, HIREGRAPH_ENCRYPTION_KEY: base64(oldKey) };
  workspaceId = (await ensureWorkspace(database.store)).id;
  for (const [provider, externalId] of Object.entries({ workable: "acme", sagehr: "acme", applicantstack: "other" }))
    accounts.push(await link(provider, externalId));
});
afterAll(() => database.close());

function link(provider: string, externalId: string): Promise<LinkedAccountRow> {
  const credentials = { token: `canary-${provider}` };
  return linkAccount(database.store, createVault([oldKey]), {
    ...{ workspaceId, provider, subdomain: "acme-inc", externalId, credentials },
  });
}

const idOf = (provider: string) => accounts.find((account) => account.provider === provider)?.id ?? "";
const globalIdOf = (provider: string) => accountGlobalId(idOf(provider));

async function run(args: readonly string[], extra: Record<string, string> = {}): Promise<string> {
  const { code, stdout, stderr } = await hiregraph(["keys", ...args], { ...env, ...extra });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

const create = ["create", "--name", "k", "--scopes", "ats:read"];

describe("hiregraph keys create", { timeout: 120_000 }, () => {
  it("limits a key to accounts, by id or by the name of a customer who has several, and to a rate", async () => {
    const list = `${globalIdOf("applicantstack")}, acme`;
    const made = JSON.parse(await run([...create, "--accounts", list, "--rate", "120", "--json"])) as { key: string };
    expect(made).toMatchObject({ scopes: ["ats:read"], rate: 120 });
    expect(await authenticate(database.store, made.key)).toMatchObject({
      accountIds: new Set(["applicantstack", "workable", "sagehr"].map(idOf)),
      requestsPerMinute: 120,
    });
    const single = await run([...create, "--accounts", "other", "--json"]);
    expect(JSON.parse(single)).toMatchObject({ accounts: [globalIdOf("applicantstack")] });
    const listed = JSON.parse(await run(["list", "--json"])) as { accounts: string[] | null; rate: number | null }[];
    expect(listed.map(({ accounts, rate }) => [accounts?.length ?? null, rate])).toEqual([
      [3, 120],
      [1, null],
    ]);
    expect(await run(["list"])).toMatch(/ 3 accounts, 120 a minute {2}ats:read\n.* 1 account {17}/);
  });

  it("is told to the audit log with its limits", async () => {
    const { rows } = await database.store.db.query("select detail from audit_events where action = 'key.created'");
    expect(rows[0]).toMatchObject({ detail: { scopes: ["ats:read"], rate: 120, accountIds: expect.any(Array) } });
  });

  it.each([
    [
      "an account that is not linked",
      ["--accounts", "acme,nobody"],
      /^hiregraph: --accounts: .* account "nobody"; see/,
    ],
    ["an empty list", ["--accounts", ""], /^hiregraph: --accounts: there is no account "";/],
    ["no rate", ["--rate", "0"], /Expected requests a minute from 1 to 1000000/],
    ["a rate that is no number", ["--rate", "2/s"], /Expected requests a minute/],
  ])("refuses %s and makes no key", async (_, args, message) => {
    const count = async () => (await database.store.db.query("select 1 from api_keys")).rows.length;
    const before = await count();
    const refused = await hiregraph(["keys", ...create, ...args], env);
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).toMatch(message);
    expect(await count()).toBe(before);
  });

  it("does not know accounts of another workspace", async () => {
    const other = [...create, "--workspace", "other", "--accounts", globalIdOf("sagehr")];
    expect(await hiregraph(["keys", ...other], env)).toMatchObject({ code: 1, stdout: "" });
  });
});

describe("a name that is none, or a workspace that there is not", { timeout: 120_000 }, () => {
  it.each([
    [["create", "--name", " ", "--scopes", "all"], "--name must have 1 to 255 characters, on one line."],
    [["create", "--name", "a\u001b[2Jb", "--scopes", "all"], "--name must have 1 to 255 characters, on one line."],
    [[...create, "--workspace", ""], "--workspace must have 1 to 255 characters, on one line."],
    [["list", "--workspace", "defualt"], '--workspace: there is no workspace "defualt".'],
    [["revoke", "any", "--workspace", "defualt"], '--workspace: there is no workspace "defualt".'],
  ])("is told and makes nothing: %j", async (args, message) => {
    const refused = await hiregraph(["keys", ...args], env);
    expect(refused).toEqual({ code: 1, stdout: "", stderr: `hiregraph: ${message}\n` });
    const { rows } = await database.store.db.query<{ name: string }>("select name from workspaces");
    expect(rows.map(({ name }) => name)).not.toContain("defualt");
    expect(rows.map(({ name }) => name)).not.toContain("");
  });

  it("leaves a workspace's accounts, log and health alone", async () => {
    for (const command of ["accounts", "audit", "doctor"]) {
      const refused = await hiregraph([command, "--workspace", "defualt"], env);
      expect([refused.code, refused.stdout + refused.stderr]).toEqual([
        1,
        expect.stringContaining('--workspace: there is no workspace "defualt"') as string,
      ]);
    }
  });
});

describe("hiregraph keys rotate-encryption", { timeout: 120_000 }, () => {
  const rotated = { HIREGRAPH_ENCRYPTION_KEY: base64(newKey, oldKey) };
  const after = createVault([newKey]);
  beforeEach(async () => {
    for (const { provider, externalId } of accounts) await link(provider, externalId ?? "");
  });

  it("seals everything anew, tells how far it is, and can be repeated", async () => {
    expect(await run(["rotate-encryption"], rotated)).toBe(
      `credentials: 3 sealed anew\nEverything is sealed under the key ${after.keyId}; the others are no longer needed.\n`,
    );
    for (const account of accounts)
      expect(await readCredentials(database.store, after, account)).toEqual({ token: `canary-${account.provider}` });
    const again = await run(["rotate-encryption", "--json"], rotated);
    expect(JSON.parse(again)).toEqual({ keyId: after.keyId, resealed: {}, unopened: [], left: 0 });
    const { rows } = await database.store.db.query(
      "select workspace_id, actor_kind, detail from audit_events where action = 'key.rotated_encryption'",
    );
    expect(rows).toEqual([
      { workspace_id: workspaceId, actor_kind: "command", detail: { keyId: after.keyId, resealed: 3 } },
    ]);
  });

  it("fails when something cannot be opened, and names the account and nothing of what it holds", async () => {
    await database.store.db.query("update credentials set sealed = sealed || '\\x00' where account_id = $1", [
      idOf("sagehr"),
    ]);
    const json = await hiregraph(["keys", "rotate-encryption", "--json"], { ...env, ...rotated });
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({
      ...{ resealed: { credentials: 2 }, left: 0 },
      unopened: [{ table: "credentials", account: globalIdOf("sagehr"), provider: "sagehr", subdomain: "acme-inc" }],
    });
    const told = await hiregraph(["keys", "rotate-encryption"], { ...env, ...rotated });
    expect(told.code).toBe(1);
    expect(told.stdout).toContain(`Not opened: credentials of the account ${globalIdOf("sagehr")} (sagehr acme-inc).`);
    expect(told.stderr).toMatch(
      /^hiregraph: Not everything is sealed under the first key: 1 could not be opened;.*\n$/,
    );
    expect([json, told].map(({ stdout, stderr }) => stdout + stderr).join("")).not.toContain("canary");
  });
});
