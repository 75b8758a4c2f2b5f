import { describe, expect, it } from "vitest";

import { checkJson } from "../../src/http/graphql-json.js";
import { jsonLimits } from "../../src/http/operation/limits.js";

const nested = (levels: number): unknown => JSON.parse(`${"[".repeat(levels)}${"]".repeat(levels)}`);
const list = (length: number) => Array.from({ length }, () => 1);

const passes = (check: () => void) => {
  expect(check).not.toThrow();
};

describe("JSON before it is parsed", () => {
  it.each([
    ["keys that differ", { a: { b: [{ a: 1 }, { a: 2 }] }, b: "a" }],
    ["values like keys", { a: ["a", "a", "a"], b: "b" }],
    ["brackets and quotes in strings", { a: '{"a":1,"a":[[[', b: '\\"', c: "\\\\", d: '"' }],
    ["the deepest there may be", nested(jsonLimits.nesting)],
    ["the most there may be", list(jsonLimits.values)],
  ])("passes with %s", (_what, value) => {
    passes(() => {
      checkJson(JSON.stringify(value));
    });
    passes(() => {
      checkJson(JSON.stringify(value, null, 2));
    });
  });

  it.each([
    ["twice", '{"a":1,"a":2}'],
    ["twice with blanks", '{ "a" : 1 , "a" : 2 }'],
    ["twice further down", '{"a":[{"b":{"c":1,"c":1}}]}'],
    ["twice after an object", '{"a":{"b":1},"a":2}'],
    ["twice, escaped", '{"a":1,"\\u0061":2}'],
    ["twice, both escaped", '{"\\u0041\\"":1,"A\\"":2}'],
    ["twice, and empty", '{"":1,"":2}'],
  ])("is refused with a key %s", (_what, text) => {
    expect(() => {
      checkJson(text);
    }).toThrow(expect.objectContaining({ code: "BAD_USER_INPUT" }));
  });

  it.each([
    ["nested too deep", JSON.stringify(nested(jsonLimits.nesting + 1)), "22 lists and objects"],
    ["of too many values", JSON.stringify(list(jsonLimits.values + 2)), "10000 values"],
    ["without an end", "[".repeat(1_000_000), "22 lists and objects"],
  ])("is refused when it is %s", (_what, text, message) => {
    expect(() => {
      checkJson(text);
    }).toThrow(message);
  });

  it.each(["", "{", '{"a', '"', "}}]]", '{"a":1,', "nonsense", '{"a"', "\\", '{"\\u00'])(
    "leaves %j to the parser",
    (text) => {
      passes(() => {
        checkJson(text);
      });
    },
  );
});
