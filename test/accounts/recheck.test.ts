import { randomBytes } from "node:crypto";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { createAccountCare } from "../../src/accounts/account-care.js";
import { createDirectory } from "../../src/accounts/directory.js";
import { createHealth } from "../../src/accounts/health.js";
import { linkAccount } from "../../src/accounts/linked-accounts.js";
import { createRecheck } from "../../src/accounts/recheck.js";
import { createTokens } from "../../src/accounts/tokens.js";
import { createVault } from "../../src/accounts/vault.js";
import { ensureWorkspace } from "../../src/accounts/workspaces.js";
import { createHttp } from "../../src/datasources/http/http.js";
import { createProviders } from "../../src/datasources/registry.js";
import { createLogger } from "../../src/lib/logger.js";
import { startSandbox } from "../../src/sandbox/index.js";
import type { Sandbox } from "../../src/sandbox/index.js";
import { upsertAccountIssue } from "../../src/store/account-issues.js";
import { selectLinkedAccount } from "../../src/store/linked-accounts.js";
import { freshDatabase } from "../support/database.js";
import type { FreshDatabase } from "../support/database.js";

let sandbox: Sandbox;
let database: FreshDatabase;
beforeAll(async () => {
  [sandbox, database] = [await startSandbox(), await freshDatabase()];
});
afterAll(async () => {
  await database.close();
  await sandbox.stop();
});

describe("accounts whose credentials were refused", () => {
  it("are asked again: a key that works again is good, one that does not stays, and an ended consent is left alone", async () => {
    const { store } = database;
    const logger = createLogger({ level: "silent" });
    const vault = createVault([randomBytes(32)]);
    const directory = createDirectory({ store, vault, logger });
    const providers = createProviders(sandbox.urls);
    const http = createHttp({ requestTimeoutMs: 5_000, userAgent: "test", logger });
    const tokens = createTokens({ store, vault, directory, logger, partyOf: () => null });
    const sessions = { directory, tokens, http, providers, health: createHealth({ store, providers, logger }) };
    const record = () => Promise.resolve();
    const care = createAccountCare({ store, sessions, partyOf: () => null, record });
    const recheck = createRecheck({ store, directory, care, logger, timeoutMs: 5_000 });
    const link = async (
      name: string,
      provider: "workable" | "sagehr",
      credentials: Record<string, string>,
      subdomain = "acme-demo",
    ) => {
      const { id: workspaceId } = await ensureWorkspace(store, name);
      const account = await linkAccount(store, vault, { workspaceId, provider, subdomain, credentials });
      await upsertAccountIssue(store.db, account, { model: "*", direction: "*", code: "NEEDS_RELINK", hint: null });
      return async () => (await selectLinkedAccount(store.db, workspaceId, account.id))?.status;
    };
    // More than are read at once, and all before the others.
    for (let number = 1; number <= 101; number += 1)
      await link("many", "workable", { token: "made-up", refreshToken: "made-up" }, `acme-${number}`);
    const good = await link("one", "sagehr", { token: sandbox.sagehr("acme-demo").token });
    const wrong = await link("two", "sagehr", { token: "made-up" });
    const ended = await link("three", "workable", { token: "made-up", refreshToken: "made-up" });
    expect(await good()).toBe("NEEDS_RELINK");
    await recheck.run();
    expect([await good(), await wrong(), await ended()]).toEqual(["OK", "NEEDS_RELINK", "NEEDS_RELINK"]);
    expect(sandbox.workable("acme-demo").calls()).toEqual([]);
    http.close();
    await directory.close();
  });
});
