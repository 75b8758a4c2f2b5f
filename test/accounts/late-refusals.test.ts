import { randomBytes } from "node:crypto";

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { createAccountCare } from "../../src/accounts/account-care.js";
import type { AccountCare } from "../../src/accounts/account-care.js";
import type { AuditEvent } from "../../src/accounts/audit.js";
import { createDirectory } from "../../src/accounts/directory.js";
import type { Directory } from "../../src/accounts/directory.js";
import { createHealth } from "../../src/accounts/health.js";
import type { Health } from "../../src/accounts/health.js";
import { linkAccount } from "../../src/accounts/linked-accounts.js";
import type { LinkedAccountRow } from "../../src/accounts/linked-accounts.js";
import { createTokens } from "../../src/accounts/tokens.js";
import type { Tokens } from "../../src/accounts/tokens.js";
import { createVault } from "../../src/accounts/vault.js";
import { ensureWorkspace } from "../../src/accounts/workspaces.js";
import { createUpstreamCounter } from "../../src/datasources/http/counter.js";
import { createHttp } from "../../src/datasources/http/http.js";
import type { Http } from "../../src/datasources/http/http.js";
import { createProviders } from "../../src/datasources/registry.js";
import { AppError } from "../../src/lib/errors.js";
import { createLogger } from "../../src/lib/logger.js";
import { startSandbox } from "../../src/sandbox/index.js";
import type { Sandbox } from "../../src/sandbox/index.js";
import { selectLinkedAccount } from "../../src/store/linked-accounts.js";
import { freshDatabase } from "../support/database.js";
import type { FreshDatabase } from "../support/database.js";
import { waitUntil } from "../support/wait-until.js";

const vault = createVault([randomBytes(32)]);
const logger = createLogger({ level: "silent" });
const refused = new AppError("ACCOUNT_NEEDS_RELINK", "Refused.");
let sandbox: Sandbox;
let database: FreshDatabase;
let workspaceId: string;
let directory: Directory;
let http: Http;
let health: Health;
let tokens: Tokens;
let care: AccountCare;
let events: AuditEvent[];

beforeAll(async () => {
  [sandbox, database] = [await startSandbox(), await freshDatabase()];
});
afterAll(async () => {
  await database.close();
  await sandbox.stop();
});
beforeEach(async () => {
  const { store } = database;
  workspaceId = (await ensureWorkspace(store, randomBytes(4).toString("hex"))).id;
  const providers = createProviders(sandbox.urls);
  directory = createDirectory({ store, vault, logger });
  http = createHttp({ requestTimeoutMs: 5_000, userAgent: "test", logger });
  health = createHealth({ store, providers, logger });
  tokens = createTokens({ store, vault, directory, logger, partyOf: () => null });
  events = [];
  const record = (event: AuditEvent) => Promise.resolve(void events.push(event));
  const sessions = { directory, tokens, http, providers, health };
  care = createAccountCare({ store, sessions, partyOf: () => null, record });
});
afterEach(async () => {
  await health.settled();
  await directory.close();
  http.close();
});

const link = (token: string) =>
  linkAccount(database.store, vault, {
    ...{ workspaceId, provider: "sagehr", subdomain: "acme-demo", credentials: { token } },
  });
const present = async (id: string) => {
  const account = await selectLinkedAccount(database.store.db, workspaceId, id);
  if (!account) throw new Error("The account is gone.");
  return account;
};
const check = (account: LinkedAccountRow, kind: "command" | "system" = "command") => {
  const limits = { counter: createUpstreamCounter(), signal: new AbortController().signal };
  return care.check(account, { ...limits, deadline: Date.now() + 5_000 }, { kind, id: null });
};

describe("a refusal that comes after the account was linked again", () => {
  it("is not noted of the account as it is now", async () => {
    const before = await link("old");
    await link("new");
    health.note(before, "Employee", "read", refused);
    await health.settled();
    expect(await present(before.id)).toMatchObject({ status: "OK", issues: [] });
  });

  it("waits for the linking that is under way, and is not noted then either", async () => {
    const before = await link("old");
    const { store } = database;
    await store.transaction(async (db) => {
      await db.query("update linked_accounts set times_linked = times_linked + 1 where id = $1", [before.id]);
      health.note(before, "Employee", "read", refused);
      await waitUntil(async () => {
        const { rows } = await store.db.query<{ count: number }>(
          "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
        );
        return (rows[0]?.count ?? 0) > 0;
      });
    });
    await health.settled();
    expect(await present(before.id)).toMatchObject({ status: "OK", issues: [] });
  });

  it("counts as little when it was a check that was under way, and so does its success", async () => {
    const before = await link("old");
    const after = await link(sandbox.sagehr("acme-demo").token);
    health.note(after, "Employee", "read", refused);
    await health.settled();
    expect(await check(before)).toMatchObject({ status: "NEEDS_RELINK", issues: [{ code: "NEEDS_RELINK" }] });
    expect(await check(await present(after.id))).toMatchObject({ status: "OK", issues: [] });
  });

  it("has the call made again with the new key", async () => {
    const account = await link("old");
    expect(await tokens.renew(account, await tokens.current(account))).toBe(false);
    const used = await tokens.current(account);
    await link("new");
    await waitUntil(() => tokens.renew(account, used));
  });
});

describe("an account that is tried again and again", () => {
  it("needs to be linked again since the first refusal", async () => {
    const account = await link("made-up");
    health.note(account, "Employee", "read", refused);
    await health.settled();
    const { issues } = await present(account.id);
    expect(issues).toHaveLength(1);
    expect((await check(await present(account.id)))?.issues).toMatchObject([{ since: issues[0]?.since }]);
  });

  it("stands in the audit log when somebody tried it, or when that changed something", async () => {
    const account = await link("made-up");
    for (const kind of ["system", "system", "command"] as const) await check(await present(account.id), kind);
    expect(events.map(({ actor, detail }) => [actor.kind, detail?.["status"]])).toEqual([
      ["system", "NEEDS_RELINK"],
      ["command", "NEEDS_RELINK"],
    ]);
  });
});
