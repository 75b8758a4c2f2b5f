import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { isWithoutBrowser, openBrowser } from "../../support/browser.js";
import { findFaults } from "./accessibility.js";
import { startConnectWorld, twoAccounts } from "./connect-world.js";
import type { ConnectWorld } from "./connect-world.js";

const timeout = 10_000;
/** Where the browser goes back to: a page that needs no server to be arrived at. */
const backTo = "http://127.0.0.1:9/settings?tab=accounts";

describe.skipIf(isWithoutBrowser)("the connect page in a browser", () => {
  let browser: Browser;
  let world: ConnectWorld;
  let context: BrowserContext;
  let page: Page;
  let isOpen = false;
  let requested: string[];
  let violations: string[];

  beforeAll(async () => {
    browser = await openBrowser();
    world = await startConnectWorld({ sandbox: { tenants: twoAccounts } });
  });
  afterAll(async () => {
    await browser.close();
    await world.close();
  });

  beforeEach(() => openContext({}));
  afterEach(async () => {
    await context.close();
    isOpen = false;
    await world.forgetAccounts();
    expect(violations).toEqual([]);
    const hosts = new Set(requested.map((url) => new URL(url).hostname));
    expect([...hosts].filter((host) => host !== "127.0.0.1")).toEqual([]);
  });

  async function openContext(options: Parameters<Browser["newContext"]>[0]): Promise<void> {
    if (isOpen) await context.close();
    isOpen = true;
    context = await browser.newContext({ viewport: { width: 390, height: 844 }, ...options });
    context.setDefaultTimeout(timeout);
    [requested, violations] = [[], []];
    context.on("request", (request) => {
      requested.push(request.url());
      expect(request.headers()["referer"] ?? "").not.toContain("hg_link_");
    });
    context.on("console", (message) => {
      if (message.text().includes("Content Security Policy")) violations.push(message.text());
    });
    context.on("weberror", (error) => violations.push(error.error().message));
    // Nobody listens where the browser goes back to, and it is enough to see that it goes there.
    await context.route(/^http:\/\/127\.0\.0\.1:9\//, (route) =>
      route.fulfill({ contentType: "text/html", body: "<h1>Back</h1>" }),
    );
    page = await context.newPage();
  }

  const heading = () => page.getByRole("heading", { level: 1 });
  const alert = () => page.getByRole("alert");
  const focused = () => page.locator(":focus");
  const faults = async () => findFaults(page);

  describe("an account with a key", () => {
    it.each([
      ["ApplicantStack", "applicantstack", "API access token", "https://acme-demo.applicantstack.com/x/jobs"],
      ["Sage HR", "sagehr", "API key", "acme-demo.sage.hr"],
    ])(
      "of %s is linked after a wrong key and the right one, and the browser goes back",
      async (name, id, label, address) => {
        const { url } = await world.makeLink({ externalId: "customer-7", redirectUrl: backTo });
        await page.goto(url);
        await page.getByRole("button", { name }).click();
        expect(await heading().innerText()).toBe(`Link your ${name} account`);
        await page.getByLabel(`Your ${name} address`).fill(address);
        await page.getByLabel(label, { exact: true }).fill("mistyped-key");
        await page.getByRole("button", { name: `Link ${name}` }).click();
        expect(await alert().innerText()).toContain("The key was not accepted. Check that you copied all of it");
        expect(await page.title()).toBe(`Problem: Link ${name}`);
        expect(await page.getByLabel(`Your ${name} address`).inputValue()).toBe(address);
        expect(await page.getByLabel(label, { exact: true }).inputValue()).toBe("");
        expect(await world.linked()).toEqual([]);
        await page.getByLabel(label, { exact: true }).fill(`  sandbox-${id}-token\n`);
        await page.getByRole("button", { name: `Link ${name}` }).click();
        await page.getByRole("heading", { name: "acme-demo is linked" }).waitFor();
        const [account] = await world.linked();
        expect(account).toMatchObject({ provider: id, subdomain: "acme-demo", externalId: "customer-7", status: "OK" });
        await page.waitForURL(/settings/);
        const back = new URL(page.url()).searchParams;
        expect(Object.fromEntries(back)).toEqual({
          tab: "accounts",
          hiregraph_status: "linked",
          hiregraph_account: account?.id,
        });
        await page.goto(url);
        expect(await heading().innerText()).toBe("This link no longer works");
      },
    );

    it("tells everything that is missing at once, at its field, and leads there", async () => {
      await page.goto((await world.makeLink({ provider: "sagehr" })).url);
      await page.getByRole("button", { name: "Link Sage HR" }).click();
      expect(await focused().getAttribute("role")).toBe("alert");
      expect(await alert().getByRole("link").allInnerTexts()).toEqual([
        "Enter your Sage HR address. It looks like acme.sage.hr.",
        "Enter the API key.",
      ]);
      const key = page.getByLabel("API key", { exact: true });
      expect(await key.getAttribute("aria-invalid")).toBe("true");
      expect(await key.getAttribute("aria-describedby")).toBe("token-hint token-error");
      await alert().getByRole("link", { name: "Enter the API key." }).click();
      expect(await focused().getAttribute("id")).toBe("token");
    });

    it("shows the key while it is looked at, and says when it is busy", async () => {
      await page.goto((await world.makeLink({ provider: "sagehr" })).url);
      const key = page.getByLabel("API key", { exact: true });
      await key.fill("sandbox-sagehr-token");
      await page.getByRole("button", { name: "Show the API key" }).click();
      expect(await key.getAttribute("type")).toBe("text");
      // The page stays, as it does for as long as an answer is waited for.
      await page.evaluate("document.addEventListener('submit', (event) => event.preventDefault())");
      const submit = page.getByRole("button", { name: "Link Sage HR" });
      await submit.click();
      expect(await page.getByRole("status").innerText()).toBe("Checking with Sage HR…");
      expect(await submit.getAttribute("aria-disabled")).toBe("true");
    });

    it("that is linked again keeps its id and takes no other address", async () => {
      const account = await world.link({ provider: "sagehr", subdomain: "acme-demo", token: "revoked" });
      await page.goto((await world.makeLink({ accountId: account })).url);
      expect(await heading().innerText()).toBe("Link acme-demo again");
      expect(await page.getByLabel("Your Sage HR address").count()).toBe(0);
      await page.getByLabel("API key", { exact: true }).fill("sandbox-sagehr-token");
      await page.getByRole("button", { name: "Link Sage HR" }).click();
      await page.getByRole("heading", { name: "acme-demo is linked" }).waitFor();
      expect((await world.linked()).map(({ id }) => id)).toEqual([account]);
    });

    it("can be cancelled, and the vendor is told", async () => {
      await page.goto((await world.makeLink({ redirectUrl: backTo })).url);
      await page.getByRole("link", { name: "Cancel and go back" }).click();
      expect(page.url()).toBe(`${backTo}&hiregraph_status=cancelled`);
    });
  });

  describe("an account by consent", () => {
    it("is chosen among several, and the grant is used", async () => {
      const { url } = await world.makeLink({ provider: "workable", redirectUrl: backTo, scopes: ["ats:read"] });
      await page.goto(url);
      expect(await page.getByRole("listitem").allInnerTexts()).toEqual(["See jobs, candidates and applications"]);
      await page.getByRole("button", { name: "Continue to Workable" }).click();
      expect(await page.getByRole("listitem").count()).toBe(3);
      await page.getByRole("button", { name: "Allow" }).click();
      expect(await heading().innerText()).toBe("Which account do you want to link?");
      await page.getByRole("button", { name: "Link this account" }).click();
      expect(await alert().innerText()).toContain("Choose one of the accounts.");
      await page.getByRole("radio", { name: "Globex Demo" }).check();
      await page.getByRole("button", { name: "Link this account" }).click();
      await page.getByRole("heading", { name: "Globex Demo is linked" }).waitFor();
      expect(await world.linked()).toMatchObject([
        { provider: "workable", subdomain: "globex-demo", displayName: "Globex Demo" },
      ]);
      const { data } = await world.ask("{ jobs(first: 1) { nodes { title } complete } }");
      expect(data.jobs).toMatchObject({ nodes: [expect.anything()], complete: true });
      await page.waitForURL(/hiregraph_status=linked/);
    });

    it("of somebody with one account is linked at once, and the address shows nothing of the trip", async () => {
      await page.goto((await world.makeLink({ provider: "workable" })).url);
      await page.getByRole("button", { name: "Continue to Workable" }).click();
      await page.getByLabel("Signed in as").selectOption({ index: 1 });
      await page.getByRole("button", { name: "Allow" }).click();
      await page.getByRole("heading", { name: "Acme Demo is linked" }).waitFor();
      expect(page.url()).toBe(`${world.url}/oauth/callback`);
    });

    it("that is not allowed can be tried again, or done with a token", async () => {
      await page.goto((await world.makeLink({ provider: "workable" })).url);
      await page.getByRole("button", { name: "Continue to Workable" }).click();
      await page.getByRole("button", { name: "Deny" }).click();
      expect(await alert().innerText()).toContain("You did not allow the access at Workable, so nothing was linked.");
      await page.getByRole("link", { name: "Use an API token instead" }).click();
      await page.getByLabel("Your Workable address").fill("acme-demo");
      await page.getByLabel("API access token", { exact: true }).fill("sandbox-workable-token");
      await page.getByRole("button", { name: "Link Workable" }).click();
      await page.getByRole("heading", { name: "Acme Demo is linked" }).waitFor();
    });

    it("needs no script", async () => {
      await openContext({ javaScriptEnabled: false });
      await page.goto((await world.makeLink({ redirectUrl: backTo })).url);
      await page.getByRole("button", { name: "Workable" }).click();
      await page.getByRole("button", { name: "Continue to Workable" }).click();
      await page.getByRole("button", { name: "Allow" }).click();
      await page.getByRole("radio", { name: "Acme Demo" }).check();
      await page.getByRole("button", { name: "Link this account" }).click();
      await page.getByRole("heading", { name: "Acme Demo is linked" }).waitFor();
      await page.waitForURL(/hiregraph_status=linked/);
    });
  });

  describe("for everybody", () => {
    it("a key is linked without a script, with the focus on what is wrong", async () => {
      await openContext({ javaScriptEnabled: false });
      await page.goto((await world.makeLink({ provider: "sagehr" })).url);
      await page.getByLabel("Your Sage HR address").fill("acme-demo");
      await page.getByRole("button", { name: "Link Sage HR" }).click();
      expect(await alert().innerText()).toContain("Enter the API key.");
      await page.getByLabel("API key", { exact: true }).fill("sandbox-sagehr-token");
      await page.getByRole("button", { name: "Link Sage HR" }).click();
      await page.getByRole("heading", { name: "acme-demo is linked" }).waitFor();
    });

    it("the keyboard alone is enough", async () => {
      await page.goto((await world.makeLink()).url);
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      expect(await focused().innerText()).toContain("Sage HR");
      expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).toBe("solid");
      await page.keyboard.press("Enter");
      await page.getByLabel("Your Sage HR address").waitFor();
      await page.keyboard.press("Tab");
      await page.keyboard.type("acme-demo");
      await page.keyboard.press("Tab");
      await page.keyboard.type("sandbox-sagehr-token");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "acme-demo is linked" }).waitFor();
    });

    it.each([
      [320, "light"],
      [320, "dark"],
      [1280, "light"],
      [1280, "dark"],
    ] as const)("every step can be read and used at %i pixels, %s", async (width, colorScheme) => {
      await openContext({ viewport: { width, height: 700 }, colorScheme });
      const { url } = await world.makeLink({ redirectUrl: backTo });
      const seen: Record<string, string[]> = {};
      const look = async (step: string) => {
        await heading().waitFor();
        await page.waitForLoadState("load");
        seen[step] = await faults();
      };
      await page.goto(url);
      await look("the choice of a system");
      await page.getByRole("button", { name: "ApplicantStack" }).click();
      await look("the form");
      await page.getByRole("button", { name: "Link ApplicantStack" }).click();
      await look("the form with problems");
      await page.goto(`${url}?provider=workable`);
      await look("the way to consent");
      await page.getByRole("button", { name: "Continue to Workable" }).click();
      await page.getByRole("button", { name: "Allow" }).click();
      await look("the choice of an account");
      await page.getByRole("radio").first().check();
      await page.getByRole("button", { name: "Link this account" }).click();
      await page.getByRole("heading", { name: /is linked/ }).waitFor();
      await look("the end");
      await page.goto(url);
      await look("a link that is over");
      expect(seen).toEqual(Object.fromEntries(Object.keys(seen).map((step) => [step, []])));
    });

    it("nothing moves for those who asked for less motion", async () => {
      await openContext({ reducedMotion: "reduce" });
      await page.goto((await world.makeLink()).url);
      const durations =
        "[...document.querySelectorAll('button')].map((button) => getComputedStyle(button).transitionDuration)";
      expect(new Set(await page.evaluate<string[]>(durations))).toEqual(new Set(["0s"]));
    });
  });

  describe("a link", () => {
    it("that two windows race for links one account, and the other one is told", async () => {
      const { url } = await world.makeLink();
      const other = await context.newPage();
      for (const [window, provider, token] of [
        [page, "sagehr", "sandbox-sagehr-token"],
        [other, "applicantstack", "sandbox-applicantstack-token"],
      ] as const) {
        await window.goto(`${url}?provider=${provider}`);
        await window.getByLabel(/address/).fill("acme-demo");
        await window.locator("#token").fill(token);
      }
      await Promise.all([page, other].map((window) => window.locator("button.primary").click()));
      const headings = await Promise.all(
        [page, other].map((window) => window.getByRole("heading", { level: 1 }).innerText()),
      );
      expect(headings.sort()).toEqual(["This link no longer works", "acme-demo is linked"].sort());
      expect(await world.linked()).toHaveLength(1);
    });

    it("goes on after a window was open for too long to be sent", async () => {
      await page.goto((await world.makeLink({ provider: "sagehr" })).url);
      await context.clearCookies();
      await page.getByRole("button", { name: "Link Sage HR" }).click();
      expect(await heading().innerText()).toBe("Please start again");
      await page.getByRole("button", { name: "Start again" }).click();
      expect(await heading().innerText()).toBe("Link your Sage HR account");
    });
  });
});
