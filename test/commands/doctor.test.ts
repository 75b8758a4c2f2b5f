import { randomBytes } from "node:crypto";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { linkAccount } from "../../src/accounts/linked-accounts.js";
import { createVault } from "../../src/accounts/vault.js";
import { ensureWorkspace } from "../../src/accounts/workspaces.js";
import { defaultOAuthApplication, startSandbox } from "../../src/sandbox/index.js";
import type { Sandbox } from "../../src/sandbox/index.js";
import { freshDatabase } from "../support/database.js";
import type { FreshDatabase } from "../support/database.js";
import { hiregraph } from "./hiregraph.js";

const encryptionKey = randomBytes(32);
let sandbox: Sandbox;
let database: FreshDatabase;
let env: Record<string, string>;
beforeAll(async () => {
  [sandbox, database] = await Promise.all([startSandbox(), freshDatabase()]);
  env = {
    HIREGRAPH_DATABASE_URL: database.url,
    HIREGRAPH_ENCRYPTION_KEY: encryptionKey.toString("base64"),
    HIREGRAPH_WORKABLE_URL: sandbox.urls.workable,
    HIREGRAPH_WORKABLE_WWW_URL: sandbox.urls.workableWww,
    HIREGRAPH_SAGEHR_URL: sandbox.urls.sagehr,
  };
  const { id: workspaceId } = await ensureWorkspace(database.store, "team");
  const ended = new Date(Date.now() - 1_000).toISOString();
  const grant = { token: "made-up", refreshToken: "made-up", expiresAt: ended, issuedAt: ended };
  const link = (provider: string, credentials: Record<string, string>, externalId?: string) =>
    linkAccount(database.store, createVault([encryptionKey]), {
      ...{ workspaceId, provider, subdomain: "acme-demo", credentials },
      ...(externalId !== undefined && { externalId }),
    });
  await link("workable", grant, "Customer 1");
  await link("sagehr", { token: "made-up" });
});
afterAll(async () => {
  await database.close();
  await sandbox.stop();
});

interface Check {
  check: string;
  ok: boolean;
  detail: string;
  hint: string | null;
}

async function accountsFound(more: Record<string, string>): Promise<[string, string, string | null][]> {
  const { code, stdout } = await hiregraph(["doctor", "--workspace", "team", "--json"], { ...env, ...more });
  expect(code).toBe(1);
  const { checks } = JSON.parse(stdout) as { checks: Check[] };
  const accounts = checks.filter(({ check, ok }) => check.startsWith("account ") && !ok);
  return accounts.map(({ check, detail, hint }) => [check, detail, hint]);
}

describe("hiregraph doctor", { timeout: 60_000 }, () => {
  it("tells how each account is linked again, by consent or by a key, in its workspace", async () => {
    const { clientId, clientSecret } = defaultOAuthApplication;
    const application = { HIREGRAPH_WORKABLE_CLIENT_ID: clientId, HIREGRAPH_WORKABLE_CLIENT_SECRET: clientSecret };
    expect(await accountsFound(application)).toEqual([
      [
        "account workable acme-demo",
        expect.stringContaining("Workable refuses this token") as string,
        'hiregraph link workable --connect --external-id "Customer 1" --workspace "team"',
      ],
      [
        "account sagehr acme-demo",
        expect.stringContaining("refuses") as string,
        'hiregraph link sagehr --subdomain acme-demo --token - --workspace "team"',
      ],
    ]);
  });

  it("has nobody link again where the OAuth application is missing", async () => {
    const [workable] = await accountsFound({});
    expect(workable).toEqual([
      "account workable acme-demo",
      expect.stringContaining("no OAuth application of workable is configured") as string,
      null,
    ]);
  });
});
