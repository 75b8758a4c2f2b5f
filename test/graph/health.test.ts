import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { startWorld } from "../support/world.js";
import { waitUntil } from "../support/wait-until.js";
import type { World } from "../support/world.js";

let world: World;
beforeAll(async () => {
  world = await startWorld();
  world.sandbox.workable("acme-demo").rateLimit = null;
});
afterAll(() => world.close());
beforeEach(() => {
  const tenant = world.sandbox.workable("acme-demo");
  tenant.clearFaults();
  tenant.clearCalls();
});

const workable = `filter: { provider: { eq: "workable" } }`;
const candidates = `{ candidates(first: 1, ${workable}) { nodes { id } sources { status } } }`;

async function account(): Promise<{ status: string; issues: Record<string, string | null>[] }> {
  const { data } = await world.ask(
    `{ linkedAccounts(${workable}) { nodes { status issues { code since capability hint } } } }`,
  );
  return data.linkedAccounts.nodes[0];
}

/** The account as soon as it has the status; notices take a moment. */
async function accountWhen(status: string) {
  await waitUntil(async () => (await account()).status === status);
  return account();
}

describe("an account's health", () => {
  it("is degraded in what the provider forbids, names the missing scope, and mends itself", async () => {
    const tenant = world.sandbox.workable("acme-demo");
    tenant.settings["scopes"] = ["r_jobs"];
    await world.ask(candidates);
    const degraded = await accountWhen("DEGRADED");
    expect(degraded.issues).toEqual([
      {
        code: "FORBIDDEN",
        capability: "Candidate.read",
        since: expect.any(String),
        hint: expect.stringContaining("r_candidates"),
      },
    ]);
    // Other models are not concerned, and one refusal more is no further issue.
    await world.ask(`{ jobs(first: 1, ${workable}) { nodes { id } } }`);
    await world.ask(candidates);
    expect(await account()).toEqual(degraded);
    delete tenant.settings["scopes"];
    await world.ask(candidates);
    expect((await accountWhen("OK")).issues).toEqual([]);
  });

  it("tells since when a provider does not answer, until it does", async () => {
    const tenant = world.sandbox.workable("acme-demo");
    tenant.fault({ kind: "status", status: 503, path: /candidates/ });
    await world.ask(candidates);
    const degraded = await accountWhen("DEGRADED");
    expect(degraded.issues).toMatchObject([{ code: "UNAVAILABLE", capability: "Candidate.read" }]);
    expect(Date.now() - Date.parse(degraded.issues[0]?.["since"] ?? "")).toBeLessThan(20_000);
    tenant.clearFaults();
    await world.ask(candidates);
    await accountWhen("OK");
  });

  it("does not suffer from a client that hangs up", async () => {
    world.sandbox.workable("acme-demo").latencyMs = 200;
    const abort = new AbortController();
    const key = await world.key();
    const asked = fetch(`${world.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
      body: JSON.stringify({ query: candidates }),
      signal: abort.signal,
    }).catch(() => "gone");
    await waitUntil(() => world.sandbox.workable("acme-demo").calls().length > 0);
    abort.abort();
    expect(await asked).toBe("gone");
    world.sandbox.workable("acme-demo").latencyMs = 0;
    await world.ask(candidates);
    expect((await account()).status).toBe("OK");
  });

  it("ends with credentials that are refused: nothing is called any more, until it is linked again", async () => {
    const tenant = world.sandbox.workable("acme-demo");
    tenant.fault({ kind: "status", status: 401 });
    const { data } = await world.ask(
      `{ candidates(first: 1) { nodes { id } sources { status account { provider } } } }`,
    );
    expect(data.candidates.sources).toContainEqual({ status: "UNAUTHORIZED", account: { provider: "workable" } });
    const broken = await accountWhen("NEEDS_RELINK");
    expect(broken.issues).toMatchObject([
      { code: "NEEDS_RELINK", capability: null, hint: expect.stringContaining("again") },
    ]);
    tenant.clearFaults();
    tenant.clearCalls();
    const answer = await world.ask(candidates);
    expect(answer.errors?.[0]?.extensions["code"]).toBe("ACCOUNT_NEEDS_RELINK");
    expect(answer.extensions.upstream.calls).toBe(0);
    expect(tenant.calls()).toEqual([]);
    await world.link({ provider: "workable", subdomain: "acme-demo", token: tenant.token });
    await accountWhen("OK");
    expect((await world.ask(candidates)).data.candidates.nodes).toHaveLength(1);
  });
});
