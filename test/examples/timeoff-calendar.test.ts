import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { isWithoutBrowser, openBrowser } from "../support/browser.js";
import { buildPages, openPage, startPages } from "./pages.js";
import type { Pages } from "./pages.js";

// Under load a step takes longer than a poll waits by itself.
const poll = { timeout: 15_000 };

beforeAll(buildPages, 180_000);

describe.skipIf(isWithoutBrowser)("the time-off calendar", () => {
  let browser: Browser;
  let pages: Pages;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    [browser, pages] = await Promise.all([openBrowser(), startPages()]);
    workable().rateLimit = null;
  });
  afterAll(async () => {
    await browser.close();
    await pages.close();
  });
  beforeEach(() => {
    complaints = [];
  });
  afterEach(async () => {
    await page.context().close();
    workable().clearFaults();
    pages.sandbox.sagehr("acme-demo").clearFaults();
    expect(complaints).toEqual([]);
  });

  const workable = () => pages.sandbox.workable("acme-demo");
  const requests = () => workable().data.timeoffRequests;
  /** A request that lies in one month, so that its bar has both its ends. */
  const requestIn = (state: string) => {
    const found = requests().find(
      ({ state: own, from_date, to_date }) => own === state && from_date.slice(0, 7) === to_date.slice(0, 7),
    );
    if (!found) throw new Error(`There is no ${state} request.`);
    return found;
  };
  const personOf = (employeeId: string) => {
    const row = workable().data.employees.find(({ id }) => id === employeeId);
    return `${row?.firstname ?? ""} ${row?.lastname ?? ""}`.trim();
  };
  const open = async (month: string) => {
    ({ page, complaints } = await openPage(browser, `${pages.url}/examples/timeoff#${month}`));
    await page.locator(".timeline:not([aria-busy])").waitFor();
  };
  const rowOf = (name: string) =>
    page.getByRole("row").filter({ has: page.getByRole("button", { name, exact: true }) });
  const barOf = (name: string, type: string) => rowOf(name).first().locator(".bar", { hasText: type }).first();
  const pending = () => page.locator(".pending");
  const account = (label: string) => page.getByRole("combobox", { name: "Account" }).selectOption({ label });

  test("shows a known request on its days", async () => {
    const known = requestIn("approved");
    await open(known.from_date.slice(0, 7));
    await account("Workable acme-demo");
    const bar = barOf(personOf(known.employee_id), known.category_name);
    await bar.waitFor();
    const day = (date: string) => Number(date.slice(8, 10));
    const columns = `grid-column: ${day(known.from_date)} / ${day(known.to_date) + 1};`;
    expect(await bar.getAttribute("style")).toContain(columns);
    expect(await bar.getAttribute("data-status")).toBe("APPROVED");
  });

  test("approving decides at the provider", async () => {
    const known = requestIn("pending");
    await open(known.from_date.slice(0, 7));
    const item = pending()
      .filter({ hasText: personOf(known.employee_id) })
      .filter({ hasText: known.category_name });
    const count = await item.count();
    await item
      .first()
      .getByRole("button", { name: /^Approve/u })
      .click();
    await page.getByText(`Approved: ${personOf(known.employee_id)}.`).waitFor();
    expect(requests().find(({ id }) => id === known.id)?.state).toBe("approved");
    expect(await item.count()).toBe(count - 1);
  });

  test("a refusal is told in words and leaves the request waiting", async () => {
    const known = requestIn("pending");
    workable().fault({
      ...{ kind: "status", status: 422, method: "PATCH", path: /\/timeoff\/approvals\//u },
      body: JSON.stringify({ error: "Not your report" }),
      headers: { "content-type": "application/json" },
    });
    await open(known.from_date.slice(0, 7));
    const item = pending()
      .filter({ hasText: personOf(known.employee_id) })
      .filter({ hasText: known.category_name });
    await item
      .first()
      .getByRole("button", { name: /^Decline/u })
      .click();
    await page.locator(".toast").waitFor();
    expect(await page.locator(".toast").innerText()).toContain("Not your report");
    expect(requests().find(({ id }) => id === known.id)?.state).toBe("pending");
    expect(await item.count()).toBeGreaterThan(0);
  });

  test("what a provider does not let anybody decide here says so", async () => {
    await open(new Date().toISOString().slice(0, 7));
    await account("Sage HR acme-demo");
    await pending().first().waitFor();
    expect(await pending().first().innerText()).toContain("Cannot be decided here. Sage HR does not offer this.");
    expect(await pending().getByRole("button").count()).toBe(0);
  });

  test("the balances of a chosen person are read when somebody asks", async () => {
    const known = requestIn("approved");
    const name = personOf(known.employee_id);
    await open(known.from_date.slice(0, 7));
    await account("Workable acme-demo");
    await rowOf(name).first().getByRole("button").click();
    const balances = page.getByRole("region", { name: `Balances of ${name}` });
    await balances.locator("li.balance").first().waitFor();
    const own = workable().data.timeoffBalances.filter(({ employeeId }) => employeeId === known.employee_id);
    expect(await balances.locator("li.balance").count()).toBe(own.length);
  });

  test("on a phone it opens at today, and what somebody has left comes into sight", async () => {
    const thisMonth = new Date().toISOString().slice(0, 7);
    await open(thisMonth);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${pages.url}/examples/timeoff?phone#${thisMonth}`);
    await page.locator(".timeline:not([aria-busy])").waitFor();
    const scroller = await page.locator(".scroller").boundingBox();
    const today = await page.locator("th[aria-current]").boundingBox();
    const names = await page.getByRole("columnheader", { name: "Employee" }).boundingBox();
    expect(today?.x).toBeGreaterThanOrEqual((names?.x ?? 0) + (names?.width ?? 0));
    expect((today?.x ?? 0) + (today?.width ?? 0)).toBeLessThanOrEqual((scroller?.x ?? 0) + (scroller?.width ?? 0));
    const balances = page.getByRole("region", { name: /^Balances/u });
    expect(await balances.innerText()).toContain("Choose a person");
    await page.getByRole("row").getByRole("button").first().click();
    await balances.locator("li.balance").or(balances.getByText("No balances are kept.")).first().waitFor();
    const bottom = async () => {
      const panel = await balances.boundingBox();
      return panel ? panel.y + panel.height : Infinity;
    };
    await expect.poll(bottom, poll).toBeLessThanOrEqual(844);
  });

  test("while it reads, bars stand for what will come, and a server that is away is told of until it is back", async () => {
    await open("2041-03");
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    await page.route("**/graphql", async (route) => {
      await answered;
      await route.abort();
    });
    await page.reload();
    await page.getByRole("heading", { name: "Time off" }).waitFor();
    await page.locator(".bar.skeleton").first().waitFor();
    const background = "getComputedStyle(document.querySelector('.bar.skeleton')).backgroundImage";
    expect(await page.evaluate(background)).toContain("gradient");
    answer();
    await page.getByRole("alert").filter({ hasText: "The server cannot be reached." }).waitFor();
    await page.unroute("**/graphql");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("Nobody is away in March 2041.").waitFor();
  });

  test("a month without time off is empty, and the months can be gone through", async () => {
    await open("2041-03");
    await page.getByText("Nobody is away in March 2041.").waitFor();
    expect(await page.locator(".bar").count()).toBe(0);
    await page.getByRole("button", { name: "Next month" }).click();
    await page.getByRole("heading", { name: "April 2041" }).waitFor();
    expect(new URL(page.url()).hash).toBe("#2041-04");
  });

  test("an account that cannot be read is told of, and the other is shown", async () => {
    const known = requestIn("approved");
    pages.sandbox.sagehr("acme-demo").fault({ kind: "status", status: 401 });
    await open(known.from_date.slice(0, 7));
    await page.locator(".banner").waitFor();
    expect(await page.locator(".banner").innerText()).toMatch(/^Sage HR acme-demo: not available: /u);
    await barOf(personOf(known.employee_id), known.category_name).waitFor();
  });

  test("accounts of further pages are there too", async () => {
    await open("2041-03");
    await page.route("**/graphql", async (route) => {
      const { query, variables } = route.request().postDataJSON();
      if (!query.startsWith("query Accounts")) return route.continue();
      const response = await route.fetch({ postData: { query, variables: { after: null } } });
      const answer = await response.json();
      const { nodes, pageInfo } = answer.data.linkedAccounts;
      const isFirst = variables.after === null;
      answer.data.linkedAccounts.nodes = isFirst ? nodes.slice(0, 1) : nodes.slice(1);
      Object.assign(pageInfo, { hasNextPage: isFirst, endCursor: "next" });
      return route.fulfill({ response, json: answer });
    });
    await page.reload();
    await page.locator(".timeline:not([aria-busy])").waitFor();
    const options = page.getByRole("combobox", { name: "Account" }).locator("option");
    await expect.poll(() => options.count(), poll).toBe(4);
  });

  test("a provider without time off is listed as such", async () => {
    await open("2041-03");
    const option = page.getByRole("option", { name: "ApplicantStack acme-demo (no time off)" });
    await expect.poll(() => option.getAttribute("title"), poll).toBe("ApplicantStack does not offer this.");
  });
});
