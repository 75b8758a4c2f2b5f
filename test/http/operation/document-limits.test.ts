import { getIntrospectionQuery } from "graphql";
import { describe, expect, it } from "vitest";

import { createDocumentCheck } from "../../../src/http/operation/document-limits.js";
import { documentLimits as limits } from "../../../src/http/operation/limits.js";

const check = createDocumentCheck();
const many = (count: number, item: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => item(i)).join(" ");
const within = (depth: number, name = "a") => `${`${name} { `.repeat(depth - 1)}id${" }".repeat(depth - 1)}`;

function passes(document: string): void {
  expect(() => {
    check(document);
  }).not.toThrow();
}

/** A document at a limit, and what one more makes of it. */
const edges: [limit: keyof typeof limits, document: (size: number) => string][] = [
  ["characters", (size) => `{ id }${" ".repeat(size - 6)}`],
  ["tokens", (size) => `{ a(b: [${many(size - 9, () => "1")}]) }`],
  ["nesting", (size) => `{ ${"... { ".repeat(size - 1)} id ${"}".repeat(size - 1)} }`],
  ["inputNesting", (size) => `{ a(b: ${"[".repeat(size)}${"]".repeat(size)}) }`],
  ["definitions", (size) => `{ ...F0 } ${many(size - 1, (i) => `fragment F${i} on Query { id }`)}`],
  ["variables", (size) => `query (${many(size, (i) => `$v${i}: Int`)}) { id }`],
  ["aliases", (size) => `{ x { ${many(size, (i) => `a${i}: id`)} } }`],
  ["directives", (size) => `query @a { x { ${many(size - 1, (i) => `... @b${i} { y${i} }`)} } }`],
  ["rootFields", (size) => `{ ...F a0 } fragment F on Query { ${many(size - 1, (i) => `b${i}`)} }`],
  ["mutations", (size) => `mutation A { a } mutation B { ${many(size - 1, (i) => `b${i}`)} }`],
  ["depth", (size) => `{ ${within(size)} }`],
  ["depth", (size) => `{ a { ...F } } fragment F on A { ${within(size - 1)} }`],
  ["introspectionDepth", (size) => `{ __schema { ${within(size - 1)} } }`],
  [
    "fields",
    (size) => `{ ${many(10, (i) => `a${i} { ...F }`)} } fragment F on A { ${many(size / 10 - 2, (i) => `b${i}`)} }`,
  ],
  [
    "schemaFields",
    (size) => `{ __schema { types { ${many(990, (i) => `a${i}`)} } ${many(size - 1 - 250 * 991, (i) => `b${i}`)} } }`,
  ],
];

describe("a document", () => {
  it.each(edges)("passes at the limit of its %s, and not above", (limit, document) => {
    const more = limit === "fields" ? 10 : 1;
    passes(document(limits[limit]));
    expect(() => {
      check(document(limits[limit] + more));
    }).toThrow(
      expect.objectContaining({ code: "QUERY_TOO_EXPENSIVE", message: expect.stringContaining(String(limits[limit])) }),
    );
  });

  it.each([
    ["in one place", (count: number) => `{ a { ${many(count, () => "id")} } }`],
    ["in places of the same name", (count: number) => `{ ${many(20, () => `a { ${many(count / 20, () => "id")} }`)} }`],
    ["in inline fragments", (count: number) => `{ a { ${many(count, (i) => `... on T${i} { id }`)} } }`],
    ["under one alias", (count: number) => `{ a { ${many(90, (i) => `x: y${i}`)} ${many(count - 90, () => "x")} } }`],
    [
      "in fragments of fragments",
      (count: number) => {
        const size = Math.ceil(count / 50);
        const fragments = many(
          50,
          (i) => `fragment F${i} on A { ${many(size, () => "id")} ${i < 49 ? `...F${i + 1}` : ""} }`,
        );
        return `{ a { ...F0 } } ${fragments}`;
      },
    ],
  ])("passes with the same field 180 times %s, and not 260 times", (_where, document) => {
    passes(document(180));
    expect(() => {
      check(document(260));
    }).toThrow("more than 20000 pairs");
  });

  it("passes with the same fields in many places", () => {
    passes(`{ ${many(20, (i) => `r${i} { ${many(20, (j) => `f${j} { id name title }`)} }`)} }`);
    passes(getIntrospectionQuery());
  });

  it.each([
    "{",
    "{ a(b: ) }",
    '{ a(b: "',
    "{ a } }",
    "\u0000",
    "",
    "{ ...A } fragment A on Q { ...A }",
    "{ ...Nowhere }",
  ])("%j is left to the parser and to validation", (document) => {
    passes(document);
  });

  it("that is refused is refused again", () => {
    const document = `{ ${within(16)} }`;
    for (let times = 0; times < 3; times += 1)
      expect(() => {
        check(document);
      }).toThrow("deeper than 15");
  });
});
