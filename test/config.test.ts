import { randomBytes } from "node:crypto";
import { isAbsolute, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { ConfigError, loadConfig } from "../src/config.js";

const key = (bytes = 32) => randomBytes(bytes).toString("base64");

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe("loadConfig", () => {
  it("needs nothing: every variable has its documented default", () => {
    const config = loadConfig({});
    expect(config).toMatchObject({
      host: "127.0.0.1",
      port: 4000,
      publicUrl: "http://127.0.0.1:4000",
      databaseUrl: undefined,
      encryptionKeys: [],
      providerUrls: {
        workable: "https://{subdomain}.workable.com/spi/v3",
        workableWww: "https://www.workable.com",
        applicantstack: "https://{subdomain}.applicantstack.com",
        sagehr: "https://{subdomain}.sage.hr/api",
      },
      oauthApplications: {},
      background: true,
      fetchAllow: [],
      defaultMaxAgeSeconds: 60,
      requestTimeoutMs: 15_000,
      maxCost: 50_000,
      logLevel: "info",
      introspection: true,
      explorer: undefined,
      persistedDocuments: undefined,
      persistedDocumentsOnly: false,
      studio: undefined,
    });
    expect(isAbsolute(config.dataDir)).toBe(true);
  });

  it("takes an empty variable for an unset one", () => {
    expect(loadConfig({ PORT: "", HIREGRAPH_ENCRYPTION_KEY: " " }).port).toBe(4000);
  });

  it("reads a list of encryption keys in order", () => {
    const keys = [key(), key()];
    const config = loadConfig({ HIREGRAPH_ENCRYPTION_KEY: keys.join(", ") });
    expect(config.encryptionKeys.map((bytes) => bytes.toString("base64"))).toEqual(keys);
  });

  it("keeps the subdomain's place in an address and drops a trailing slash", () => {
    const config = loadConfig({ HIREGRAPH_WORKABLE_URL: "http://127.0.0.1:5001/{subdomain}/spi/v3/" });
    expect(config.providerUrls.workable).toBe("http://127.0.0.1:5001/{subdomain}/spi/v3");
  });

  it("brackets an IPv6 host in its public address", () => {
    expect(loadConfig({ HOST: "::1", PORT: "80" }).publicUrl).toBe("http://[::1]:80");
  });

  it.each([
    ["PORT", "70000", "65535"],
    ["PORT", "4e3", "whole number"],
    ["HIREGRAPH_PUBLIC_URL", "ftp://example.com", "http:// or https://"],
    ["HIREGRAPH_SAGEHR_URL", "{subdomain}.sage.hr", "{subdomain}"],
    ["HIREGRAPH_LOG_LEVEL", "loud", "debug"],
    ["HIREGRAPH_INTROSPECTION", "yes", "on or off"],
    ["HIREGRAPH_DEFAULT_MAX_AGE", "-1", "whole number"],
    ["HIREGRAPH_REQUEST_TIMEOUT_MS", "0", "100"],
    ["HIREGRAPH_MAX_COST", "0", "a whole number from 1"],
  ])("names %s, what was found (%s) and what was expected", (name, value, expected) => {
    const problems = problemsOf({ [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name}: `));
    expect(problems[0]).toContain(value);
    expect(problems[0]).toContain(expected);
  });

  it("lists all wrong variables at once", () => {
    const problems = problemsOf({ PORT: "x", HIREGRAPH_LOG_LEVEL: "x", HIREGRAPH_EXPLORER: "x" });
    expect(problems.map((problem) => problem.split(":")[0])).toEqual([
      "PORT",
      "HIREGRAPH_LOG_LEVEL",
      "HIREGRAPH_EXPLORER",
    ]);
  });

  it.each([
    ["HIREGRAPH_ENCRYPTION_KEY", key(16)],
    ["HIREGRAPH_ENCRYPTION_KEY", `${key()},${key(31)}`],
    ["HIREGRAPH_ENCRYPTION_KEY", `${key().slice(0, -1)}!`],
    ["HIREGRAPH_DATABASE_URL", "mysql://someone:sesame@db.example.com/hiregraph"],
    ["APOLLO_KEY", "service:made up:aaaabbbb"],
  ])("refuses a wrong %s without printing it", (name, value) => {
    const problems = problemsOf({ [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(name);
    for (const part of value.split(/[,:/@]/).filter((text) => text.length > 4)) expect(problems[0]).not.toContain(part);
  });

  it("does not print a password inside an address that takes none", () => {
    const [problem] = problemsOf({ HIREGRAPH_WORKABLE_URL: "https://someone:sesame@{subdomain}.example.com" });
    expect(problem).toContain("HIREGRAPH_WORKABLE_URL");
    expect(problem).not.toContain("sesame");
  });

  it("wants both halves of the OAuth application", () => {
    expect(problemsOf({ HIREGRAPH_WORKABLE_CLIENT_ID: "id" })[0]).toMatch(/^HIREGRAPH_WORKABLE_CLIENT_SECRET: /);
    const both = { HIREGRAPH_WORKABLE_CLIENT_ID: "id", HIREGRAPH_WORKABLE_CLIENT_SECRET: "secret" };
    expect(loadConfig(both).oauthApplications).toEqual({ workable: { clientId: "id", clientSecret: "secret" } });
  });

  it("reads where registered documents are, and whether others may run", () => {
    const both = { HIREGRAPH_PERSISTED_DOCUMENTS: "manifest.json", HIREGRAPH_PERSISTED_DOCUMENTS_ONLY: "on" };
    expect(loadConfig(both)).toMatchObject({
      persistedDocuments: resolve("manifest.json"),
      persistedDocumentsOnly: true,
    });
    expect(problemsOf({ HIREGRAPH_PERSISTED_DOCUMENTS_ONLY: "on" })).toEqual([
      "HIREGRAPH_PERSISTED_DOCUMENTS: found nothing, expected the path of a manifest, since only its documents may run",
    ]);
  });

  it("reports to a graph in Apollo Studio only when both its key and its name are there", () => {
    const [key, graphRef] = ["service:made-up:aaaabbbb", "made-up@test"];
    expect(loadConfig({ APOLLO_KEY: key, APOLLO_GRAPH_REF: graphRef }).studio).toEqual({ key, graphRef });
    expect(loadConfig({ APOLLO_GRAPH_REF: graphRef }).studio).toBeUndefined();
    expect(problemsOf({ APOLLO_KEY: key })).toEqual([
      "APOLLO_GRAPH_REF: found nothing, expected id@variant of the graph to which APOLLO_KEY belongs",
    ]);
    expect(problemsOf({ APOLLO_KEY: key, APOLLO_GRAPH_REF: "made-up" })[0]).toContain("expected id@variant");
  });

  it("reads whose JWTs to accept, and looks for the keys below the issuer", () => {
    const named = { HIREGRAPH_JWT_ISSUER: "https://id.example.com/", HIREGRAPH_JWT_AUDIENCE: "hiregraph" };
    expect(loadConfig(named).jwt).toEqual({
      ...{ issuer: "https://id.example.com/", audience: "hiregraph" },
      jwksUrl: "https://id.example.com/.well-known/jwks.json",
    });
    const elsewhere = {
      ...named,
      HIREGRAPH_JWT_ISSUER: "our-id",
      HIREGRAPH_JWT_JWKS_URL: "http://keys:8080/jwks?app=1",
    };
    expect(loadConfig(elsewhere).jwt).toMatchObject({ issuer: "our-id", jwksUrl: "http://keys:8080/jwks?app=1" });
    expect(loadConfig({}).jwt).toBeUndefined();
  });

  it.each([
    [{ HIREGRAPH_JWT_ISSUER: "https://id.example.com" }, "HIREGRAPH_JWT_AUDIENCE: found nothing"],
    [{ HIREGRAPH_JWT_ISSUER: "our-id", HIREGRAPH_JWT_AUDIENCE: "a" }, "HIREGRAPH_JWT_JWKS_URL: found nothing"],
    [{ HIREGRAPH_JWT_AUDIENCE: "a" }, "HIREGRAPH_JWT_ISSUER: found nothing"],
    [{ HIREGRAPH_JWT_JWKS_URL: "https://id.example.com/keys" }, "HIREGRAPH_JWT_ISSUER: found nothing"],
    [
      { HIREGRAPH_JWT_ISSUER: "i", HIREGRAPH_JWT_AUDIENCE: "a", HIREGRAPH_JWT_JWKS_URL: "file:///etc/keys" },
      'HIREGRAPH_JWT_JWKS_URL: found "file:///etc/keys", expected an http:// or https://',
    ],
    [
      { HIREGRAPH_JWT_ISSUER: "i", HIREGRAPH_JWT_AUDIENCE: "a", HIREGRAPH_JWT_JWKS_URL: "https://u:canary@id.example" },
      'HIREGRAPH_JWT_JWKS_URL: found "https://[redacted]@id.example"',
    ],
  ])("refuses %j, which is not whole", (env, problem) => {
    const problems = problemsOf(env);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
    expect(problems[0]).not.toContain("canary");
  });
});
