import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { startConnectWorld } from "../http/connect/connect-world.js";
import type { ConnectWorld, LinkInput } from "../http/connect/connect-world.js";
import { isWithoutBrowser, openBrowser } from "../support/browser.js";
import { builtConnectModule } from "../support/connect-build.js";

/** A vendor's page, which opens a link as a click asks for it and notes what it is told. */
const vendorPage = `<!doctype html><title>Vendor</title><button>Link</button><div id="frame"></div>
<script type="module">
import { openConnect } from "/open-connect.js";
window.told = [];
document.querySelector("button").addEventListener("click", () => {
  window.connect = openConnect({
    ...window.options,
    container: document.getElementById("frame"),
    onLinked: ({ accountId }) => window.told.push("linked " + accountId),
    onCancelled: () => window.told.push("cancelled"),
    onError: (error) => window.told.push(error.message),
  });
});
</script>`;

describe("hiregraph/connect", () => {
  it("is smaller than 3 kB and needs nothing", async () => {
    const module = await builtConnectModule();
    expect(Buffer.byteLength(module)).toBeLessThan(3_000);
    expect(gzipSync(module).byteLength).toBeLessThan(1_500);
    expect(module).not.toMatch(/\bimport\b/);
  });
});

describe.skipIf(isWithoutBrowser)("hiregraph/connect in a vendor's page", () => {
  let browser: Browser;
  let world: ConnectWorld;
  let vendor: Server;
  let origin: string;
  let page: Page;

  beforeAll(async () => {
    const module = await builtConnectModule();
    vendor = createServer((request, response) => {
      const isModule = request.url === "/open-connect.js";
      response
        .setHeader("content-type", isModule ? "text/javascript" : "text/html")
        .end(isModule ? module : vendorPage);
    });
    await new Promise<void>((resolve) => vendor.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`;
    [browser, world] = await Promise.all([openBrowser(), startConnectWorld()]);
  });
  afterAll(async () => {
    await browser.close();
    await world.close();
    vendor.close();
  });

  beforeEach(async () => {
    page = await browser.newPage();
    page.setDefaultTimeout(10_000);
    await page.goto(origin);
  });
  afterEach(async () => {
    await page.context().close();
    await world.forgetAccounts();
  });

  const told = () => page.evaluate<string[]>("window.told");
  const toldOf = async (start: string) => {
    await page.waitForFunction(`window.told.some((text) => text.startsWith(${JSON.stringify(start)}))`);
    return told();
  };
  async function open(mode: "popup" | "frame", input: LinkInput): Promise<string> {
    const { url } = await world.makeLink(input);
    await page.evaluate(`window.options = ${JSON.stringify({ url, mode })}`);
    return url;
  }
  async function openPopup(input: LinkInput): Promise<Page> {
    await open("popup", input);
    const [popup] = await Promise.all([page.waitForEvent("popup"), page.getByRole("button").click()]);
    return popup;
  }
  const fill = async (place: Pick<Page, "getByLabel" | "getByRole">) => {
    await place.getByLabel("Your Sage HR address").fill("acme-demo");
    await place.getByLabel("API key", { exact: true }).fill("sandbox-sagehr-token");
    await place.getByRole("button", { name: "Link Sage HR" }).click();
  };

  it("tells of an account that was linked in a window, and closes it", async () => {
    const popup = await openPopup({ provider: "sagehr", allowedOrigin: origin });
    const closed = popup.waitForEvent("close");
    await fill(popup);
    await closed;
    const [account] = await world.linked();
    expect(await toldOf("linked")).toEqual([`linked ${account?.id ?? ""}`]);
  });

  it("tells of an account that was linked in a frame, and removes it", async () => {
    await open("frame", { provider: "sagehr", allowedOrigin: origin });
    await page.getByRole("button").click();
    await fill(page.frameLocator("iframe"));
    expect(await toldOf("linked")).toEqual([`linked ${(await world.linked())[0]?.id ?? ""}`]);
    expect(await page.locator("iframe").count()).toBe(0);
  });

  it("tells of consent, for which a frame opens a window of its own", async () => {
    await open("frame", { provider: "workable", allowedOrigin: origin });
    await page.getByRole("button").click();
    const frame = page.frameLocator("iframe");
    const [consent] = await Promise.all([
      page.waitForEvent("popup"),
      frame.getByRole("button", { name: "Continue in a new window" }).click(),
    ]);
    await consent.getByRole("button", { name: "Continue to Workable" }).click();
    await consent.getByRole("button", { name: "Allow" }).click();
    await consent.getByText("is linked").waitFor();
    expect(await toldOf("linked")).toEqual([`linked ${(await world.linked())[0]?.id ?? ""}`]);
  });

  it("tells when the person cancels", async () => {
    const popup = await openPopup({ provider: "sagehr", allowedOrigin: origin });
    await popup.getByRole("button", { name: "Cancel" }).click();
    expect(await toldOf("cancelled")).toEqual(["cancelled"]);
  });

  it("tells when the window is closed", async () => {
    const popup = await openPopup({ provider: "sagehr", allowedOrigin: origin });
    await popup.close();
    expect(await toldOf("cancelled")).toEqual(["cancelled"]);
  });

  it("tells when the browser blocks windows", async () => {
    await open("popup", { provider: "sagehr", allowedOrigin: origin });
    await page.evaluate("window.open = () => null");
    await page.getByRole("button").click();
    expect(await told()).toEqual(["The browser blocked the window."]);
  });

  it("tells nothing any more once it was closed", async () => {
    const popup = await openPopup({ provider: "sagehr", allowedOrigin: origin });
    await Promise.all([popup.waitForEvent("close"), page.evaluate("window.connect.close()")]);
    await page.waitForTimeout(1_000);
    expect(await told()).toEqual([]);
  });

  it("believes no other origin, and no other window of the right one", async () => {
    await openPopup({ provider: "sagehr", allowedOrigin: origin });
    const lie = { type: "hiregraph.linked", accountId: "forged" };
    await page.evaluate(`window.postMessage(${JSON.stringify(lie)}, "*")`);
    await page.evaluate(
      `window.dispatchEvent(new MessageEvent("message", { origin: new URL(window.options.url).origin, data: ${JSON.stringify(lie)}, source: window }))`,
    );
    await page.waitForTimeout(300);
    expect(await told()).toEqual([]);
  });

  it("learns nothing of a link that is for another origin", async () => {
    const popup = await openPopup({ provider: "sagehr", allowedOrigin: "https://other.example" });
    await fill(popup);
    await popup.getByText("is linked").waitFor();
    await popup.waitForTimeout(300);
    expect(await told()).toEqual([]);
    expect(await world.linked()).toHaveLength(1);
  });

  it("cannot frame a link that is for another origin", async () => {
    await open("frame", { provider: "sagehr", allowedOrigin: "https://other.example" });
    await page.getByRole("button").click();
    await page.waitForTimeout(500);
    expect(await page.frameLocator("iframe").getByText("What will be shared").count()).toBe(0);
  });
});
