import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { createVisitor } from "../http/connect/visitor.js";
import { buildExplorer } from "../support/explorer-build.js";
import { hiregraph, startCommand } from "./hiregraph.js";
import type { RunningCommand } from "./hiregraph.js";

let env: Record<string, string>;
let running: RunningCommand;
let api: string;

beforeAll(async () => {
  await buildExplorer();
  env = { HIREGRAPH_DATA_DIR: await mkdtemp(join(tmpdir(), "hiregraph-connect-")), PORT: "0" };
  running = startCommand(["start"], env);
  api = await running.line("API");
});
afterAll(async () => {
  await running.stop("SIGTERM");
  await rm(env["HIREGRAPH_DATA_DIR"] ?? "", { recursive: true, force: true, maxRetries: 5 });
});

describe("hiregraph link --connect", () => {
  it("prints a link of the running server, on which consent at the sandbox links the account again", async () => {
    const made = await hiregraph(["link", "workable", "--connect", "--external-id", "c-1", "--json"], env);
    expect(made).toMatchObject({ code: 0, stderr: "" });
    const { url } = JSON.parse(made.stdout) as { url: string };
    expect(url).toMatch(new RegExp(`^${new URL(api).origin}/connect/hg_link_`));
    const visitor = createVisitor();
    const done = await visitor.get(await visitor.consent(url));
    expect(done.text).toContain("acme-demo (sandbox) is linked");
    const accounts = JSON.parse((await hiregraph(["accounts", "--json"], env)).stdout) as {
      externalId: string | null;
    }[];
    expect(accounts.map(({ externalId }) => externalId)).toEqual(["c-1", null, null]);
    const again = await hiregraph(["link", "workable", "--connect", "--external-id", "c-1"], env);
    expect(again.stdout).toMatch(/^http:\S+\nIt links one account of Workable, once, until 20\d\d-/);
  });

  it("gives an account that doctor finds in order when its access token has ended, as it is renewed", async () => {
    const note = await readFile(join(env["HIREGRAPH_DATA_DIR"] ?? "", "sandbox.json"), "utf8");
    const { variables } = JSON.parse(note) as { variables: Record<string, string> };
    const changed = await fetch(new URL("/__sandbox/acme-demo/settings", variables["HIREGRAPH_WORKABLE_WWW_URL"]), {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ accessTokenLifetimeSeconds: 1 }),
    });
    expect(changed.status).toBe(200);
    const made = await hiregraph(["link", "workable", "--connect", "--external-id", "c-1", "--json"], env);
    const { url } = JSON.parse(made.stdout) as { url: string };
    const visitor = createVisitor();
    expect((await visitor.get(await visitor.consent(url))).text).toContain("acme-demo (sandbox) is linked");
    await sleep(1_100);
    const { code, stdout } = await hiregraph(["doctor", "--json"], env);
    expect(JSON.parse(stdout)).toMatchObject({ ok: true });
    expect(code).toBe(0);
  });

  it("takes an account's whole address, and says what is missing", async () => {
    const address = "https://acme-demo.sage.hr/dashboard";
    const linked = await hiregraph(["link", "sagehr", "--subdomain", address, "--token", "sandbox-sagehr-token"], env);
    expect(linked).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Linked acme-demo/) as string });
    const nameless = await hiregraph(["link", "sagehr", "--connect"], env);
    expect(nameless.stderr).toBe("hiregraph: --external-id: your own name for the customer is missing.\n");
    const placeless = await hiregraph(["link", "sagehr", "--token", "x"], env);
    expect(placeless.stderr).toBe(
      "hiregraph: --subdomain: the account's part of its address is missing; acme in acme.sage.hr.\n",
    );
  });
});
