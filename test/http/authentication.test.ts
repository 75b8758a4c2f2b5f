import { request as httpRequest } from "node:http";

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { listApiKeys, revokeApiKey } from "../../src/accounts/api-keys.js";
import { ensureWorkspace } from "../../src/accounts/workspaces.js";
import { createLogger } from "../../src/lib/logger.js";
import { audience, startJwtIssuer } from "../support/jwt-issuer.js";
import type { JwtIssuer } from "../support/jwt-issuer.js";
import { waitUntil } from "../support/wait-until.js";
import { startWorld } from "../support/world.js";
import type { World } from "../support/world.js";

let idp: JwtIssuer;
let world: World;
const log: string[] = [];
beforeAll(async () => {
  idp = await startJwtIssuer();
  await idp.addKey("one");
  world = await startWorld({
    logger: createLogger({ level: "debug", destination: { write: (line) => log.push(line) } }),
    environment: { HIREGRAPH_JWT_ISSUER: idp.issuer, HIREGRAPH_JWT_AUDIENCE: audience },
  });
});
afterAll(async () => {
  await world.close();
  await idp.stop();
});
beforeEach(() => {
  log.length = 0;
});

async function post(authorization: string | null, query = "{ linkedAccounts { totalCount } }") {
  const response = await fetch(`${world.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(authorization !== null && { authorization }) },
    body: JSON.stringify({ query }),
  });
  const headers = Object.fromEntries([...response.headers].filter(([name]) => name !== "date"));
  return { status: response.status, headers, body: await response.text() };
}

/** Ends the newest key. */
async function revokeNewestKey(): Promise<void> {
  const { id } = await ensureWorkspace(world.database);
  const key = (await listApiKeys(world.database, id)).at(-1);
  expect(await revokeApiKey(world.database, id, key?.id ?? "")).toBe(true);
}

describe("without a live key or a valid token", () => {
  it("nobody is known, and the answer tells how to send a key", async () => {
    const good = await idp.sign();
    const answers = await Promise.all(
      [null, "Bearer", good, `Basic ${good}`].map((authorization) => post(authorization)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 401, headers: { "www-authenticate": 'Bearer realm="hiregraph"' } });
    expect(JSON.parse(answers[0]?.body ?? "")).toEqual({
      errors: [{ message: expect.stringContaining("Bearer hg_"), extensions: { code: "UNAUTHENTICATED" } }],
    });
  });

  it("whatever is wrong with it, the answer is the same 401, byte for byte, and the log alone knows why", async () => {
    const good = await idp.sign();
    const revoked = await world.key(undefined, []);
    await revokeNewestKey();
    const strangers = {
      "a key that was revoked": `Bearer ${revoked}`,
      "a key that was never made": `Bearer hg_${"A".repeat(43)}`,
      "a key with a space": `Bearer hg_ ${"A".repeat(43)}`,
      "no token at all": "Bearer canary",
      "a token that has ended": `Bearer ${await idp.sign({ exp: 1 })}`,
      "a token for others": `Bearer ${await idp.sign({ aud: "canary-audience" })}`,
      "a token of no workspace of ours": `Bearer ${await idp.sign({ hiregraph_workspace: "canary-workspace" })}`,
      "a token that was changed": `Bearer ${good.slice(0, -4)}AAAA`,
    };
    const answers = await Promise.all(Object.values(strangers).map((authorization) => post(authorization)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({
      status: 401,
      headers: { "www-authenticate": 'Bearer realm="hiregraph", error="invalid_token"' },
    });
    expect(JSON.parse(answers[0]?.body ?? "")).toEqual({
      errors: [{ message: expect.stringContaining("not accepted"), extensions: { code: "UNAUTHENTICATED" } }],
    });
    const reasons = log.map((line) => JSON.parse(line) as { level: string; msg: string; reason: string });
    expect(reasons.filter(({ msg }) => msg === "refused a JWT").map(({ level }) => level)).toEqual(
      Array.from({ length: 5 }, () => "debug"),
    );
    expect(reasons.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(["ERR_JWT_EXPIRED", "there is no such workspace"]),
    );
    expect(log.join("")).not.toMatch(/canary|eyJ/);
  });
});

describe("a JWT", () => {
  const ask = async (claims: object, query: string) =>
    world.ask(query, {}, { key: await idp.sign(claims as Record<string, unknown>) });

  it("reads what its scopes allow, in the workspace that it names by name or by id", async () => {
    const { id } = await ensureWorkspace(world.database, "elsewhere");
    await world.link({
      ...{ provider: "sagehr", subdomain: "acme-demo", token: "sandbox-sagehr-token", workspace: "elsewhere" },
    });
    const query = "{ linkedAccounts { nodes { provider } } }";
    const here = await ask({}, query);
    expect(here.errors).toBeUndefined();
    expect(here.data.linkedAccounts.nodes).toHaveLength(3);
    for (const hiregraph_workspace of ["elsewhere", id]) {
      const { data } = await ask({ hiregraph_workspace }, query);
      expect(data.linkedAccounts.nodes).toEqual([{ provider: "sagehr" }]);
    }
    const both = await ask(
      { scope: "ats:read" },
      "{ jobs(first: 1) { nodes { id } } employees(first: 1) { nodes { id } } }",
    );
    expect(both.data.jobs.nodes).toHaveLength(1);
    expect(both.errors?.map(({ extensions, path }) => [extensions["code"], path])).toEqual([
      ["FORBIDDEN", ["employees"]],
    ]);
  });

  it("sees the accounts that it names, by id or external id, also those that are named later, and none by an empty list", async () => {
    const query = "{ linkedAccounts { nodes { id provider } } }";
    const all = (await ask({}, query)).data.linkedAccounts.nodes as { id: string; provider: string }[];
    const idOf = (provider: string) => all.find((account) => account.provider === provider)?.id ?? "";
    const seen = async (hiregraph_accounts: string[]) =>
      ((await ask({ hiregraph_accounts }, query)).data.linkedAccounts.nodes as { provider: string }[]).map(
        ({ provider }) => provider,
      );
    expect(await seen([idOf("sagehr")])).toEqual(["sagehr"]);
    expect(await seen([])).toEqual([]);
    expect(await seen(["customer-7", "workable", "acme-demo"])).toEqual([]);
    await world.database.db.query("update linked_accounts set external_id = 'customer-7' where provider <> 'sagehr'");
    await waitUntil(async () => (await seen(["customer-7"])).length === 2);
    // A customer who is called like another one's account does not open it.
    await world.database.db.query("update linked_accounts set external_id = $1 where provider = 'workable'", [
      idOf("sagehr"),
    ]);
    await waitUntil(async () => (await seen(["customer-7"])).length === 1);
    expect(await seen([idOf("sagehr")])).toEqual(["sagehr"]);
  });

  it("stands in the audit log as a JWT, by a hash that names nobody", async () => {
    const link = `mutation { createLinkToken(input: { externalId: "acme" }) { url userErrors { message } } }`;
    const claims = { sub: "ada@example.com", scope: "accounts:manage" };
    expect((await ask(claims, link)).data.createLinkToken.userErrors).toEqual([]);
    const { data } = await ask(claims, `{ auditEvents(first: 1) { nodes { action actorKind actorId } } }`);
    expect(data.auditEvents.nodes).toEqual([
      { action: "link_token.created", actorKind: "jwt", actorId: expect.stringMatching(/^[0-9a-f]{32}$/) },
    ]);
  });

  it("ends when its workspace does", async () => {
    await ensureWorkspace(world.database, "short-lived");
    const token = await idp.sign({ hiregraph_workspace: "short-lived" });
    expect((await post(`Bearer ${token}`)).status).toBe(200);
    await world.database.db.query("delete from workspaces where name = 'short-lived'");
    await waitUntil(async () => (await post(`Bearer ${token}`)).status === 401);
  });

  it("is nobody where no issuer is configured", async () => {
    const other = await startWorld({ accounts: [] });
    expect((await other.ask("{ __typename }", {}, { key: await idp.sign() })).status).toBe(401);
    await other.close();
  });
});

describe("a key with a rate", () => {
  it("is refused beyond it with 429 and the time to wait, and nothing is called", async () => {
    const key = await world.key(undefined, ["ats:read"], { requestsPerMinute: 3 });
    const workable = world.sandbox.workable("acme-demo");
    const query = `{ jobs(first: 1, filter: { provider: { eq: "workable" } }) { nodes { id } } }`;
    const statuses: number[] = [];
    for (let index = 0; index < 3; index += 1) statuses.push((await post(`Bearer ${key}`, query)).status);
    expect(statuses).toEqual([200, 200, 200]);
    workable.clearCalls();
    const refused = await post(`Bearer ${key}`, query);
    expect(refused.status).toBe(429);
    const retryAfter = Number(refused.headers["retry-after"]);
    expect(retryAfter).toBeGreaterThan(0);
    expect(retryAfter).toBeLessThanOrEqual(20);
    expect(JSON.parse(refused.body)).toEqual({
      errors: [{ message: expect.any(String), extensions: { code: "QUERY_TOO_EXPENSIVE", retryAfter } }],
    });
    expect(workable.calls()).toEqual([]);
    const file = await fetch(`${world.url}/attachments/x/content`, { headers: { authorization: `Bearer ${key}` } });
    expect(file.status).toBe(429);
    expect((await world.ask(query)).status).toBe(200);
  });

  it("is refused before its body is read", async () => {
    const key = await world.key(undefined, ["ats:read"], { requestsPerMinute: 1 });
    await post(`Bearer ${key}`, "{ __typename }");
    const status = await new Promise((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${key}`,
        "content-type": "application/json",
        "content-length": 5_000_000,
      };
      const request = httpRequest(`${world.url}/graphql`, { method: "POST", headers, agent: false }, (response) => {
        resolve(response.statusCode);
        request.destroy();
      });
      request.on("error", reject);
      request.write("{");
    });
    expect(status).toBe(429);
  });
});
