import { chmod, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildExplorer } from "../support/explorer-build.js";
import { waitUntil } from "../support/wait-until.js";
import { hiregraph, startCommand } from "./hiregraph.js";
import type { RunningCommand } from "./hiregraph.js";

let dataDir: string;
let env: Record<string, string>;
let running: RunningCommand;
let api: string;
let key: string;

beforeAll(async () => {
  await buildExplorer();
  dataDir = await mkdtemp(join(tmpdir(), "hiregraph-start-"));
  await chmod(dataDir, 0o755);
  env = { HIREGRAPH_DATA_DIR: dataDir, PORT: "0" };
  running = startCommand(["start"], env);
  [api, key] = await Promise.all([running.line("API"), running.line("API key")]);
});

afterAll(async () => {
  await running.stop("SIGTERM");
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

async function ask(query: string, bearer = key): Promise<{ status: number; body: unknown }> {
  const response = await fetch(api, {
    method: "POST",
    headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, body: await response.json() };
}

const accounts = async () => JSON.parse((await hiregraph(["accounts", "--json"], env)).stdout) as { id: string }[];
const accountIds = async () => (await accounts()).map(({ id }) => id);
const linkWorkable = (...rest: string[]) => ["link", "workable", "--subdomain", "acme-demo", "--json", ...rest];

describe("npm start", () => {
  it("prints the API, the explorer, a key and a query that answers from all three sandboxes", async () => {
    expect(api).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/graphql$/);
    const [page, query] = await Promise.all([running.line("Explorer"), running.line("Query")]);
    expect((await fetch(page)).headers.get("content-type")).toContain("text/html");
    expect(query).toContain(`curl -s ${api} -H 'Authorization: Bearer ${key}'`);
    const { query: graphql } = JSON.parse(/-d '(.*)'$/.exec(query)?.[1] ?? "") as { query: string };
    const { status, body } = await ask(graphql);
    expect(status).toBe(200);
    expect(body).not.toHaveProperty("errors");
    for (const provider of ["workable", "applicantstack", "sagehr"]) expect(JSON.stringify(body)).toContain(provider);
  });

  it("keeps in the audit log that it linked them, and who did", async () => {
    const { body } = await ask(
      `{ auditEvents(filter: { action: { eq: "account.linked" } }) { nodes { actorKind accountId detail } } }`,
    );
    const { nodes } = (body as { data: { auditEvents: { nodes: { actorKind: string; accountId: string }[] } } }).data
      .auditEvents;
    expect(nodes.map(({ actorKind }) => actorKind)).toEqual(["command", "command", "command"]);
    expect(nodes.map(({ accountId }) => accountId).toSorted()).toEqual((await accountIds()).toSorted());
  });

  it("leaves the running server and its key alone when a second start finds the port taken", async () => {
    const { port } = new URL(api);
    const second = await hiregraph(["start"], { ...env, PORT: port });
    expect(second).toMatchObject({ code: 1, stdout: "" });
    expect(second.stderr).toMatch(new RegExp(`^hiregraph: PORT: port ${port} on 127.0.0.1 is already in use.*\n$`));
    expect((await ask("{ __typename }")).status).toBe(200);
  });
});

describe("commands beside a running server", () => {
  it("make a key that works at once, and revoke it at once", async () => {
    const made = await hiregraph(["keys", "create", "--name", "ci", "--scopes", "ats:read,hris:read", "--json"], env);
    const created = JSON.parse(made.stdout) as { id: string; key: string; scopes: string[] };
    expect(created).toEqual({
      id: expect.any(String) as string,
      key: expect.stringMatching(/^hg_/) as string,
      scopes: ["ats:read", "hris:read"],
    });
    expect((await ask("{ __typename }", created.key)).status).toBe(200);
    expect(await hiregraph(["keys", "revoke", created.id], env)).toMatchObject({ code: 0, stderr: "" });
    expect((await ask("{ __typename }", created.key)).status).toBe(401);
  });

  it("link an account again under its id, with the token from standard input", async () => {
    const before = await accountIds();
    const linked = await hiregraph(linkWorkable("--token", "-"), env, "sandbox-workable-token\n");
    expect(linked).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(linked.stdout)).toEqual({ id: before[0], provider: "workable", status: "OK" });
    expect(await accountIds()).toEqual(before);
    expect((await ask(`{ node(id: "${before[0] ?? ""}") { id } }`)).body).toMatchObject({
      data: { node: { id: before[0] } },
    });
  });

  it.each([
    ["a wrong token", linkWorkable("--token", "wrong-secret"), /^hiregraph: Workable refuses this token.*\n$/],
    [
      "an unknown subdomain",
      ["link", "sagehr", "--subdomain", "nobody", "--token", "wrong-secret"],
      /^hiregraph: Sage HR has no account at the subdomain "nobody"\.\n$/,
    ],
  ])("refuse to link with %s, in one line without the token, and store nothing", async (_, args, message) => {
    const refused = await hiregraph(args, { ...env, HIREGRAPH_LOG_LEVEL: "info" });
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).toMatch(message);
    expect(refused.stderr).not.toContain("wrong-secret");
    expect(await accounts()).toHaveLength(3);
  });

  it("find everything in order, and an account that was linked elsewhere not", async () => {
    const { code, stdout } = await hiregraph(["doctor", "--json"], env);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ ok: true });
    const elsewhere = await hiregraph(["doctor"], { ...env, HIREGRAPH_SAGEHR_URL: "http://127.0.0.1:9/{subdomain}" });
    expect(elsewhere.code).toBe(1);
    expect(elsewhere.stdout).toMatch(/^failed {2}account sagehr acme-demo: .* → /m);
    expect(elsewhere.stderr).toBe("hiregraph: 1 of 8 checks failed.\n");
  });
});

describe("a signal to npm start", () => {
  it("stops the server, the sandboxes and the database, also when it comes twice as from npm", async () => {
    const before = await accountIds();
    const stopping = running.stop("SIGINT");
    void running.stop("SIGINT");
    const { code, tookMs } = await stopping;
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(5_000);
    expect(await readdir(join(dataDir, "postgres"))).not.toContain("postmaster.pid");
    expect(await readdir(dataDir)).not.toContain("sandbox.json");
    await expect(fetch(api)).rejects.toThrow();

    const oldKey = key;
    running = startCommand(["start"], { ...env, HIREGRAPH_EXPLORER: "off" });
    [api, key] = await Promise.all([running.line("API"), running.line("API key")]);
    expect(await accountIds()).toEqual(before);
    expect((await ask("{ __typename }", oldKey)).status).toBe(401);
    expect((await ask("{ __typename }")).status).toBe(200);
  });

  it("ends it while it still starts, too", async () => {
    await running.stop("SIGTERM");
    const early = startCommand(["start"], env);
    await waitUntil(async () => (await readdir(join(dataDir, "postgres"))).includes("postmaster.pid"), 20_000);
    const { code, tookMs } = await early.stop("SIGTERM");
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(5_000);
    expect(await readdir(join(dataDir, "postgres"))).not.toContain("postmaster.pid");
  });
});
