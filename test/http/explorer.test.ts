import type { FastifyInstance } from "fastify";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { isWithoutBrowser, openBrowser } from "../support/browser.js";
import { buildExplorer } from "../support/explorer-build.js";
import { startExplorerHost, validKey } from "../support/explorer-host.js";

const timeout = 10_000;

beforeAll(buildExplorer);

describe("the page as it is sent", () => {
  let app: FastifyInstance;

  beforeAll(async () => {
    ({ app } = await startExplorerHost({ apiKeyHint: validKey, query: `{ a(b: "<script>") } # '$&` }));
  });
  afterAll(() => app.close());

  const get = (host = "127.0.0.1:4000") => app.inject({ url: "/", headers: { host } });

  test("forbids inline scripts and every other origin", async () => {
    const page = await get();
    const policy = String(page.headers["content-security-policy"]).split("; ");
    expect(policy).toEqual(expect.arrayContaining(["default-src 'none'", "script-src 'self'", "connect-src 'self'"]));
    expect(page.body).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(page.headers["cache-control"]).toBe("no-store");
  });

  test("carries the ready key for this machine's own address", async () => {
    for (const host of ["127.0.0.1:4000", "localhost:4000", "[::1]:4000"]) {
      expect((await get(host)).body).toContain(validKey);
    }
  });

  test("carries no key for a name that merely leads to this machine", async () => {
    for (const host of ["rebound.example.com", "127.0.0.1.example.com:4000", "localhost.example.com"]) {
      expect((await get(host)).body).not.toContain(validKey);
    }
  });

  test("keeps a query's quotes and markup out of its own markup", async () => {
    const { body } = await get();
    expect(body).toContain("&lt;script&gt;");
    expect(body).toContain("# '$&amp;");
    expect(body).not.toContain("<script>");
  });

  test("links assets that may be cached for ever and obey the same policy", async () => {
    const script = /src="([^"]+\.js)"/.exec((await get()).body)?.[1];
    const asset = await app.inject(script ?? "/missing");
    expect(asset.statusCode).toBe(200);
    expect(asset.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect(asset.headers["content-security-policy"]).toContain("default-src 'none'");
  });
});

describe.skipIf(isWithoutBrowser)("in a browser without internet", () => {
  let browser: Browser;
  let page: Page;
  let foreignRequests: string[];
  let violations: string[];
  let close: () => Promise<unknown>;
  let revokeKeys: () => void;
  let becomeUnreachable: () => void;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    const context = await browser.newContext({ viewport: { width: 1366, height: 800 } });
    context.setDefaultTimeout(timeout);
    page = await context.newPage();
    foreignRequests = [];
    violations = [];
    context.on("request", (request) => {
      const { protocol, hostname, href } = new URL(request.url());
      if (protocol !== "data:" && protocol !== "blob:" && hostname !== "127.0.0.1") foreignRequests.push(href);
    });
    page.on("pageerror", (error) => violations.push(error.message));
    page.on("console", (message) => {
      if (message.text().includes("Content Security Policy")) violations.push(message.text());
    });
  });
  afterEach(async () => {
    await page.context().close();
    await close();
    expect(foreignRequests).toEqual([]);
    expect(violations).toEqual([]);
  });

  async function open(options: Parameters<typeof startExplorerHost>[0] = {}): Promise<void> {
    const host = await startExplorerHost(options);
    close = () => host.app.close();
    ({ revokeKeys, becomeUnreachable } = host);
    await page.goto(host.url);
  }

  const runButton = () => page.getByRole("button", { name: /Execute query/ });
  const answer = () => page.getByLabel("Result Window");
  const queryEditor = () => page.getByLabel("Operation Editor");

  async function runQuery(): Promise<void> {
    await runButton().click();
    await answer().getByText("Zoë Sample").waitFor();
  }

  test("a ready key runs the first query at once", async () => {
    await open({ apiKeyHint: validKey });
    expect(await page.title()).toBe("Hiregraph explorer");
    await runQuery();
    expect(await answer().innerText()).toContain("sagehr");
  });

  test("the schema's descriptions can be read", async () => {
    await open({ apiKeyHint: validKey });
    await page.getByRole("link", { name: "Query", exact: true }).click();
    await page.getByText("People who applied for something.").waitFor();
    await page.getByRole("link", { name: "Candidate", exact: true }).click();
    await page.getByText("The full name, as the provider spells it.").waitFor();
  });

  test("the editor's workers check the query and its lazy parts load", async () => {
    await open({ apiKeyHint: validKey, query: "{candidates{nothingLikeThis}}" });
    await queryEditor().locator(".squiggly-error").first().waitFor();
    await page.getByRole("button", { name: /Prettify/ }).click();
    await queryEditor().locator(".view-line").nth(4).waitFor();
  });

  test("without a key it asks for one and stays reachable by keyboard alone", async () => {
    await open();
    await page.getByRole("heading", { name: "Enter an API key to begin" }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.type(validKey);
    await page.keyboard.press("Enter");
    await queryEditor().locator(".view-line").first().waitFor();
    await page.getByRole("button", { name: "Reconnect" }).focus();
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").innerText()).toContain("Apollo Sandbox");
    await queryEditor().getByRole("textbox").focus();
    await page.keyboard.press("Control+Enter");
    await answer().getByText("Zoë Sample").waitFor();
  });

  test("a wrong key is refused in words and the right one then works", async () => {
    await open();
    await page.getByLabel("API key").fill("hg_test_wrong");
    await page.getByRole("button", { name: "Connect" }).click();
    expect(await page.getByRole("alert").innerText()).toBe("401: The API key is unknown or revoked.");
    expect(await runButton().count()).toBe(0);
    await page.getByLabel("API key").fill(validKey);
    await page.getByRole("button", { name: "Connect" }).click();
    await runQuery();
    expect(await page.locator(".problem").count()).toBe(0);
  });

  test("a key that is revoked while the page is open is told in words", async () => {
    await open({ apiKeyHint: validKey });
    await runQuery();
    revokeKeys();
    await runButton().click();
    await page.getByText("401: The API key is unknown or revoked.").waitFor();
  });

  test("a server that cannot be reached is told in words", async () => {
    await open({ apiKeyHint: validKey });
    await runQuery();
    becomeUnreachable();
    await runButton().click();
    expect(await page.locator(".problem").innerText()).toContain("No answer from /graphql");
  });

  test("the key outlives a reload but not the browser tab", async () => {
    await open();
    await page.getByLabel("API key").fill(validKey);
    await page.getByRole("button", { name: "Connect" }).click();
    await runQuery();
    const { cookies, origins } = await page.context().storageState();
    expect(JSON.stringify({ cookies, origins })).not.toContain(validKey);
    await page.reload();
    await runButton().waitFor();
    const secondTab = await page.context().newPage();
    await secondTab.goto(page.url());
    await secondTab.getByRole("heading", { name: "Enter an API key to begin" }).waitFor();
  });

  test("Apollo Sandbox is linked with this server's public address", async () => {
    await open({ publicUrl: "https://graph.example.com" });
    expect(await page.getByRole("link", { name: /Apollo Sandbox/ }).getAttribute("href")).toBe(
      "https://studio.apollographql.com/sandbox/explorer?endpoint=https%3A%2F%2Fgraph.example.com%2Fgraphql",
    );
  });

  test("a phone shows the answer below the query, both as wide as the screen allows", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open({ apiKeyHint: validKey });
    await runQuery();
    const query = await queryEditor().boundingBox();
    const result = await answer().boundingBox();
    expect(query?.width).toBeGreaterThan(300);
    expect(result?.width).toBeGreaterThan(300);
    expect(result?.y).toBeGreaterThan((query?.y ?? 0) + (query?.height ?? 0));
  });
});
