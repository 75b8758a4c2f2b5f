import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, it } from "vitest";

import { createApiKey } from "../../src/accounts/api-keys.js";
import { linkAccount } from "../../src/accounts/linked-accounts.js";
import { SCOPES } from "../../src/accounts/scopes.js";
import { createVault } from "../../src/accounts/vault.js";
import { ensureWorkspace } from "../../src/accounts/workspaces.js";
import { freshDatabase } from "../support/database.js";
import type { FreshDatabase } from "../support/database.js";
import { multipart, post, uploadParts } from "./multipart.js";

const megabyte = 1_048_576;
const encryptionKey = randomBytes(32);
const memberId = "2b44e1";

let database: FreshDatabase;
let api: string;
let serverPid: number;
let key: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  const { store, url } = database;
  const ports = ["--workable-port", "0", "--applicantstack-port", "0", "--sagehr-port", "0"];
  const sandbox = launch(["sandbox", "--json", ...ports], {});
  const { variables, accounts } = JSON.parse(await firstLine(sandbox)) as {
    variables: Record<string, string>;
    accounts: { provider: string; subdomain: string; token: string }[];
  };
  const { id: workspaceId } = await ensureWorkspace(store);
  const { subdomain = "", token = "" } = accounts.find(({ provider }) => provider === "workable") ?? {};
  const account = { workspaceId, provider: "workable", subdomain, settings: { memberId }, credentials: { token } };
  await linkAccount(store, createVault([encryptionKey]), account);
  ({ key } = await createApiKey(store, { workspaceId, name: "test", scopes: SCOPES }));
  const server = launch(["serve"], {
    ...variables,
    PORT: "0",
    HIREGRAPH_DATABASE_URL: url,
    HIREGRAPH_ENCRYPTION_KEY: encryptionKey.toString("base64"),
    HIREGRAPH_SYNC: "off",
  });
  serverPid = server.pid ?? 0;
  api = (await firstLine(server)).replace("API ", "");
});

afterAll(async () => {
  for (const child of children.filter(({ exitCode }) => exitCode === null)) {
    const exited = once(child, "exit");
    child.kill("SIGTERM");
    await exited;
  }
  await database.close();
});

/** The real command in a process of its own, whose id is the one of the command. */
function launch(args: readonly string[], env: Record<string, string>): ChildProcess {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, ["--import", "tsx", "src/main.ts", ...args], {
    env: { PATH, HOME, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  return child;
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("The command has no output.");
  const ended = once(child, "exit").then(() => Promise.reject(new Error("The command ended.")));
  const [line] = (await Promise.race([once(createInterface({ input: child.stdout }), "line"), ended])) as [string];
  return line;
}

async function attach(name: string, content: Buffer): Promise<string> {
  const query = `query { candidates(first: 1) { nodes { applications { nodes { id } } } } }`;
  const headers = { "content-type": "application/json", authorization: `Bearer ${key}` };
  const answer = await fetch(api, { method: "POST", headers, body: JSON.stringify({ query }) });
  const { data: found } = (await answer.json()) as any;
  const applicationId = found.candidates.nodes[0].applications.nodes[0].id;
  const mutation = `mutation ($input: CreateAttachmentInput!) {
    createAttachment(input: $input) { attachment { id } userErrors { message } }
  }`;
  const operation = { query: mutation, variables: { input: { applicationId, file: null } } };
  const body = multipart(uploadParts(operation, { "variables.input.file": { name, content } }));
  const { status, data, errors } = await post(api, key, body);
  expect(errors).toBeUndefined();
  expect([status, data.createAttachment.userErrors]).toEqual([200, []]);
  return data.createAttachment.attachment.id;
}

function residentBytes(): number {
  const status = readFileSync(`/proc/${serverPid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB$/mu.exec(status)?.[1]) * 1024;
}

/** The most memory that the server takes while the work is done, beyond what it took before. */
async function extraMemoryOf<Result>(work: () => Promise<Result>): Promise<{ result: Result; extraBytes: number }> {
  const before = residentBytes();
  let most = before;
  const sampling = setInterval(() => (most = Math.max(most, residentBytes())), 5);
  try {
    const result = await work();
    return { result, extraBytes: most - before };
  } finally {
    clearInterval(sampling);
  }
}

it.runIf(process.platform === "linux")(
  "a file of 25 MB, the largest there may be, is taken in less than 100 MB of memory, and comes back the same",
  { timeout: 60_000 },
  async () => {
    await attach("warm-up.bin", randomBytes(megabyte));
    const content = randomBytes(25 * megabyte);
    const { result: id, extraBytes } = await extraMemoryOf(() => attach("large.bin", content));
    expect(extraBytes).toBeLessThan(100 * megabyte);
    const url = new URL(`/attachments/${encodeURIComponent(id)}/content`, api);
    const response = await fetch(url, { headers: { authorization: `Bearer ${key}` } });
    expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true);
  },
);
