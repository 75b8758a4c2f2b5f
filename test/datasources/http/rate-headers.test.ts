import { describe, expect, it } from "vitest";
import { retryAfterMs } from "../../../src/datasources/http/rate-headers.js";
import { windowRule } from "./http-world.js";

const { window } = windowRule(10, 10_000);
const now = Date.parse("2026-11-20T12:00:00Z");

describe("how long a refusal asks to wait", () => {
  it("is Retry-After in seconds or as a date, before anything else", () => {
    const reset = { "x-rate-limit-reset": String(now / 1000 + 7) };
    expect(retryAfterMs({ ...reset, "retry-after": "3" }, window, now)).toBe(3000);
    expect(retryAfterMs({ ...reset, "retry-after": "Fri, 20 Nov 2026 12:00:04 GMT" }, window, now)).toBe(4000);
    expect(retryAfterMs({ "retry-after": "Fri, 20 Nov 2026 11:00:00 GMT" }, window, now)).toBe(0);
  });

  it("is else the time until the reset, unless the provider's clock is far from ours", () => {
    expect(retryAfterMs({ "x-rate-limit-reset": String(now / 1000 + 7) }, window, now)).toBe(7000);
    expect(retryAfterMs({ "x-rate-limit-reset": String(now / 1000 - 1) }, window, now)).toBe(10_000);
    expect(retryAfterMs({ "x-rate-limit-reset": String(now / 1000 + 900) }, window, now)).toBe(10_000);
  });

  it("is else a whole window, and unknown without one", () => {
    expect(retryAfterMs({ "retry-after": "soon" }, window, now)).toBe(10_000);
    expect(retryAfterMs({}, undefined, now)).toBeNull();
  });
});
