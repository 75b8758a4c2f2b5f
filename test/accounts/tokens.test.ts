import { randomBytes } from "node:crypto";

import { afterAll, beforeAll, expect, it } from "vitest";

import { createDirectory } from "../../src/accounts/directory.js";
import { createHealth } from "../../src/accounts/health.js";
import { linkAccount } from "../../src/accounts/linked-accounts.js";
import { createTokens } from "../../src/accounts/tokens.js";
import { createVault } from "../../src/accounts/vault.js";
import { ensureWorkspace } from "../../src/accounts/workspaces.js";
import { createLogger } from "../../src/lib/logger.js";
import { selectLinkedAccount } from "../../src/store/linked-accounts.js";
import { freshDatabase } from "../support/database.js";
import type { FreshDatabase } from "../support/database.js";

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

it("a server without an OAuth application cannot renew tokens, which is no reason to have everybody link again", async () => {
  const { store } = database;
  const [vault, logger] = [createVault([randomBytes(32)]), createLogger({ level: "silent" })];
  const directory = createDirectory({ store, vault, logger });
  const tokens = createTokens({ store, vault, directory, logger, partyOf: () => null });
  const health = createHealth({ store, providers: new Map(), logger });
  const { id: workspaceId } = await ensureWorkspace(store);
  const ended = new Date(Date.now() - 1_000).toISOString();
  const credentials = { token: "ended", refreshToken: "good", expiresAt: ended, issuedAt: ended };
  const account = await linkAccount(store, vault, {
    workspaceId,
    provider: "workable",
    subdomain: "acme",
    credentials,
  });
  const failure: unknown = await tokens.current(account).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    code: "PROVIDER_UNAVAILABLE",
    message: expect.stringContaining("no OAuth application of workable is configured") as string,
  });
  health.note(account, "Job", "read", failure);
  await health.settled();
  expect(await selectLinkedAccount(store.db, workspaceId, account.id)).toMatchObject({ status: "OK", issues: [] });
  await directory.close();
});
