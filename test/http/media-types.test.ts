import { describe, expect, it } from "vitest";

import { acceptedMediaType } from "../../src/http/media-types.js";

const json = "application/json";
const graphql = "application/graphql-response+json";

describe("the media type of an answer", () => {
  it.each<[string | undefined, string | null, boolean]>([
    [undefined, json, false],
    ["*/*", json, false],
    ["application/*", json, false],
    [json, json, true],
    [graphql, graphql, true],
    [`${graphql}, ${json}`, graphql, true],
    [`${json}, ${graphql}`, json, true],
    [`${graphql};q=0.5, ${json};q=0.9`, json, true],
    [`${graphql}, ${json};q=0.9, */*;q=0.1`, graphql, true],
    [`text/html, ${graphql.toUpperCase()} ; q=0.1`, graphql, true],
    [`${json};q=0, */*`, graphql, false],
    [`${json};charset=utf-8`, json, true],
    ["multipart/mixed;deferSpec=20220824, application/json", json, true],
    ["text/html", null, false],
    ["text/html, image/*", null, false],
    [`${json};q=0`, null, false],
    ["*/*;q=0", null, false],
    [`${json};q=nonsense`, null, false],
    ["", null, false],
  ])("for %s is %s", (accept, type, isNamed) => {
    expect(acceptedMediaType(accept)).toEqual(type === null ? null : { type, isNamed });
  });
});
