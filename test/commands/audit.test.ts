import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { ensureWorkspace } from "../../src/accounts/workspaces.js";
import { startSandbox } from "../../src/sandbox/index.js";
import type { Sandbox } from "../../src/sandbox/index.js";
import { accountGlobalId } from "../../src/schema/relay/global-id.js";
import { insertAuditEvents } from "../../src/store/audit-events.js";
import { freshDatabase } from "../support/database.js";
import type { FreshDatabase } from "../support/database.js";
import { hiregraph } from "./hiregraph.js";

let sandbox: Sandbox;
let database: FreshDatabase;
let env: Record<string, string>;
beforeAll(async () => {
  [sandbox, database] = await Promise.all([startSandbox(), freshDatabase()]);
  env = {
    HIREGRAPH_DATABASE_URL: database.url,
    HIREGRAPH_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
    HIREGRAPH_WORKABLE_URL: sandbox.urls.workable,
  };
});
afterAll(async () => {
  await database.close();
  await sandbox.stop();
});

/** Runs a command that is to succeed; gives its standard output. */
async function run(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await hiregraph(args, env);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

const audit = async (...args: string[]) => {
  const lines = (await run("audit", "--json", ...args)).split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
};

describe("hiregraph audit", { timeout: 120_000 }, () => {
  it("tells what the other commands did, the newest first, and no token, name or subdomain", async () => {
    const key = JSON.parse(
      await run("keys", "create", "--name", "Canary Name", "--scopes", "ats:read,pii:read", "--json"),
    ) as { id: string; key: string };
    const link = ["link", "workable", "--subdomain", "acme-demo", "--token", "sandbox-workable-token", "--json"];
    const account = JSON.parse(await run(...link)) as { id: string };
    await run(...link, "--name", "Canary Company");
    await run("accounts", "remove", account.id);
    await run("keys", "revoke", key.id);

    const actor = { actorKind: "command", actorId: null };
    const onAccount = { ...actor, accountId: account.id };
    const onKey = { ...actor, accountId: null };
    expect(await audit()).toMatchObject([
      { ...onKey, action: "key.revoked", detail: { keyId: key.id } },
      { ...onAccount, action: "account.unlinked", detail: { provider: "workable" } },
      { ...onAccount, action: "account.relinked", detail: { provider: "workable" } },
      { ...onAccount, action: "account.linked", detail: { provider: "workable" } },
      { ...onKey, action: "key.created", detail: { keyId: key.id, scopes: ["ats:read", "pii:read"] } },
    ]);
    const { rows } = await database.store.db.query<{ row: string }>(
      "select audit_events::text as row from audit_events",
    );
    const table = JSON.stringify(rows);
    for (const canary of ["Canary", "sandbox-workable-token", "acme-demo", key.key.slice(3)])
      expect(table).not.toContain(canary);

    const listed = await run("audit", "--account", account.id, "--limit", "2");
    expect(listed.split("\n").map((line) => line.replace(/^[-\d]{10} [\d:]{8} /, "").trim())).toEqual([
      expect.stringMatching(/^AT +ACTION +ACTOR +ACCOUNT +DETAIL$/),
      expect.stringMatching(new RegExp(`^account.unlinked +command +${account.id} +provider=workable$`)),
      expect.stringMatching(new RegExp(`^account.relinked +command +${account.id} +provider=workable$`)),
      "",
    ]);
  });

  it("keeps to the workspace, the action, the time and the number that are asked for", async () => {
    const { id: workspaceId } = await ensureWorkspace(database.store, "team");
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
    const ages = [240, 100, 30, 2];
    await insertAuditEvents(
      database.store.db,
      ages.map((hours) => ({
        ...{ workspaceId, at: hoursAgo(hours), actorKind: "api_key" as const, actorId: "k1", accountId: "acc" },
        ...{ action: hours === 30 ? "write.refused" : "write.done", detail: { hours, replayed: false } },
      })),
    );
    const found = async (...args: string[]) =>
      (await audit("--workspace", "team", ...args)).map(({ detail }) => (detail as { hours: number }).hours);
    expect(await found()).toEqual([2, 30, 100, 240]);
    expect(await found("--since", "7d", "--limit", "2")).toEqual([2, 30]);
    expect(await found("--since", "31h", "--action", "write.refused")).toEqual([30]);
    expect(await found("--account", accountGlobalId("other"))).toEqual([]);
    expect(await run("audit", "--workspace", "team", "--limit", "1")).toMatch(
      /write\.done +api_key k1 +\S+ +hours=2 replayed=false\n$/,
    );
  });

  it.each([
    ["--since", "yesterday", /Expected a number and a unit: 30m, 12h, 7d, 4w; see hiregraph audit --help$/],
    ["--action", "write.maybe", /Expected one of: account\.linked .* pii\.read; see/],
    ["--limit", "0", /Expected a whole number from 1 to 10000; see/],
    ["--account", "not-an-id", /Expected an account's id, as hiregraph accounts prints it; see/],
  ])("refuses %s %s in one line", async (option, value, message) => {
    const { code, stdout, stderr } = await hiregraph(["audit", option, value], env);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr.trimEnd()).toMatch(message);
    expect(stderr.split("\n")).toHaveLength(2);
  });

  it("has examples in its help", async () => {
    expect(await run("audit", "--help")).toContain("Examples:\n  hiregraph audit --since 7d");
  });
});
