import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { startConnectWorld } from "./connect-world.js";
import type { ConnectWorld } from "./connect-world.js";
import { createVisitor } from "./visitor.js";

let world: ConnectWorld;

beforeAll(async () => {
  world = await startConnectWorld({ environment: { HIREGRAPH_PUBLIC_URL: "https://links.example/graph" } });
});
afterAll(() => world.close());

/** The page as the proxy in front of the server asks for it. */
const behindProxy = ({ url }: { url: string }) => url.replace("https://links.example/graph", world.url);

describe("a server that is known under https and a path", () => {
  it("makes links, redirect addresses and cookies for that address", async () => {
    const link = await world.makeLink({ provider: "workable", redirectUrl: "https://vendor.example/" });
    expect(link.url).toBe(`https://links.example/graph/connect/${link.token}`);
    const page = await createVisitor().get(behindProxy(link));
    expect(page.text).toMatch(/href="\/graph\/connect\/assets\/page-[\da-f]{16}\.css"/);
    const [session = ""] = page.headers.getSetCookie();
    expect(session).toMatch(/; Path=\/graph\/connect; HttpOnly; SameSite=Lax; Secure$/);
    const left = await fetch(behindProxy(link), {
      method: "POST",
      redirect: "manual",
      headers: { cookie: session.split(";")[0] ?? "" },
      body: new URLSearchParams(page.hidden),
    });
    expect(new URL(left.headers.get("location") ?? "").searchParams.get("redirect_uri")).toBe(
      "https://links.example/graph/oauth/callback",
    );
    expect(left.headers.getSetCookie()[0]).toMatch(
      /^__Host-hiregraph_oauth_[\da-f]{12}=[\w-]{43}; Path=\/; Secure; Max-Age=600; HttpOnly; SameSite=Lax$/,
    );
  });

  it("gives a frame a cookie that is kept apart from all others, and opens sign-in pages in a window", async () => {
    const link = await world.makeLink({ provider: "workable", allowedOrigin: "https://vendor.example" });
    const framed = await createVisitor().get(behindProxy(link), { "sec-fetch-dest": "iframe" });
    expect(framed.headers.getSetCookie()[0]).toMatch(/; HttpOnly; SameSite=None; Secure; Partitioned$/);
    expect(framed.text).toContain("Continue in a new window");
    expect(framed.text).not.toContain("Continue to Workable");
  });

  it("serves the style and the script for good, and nothing else beside them", async () => {
    const { text } = await createVisitor().get(behindProxy(await world.makeLink()));
    for (const [, path = ""] of text.matchAll(/(?:href|src)="\/graph(\/connect\/assets\/[^"]+)"/g)) {
      const asset = await fetch(`${world.url}${path}`);
      expect(asset.status).toBe(200);
      expect(asset.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
      expect(asset.headers.get("x-content-type-options")).toBe("nosniff");
    }
    expect((await fetch(`${world.url}/connect/assets/page.css`)).status).toBe(404);
  });
});
