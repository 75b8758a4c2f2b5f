import { describe, expect, it } from "vitest";

import { addressExample, subdomainIn } from "../../src/accounts/account-address.js";

const provider = {
  baseUrl: "https://{subdomain}.example.com/api/v3",
  sites: ["https://{subdomain}.example.com", "https://apply.example.com/{subdomain}"],
};
const sandbox = { baseUrl: "http://127.0.0.1:4010/{subdomain}/api" };

describe("which account is meant", () => {
  it.each([
    ["acme", "acme"],
    ["  Acme ", "acme"],
    ["acme.example.com", "acme"],
    ["https://ACME.example.com/backend/jobs?x=1#y", "acme"],
    ["http://acme.example.com:443/", "acme"],
    ["apply.example.com/acme/j/1", "acme"],
    ["https://apply.example.com/acme", "acme"],
    ["a-1", "a-1"],
  ])("%j is %s", (text, subdomain) => {
    expect(subdomainIn(provider, text)).toBe(subdomain);
  });

  it.each([
    [""],
    ["www.example.com"],
    ["apply.example.com"],
    ["apply.example.com/../acme@x"],
    ["eu.acme.example.com"],
    ["acme.example.org"],
    ["acme.example.com.evil.example"],
    ["https://evil.example/acme.example.com"],
    ["acme@evil.example"],
    ["acme example"],
    ["acme/../other"],
    ["-acme"],
    ["acme\r\nx"],
    ["a".repeat(64)],
    ["javascript:alert(1)"],
  ])("%j is none", (text) => {
    expect(subdomainIn(provider, text)).toBeNull();
  });

  it("is read from addresses with a path as well", () => {
    expect(subdomainIn(sandbox, "http://127.0.0.1:4010/acme-demo/api/jobs")).toBe("acme-demo");
    expect(subdomainIn(sandbox, "http://127.0.0.1:4011/acme-demo/api")).toBeNull();
  });
});

describe("the example of an address", () => {
  it("is the best known one", () => {
    expect([addressExample(provider), addressExample(sandbox)]).toEqual([
      "acme.example.com",
      "127.0.0.1:4010/acme/api",
    ]);
  });
});
