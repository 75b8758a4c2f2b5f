import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";

import { afterAll, beforeAll, expect, it } from "vitest";

import { startSandbox } from "../../src/sandbox/index.js";
import type { Sandbox } from "../../src/sandbox/index.js";
import { freshDatabase } from "../support/database.js";
import type { FreshDatabase } from "../support/database.js";
import { waitUntil } from "../support/wait-until.js";

const token = "canary-on-the-command-line";

let sandbox: Sandbox;
let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  sandbox = await startSandbox({ tenants: { workable: [{ subdomain: "acme", token }] } });
});
afterAll(async () => {
  await sandbox.stop();
  await database.close();
});

it.skipIf(!existsSync("/proc/self/cmdline"))(
  "a token that is given as an argument has left the list of processes when the provider is called",
  { timeout: 60_000 },
  async () => {
    const workable = sandbox.workable("acme");
    workable.fault({ kind: "delay", delayMs: 4_000, times: 1 });
    const args = ["link", "workable", "--subdomain", "acme", "--token", token];
    const child = spawn(process.execPath, ["--import", "tsx", "src/main.ts", ...args], {
      env: {
        ...{ PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "" },
        HIREGRAPH_DATABASE_URL: database.url,
        HIREGRAPH_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
        HIREGRAPH_WORKABLE_URL: sandbox.urls.workable,
      },
    });
    const exited = once(child, "exit");
    await waitUntil(() => workable.calls().length > 0, 40_000);
    const arguments_ = await readFile(`/proc/${String(child.pid)}/cmdline`, "utf8");
    expect(arguments_).toContain("hiregraph link");
    expect(arguments_).not.toContain("canary");
    expect(await exited).toEqual([0, null]);
  },
);
