import { describe, expect, it } from "vitest";

import { readAllowedOrigin, readRedirectUrl, returnAddress } from "../../src/accounts/return-address.js";

describe("where a browser may be sent", () => {
  it.each([
    "https://app.example.com/settings?tab=1#accounts",
    "http://localhost:3000/",
    "http://127.0.0.1:8080/back",
    "http://[::1]/",
    "http://app.localhost/",
  ])("%s", (url) => {
    expect(readRedirectUrl(url)).toBe(url);
  });

  it.each(["ftp://a.example/", "http://10.0.0.1/", "https://u:p@a.example/", "https:a b", "https://a.example/\u{e9}"])(
    "not %s",
    (url) => {
      expect(() => readRedirectUrl(url)).toThrow(/^redirectUrl must/u);
    },
  );
});

describe("who is told", () => {
  it("is an origin alone", () => {
    expect(readAllowedOrigin("https://app.example.com")).toBe("https://app.example.com");
    for (const url of ["https://app.example.com/x", "https://app.example.com?x", "http://app.example.com", "null", "*"])
      expect(() => readAllowedOrigin(url)).toThrow(/^allowedOrigin must/u);
  });
});

describe("the way back", () => {
  const link = { redirectUrl: "https://app.example.com/a?tab=1&hiregraph_account=forged#part" };

  it("tells what became of the link beside what the address has already", () => {
    expect(returnAddress(link, { status: "linked", accountId: "TGlua2Vk=" })).toBe(
      "https://app.example.com/a?tab=1&hiregraph_status=linked&hiregraph_account=TGlua2Vk%3D#part",
    );
    expect(returnAddress(link, { status: "cancelled" })).toBe(
      "https://app.example.com/a?tab=1&hiregraph_status=cancelled#part",
    );
  });

  it("is none where none was named", () => {
    expect(returnAddress({ redirectUrl: null }, { status: "cancelled" })).toBeNull();
  });
});
