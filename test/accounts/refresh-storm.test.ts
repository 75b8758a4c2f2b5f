import { randomBytes } from "node:crypto";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { createApiKey } from "../../src/accounts/api-keys.js";
import { linkAccount } from "../../src/accounts/linked-accounts.js";
import { SCOPES } from "../../src/accounts/scopes.js";
import { createVault } from "../../src/accounts/vault.js";
import { ensureWorkspace } from "../../src/accounts/workspaces.js";
import { defaultOAuthApplication } from "../../src/sandbox/index.js";
import { startCommand } from "../commands/hiregraph.js";
import type { RunningCommand } from "../commands/hiregraph.js";
import { startOAuth } from "../sandbox/workable/oauth-sandbox.js";
import type { OAuthSandbox } from "../sandbox/workable/oauth-sandbox.js";
import { freshDatabase } from "../support/database.js";
import type { FreshDatabase } from "../support/database.js";

const lifetimeSeconds = 3;
const expiries = 50;

let oauth: OAuthSandbox;
let database: FreshDatabase;
let environment: Record<string, string>;
let key: string;
const servers: { url: string; process: RunningCommand }[] = [];

beforeAll(async () => {
  oauth = await startOAuth({ accessTokenLifetimeSeconds: lifetimeSeconds });
  oauth.sandbox.workableWww.rateLimit = null;
  database = await freshDatabase();
  const encryptionKey = randomBytes(32);
  environment = {
    PORT: "0",
    HIREGRAPH_DATABASE_URL: database.url,
    HIREGRAPH_ENCRYPTION_KEY: encryptionKey.toString("base64"),
    HIREGRAPH_WORKABLE_URL: oauth.sandbox.urls.workable,
    HIREGRAPH_WORKABLE_WWW_URL: oauth.sandbox.urls.workableWww,
    HIREGRAPH_WORKABLE_CLIENT_ID: defaultOAuthApplication.clientId,
    HIREGRAPH_WORKABLE_CLIENT_SECRET: defaultOAuthApplication.clientSecret,
    HIREGRAPH_LOG_LEVEL: "silent",
  };
  const { id: workspaceId } = await ensureWorkspace(database.store);
  key = (await createApiKey(database.store, { workspaceId, name: "test", scopes: SCOPES })).key;
  servers.push(await serve(), await serve());
  const { access, refresh } = await oauth.tokens();
  const now = Date.now();
  await linkAccount(database.store, createVault([encryptionKey]), {
    ...{ workspaceId, provider: "workable", subdomain: "acme-demo" },
    credentials: {
      ...{ token: access, refreshToken: refresh },
      issuedAt: new Date(now).toISOString(),
      expiresAt: new Date(now + lifetimeSeconds * 1000).toISOString(),
    },
  });
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.process.stop("SIGKILL")));
  await database.close();
  await oauth.sandbox.stop();
});

async function serve(): Promise<{ url: string; process: RunningCommand }> {
  const process = startCommand(["serve"], environment);
  return { url: await process.line("API"), process };
}

/** What went wrong with a query; null when nothing did. */
async function failureOf(url: string): Promise<string | null> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    body: JSON.stringify({ query: "{ jobs(first: 1) { nodes { id } complete } }" }),
  });
  const { data, errors } = (await response.json()) as any;
  return data?.jobs?.complete === true ? null : JSON.stringify(errors ?? data);
}

describe("an access token that lives three seconds", () => {
  it(
    "is renewed once for each of fifty expiries, over two processes with twenty queries at once and kills in between",
    { timeout: 400_000 },
    async () => {
      const failures: string[] = [];
      const { data } = oauth.sandbox.workableWww;
      for (let expiry = 1; expiry <= expiries; expiry += 1) {
        // A token is renewed when a fifth of its life is left; by now it has ended, or is about to.
        await new Promise((resolve) => setTimeout(resolve, lifetimeSeconds * 1000 * (expiry % 2 === 0 ? 0.85 : 1.02)));
        const asked = servers.flatMap(({ url }) => Array.from({ length: 20 }, () => failureOf(url)));
        failures.push(...(await Promise.all(asked)).filter((failure) => failure !== null));
        expect(data.refreshCount()).toBe(expiry);
        if (expiry % 10 !== 0) continue;
        const [oldest] = servers.splice(0, 1);
        await oldest?.process.stop("SIGKILL");
        servers.push(await serve());
        // Starting took longer than a token lives: whoever asks next renews it.
      }
      expect(failures).toEqual([]);
      expect(data.refreshCount()).toBe(expiries);
      expect(data.grants()).toHaveLength(1);
    },
  );
});

describe("a refresh whose answer is lost", () => {
  const drop = { kind: "drop", path: /oauth\/token/, method: "POST", times: 1 } as const;

  it("is tried once more, and the grant goes on when it had not taken place", { timeout: 60_000 }, async () => {
    await new Promise((resolve) => setTimeout(resolve, lifetimeSeconds * 1000 + 100));
    oauth.sandbox.workableWww.fault(drop);
    expect(await failureOf(servers[0]?.url ?? "")).toBeNull();
  });

  it("takes the grant with it when it had, and then the account says so", { timeout: 60_000 }, async () => {
    await new Promise((resolve) => setTimeout(resolve, lifetimeSeconds * 1000 + 100));
    oauth.sandbox.workableWww.fault({ ...drop, after: true });
    expect(await failureOf(servers[0]?.url ?? "")).toContain("ACCOUNT_NEEDS_RELINK");
    oauth.sandbox.workableWww.clearCalls();
    oauth.sandbox.workable("acme-demo").clearCalls();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await failureOf(servers[1]?.url ?? "")).toContain("ACCOUNT_NEEDS_RELINK");
    expect([...oauth.sandbox.workableWww.calls(), ...oauth.sandbox.workable("acme-demo").calls()]).toEqual([]);
  });
});
