import { describe, expect, it } from "vitest";

import { html } from "../../../src/http/connect/html.js";

describe("markup", () => {
  it("escapes what is put into it, between tags and in attributes", () => {
    const text = `"><img src=x onerror='alert(1)'>&`;
    expect(html`<a title="${text}">${text}</a>`.markup).toBe(
      '<a title="&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;">&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;</a>',
    );
  });

  it("takes markup, lists of it, numbers and nothing", () => {
    const rows = ["a", "<"].map((text) => html`<b>${text}</b>`);
    expect(html`<i>${rows}${null}${false}${3}</i>`.markup).toBe("<i><b>a</b><b>&lt;</b>3</i>");
  });
});
