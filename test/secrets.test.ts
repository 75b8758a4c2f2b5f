import { randomBytes } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { linkAccount } from "../src/accounts/linked-accounts.js";
import { createVault } from "../src/accounts/vault.js";
import { ensureWorkspace } from "../src/accounts/workspaces.js";
import { createLogger } from "../src/lib/logger.js";
import { audience, startJwtIssuer } from "./support/jwt-issuer.js";
import type { JwtIssuer } from "./support/jwt-issuer.js";
import { startWorld } from "./support/world.js";
import type { World } from "./support/world.js";

/** Made-up secrets that look like words, so that no rule for random texts hides them by luck. */
const canaries = {
  workable: "canary-token-workable",
  applicantstack: "canary-token-applicantstack",
  sagehr: "canary-token-sagehr",
  wrong: "canary-token-that-is-refused",
  access: "canary-access-token",
  refresh: "canary-refresh-token",
  client: "canary-client-secret",
  note: "canary-note-of-a-write",
  upstream: "canary-in-a-body-of-a-provider",
  proxy: "canary-header-through-the-proxy",
  key: "",
  link: "",
  jwt: "",
  forged: "",
  encryption: "",
};

const encryptionKey = randomBytes(32);
const log: string[] = [];
const answers: string[] = [];
let world: World;
let idp: JwtIssuer;

/** The forms in which a text can hide in another one: plain, as PostgreSQL and URLs write it, and as base64 wherever it begins. */
function formsOf(secret: string | Buffer): string[] {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].flatMap((offset) => {
    const shifted = Buffer.concat([Buffer.alloc(offset), bytes]);
    const whole = Math.floor(shifted.length / 3) * 3;
    const inner = shifted
      .subarray(0, whole)
      .toString("base64")
      .slice(offset === 0 ? 0 : 4);
    return [inner, inner.replaceAll("+", "-").replaceAll("/", "_")];
  });
  const plain = typeof secret === "string" ? [secret, encodeURIComponent(secret)] : [];
  return [...new Set([...plain, bytes.toString("hex"), ...base64])].filter((form) => form.length > 8);
}

/** The names of the secrets that a text holds in any form. */
function foundIn(text: string): string[] {
  const secrets = Object.entries({ ...canaries, encryption: encryptionKey });
  return secrets.filter(([, secret]) => formsOf(secret).some((form) => text.includes(form))).map(([name]) => name);
}

/** Every row of every table, as text; binary columns as hexadecimal digits. */
async function dump(): Promise<{ tables: string[]; text: string }> {
  const { db } = world.database;
  const { rows } = await db.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
  );
  const tables = rows.map(({ name }) => name);
  const texts: string[] = [];
  for (const name of tables) {
    const { rows: contents } = await db.query<{ row: string }>(`select row_to_json(t)::text as row from "${name}" t`);
    texts.push(...contents.map(({ row }) => row));
  }
  return { tables, text: texts.join("\n") };
}

async function ask(query: string, variables: Record<string, unknown> = {}, key = canaries.key): Promise<any> {
  const answer = await world.ask(query, variables, { key });
  answers.push(JSON.stringify(answer));
  return answer;
}

async function get(path: string, headers: IncomingHttpHeaders): Promise<number> {
  const response = await fetch(world.url + path, { headers: headers as Record<string, string> });
  answers.push(await response.text(), JSON.stringify([...response.headers]));
  return response.status;
}

beforeAll(async () => {
  idp = await startJwtIssuer();
  await idp.addKey("one");
  const tenantOf = (provider: "workable" | "applicantstack" | "sagehr") => [
    { subdomain: "acme-demo", token: canaries[provider] },
    { subdomain: "fresh", token: canaries[provider] },
  ];
  world = await startWorld({
    encryptionKey,
    sandbox: {
      tenants: {
        workable: tenantOf("workable"),
        applicantstack: tenantOf("applicantstack"),
        sagehr: tenantOf("sagehr"),
      },
    },
    accounts: [],
    requestTimeoutMs: 3_000,
    logger: createLogger({ level: "trace", destination: { write: (line) => log.push(line) } }),
    environment: {
      HIREGRAPH_JWT_ISSUER: idp.issuer,
      HIREGRAPH_JWT_AUDIENCE: audience,
      HIREGRAPH_WORKABLE_CLIENT_ID: "made-up-client",
      HIREGRAPH_WORKABLE_CLIENT_SECRET: canaries.client,
    },
  });
  const workable = world.sandbox.workable("acme-demo");
  workable.rateLimit = null;
  const settings = { memberId: workable.data.members[0]?.id ?? "" };
  for (const provider of ["workable", "applicantstack", "sagehr"] as const) {
    await world.link({ provider, subdomain: "acme-demo", token: canaries[provider], settings });
  }
  canaries.key = await world.key();
  canaries.jwt = await idp.sign({ scope: "ats:read" });
  canaries.forged = `${canaries.jwt.slice(0, -6)}AAAAAA`;
});
afterAll(async () => {
  await world.close();
  await idp.stop();
});

/** Does as much as possible with secrets, and lets as much as possible of it fail. */
async function useSecrets(): Promise<void> {
  const { id: workspaceId } = await ensureWorkspace(world.database);
  const consent = { token: canaries.access, refreshToken: canaries.refresh, expiresAt: "2026-01-01T00:00:00Z" };
  const vault = createVault([encryptionKey]);
  await linkAccount(world.database, vault, {
    ...{ workspaceId, provider: "workable", subdomain: "consented", credentials: consent },
  });
  const everything = `{ candidates(first: 30) { nodes { id remoteData applications { nodes { id } } } sources { status message } }
    employees(first: 30) { nodes { id } sources { status message } } linkedAccounts { nodes { id status capabilities { model } candidates(first: 2) { nodes { id } } employees(first: 2) { nodes { id } } } } }`;
  const { data } = await ask(everything);
  await ask(everything, {}, canaries.jwt);
  for (const key of [canaries.forged, "Bearer", canaries.wrong]) await ask(everything, {}, key);

  const link = (provider: string, token: string) =>
    ask(
      `mutation ($input: LinkAccountInput!) { linkAccount(input: $input) { userErrors { message } linkedAccount { id } } }`,
      { input: { provider, subdomain: "fresh", credentials: [{ name: "token", value: token }] } },
    );
  for (const provider of ["workable", "applicantstack", "sagehr"] as const) {
    await link(provider, canaries.wrong);
    await link(provider, canaries[provider]);
  }
  const made = await ask(
    `mutation { createLinkToken(input: { externalId: "acme", redirectUrl: "https://example.com/" }) { token url userErrors { message } } }`,
  );
  canaries.link = made.data.createLinkToken.token;
  await get(`/connect/${canaries.link}`, {});
  await get(`/oauth/callback?code=${canaries.access}&state=${canaries.refresh}`, {});

  const workable = world.sandbox.workable("acme-demo");
  const candidateId = data.candidates.nodes[0].id as string;
  const write = (body: string, idempotencyKey: string) =>
    ask(
      `mutation ($input: CreateActivityInput!) { createActivity(input: $input) { userErrors { message } steps { status } } }`,
      { input: { candidateId, kind: "NOTE", body, idempotencyKey } },
    );
  await write(canaries.note, "done");
  // Nor can it be looked up.
  workable.fault({ kind: "drop", method: "GET", path: /activities/ });
  workable.fault({ kind: "drop", method: "POST", after: true });
  await write(canaries.note, "in-doubt");
  workable.clearFaults();
  for (const fault of [
    { kind: "status", status: 401, body: `{"error":"${canaries.upstream}"}` },
    { kind: "status", status: 500, body: canaries.upstream },
    { kind: "html200", body: canaries.upstream },
    { kind: "truncated" },
    { kind: "drop" },
    { kind: "hang" },
  ] as const) {
    workable.fault({ ...fault, times: 2 });
    await ask(`{ jobs(first: 7) { nodes { id } sources { status message } } }`);
    workable.clearFaults();
    const account = data.linkedAccounts.nodes[0].id as string;
    await ask(`mutation ($id: ID!) { refreshAccount(input: { accountId: $id }) { userErrors { message } } }`, {
      id: account,
    });
  }
  const account = encodeURIComponent(data.linkedAccounts.nodes[0].id as string);
  const headers = { authorization: `Bearer ${canaries.key}`, "x-made-up": canaries.proxy };
  await get(`/proxy/${account}/jobs`, headers);
  await get(`/proxy/${account}/nothing?token=${canaries.proxy}`, headers);
  await get(`/attachments/${canaries.wrong}/content`, { authorization: `Bearer ${canaries.wrong}` });
}

describe("secrets", { timeout: 120_000 }, () => {
  it("are in use", async () => {
    await useSecrets();
    // Nobody else's token opens these accounts.
    for (const provider of ["workable", "applicantstack", "sagehr"] as const)
      expect(
        world.sandbox[provider]("acme-demo")
          .calls()
          .map(({ status }) => status),
      ).toContain(200);
    expect(log.join("")).toMatch(/refused a JWT/);
    expect(answers.length).toBeGreaterThan(20);
    for (const secret of Object.values({ ...canaries, encryption: "set apart" }))
      expect(secret.length).toBeGreaterThan(8);
  });

  it("would be found in any form", () => {
    for (const pad of ["", "x", "xy"]) {
      const text = `${pad}${canaries.sagehr} and more`;
      const forms = [text, Buffer.from(text).toString("base64"), Buffer.from(text).toString("base64url")];
      for (const form of [...forms, `\\x${Buffer.from(text).toString("hex")}`])
        expect(foundIn(form)).toEqual(["sagehr"]);
    }
  });

  it("are in no row of any table", async () => {
    const { tables, text } = await dump();
    expect(tables).toEqual(
      expect.arrayContaining(["credentials", "writes", "api_keys", "linked_accounts", "audit_events"]),
    );
    expect(text).toMatch(/"in_doubt_since":"2/);
    expect(text.length).toBeGreaterThan(5_000);
    expect(foundIn(text)).toEqual([]);
  });

  it("are in no line of the log at its loudest", () => {
    expect(foundIn(log.join("\n"))).toEqual([]);
  });

  it("are in no answer, but for the link that was asked for", () => {
    const told = answers.filter((answer) => !answer.includes("createLinkToken"));
    expect(foundIn(told.join("\n"))).toEqual([]);
  });
});
