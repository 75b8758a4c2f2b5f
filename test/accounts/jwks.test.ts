import { jwtVerify } from "jose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cooldownMs, createRemoteKeys, maxAgeMs } from "../../src/accounts/jwks.js";
import { createLogger } from "../../src/lib/logger.js";
import { startJwtIssuer } from "../support/jwt-issuer.js";
import type { JwtIssuer } from "../support/jwt-issuer.js";
import { waitUntil } from "../support/wait-until.js";

let idp: JwtIssuer;
let nowMs: number;
let log: string[];
let keys: ReturnType<typeof createRemoteKeys>;
beforeEach(async () => {
  idp = await startJwtIssuer();
  await idp.addKey("one");
  nowMs = 0;
  log = [];
  const logger = createLogger({ level: "warn", destination: { write: (line) => log.push(line) } });
  keys = createRemoteKeys({ url: `${idp.issuer}?secret=canary`, logger, now: () => nowMs });
});
afterEach(() => idp.stop().catch(() => undefined));

const isGood = async (kid = "one"): Promise<boolean> => {
  const token = await idp.sign({}, { kid });
  return jwtVerify(token, keys).then(
    () => true,
    () => false,
  );
};

describe("keys of an issuer", () => {
  it("are read once, however many tokens come together", async () => {
    expect(idp.reads()).toBe(0);
    expect(await Promise.all(Array.from({ length: 20 }, () => isGood()))).not.toContain(false);
    expect(idp.reads()).toBe(1);
  });

  it("are read again for a token with a key id that is not known", async () => {
    await isGood();
    await idp.addKey("two");
    nowMs += cooldownMs;
    expect(await Promise.all([isGood("two"), isGood("two"), isGood("one")])).toEqual([true, true, true]);
    expect(idp.reads()).toBe(2);
  });

  it("are read at most once in the cooldown, whatever key ids are made up", async () => {
    await isGood();
    await idp.addKey("forged", "ES256", { isPublished: false });
    nowMs += cooldownMs;
    for (let tries = 0; tries < 10; tries += 1) expect(await isGood("forged")).toBe(false);
    expect(idp.reads()).toBe(2);
    nowMs += cooldownMs - 1;
    idp.publish("forged");
    expect(await isGood("forged")).toBe(false);
    nowMs += 1;
    expect(await isGood("forged")).toBe(true);
    expect(idp.reads()).toBe(3);
  });

  it("go on while the issuer is away, and those that are not known are refused", async () => {
    await isGood();
    await idp.addKey("two");
    await idp.stop();
    nowMs += cooldownMs;
    expect(await isGood("two")).toBe(false);
    nowMs += 10 * maxAgeMs;
    expect(await isGood("one")).toBe(true);
    await waitUntil(() => log.length === 2);
    await idp.start();
    nowMs += cooldownMs;
    expect(await isGood("two")).toBe(true);
  });

  it("are waited for by nobody who comes too soon after a failed reading", async () => {
    await idp.stop();
    expect(await isGood()).toBe(false);
    await idp.start();
    expect(await isGood()).toBe(false);
    expect(idp.reads()).toBe(0);
    nowMs += cooldownMs;
    expect(await isGood()).toBe(true);
  });

  it("end soon after they are withdrawn", async () => {
    await isGood();
    await idp.addKey("two");
    idp.withdraw("one");
    nowMs += maxAgeMs - 1;
    expect(await isGood("one")).toBe(true);
    expect(idp.reads()).toBe(1);
    nowMs += 1;
    // This one is not held up by the reading that it starts.
    expect(await isGood("one")).toBe(true);
    await waitUntil(async () => !(await isGood("one")));
    expect(await isGood("two")).toBe(true);
    expect(idp.reads()).toBe(2);
  });

  it.each([
    ["a page", { status: 200, body: "<html>canary</html>" }],
    ["no list", { status: 200, body: `{"keys":"canary"}` }],
    ["a failure", { status: 500, body: "canary" }],
    ["a redirect", { status: 302, body: "", headers: { location: "/elsewhere" } }],
    ["more than a megabyte", { status: 200, body: `{"keys":[],"pad":"${"x".repeat(1_100_000)}"}` }],
  ])("are kept when %s comes in their place, which the log tells without quoting it", async (_, instead) => {
    await isGood();
    await idp.addKey("two");
    idp.answer(instead);
    nowMs += cooldownMs;
    expect(await isGood("two")).toBe(false);
    expect(await isGood("one")).toBe(true);
    expect(log).toHaveLength(1);
    expect(JSON.parse(log[0] ?? "")).toMatchObject({ level: "warn", msg: "could not read the keys of the JWT issuer" });
    expect(log[0]).not.toContain("canary");
    idp.answer(null);
    nowMs += cooldownMs;
    expect(await isGood("two")).toBe(true);
  });
});
