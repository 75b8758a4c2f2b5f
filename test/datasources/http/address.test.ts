import { describe, expect, it } from "vitest";
import { accountAddress, callAddress } from "../../../src/datasources/http/address.js";

const base = "https://acme.example.com/spi/v3";

describe("the address of an account", () => {
  it("has the subdomain in its place", () => {
    expect(accountAddress("https://{subdomain}.example.com/api", "acme-1")).toBe("https://acme-1.example.com/api");
  });

  it.each(["", "-acme", "acme-", "a.b", "acme/x", "evil.test#", "a@b", "ä", "acme\n", "a".repeat(64)])(
    "refuses %j as a subdomain",
    (subdomain) => {
      expect(() => accountAddress("https://{subdomain}.example.com", subdomain)).toThrow("one part of a host name");
    },
  );
});

describe("the address of a call", () => {
  it("hangs below the account's address and repeats lists as name[]", () => {
    const query = { limit: 5, stages: ["a b", "c"], state: undefined, draft: false };
    expect(callAddress(base, "/jobs/A%20B", query)).toBe(
      `${base}/jobs/A%20B?limit=5&stages%5B%5D=a+b&stages%5B%5D=c&draft=false`,
    );
    expect(callAddress("http://127.0.0.1:80", "/jobs")).toBe("http://127.0.0.1/jobs");
  });

  it.each([
    "jobs",
    "/../secret",
    "/jobs/..",
    "/jobs/%2e%2E/x",
    "/jobs/./x",
    "/jobs?x=1",
    "/jobs#x",
    "/jobs\\..\\x",
    "/jobs /x",
    "/jobs\n",
    "https://evil.test/jobs",
    "//evil.test/jobs",
    ".evil.test/jobs",
    "@evil.test/jobs",
  ])("is refused for the path %j", (path) => {
    expect(callAddress(base, path)).toBeNull();
    expect(callAddress("https://acme.example.com", path)).toBeNull();
  });
});
