import { describe, expect, it } from "vitest";
import { AppError } from "../../src/lib/errors.js";
import { redact, redactText } from "../../src/lib/redaction.js";

describe("redactText", () => {
  it.each([
    ["Authorization: Bearer abc.def-123", "abc.def-123"],
    [`used key hg_${"a".repeat(43)}`, "aaaa"],
    ["postgres://someone:sesame@db.example.com/x", "sesame"],
    ["GET https://example.com/x?access_token=sesame&page=2", "sesame"],
    ["candidate jo.doe@example.com applied", "jo.doe"],
    ["call +44 20 7946 0000 now", "7946"],
    ["ssn 078-05-1120", "1120"],
    ["key 3q2+7w0aGJ4cGFzc3dvcmQxMjM0NTY3ODkwYWJjZGU=", "aGJ4"],
  ])("hides the secret in %j", (text, secret) => {
    expect(redactText(text)).not.toContain(secret);
    expect(redactText(text)).toContain("[redacted]");
  });

  it.each([
    "GET /jobs?limit=100&page=2",
    "at open (/srv/app/src/store/embedded/embedded-server-with-a-long-name.js:12:3)",
    "at file:///srv/node_modules/@scope/package/dist/index.js:1:2",
    "2026-11-21T06:25:21.370Z",
  ])("leaves %j as it is", (text) => {
    expect(redactText(text)).toBe(text);
  });
});

describe("a text of addresses without an end", () => {
  it("is looked through without all waiting for it", () => {
    const startedAt = performance.now();
    expect(redactText("?key".repeat(1_000))).toBe("?key".repeat(1_000));
    expect(performance.now() - startedAt).toBeLessThan(200);
    expect(redactText("/a?b?my_token_x=sesame")).not.toContain("sesame");
  });
});

describe("redact", () => {
  it("hides secret, personal and upstream keys at any depth, and keeps the rest", () => {
    const value = {
      accountId: "a1",
      request: { headers: { Authorization: "x" }, calls: 3 },
      people: [{ firstName: "Jo", email: null }],
      body: "<html>",
    };
    expect(redact(value)).toEqual({
      accountId: "a1",
      request: { headers: { Authorization: "[redacted]" }, calls: 3 },
      people: [{ firstName: "[redacted]", email: null }],
      body: "[redacted]",
    });
  });

  it("keeps of an error only its identity, details and causes", () => {
    const upstream = Object.assign(new Error("refused Bearer sesame"), {
      options: { headers: { authorization: "sesame" } },
    });
    const safe = redact(
      new AppError("PROVIDER_REJECTED", "no", { cause: upstream, details: { provider: "workable" } }),
    );
    expect(safe).toMatchObject({
      code: "PROVIDER_REJECTED",
      details: { provider: "workable" },
      cause: { message: "refused Bearer [redacted]" },
    });
    expect(JSON.stringify(safe)).not.toContain("sesame");
  });

  it("names class instances in place of copying them", () => {
    class Candidate {
      readonly nickname = "Jo";
    }
    expect(redact({ record: new Candidate(), list: new Map([["a", 1]]) })).toEqual({
      record: "[Candidate]",
      list: "[Map]",
    });
  });

  it("ends on values that contain themselves", () => {
    const loop: Record<string, unknown> = { n: 1n, bytes: Buffer.from("sesame") };
    loop["self"] = loop;
    expect(redact(loop)).toEqual({ n: "1", bytes: "[binary]", self: "[…]" });
  });
});
