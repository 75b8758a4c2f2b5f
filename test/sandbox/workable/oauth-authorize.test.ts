import { decodeXML } from "entities";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { locationOf, redirectUri, startOAuth, type Changes, type OAuthSandbox } from "./oauth-sandbox.js";

let world: OAuthSandbox;

beforeAll(async () => {
  world = await startOAuth();
});
afterAll(() => world.sandbox.stop());

const matchesIn = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map(([, found]) => found);

describe("the page that authorises an application in Workable's sandbox", () => {
  it("says who asks for what, and offers the sandbox's users, the one of all accounts first", async () => {
    const response = await world.page();
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    const html = await response.text();
    expect(html).toContain("<h1>Sandbox application asks for access</h1>");
    expect(matchesIn(html, /<li>.*<code>(\w+)<\/code>/gu)).toEqual(["r_jobs", "r_candidates"]);
    const users = matchesIn(html, /<option value="([^"]*)"/gu);
    expect(users.slice(0, 2)).toEqual(["all", "acme-demo/2b44e1"]);
    // Six active members in each account.
    expect(users).toHaveLength(13);
    expect(html).toContain("Dana Iversen (admin) of Beta Demo, beta-demo");
    expect(html).not.toContain("Gone Away");
  });

  it("is a labelled form that works without a script and sends the request back", async () => {
    const html = await (await world.page({ code_challenge: "c".repeat(43), code_challenge_method: "S256" })).text();
    expect(html).not.toContain("<script");
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('<form method="post" action="authorize">');
    expect(html).toContain('<label for="user">Signed in as</label>\n<select id="user" name="user">');
    expect(matchesIn(html, /<button type="submit" name="decision" value="(\w+)">/gu)).toEqual(["allow", "deny"]);
    expect(matchesIn(html, /<input type="hidden" name="(\w+)"/gu)).toEqual([
      ...["client_id", "redirect_uri", "resource", "response_type", "scope", "state"],
      ...["code_challenge", "code_challenge_method"],
    ]);
    expect(html).toContain(`name="redirect_uri" value="${redirectUri}"`);
  });

  it("leads to a code when it is submitted as it stands", async () => {
    const response = await world.page({ state: 'a "quoted" & <odd> state' });
    const html = await response.text();
    const fields = [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/gu)].map(
      ([, name = "", value = ""]): [string, string] => [name, decodeXML(value)],
    );
    const [action = ""] = matchesIn(html, /<form method="post" action="([^"]*)">/gu);
    const submitted = await fetch(new URL(action, response.url), {
      method: "POST",
      body: new URLSearchParams([...fields, ["user", "beta-demo/2b44e1"], ["decision", "allow"]]),
      redirect: "manual",
    });
    const { searchParams } = locationOf(submitted);
    expect(searchParams.get("state")).toBe('a "quoted" & <odd> state');
    expect((await world.exchange(searchParams.get("code") ?? "")).status).toBe(200);
    expect(world.sandbox.workableWww.data.grants()).toMatchObject([{ userId: "beta-demo/2b44e1" }]);
  });

  it("shows what it was given as text", async () => {
    const html = await (await world.page({ state: `"><b>&'` })).text();
    expect(html).toContain(`name="state" value="&quot;&gt;&lt;b&gt;&amp;'"`);
  });

  it("offers the only account's members when there is one", async () => {
    const alone = await startOAuth({ tenants: { applicantstack: [], sagehr: [] } });
    const users = matchesIn(await (await alone.page()).text(), /<option value="([^"]*)"/gu);
    await alone.sandbox.stop();
    expect([users[0], users.length]).toEqual(["acme-demo/2b44e1", 6]);
  });

  it("sends nobody to an address that is not exactly a registered one, or for an unknown application", async () => {
    const wrong: Changes[] = [
      { client_id: null },
      { client_id: "other-client" },
      { redirect_uri: null },
      ...[
        "http://127.0.0.1:4000/oauth/callback/",
        "http://127.0.0.1:4000/oauth/callback?a=b",
        "http://127.0.0.1:4000/oauth/Callback",
        "http://127.0.0.1:4000/other",
        "https://127.0.0.1:4000/oauth/callback",
        "http://127.0.0.1:4000@evil.test/oauth/callback",
        "http://127.0.0.1:/oauth/callback",
        "http://127.0.0.2:4000/oauth/callback",
        "http://evil.test/oauth/callback",
        "",
      ].map((address) => ({ redirect_uri: address })),
    ];
    for (const changes of wrong) {
      for (const response of [await world.page(changes), await world.decide("allow", changes)]) {
        expect([changes, response.status, response.headers.get("location")]).toEqual([changes, 400, null]);
        expect(await response.text()).toContain('<p role="alert">');
      }
    }
  });

  it("accepts any port of this machine, under either name", async () => {
    for (const address of [
      "http://127.0.0.1:65535/oauth/callback",
      "http://localhost:8/oauth/callback",
      "http://localhost/oauth/callback",
    ]) {
      expect([address, (await world.page({ redirect_uri: address })).status]).toEqual([address, 200]);
      const location = locationOf(await world.decide("allow", { redirect_uri: address }));
      expect(`${location.origin}${location.pathname}`).toBe(address);
    }
  });

  it("knows the addresses it is given in place of those, and keeps their query", async () => {
    const other = "https://app.example.com/back?tenant=7";
    const own = await startOAuth({ oauthRedirectUris: [other] });
    const [known, unknown] = [await own.decide("allow", { redirect_uri: other }), await own.page()];
    await own.sandbox.stop();
    expect(locationOf(known).href).toMatch(
      /^https:\/\/app\.example\.com\/back\?tenant=7&code=sandbox-code-[\w-]{32}&state=state-1$/u,
    );
    expect(unknown.status).toBe(400);
  });

  it("tells the application by a redirect what else is wrong, with its state", async () => {
    const wrong: [Changes, string][] = [
      [{ response_type: null }, "invalid_request"],
      [{ response_type: "token" }, "unsupported_response_type"],
      [{ resource: null }, "invalid_request"],
      [{ resource: "account" }, "invalid_request"],
      [{ scope: null }, "invalid_scope"],
      [{ scope: " " }, "invalid_scope"],
      [{ scope: "r_jobs r_everything" }, "invalid_scope"],
      [{ scope: "r_jobs+r_candidates" }, "invalid_scope"],
      [{ code_challenge: "c".repeat(43) }, "invalid_request"],
      [{ code_challenge: "c".repeat(43), code_challenge_method: "plain" }, "invalid_request"],
      [{ code_challenge: "short", code_challenge_method: "S256" }, "invalid_request"],
      [{ code_challenge_method: "S256" }, "invalid_request"],
    ];
    for (const [changes, error] of wrong) {
      for (const response of [await world.page(changes), await world.decide("allow", changes)]) {
        expect([changes, locationOf(response).href]).toEqual([changes, `${redirectUri}?error=${error}&state=state-1`]);
      }
    }
  });

  it("goes back with a code when it is allowed, with access_denied when not, and with the state as it came", async () => {
    const state = "a b&c=d+é";
    const allowed = locationOf(await world.decide("allow", { state })).searchParams;
    expect([...allowed.keys()]).toEqual(["code", "state"]);
    expect([allowed.get("code"), allowed.get("state")]).toEqual([
      expect.stringMatching(/^sandbox-code-[\w-]{32}$/u),
      state,
    ]);
    const denied = locationOf(await world.decide("deny", { state })).searchParams;
    expect([...denied]).toEqual([
      ["error", "access_denied"],
      ["state", state],
    ]);
    expect([...locationOf(await world.decide("allow", { state: null })).searchParams.keys()]).toEqual(["code"]);
  });

  it("gives no code without a decision, or for a user whom the sandbox does not have", async () => {
    for (const response of [
      await world.decide("perhaps"),
      await world.decide("allow", { user: "acme-demo/ffff" }),
      await world.decide("allow", { user: "" }),
    ]) {
      expect([response.status, response.headers.get("location")]).toEqual([400, null]);
    }
  });
});
