import { describe, expect, it } from "vitest";

import { plainText } from "../../../src/datasources/http/text.js";

describe("the words of a piece of HTML", () => {
  it("have their line breaks, no tags, and entities decoded once", () => {
    expect(plainText('<p>One &amp; <b class="x">two</b></p>\n<ul>\n<li>a &amp;lt; b</li></ul>3 < 4')).toBe(
      "One & two\n\na &lt; b\n3 < 4",
    );
  });

  it("are found in one pass, also among tags that never end", () => {
    const begun = performance.now();
    for (const tag of ["<a ", "<br ", "</p "])
      expect(plainText(tag.repeat(200_000))).toHaveLength(200_000 * tag.length - 1);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});
