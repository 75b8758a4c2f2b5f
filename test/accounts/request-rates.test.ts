import { beforeEach, describe, expect, it } from "vitest";
import { createRequestRates } from "../../src/accounts/request-rates.js";
import type { RequestRates } from "../../src/accounts/request-rates.js";

let nowMs: number;
let rates: RequestRates;
beforeEach(() => {
  nowMs = 5_000;
  rates = createRequestRates(() => nowMs);
});

const takeMany = (count: number, keyId = "k", perMinute = 120) =>
  Array.from({ length: count }, () => rates.take(keyId, perMinute));

describe("request rates", () => {
  it("let a minute's requests come at once, and no more", () => {
    expect(takeMany(120)).toEqual(Array.from({ length: 120 }, () => 0));
    expect(takeMany(2)).toEqual([1, 1]);
  });

  it("tell when there is one again, rounded up to whole seconds, and keep their word", () => {
    takeMany(4, "slow", 4);
    expect(rates.take("slow", 4)).toBe(15);
    nowMs += 3_400;
    expect(rates.take("slow", 4)).toBe(12);
    nowMs += 11_600;
    expect(rates.take("slow", 4)).toBe(0);
    expect(rates.take("slow", 4)).toBe(15);
  });

  it("do not count what was refused", () => {
    takeMany(120);
    takeMany(500);
    nowMs += 1_000;
    expect(takeMany(3)).toEqual([0, 0, 1]);
  });

  it("save up no more than a minute's requests", () => {
    takeMany(120);
    nowMs += 3_600_000;
    expect(takeMany(121).filter((seconds) => seconds === 0)).toHaveLength(120);
  });

  it("let through, over ten minutes of asking all the time, one burst and the rate", () => {
    let admitted = 0;
    for (let tick = 0; tick < 60_000; tick += 1) {
      if (rates.take("k", 90) === 0) admitted += 1;
      nowMs += 10;
    }
    expect(admitted).toBeGreaterThanOrEqual(90 + 899);
    expect(admitted).toBeLessThanOrEqual(90 + 900);
  });

  it("count each key by itself", () => {
    takeMany(120, "one");
    expect(rates.take("one", 120)).toBe(1);
    expect(rates.take("two", 120)).toBe(0);
  });
});
