import { randomBytes } from "node:crypto";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { loadConfig } from "../../src/config.js";
import { createLogger } from "../../src/lib/logger.js";
import { accountIdOf } from "../../src/schema/relay/global-id.js";
import { startServer } from "../../src/server.js";
import { startWorld } from "../support/world.js";
import type { World } from "../support/world.js";

const encryptionKey = randomBytes(32);
let world: World;
let workable: string;
let sagehr: string;
beforeAll(async () => {
  world = await startWorld({ encryptionKey });
  world.sandbox.workable("acme-demo").rateLimit = null;
  const { data } = await world.ask("{ linkedAccounts { nodes { id provider } } }");
  const nodes = data.linkedAccounts.nodes as { id: string; provider: string }[];
  const idOf = (name: string) => accountIdOf(nodes.find(({ provider }) => provider === name)?.id ?? "") ?? "";
  [workable, sagehr] = [idOf("workable"), idOf("sagehr")];
});
afterAll(() => world.close());

/** Asks a server of its own on the world's database, which tells of what was read when it ends. */
async function readsOf(key: string, ...queries: string[]): Promise<unknown[][]> {
  await world.database.db.query("delete from audit_events");
  const config = { ...loadConfig({}), port: 0, providerUrls: world.sandbox.urls };
  const logger = createLogger({ level: "silent" });
  const server = await startServer({ config, store: world.database, encryptionKeys: [encryptionKey], logger });
  for (const query of queries) {
    const response = await fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
      body: JSON.stringify({ query }),
    });
    expect(await response.json()).not.toHaveProperty("errors");
  }
  await server.close();
  const { rows } = await world.database.db.query<{ accountId: string | null; detail: Record<string, unknown> }>(
    `select account_id as "accountId", detail from audit_events where action = 'pii.read' order by detail ->> 'model'`,
  );
  return rows.map(({ accountId, detail }) => [accountId, detail["model"], detail["records"], detail["requests"]]);
}

const of = (provider: string) => `filter: { provider: { eq: "${provider}" } }`;

describe("reads of personal data are kept", () => {
  it("by account and model, however many fields were read", async () => {
    const reads = await readsOf(
      await world.key(),
      `{ candidates(first: 3, ${of("workable")}) { nodes { name emails { value } } }
         employees(first: 2, ${of("sagehr")}) { nodes { id name } } }`,
      `{ candidates(first: 2, ${of("workable")}) { nodes { name } } }`,
    );
    expect(reads).toEqual([
      [workable, "Candidate", 5, 2],
      [sagehr, "Employee", 2, 1],
    ]);
  });

  it("when the provider's own payload was what told of a person", async () => {
    const query = `{ candidates(first: 2, ${of("workable")}) { nodes { remoteData } } jobs(first: 2, ${of("workable")}) { nodes { remoteData } } }`;
    expect(await readsOf(await world.key(), query)).toEqual([[workable, "Candidate", 2, 1]]);
    expect(await readsOf(await world.key(undefined, ["ats:read", "raw:read"]), query)).toEqual([]);
  });
});
