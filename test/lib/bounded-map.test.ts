import { describe, expect, it } from "vitest";

import { createBoundedMap } from "../../src/lib/bounded-map.js";

const filled = (bounds: { entries: number; size: number }, sizes: Record<string, number>) => {
  const map = createBoundedMap<string>(bounds);
  for (const [key, size] of Object.entries(sizes)) map.set(key, key.toUpperCase(), size);
  return map;
};
const held = (map: ReturnType<typeof filled>, keys: string) =>
  [...keys].filter((key) => map.get(key) !== undefined).join("");

describe("a bounded map", () => {
  it("gives back what was set last", () => {
    const map = filled({ entries: 2, size: 10 }, { a: 1 });
    map.set("a", "other", 1);
    expect([map.get("a"), map.get("b")]).toEqual(["other", undefined]);
  });

  it("forgets what was used longest ago, when there are too many", () => {
    const map = filled({ entries: 3, size: 100 }, { a: 1, b: 1, c: 1 });
    map.get("a");
    map.set("d", "D", 1);
    expect(held(map, "abcd")).toBe("acd");
  });

  it("forgets as many as it takes, when they are too large together", () => {
    const map = filled({ entries: 10, size: 10 }, { a: 4, b: 3, c: 3 });
    map.set("d", "D", 5);
    expect(held(map, "abcd")).toBe("cd");
  });

  it("keeps the others when one comes that is larger than all may be", () => {
    const map = filled({ entries: 10, size: 10 }, { a: 4, b: 3 });
    map.set("c", "C", 11);
    expect(held(map, "abc")).toBe("ab");
    map.set("a", "A", 11);
    expect(held(map, "abc")).toBe("b");
  });

  it("counts what is set again once, and what is deleted no longer", () => {
    const map = filled({ entries: 10, size: 10 }, { a: 4, b: 4 });
    for (let times = 0; times < 5; times += 1) map.set("a", "A", 4);
    expect(held(map, "ab")).toBe("ab");
    expect([map.delete("b"), map.delete("b")]).toEqual([true, false]);
    map.set("c", "C", 6);
    expect(held(map, "abc")).toBe("ac");
  });
});
