import { createHmac } from "node:crypto";
import { SignJWT, UnsecuredJWT } from "jose";
import type { JWTPayload } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createJwtVerifier } from "../../src/accounts/jwt.js";
import type { JwtVerifier, VerifiedToken } from "../../src/accounts/jwt.js";
import { createLogger } from "../../src/lib/logger.js";
import { audience, startJwtIssuer } from "../support/jwt-issuer.js";
import type { JwtIssuer } from "../support/jwt-issuer.js";

let idp: JwtIssuer;
let verifier: JwtVerifier;
let log: string[];
let nowMs: number;
beforeAll(async () => {
  idp = await startJwtIssuer();
  for (const alg of ["ES256", "RS256", "PS256", "EdDSA", "RS384", "ES384"]) await idp.addKey(alg, alg);
});
afterAll(() => idp.stop());
beforeEach(() => {
  log = [];
  nowMs = Date.now();
  const logger = createLogger({ level: "debug", destination: { write: (line) => log.push(line) } });
  const jwksUrl = `${idp.issuer}keys`;
  verifier = createJwtVerifier({ issuer: idp.issuer, audience, jwksUrl, logger, now: () => nowMs });
});

const seconds = () => Math.floor(nowMs / 1000);
const verify = async (claims: JWTPayload = {}): Promise<VerifiedToken | null> =>
  verifier.verify(await idp.sign(claims));
/** What the log says of the last refusal. */
const reason = () => {
  const { reason, claim } = JSON.parse(log.at(-1) ?? "{}") as { reason?: string; claim?: string };
  return claim === undefined ? reason : `${String(reason)} ${claim}`;
};
const dropped = (claim: string) => ({ [claim]: undefined });

describe("a good token", () => {
  it("tells the workspace, our scopes among others, and a hash of who asks", async () => {
    const scope = "openid ats:read  hris:write profile ats:admin";
    expect(await verify({ scope, hiregraph_workspace: "acme" })).toEqual({
      keyId: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      workspace: "acme",
      scopes: new Set(["ats:read", "hris:write"]),
      accounts: null,
    });
    expect(log).toEqual([]);
  });

  it("has the same hash as another of its subject, and not that of another subject", async () => {
    const [one, again, other] = [
      await verify(),
      await verify({ scope: "hris:read" }),
      await verify({ sub: "service-2" }),
    ];
    expect(again?.keyId).toBe(one?.keyId);
    expect(other?.keyId).not.toBe(one?.keyId);
    expect(one?.keyId).not.toContain("service");
  });

  it.each([
    ["no scope claim", dropped("scope")],
    ["none of ours", { scope: "openid email" }],
    ["an empty one", { scope: "" }],
    ["the word for all that keys know", { scope: "all" }],
    ["scopes in another form", { scope: "ats:read,hris:read" }],
  ])("has no scopes with %s", async (_, claims) => {
    expect((await verify(claims))?.scopes).toEqual(new Set());
  });

  it("is limited to the accounts that it names, and to none by an empty list", async () => {
    expect((await verify({ hiregraph_accounts: ["acme", "b"] }))?.accounts).toEqual(["acme", "b"]);
    expect((await verify({ hiregraph_accounts: [] }))?.accounts).toEqual([]);
  });

  it.each(["ES256", "RS256", "PS256", "EdDSA"])("may be signed with %s", async (alg) => {
    expect(await verifier.verify(await idp.sign({}, { kid: alg }))).not.toBeNull();
  });

  it("may be meant for others too", async () => {
    expect(await verify({ aud: ["other", audience] })).not.toBeNull();
  });

  it.each([
    ["ended 29 s ago", () => ({ exp: seconds() - 29 })],
    ["begins in 29 s", () => ({ nbf: seconds() + 29 })],
    ["is made by a clock that is 29 s ahead", () => ({ iat: seconds() + 29, exp: seconds() + 29 + 86_400 })],
    ["lasts 24 hours", () => ({ iat: seconds(), exp: seconds() + 86_400 })],
    ["says not when it was made, and ends within 24 hours", () => ({ iat: undefined, exp: seconds() + 86_400 })],
  ])("counts when it %s", async (_, claims) => {
    expect(await verify(claims())).not.toBeNull();
  });
});

describe("a token is refused, and the log says why", () => {
  it.each<[string, () => JWTPayload, string]>([
    ["of another issuer", () => ({ iss: "https://evil.example" }), "ERR_JWT_CLAIM_VALIDATION_FAILED iss"],
    ["of the same issuer without its slash", () => ({ iss: idp.issuer.slice(0, -1) }), "VALIDATION_FAILED iss"],
    ["for another audience", () => ({ aud: "other" }), "ERR_JWT_CLAIM_VALIDATION_FAILED aud"],
    ["without an audience", () => dropped("aud"), "ERR_JWT_CLAIM_VALIDATION_FAILED aud"],
    ["without an end", () => dropped("exp"), "ERR_JWT_CLAIM_VALIDATION_FAILED exp"],
    ["with an end that is a text", () => ({ exp: "2999" }) as unknown as JWTPayload, "VALIDATION_FAILED exp"],
    ["that ended 31 s ago", () => ({ exp: seconds() - 31 }), "ERR_JWT_EXPIRED exp"],
    ["that begins in 32 s", () => ({ nbf: seconds() + 32 }), "ERR_JWT_CLAIM_VALIDATION_FAILED nbf"],
    ["made in 32 s", () => ({ iat: seconds() + 32 }), "issued in the future"],
    ["made at a time that is a text", () => ({ iat: "0" }) as unknown as JWTPayload, "VALIDATION_FAILED iat"],
    ["of more than 24 hours", () => ({ iat: seconds() - 60, exp: seconds() + 86_341 }), "more than 24 hours"],
    ["that ends in more than 24 hours", () => ({ iat: undefined, exp: seconds() + 86_432 }), "more than 24 hours"],
    ["without a subject", () => dropped("sub"), "ERR_JWT_CLAIM_VALIDATION_FAILED sub"],
    ["with an empty subject", () => ({ sub: "" }), "malformed sub"],
    ["without a workspace", () => dropped("hiregraph_workspace"), "malformed hiregraph_workspace"],
    ["with an empty workspace", () => ({ hiregraph_workspace: "" }), "malformed hiregraph_workspace"],
    ["with a list of workspaces", () => ({ hiregraph_workspace: ["a"] }), "malformed hiregraph_workspace"],
    ["with accounts as a text", () => ({ hiregraph_accounts: "acme" }), "malformed hiregraph_accounts"],
    ["with no accounts by null", () => ({ hiregraph_accounts: null }), "malformed hiregraph_accounts"],
    ["with accounts that are numbers", () => ({ hiregraph_accounts: [7] }), "malformed hiregraph_accounts"],
    ["with scopes as a list", () => ({ scope: ["ats:read"] }), "malformed scope"],
  ])("%s", async (_, claims, why) => {
    expect(await verify(claims())).toBeNull();
    expect(reason()).toContain(why);
  });

  it.each(["", "a", "a.b.c", "..", "eyJhbGciOiJFUzI1NiJ9", "eyJhbGciOiJFUzI1NiJ9.e30."])("%j", async (token) => {
    expect(await verifier.verify(token)).toBeNull();
    expect(reason()).toMatch(/^ERR_/);
  });

  it("unsigned, also under the names of good keys", async () => {
    const claims = { hiregraph_workspace: "default", scope: "ats:read" };
    const unsigned = new UnsecuredJWT(claims)
      .setIssuer(idp.issuer)
      .setAudience(audience)
      .setSubject("s")
      .setExpirationTime("5m")
      .encode();
    const [, payload] = unsigned.split(".");
    const headers = [
      { alg: "none" },
      { alg: "none", kid: "ES256" },
      { alg: "NONE", kid: "RS256" },
      { alg: "", kid: "RS256" },
    ];
    const forged = headers.map((header) => Buffer.from(JSON.stringify(header)).toString("base64url"));
    for (const header of forged) expect(await verifier.verify(`${header}.${payload ?? ""}.`)).toBeNull();
    expect(await verifier.verify(unsigned)).toBeNull();
  });

  it("signed with the public key as a shared secret", async () => {
    const good = await idp.sign({}, { kid: "RS256" });
    const { keys } = (await (await fetch(`${idp.issuer}keys`)).json()) as { keys: { kid: string }[] };
    const secret = JSON.stringify(keys.find(({ kid }) => kid === "RS256"));
    const header = Buffer.from(JSON.stringify({ alg: "HS256", kid: "RS256" })).toString("base64url");
    const input = `${header}.${good.split(".")[1] ?? ""}`;
    const signature = createHmac("sha256", secret).update(input).digest("base64url");
    expect(await verifier.verify(`${input}.${signature}`)).toBeNull();
    expect(reason()).toBe("ERR_JOSE_ALG_NOT_ALLOWED");
  });

  it("signed with a key that it brings along", async () => {
    const stranger = await startJwtIssuer();
    await stranger.addKey("ES256");
    const { keys } = (await (await fetch(stranger.issuer)).json()) as { keys: object[] };
    await stranger.stop();
    const own = await stranger.sign({ iss: idp.issuer });
    expect(await verifier.verify(own)).toBeNull();
    expect(reason()).toBe("ERR_JWS_SIGNATURE_VERIFICATION_FAILED");
    const [, payload, signature] = own.split(".");
    for (const extra of [{ jwk: keys[0] }, { jku: stranger.issuer }, { x5u: stranger.issuer }, { crit: ["exp"] }]) {
      const header = Buffer.from(JSON.stringify({ alg: "ES256", kid: "ES256", ...extra })).toString("base64url");
      expect(await verifier.verify(`${header}.${payload ?? ""}.${signature ?? ""}`)).toBeNull();
    }
    expect(stranger.reads()).toBe(1);
  });

  it.each(["RS384", "ES384"])("signed with %s, though the key is published", async (alg) => {
    expect(await verifier.verify(await idp.sign({}, { kid: alg }))).toBeNull();
    expect(reason()).toBe("ERR_JOSE_ALG_NOT_ALLOWED");
  });

  it("changed by one letter", async () => {
    const token = await idp.sign({ scope: "ats:read" });
    const [header, payload, signature] = token.split(".");
    const changed = Buffer.from(payload ?? "", "base64url")
      .toString()
      .replace("ats:read", "ats:reae");
    expect(
      await verifier.verify(`${header ?? ""}.${Buffer.from(changed).toString("base64url")}.${signature ?? ""}`),
    ).toBeNull();
    expect(reason()).toBe("ERR_JWS_SIGNATURE_VERIFICATION_FAILED");
  });

  it("and never quoted", async () => {
    const token = await idp.sign({ sub: "canary-subject", hiregraph_workspace: "", scope: "canary-scope" });
    await verifier.verify(token);
    await verifier.verify(`${token.slice(0, 30)}canary-cut`);
    const secret = new TextEncoder().encode("canary-shared-secret-of-some-length");
    const own = await new SignJWT({ note: "canary-note" }).setProtectedHeader({ alg: "HS256" }).sign(secret);
    await verifier.verify(own);
    expect(log).toHaveLength(3);
    expect(log.join("")).not.toContain("canary");
    for (const part of [...token.split("."), ...own.split(".")]) expect(log.join("")).not.toContain(part);
  });
});
