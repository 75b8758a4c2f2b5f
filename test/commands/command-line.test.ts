import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { hiregraph, startCommand } from "./hiregraph.js";

// Nothing here may open a database.
const env = { HIREGRAPH_DATA_DIR: "/dev/null/nowhere" };

describe("the command line", () => {
  it("prints its help when nothing is asked", async () => {
    const { code, stdout, stderr } = await hiregraph([], env);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const name of ["start", "serve", "sandbox", "link", "accounts", "keys", "audit", "schema", "doctor"]) {
      expect(stdout).toMatch(new RegExp(`^ {2}${name}\\b`, "m"));
    }
  });

  it.each([
    ["an unknown command", ["lnk"], {}, "unknown command 'lnk' (Did you mean link?); see hiregraph --help"],
    ["a missing option", ["keys", "create", "--name", "n"], {}, /--scopes.*; see hiregraph keys create --help$/],
    ["an unknown provider", ["link", "greenhouse", "--subdomain", "a"], {}, /"greenhouse"; choose one of workable, /],
    [
      "a malformed token",
      ["link", "sagehr", "--subdomain", "a", "--token", "two words"],
      {},
      /^--token: 9 characters do/,
    ],
    ["a wrong variable", ["keys", "list"], { PORT: "many" }, /^PORT: found "many", expected a whole number/],
    ["a missing encryption key", ["serve"], {}, /^HIREGRAPH_ENCRYPTION_KEY is not set/],
    ["no database", ["keys", "list"], { HIREGRAPH_DATABASE_URL: "postgres://u:pass-word@127.0.0.1:9/d" }, /:9\/d/],
  ])("refuses %s in one line without a stack", async (_, args, extra, message) => {
    const { code, stdout, stderr } = await hiregraph(args, { ...env, ...extra });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^hiregraph: [^\n]*\n$/);
    const told = stderr.replace(/^hiregraph: /, "").trimEnd();
    if (typeof message === "string") expect(told).toBe(message);
    else expect(told).toMatch(message);
    expect(stderr).not.toContain("pass-word");
  });

  it("offers each provider's own fields when linking", async () => {
    const { stdout } = await hiregraph(["link", "applicantstack", "--help"], env);
    for (const option of ["--subdomain", "--token", "--token-file", "--publisher", "--time-zone"]) {
      expect(stdout).toContain(`  ${option} <`);
    }
  });
});

describe("hiregraph schema", () => {
  it("prints the schema that is committed", async () => {
    const { stdout } = await hiregraph(["schema"], env);
    expect(stdout.trim()).toBe((await readFile("schema.graphql", "utf8")).trim());
  });

  it("tells which provider fills which field", async () => {
    const { stdout } = await hiregraph(["schema", "--provider-coverage", "--json"], env);
    expect(JSON.parse(stdout)).toContainEqual({
      model: "TimeoffRequest",
      field: "startDate",
      providers: { workable: "list", applicantstack: null, sagehr: "list" },
    });
  });
});

describe("hiregraph sandbox", () => {
  it("prints variables, accounts and controls that work, and ends with a signal", async () => {
    const free = ["workable", "applicantstack", "sagehr"].flatMap((provider) => [`--${provider}-port`, "0"]);
    const sandbox = startCommand(["sandbox", ...free], env);
    const template = /'(.*)'/.exec(await sandbox.line("export"))?.[1] ?? "";
    const { origin } = new URL(template);
    expect(await sandbox.line("Account")).toBe(
      "hiregraph link workable --subdomain acme-demo --token sandbox-workable-token",
    );
    const jobs = await fetch(`${template.replace("{subdomain}", "acme-demo")}/jobs`, {
      headers: { authorization: "Bearer sandbox-workable-token" },
    });
    expect(jobs.status).toBe(200);
    expect(await sandbox.line("Control")).toBe(`${origin}/__sandbox/acme-demo/{calls,faults,settings}`);
    expect(await (await fetch(`${origin}/__sandbox/acme-demo/calls`)).json()).toMatchObject({
      calls: [{ status: 200 }],
    });
    expect((await sandbox.stop("SIGINT")).code).toBe(0);
  });
});
