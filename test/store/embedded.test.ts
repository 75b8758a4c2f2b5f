import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore } from "../../src/store/store.js";
import { waitUntil } from "../support/wait-until.js";

const isRoot = process.getuid?.() === 0;
let root: string;
let dataDir: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "hiregraph-embedded-"));
  await chmod(root, 0o755);
  dataDir = join(root, "data");
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  const pid = await postmasterPid();
  if (pid !== null && isAlive(pid)) process.kill(pid, "SIGQUIT");
  await waitUntil(async () => (await postmasterPid()) === null || !isAlive(pid ?? 0));
  await rm(root, { recursive: true, force: true, maxRetries: 5 });
});

async function postmasterPid(dir = dataDir): Promise<number | null> {
  const text = await readFile(join(dir, "postgres", "postmaster.pid"), "utf8").catch(() => null);
  return text === null ? null : Number(text.split("\n")[0]);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const open = (dir = dataDir) => openStore({ databaseUrl: undefined, dataDir: dir });

/** Another process that opens the same folder; `next` waits for its next line. */
function startHolder(options: { detached?: boolean; user?: { uid: number; gid: number } } = {}) {
  const args = ["--import", "tsx", "test/support/hold-store.ts", dataDir];
  const child = spawn(process.execPath, args, {
    stdio: ["pipe", "pipe", "inherit"],
    detached: options.detached ?? false,
    ...options.user,
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    child,
    next: async () => String((await lines.next()).value),
    say: (line: string) => child.stdin.write(`${line}\n`),
  };
}

describe("embedded database", () => {
  it("keeps its data and is stopped when its only user closes it", async () => {
    const first = await open();
    await first.db.query("insert into workspaces (id, name) values ('w', 'kept')");
    await first.close();
    expect(await postmasterPid()).toBeNull();

    const second = await open();
    const { rows } = await second.db.query("select name from workspaces");
    expect(rows).toEqual([{ name: "kept" }]);
    await second.close();
  });

  it("asks for the password over TCP, and keeps it where only the owner reads", async () => {
    const store = await open();
    const intruder = new pg.Client({ connectionString: Object.assign(new URL(store.url), { password: "guess" }).href });
    await expect(intruder.connect()).rejects.toThrow(/password authentication failed/);
    expect((await stat(join(dataDir, "postgres.password"))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(dataDir, "postgres.log"), "utf8")).not.toContain(new URL(store.url).password);
    await store.close();
  });

  it("is started once when two processes and this one open it at the same time", async () => {
    const [one, two] = [startHolder(), startHolder()];
    const [store, first, second] = await Promise.all([open(), one.next(), two.next()]);
    const ports = [first, second].map((line) => (JSON.parse(line) as { port: string }).port);
    expect(ports).toEqual([new URL(store.url).port, new URL(store.url).port]);
    one.say("close");
    two.say("close");
    expect(await Promise.all([one.next(), two.next()])).toEqual(["closed", "closed"]);
    await store.db.query("select 1");
    await store.close();
    expect(await postmasterPid()).toBeNull();
  });

  it("goes on for the others when the process that started it closes", async () => {
    const starter = startHolder();
    await starter.next();
    const store = await open();
    starter.say("close");
    expect(await starter.next()).toBe("closed");
    expect((await store.db.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    await store.close();
    expect(await postmasterPid()).toBeNull();
  });

  it("is adopted after kill -9 of the process that started it, and then stopped by the adopter", async () => {
    const victim = startHolder();
    await victim.next();
    victim.say("insert into workspaces (id, name) values ('w', 'survives')");
    await victim.next();
    const pid = await postmasterPid();
    victim.child.kill("SIGKILL");
    await once(victim.child, "exit");

    const startedAtMs = Date.now();
    const store = await open();
    expect(Date.now() - startedAtMs).toBeLessThan(2_000);
    expect(await postmasterPid()).toBe(pid);
    expect((await store.db.query("select name from workspaces")).rows).toEqual([{ name: "survives" }]);
    await store.close();
    expect(await postmasterPid()).toBeNull();
  });

  it("recovers from kill -9 of the database server, on the same port, for those who had it open", async () => {
    const store = await open();
    await store.db.query("insert into workspaces (id, name) values ('w', 'durable')");
    const pid = await postmasterPid();
    process.kill(pid ?? 0, "SIGKILL");
    await waitUntil(() => !store.isWatching());
    await waitUntil(() => store.isWatching(), 20_000);
    expect((await store.db.query("select name from workspaces")).rows).toEqual([{ name: "durable" }]);
    await store.close();
    expect(await postmasterPid()).toBeNull();
  });

  it("starts beside a postmaster.pid whose process id belongs to another program now", async () => {
    await (await open()).close();
    const stale = [process.pid, join(dataDir, "postgres"), 1, 1, "", "127.0.0.1", "0 0", "ready"].join("\n");
    await writeFile(join(dataDir, "postgres", "postmaster.pid"), `${stale}\n`, { mode: 0o644 });
    const store = await open();
    expect((await store.db.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    await store.close();
  });

  it("takes over the start lock and the half-made folder of a process that died in its first start", async () => {
    await mkdir(join(dataDir, "postgres.new", "base"), { recursive: true });
    await writeFile(join(dataDir, "postgres.lock"), "999999999 gone");
    const store = await open();
    await store.close();
    await expect(stat(join(dataDir, "postgres.lock"))).rejects.toThrow(/ENOENT/);
  });

  it.each(["SIGINT", "SIGTERM"] as const)(
    "is stopped when %s ends the process group of its only user",
    async (signal) => {
      const holder = startHolder({ detached: true });
      await holder.next();
      const pid = await postmasterPid();
      process.kill(-(holder.child.pid ?? 0), signal);
      expect(await once(holder.child, "exit")).toEqual([null, signal]);
      expect(await postmasterPid()).toBeNull();
      await waitUntil(() => !isAlive(pid ?? 0));
    },
  );

  it("survives Ctrl-C of one process while another uses it", async () => {
    const holder = startHolder({ detached: true });
    await holder.next();
    const store = await open();
    process.kill(-(holder.child.pid ?? 0), "SIGINT");
    await once(holder.child, "exit");
    expect((await store.db.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    await store.close();
  });

  it.runIf(isRoot)("runs for root in a folder that only root may enter", async () => {
    await chmod(root, 0o700);
    const store = await open();
    const { rows } = await store.db.query("select count(*) > 0 as works from pg_settings");
    expect(rows).toEqual([{ works: true }]);
    expect((await stat(join(dataDir, "postgres"))).uid).not.toBe(0);
    await store.close();
  });

  it.runIf(isRoot)("runs for a user without rights", async () => {
    const user = { uid: 65_534, gid: 65_534 };
    await chown(root, user.uid, user.gid);
    const holder = startHolder({ user });
    expect(await holder.next()).toContain("port");
    expect((await stat(join(dataDir, "postgres"))).uid).toBe(user.uid);
    holder.say("close");
    expect(await holder.next()).toBe("closed");
  });
});
