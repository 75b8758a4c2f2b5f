import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { isWithoutBrowser, openBrowser } from "../support/browser.js";
import { buildPages, openPage, startPages } from "./pages.js";
import type { Pages } from "./pages.js";

// Under load a step takes longer than a poll waits by itself.
const poll = { timeout: 15_000 };
const movePath = /\/candidates\/\w+\/move$/u;

beforeAll(buildPages, 180_000);

describe.skipIf(isWithoutBrowser)("the pipeline board", () => {
  let browser: Browser;
  let pages: Pages;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    [browser, pages] = await Promise.all([openBrowser(), startPages()]);
    // Its rate limit is tested elsewhere; here it would only make the tests wait.
    workable().rateLimit = null;
  });
  afterAll(async () => {
    await browser.close();
    await pages.close();
  });
  beforeEach(() => {
    workable().clearCalls();
  });
  afterEach(async () => {
    await page.context().close();
    workable().clearFaults();
    workable().latencyMs = 0;
    expect(complaints).toEqual([]);
  });

  const workable = () => pages.sandbox.workable("acme-demo");
  const open = async () => {
    ({ page, complaints } = await openPage(browser, `${pages.url}/examples/board`));
  };
  const column = (kind: string) => page.locator(`.column[data-kind="${kind}"]`);
  const cardsOf = (kind: string, provider: string) =>
    column(kind).locator(".card", { has: page.locator(`[data-provider="${provider}"]`) });
  /** Workable's card; other providers have people of the same name. */
  const card = (kind: string, name: string) =>
    cardsOf(kind, "workable").filter({ has: page.getByRole("heading", { name, exact: true }) });
  const stageOf = (name: string) => workable().data.candidates.find((row) => row.name === name)?.stageSlug;
  const toast = () => page.locator(".toast");

  /** A candidate in the column whose name nobody else has. */
  async function uniqueName(kind: string): Promise<string> {
    await cardsOf(kind, "workable").first().waitFor();
    const shown = await cardsOf(kind, "workable").getByRole("heading").allInnerTexts();
    const all = workable().data.candidates.map(({ name }) => name);
    const name = shown.find((one) => all.filter((other) => other === one).length === 1);
    if (name === undefined) throw new Error("Every name is there twice.");
    return name;
  }

  test("shows the cards of three accounts in the columns of their stages", async () => {
    await open();
    await cardsOf("APPLIED", "workable").first().waitFor();
    expect(await cardsOf("APPLIED", "workable").count()).toBe(5);
    expect(await cardsOf("APPLIED", "applicantstack").count()).toBe(5);
    expect(await cardsOf("APPLIED", "sagehr").count()).toBe(5);
    expect(await cardsOf("REFERENCE_CHECK", "sagehr").count()).toBe(5);
    expect(await cardsOf("REFERENCE_CHECK", "workable").count()).toBe(0);
    const name = await uniqueName("SCREEN");
    expect(stageOf(name)).toBe("phone-screen");
    const members = page.getByRole("combobox", { name: "Acting as" }).locator("option");
    await expect.poll(() => members.count(), poll).toBeGreaterThan(2);
  });

  test("reads the whole board with few calls to each provider", async () => {
    await open();
    await cardsOf("APPLIED", "workable").first().waitFor();
    expect(workable().calls().length).toBeLessThanOrEqual(5);
  });

  test("says so when there are more accounts than it shows", async () => {
    await open();
    await page.route("**/graphql", async (route) => {
      if (!route.request().postDataJSON().query.startsWith("query boardQuery")) return route.continue();
      const response = await route.fetch();
      const answer = await response.json();
      answer.data.accounts.pageInfo.hasNextPage = true;
      return route.fulfill({ response, json: answer });
    });
    await page.getByRole("button", { name: "Refresh" }).click();
    await page.getByText("Only the first 3 linked accounts are shown.").waitFor();
  });

  test("loads more of one account's cards below those that are there", async () => {
    await open();
    const more = column("APPLIED").getByRole("button", { name: "Load more of Workable" });
    await more.click();
    await expect.poll(() => cardsOf("APPLIED", "workable").count(), poll).toBeGreaterThan(5);
    const count = await cardsOf("APPLIED", "workable").count();
    const ids = new Set(
      await cardsOf("APPLIED", "workable")
        .locator("h3")
        .evaluateAll((all) => all.map((h) => h.id)),
    );
    expect(ids.size).toBe(count);
    expect(await cardsOf("APPLIED", "applicantstack").count()).toBe(5);
  });

  test("a card that is dragged to another column moves the application at the provider", async () => {
    await open();
    const name = await uniqueName("APPLIED");
    await card("APPLIED", name).dragTo(column("SCREEN"));
    await card("SCREEN", name).waitFor();
    expect(await card("APPLIED", name).count()).toBe(0);
    await expect.poll(() => stageOf(name), poll).toBe("phone-screen");
    await page.getByRole("button", { name: "Refresh" }).click();
    await expect.poll(() => card("APPLIED", name).count(), poll).toBe(0);
    expect(await toast().count()).toBe(0);
  });

  test("a card is moved by keyboard alone, and the focus goes with it", async () => {
    await open();
    const name = await uniqueName("APPLIED");
    await card("APPLIED", name).getByRole("button", { name: "Move" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("list", { name: `Stages for ${name}` }).waitFor();
    expect(await page.locator(":focus").innerText()).toBe("Sourced");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await card("SCREEN", name).waitFor();
    await expect.poll(() => stageOf(name), poll).toBe("phone-screen");
    expect(await page.locator(":focus").getAttribute("aria-label")).toBe(`Move ${name} to…`);
  });

  test("moves in the name of the member that was chosen", async () => {
    await open();
    const name = await uniqueName("APPLIED");
    const select = page.getByRole("combobox", { name: "Acting as" });
    const member = workable().data.members.find(({ hris_role }) => hris_role !== "hris_admin")?.name ?? "";
    await select.selectOption({ label: member });
    await card("APPLIED", name).dragTo(column("SCREEN"));
    await expect.poll(() => stageOf(name), poll).toBe("phone-screen");
    const moved = workable().data.activities.findLast(({ candidate }) => candidate?.name === name);
    expect(moved).toMatchObject({ action: "phone-screen", member: { name: member } });
  });

  test("a refused move shows at once, goes back and tells why", async () => {
    await open();
    const name = await uniqueName("APPLIED");
    workable().fault({
      ...{ kind: "status", status: 422, method: "POST", path: movePath },
      body: JSON.stringify({ error: "The pipeline is frozen" }),
      headers: { "content-type": "application/json" },
    });
    workable().latencyMs = 400;
    await card("APPLIED", name).dragTo(column("SCREEN"));
    await card("SCREEN", name).waitFor();
    await toast().waitFor();
    expect(await toast().innerText()).toContain(`${name} was not moved`);
    expect(await toast().innerText()).toContain("The pipeline is frozen");
    expect(await card("SCREEN", name).count()).toBe(0);
    expect(await card("APPLIED", name).count()).toBe(1);
    expect(stageOf(name)).toBe("applied");
    await page.getByRole("button", { name: "Dismiss" }).click();
    expect(await toast().count()).toBe(0);
  });

  test("a column that the job has no stage for takes the card back with the reason", async () => {
    await open();
    const name = await uniqueName("APPLIED");
    await card("APPLIED", name).dragTo(column("REFERENCE_CHECK"));
    await toast().waitFor();
    expect(await toast().innerText()).toContain("the job has no stage for Reference check");
    expect(await card("APPLIED", name).count()).toBe(1);
  });

  test("cards of a provider that cannot move them stay and say why", async () => {
    await open();
    const still = cardsOf("APPLIED", "sagehr").first();
    await still.waitFor();
    expect(await still.getAttribute("draggable")).toBe("false");
    expect(await still.getAttribute("title")).toBe("Sage HR does not offer this.");
    expect(await still.getByRole("button").count()).toBe(0);
    expect(await cardsOf("APPLIED", "workable").first().getAttribute("draggable")).toBe("true");
  });

  test("a broken account is told of, and the others stay usable", async () => {
    pages.sandbox.applicantstack("acme-demo").fault({ kind: "status", status: 503 });
    await open();
    const banner = page.locator(".banner");
    await banner.waitFor();
    expect(await banner.innerText()).toMatch(/^ApplicantStack acme-demo: not available: .*ApplicantStack/u);
    expect(await cardsOf("APPLIED", "applicantstack").count()).toBe(0);
    const name = await uniqueName("APPLIED");
    await card("APPLIED", name).dragTo(column("SCREEN"));
    await expect.poll(() => stageOf(name), poll).toBe("phone-screen");
    pages.sandbox.applicantstack("acme-demo").clearFaults();
    await page.getByRole("button", { name: "Refresh" }).click();
    await cardsOf("APPLIED", "applicantstack").first().waitFor();
    expect(await banner.count()).toBe(0);
  });
});

describe.skipIf(isWithoutBrowser)("the key of an example page", () => {
  let browser: Browser;
  let pages: Pages;
  let page: Page;

  beforeAll(async () => {
    [browser, pages] = await Promise.all([openBrowser(), startPages({ hint: false })]);
  });
  afterAll(async () => {
    await browser.close();
    await pages.close();
  });
  afterEach(() => page.context().close());

  const enter = async (key: string) => {
    await page.getByLabel("API key").fill(key);
    await page.getByRole("button", { name: "Continue" }).click();
  };

  test("one that is unknown, and one without the scope, are refused in words until the right one comes", async () => {
    ({ page } = await openPage(browser, `${pages.url}/examples/board`));
    await enter("hg_wrong");
    await page.getByRole("alert").filter({ hasText: "This API key is unknown or revoked." }).waitFor();
    await enter(await pages.key(["hris:read"]));
    await page.getByRole("alert").filter({ hasText: "ats:read" }).waitFor();
    await enter(await pages.key(["ats:read", "pii:read"]));
    await page.locator(".column .card h3").first().waitFor();
  });

  test("without any, the calendar asks for it and keeps it for this tab alone", async () => {
    ({ page } = await openPage(browser, `${pages.url}/examples/timeoff`));
    await page.getByRole("heading", { name: "Enter an API key" }).waitFor();
    await enter(await pages.key(["hris:read"]));
    await page.getByRole("heading", { name: "Waiting for a decision" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "Waiting for a decision" }).waitFor();
    expect((await page.context().storageState()).origins).toEqual([]);
  });
});
