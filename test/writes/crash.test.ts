import { randomBytes } from "node:crypto";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { createApiKey } from "../../src/accounts/api-keys.js";
import { linkAccount } from "../../src/accounts/linked-accounts.js";
import { SCOPES } from "../../src/accounts/scopes.js";
import { createVault } from "../../src/accounts/vault.js";
import { ensureWorkspace } from "../../src/accounts/workspaces.js";
import { startSandbox } from "../../src/sandbox/index.js";
import type { Sandbox } from "../../src/sandbox/index.js";
import { startCommand } from "../commands/hiregraph.js";
import type { RunningCommand } from "../commands/hiregraph.js";
import { freshDatabase } from "../support/database.js";
import type { FreshDatabase } from "../support/database.js";
import { waitUntil } from "../support/wait-until.js";

let sandbox: Sandbox;
let database: FreshDatabase;
let environment: Record<string, string>;
let key: string;
const running: RunningCommand[] = [];

beforeAll(async () => {
  sandbox = await startSandbox();
  sandbox.workable("acme-demo").rateLimit = null;
  database = await freshDatabase();
  const encryptionKey = randomBytes(32);
  const { id: workspaceId } = await ensureWorkspace(database.store);
  key = (await createApiKey(database.store, { workspaceId, name: "test", scopes: SCOPES })).key;
  const [member] = sandbox.workable("acme-demo").data.members;
  await linkAccount(database.store, createVault([encryptionKey]), {
    ...{ workspaceId, provider: "workable", subdomain: "acme-demo" },
    settings: { memberId: member?.id ?? "" },
    credentials: { token: sandbox.workable("acme-demo").token },
  });
  environment = {
    PORT: "0",
    HIREGRAPH_DATABASE_URL: database.url,
    HIREGRAPH_ENCRYPTION_KEY: encryptionKey.toString("base64"),
    HIREGRAPH_WORKABLE_URL: sandbox.urls.workable,
    HIREGRAPH_LOG_LEVEL: "warn",
    // A call is given up after two thirds of it, and may go on at the provider for as long again.
    HIREGRAPH_REQUEST_TIMEOUT_MS: "3000",
  };
});
afterAll(async () => {
  await Promise.all(running.map((server) => server.stop("SIGKILL")));
  await database.close();
  await sandbox.stop();
});

async function serve(more: Record<string, string> = {}): Promise<{ url: string; server: RunningCommand }> {
  const server = startCommand(["serve"], { ...environment, ...more });
  running.push(server);
  return { url: await server.line("API"), server };
}

async function ask(url: string, query: string, variables: object): Promise<any> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

const note = `mutation($input: CreateActivityInput!) { createActivity(input: $input) {
  activity { remoteId } userErrors { code message } replayed steps { status } } }`;

async function applicationId(url: string): Promise<string> {
  const { data } = await ask(url, `{ applications(first: 1) { nodes { id } } }`, {});
  return data.applications.nodes[0].id;
}

function notesOf(body: string) {
  return sandbox.workable("acme-demo").data.activities.filter((activity) => activity.body === body);
}

describe("a process that is killed between the call and its settlement", () => {
  it.each([
    ["that the provider took", true, { kind: "hang", after: true } as const],
    ["that never took effect", false, { kind: "hang" } as const],
  ])(
    "leaves a write %s, which the same key does once and tells truly",
    { timeout: 60_000 },
    async (name, isTaken, fault) => {
      const body = `Killed: ${name}`;
      const first = await serve();
      const input = { applicationId: await applicationId(first.url), body, idempotencyKey: `killed ${name}` };
      sandbox.workable("acme-demo").fault({ ...fault, path: /comments$/, method: "POST", times: 1 });
      const callsBefore = sandbox.workable("acme-demo").calls().length;
      const lost = ask(first.url, note, { input }).catch(() => "lost");
      await waitUntil(() => sandbox.workable("acme-demo").calls().length > callsBefore);
      await first.server.stop("SIGKILL");
      expect(await lost).toBe("lost");
      expect(notesOf(body)).toHaveLength(isTaken ? 1 : 0);

      const second = await serve({ HIREGRAPH_SYNC: "off" });
      let answer = await ask(second.url, note, { input });
      for (let tries = 0; answer.errors && tries < 10; tries += 1) {
        expect(answer.errors[0].extensions).toMatchObject({ code: "PROVIDER_UNAVAILABLE", outcome: "UNKNOWN" });
        await new Promise((resolve) => setTimeout(resolve, answer.errors[0].extensions.retryAfter * 1000));
        answer = await ask(second.url, note, { input });
      }
      const [written, ...more] = notesOf(body);
      expect(more).toEqual([]);
      expect(answer.data.createActivity).toEqual({
        activity: { remoteId: written?.id },
        userErrors: [],
        replayed: false,
        steps: [{ status: "DONE" }],
      });
      expect((await ask(second.url, note, { input })).data.createActivity).toMatchObject({
        activity: { remoteId: written?.id },
        replayed: true,
      });
      await second.server.stop("SIGKILL");
    },
  );

  it("has its write settled in the background when no client comes back", { timeout: 60_000 }, async () => {
    const body = "Killed, and nobody asks";
    const first = await serve();
    const input = { applicationId: await applicationId(first.url), body, idempotencyKey: "nobody asks" };
    sandbox.workable("acme-demo").fault({ kind: "hang", after: true, path: /comments$/, method: "POST", times: 1 });
    const lost = ask(first.url, note, { input }).catch(() => "lost");
    await waitUntil(() => notesOf(body).length === 1);
    await first.server.stop("SIGKILL");
    await lost;
    await new Promise((resolve) => setTimeout(resolve, 2_100));

    const second = await serve();
    await waitUntil(async () => {
      const { rows } = await database.store.db.query<{ status: string }>(
        "select status from writes where in_doubt_since is null order by created_at desc limit 1",
      );
      return rows[0]?.status === "done";
    });
    const { data } = await ask(second.url, note, { input });
    expect(data.createActivity).toMatchObject({ activity: { remoteId: notesOf(body)[0]?.id }, replayed: true });
    expect(notesOf(body)).toHaveLength(1);
    await second.server.stop("SIGKILL");
  });
});

describe("a process that is looking a write up when it is stopped", () => {
  it("does not wait for a provider that hangs", { timeout: 60_000 }, async () => {
    const workable = sandbox.workable("acme-demo");
    const body = "Killed, and looked up in vain";
    const first = await serve();
    const input = { applicationId: await applicationId(first.url), body, idempotencyKey: "in vain" };
    workable.fault({ kind: "hang", after: true, path: /comments$/, method: "POST", times: 1 });
    const lost = ask(first.url, note, { input }).catch(() => "lost");
    await waitUntil(() => notesOf(body).length === 1);
    await first.server.stop("SIGKILL");
    await lost;
    await database.store.db.query(
      "update writes set updated_at = updated_at - interval '1 hour' where status = 'open'",
    );
    workable.fault({ kind: "hang", path: /activities/, method: "GET" });
    workable.clearCalls();
    const second = await serve({ HIREGRAPH_REQUEST_TIMEOUT_MS: "12000" });
    await waitUntil(() => workable.calls().length > 0);
    const stoppedAt = performance.now();
    await second.server.stop("SIGTERM");
    expect(performance.now() - stoppedAt).toBeLessThan(4_000);
    workable.clearFaults();
  });
});

describe("two processes", () => {
  it("do one write between them when both are asked at once", { timeout: 60_000 }, async () => {
    const [one, other] = [await serve(), await serve()];
    const target = await applicationId(one.url);
    sandbox.workable("acme-demo").latencyMs = 300;
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        ask(index % 2 === 0 ? one.url : other.url, note, {
          input: { applicationId: target, body: "Asked ten times", idempotencyKey: "ten times" },
        }),
      ),
    );
    sandbox.workable("acme-demo").latencyMs = 0;
    const [written, ...more] = notesOf("Asked ten times");
    expect(more).toEqual([]);
    const payloads = answers.map(({ data }) => data.createActivity);
    expect(payloads.map(({ activity }: any) => activity.remoteId)).toEqual(Array(10).fill(written?.id));
    expect(payloads.filter(({ replayed }: any) => !replayed)).toHaveLength(1);
    await Promise.all([one.server.stop("SIGKILL"), other.server.stop("SIGKILL")]);
  });
});
