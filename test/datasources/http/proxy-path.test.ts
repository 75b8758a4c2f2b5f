import { describe, expect, it } from "vitest";
import { locationBelow, proxyTarget } from "../../../src/datasources/http/proxy-path.js";

const base = "https://acme.example.com/spi/v3";

describe("where a proxied call goes", () => {
  it("is below the account's address, path and query as they were written", () => {
    const target = proxyTarget(base, "/jobs/A%20B?x='\"<y>\\..//%zz");
    expect(target?.url.href).toBe(`${base}/jobs/A%20B`);
    expect(target?.onLine).toBe("/spi/v3/jobs/A%20B?x='\"<y>\\..//%zz");
    expect(proxyTarget("https://acme.example.com", "/?")?.onLine).toBe("/?");
  });

  // Letters that a server of Node lets through to nobody, so that they are tried here.
  it.each([" ", "\t", "\r", "\n", "\0", "\u{1}", "\u{7f}", "\u{80}", "\u{e4}", "\u{ff}", "\u{ff0f}", "\u{2028}", "#"])(
    "is nowhere with %j in the path or the query",
    (letter) => {
      for (const written of [`/a${letter}b`, `/${letter}`, `/${letter}/x`, `/a?${letter}`]) {
        expect(proxyTarget(base, written)).toBeNull();
      }
    },
  );
});

describe("a segment of sixteen thousand dots", () => {
  it("is looked at once, whatever stands behind them", () => {
    const dots = ".".repeat(16_000);
    const startedAt = performance.now();
    expect(proxyTarget(base, `/${dots}x`)).not.toBeNull();
    expect(performance.now() - startedAt).toBeLessThan(50);
    for (const written of [`/${dots}`, "/%20.%20", "/a/%20..", "/."]) expect(proxyTarget(base, written)).toBeNull();
  });
});

describe("where a location leads", () => {
  const from = new URL(`${base}/a/b`);

  it("is told from the account's address on, with names in UTF-8 escaped", () => {
    expect(locationBelow(base, from, Buffer.from("/spi/v3/j\u{e4}?q=\u{e4}").toString("latin1"))).toBe(
      "/j%C3%A4?q=%C3%A4",
    );
    expect(locationBelow(base, from, "../c")).toBe("/c");
    expect(locationBelow("https://acme.example.com", from, "/c")).toBe("/c");
  });

  it("is nowhere when browsers would read another place out of it", () => {
    for (const location of ["/\\evil.test", "\t//evil.test", "http:evil.test", "/spi/v3/%2e%2e%2f", "/spi/v3/a;b"]) {
      expect([location, locationBelow(base, from, location)]).toEqual([location, null]);
    }
  });
});
