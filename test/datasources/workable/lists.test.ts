import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import type { Conditions } from "../../../src/datasources/provider.js";
import type { ModelName } from "../../../src/schema/model-name.js";
import { present, readAll, startWorkableAccount } from "./workable-account.js";
import type { WorkableAccount } from "./workable-account.js";

let account: WorkableAccount;
beforeAll(async () => {
  account = await startWorkableAccount();
});
afterAll(() => account.stop());
afterEach(() => {
  account.tenant.clearFaults();
});

const data = () => account.tenant.data;
const page = <Name extends ModelName>(name: Name, conditions: Conditions, limit = 100) => {
  const session = account.session();
  return { session, page: present(account.source(name).list).page(session, { conditions, limit }) };
};

describe("lists that go on at an id", () => {
  it.each([1, 37, 100, 1000])("give every candidate once in pages of %i", async (limit) => {
    const session = account.session();
    const keys = (await readAll(account.source("Candidate"), session, {}, limit)).map(({ key }) => key);
    expect(keys).toEqual(data().candidates.map(({ id }) => id));
    expect(session.calls).toHaveLength(Math.ceil(230 / Math.min(limit, 100)));
  });

  it.each(["Candidate", "Application", "User"] as const)("begin a page at any %s", async (name) => {
    const { list } = account.source(name);
    const all = await readAll(account.source(name), account.session());
    const start = present(all[4]).key;
    const from = await present(list).page(account.session(), {
      conditions: {},
      token: present(list?.startAt?.(start)),
      limit: 2,
    });
    expect(from.drafts.map(({ key }) => key)).toEqual(all.slice(4, 6).map(({ key }) => key));
  });

  it("keep their own filters on every page, though next switches to the job's route", async () => {
    const shortcode = present(data().jobs[0]).shortcode;
    const session = account.session();
    const found = await readAll(account.source("Application"), session, { job: { eq: shortcode } }, 5);
    expect(found.map(({ key }) => key)).toEqual(
      data()
        .candidates.filter(({ job }) => job?.shortcode === shortcode)
        .map(({ id }) => id),
    );
    expect(session.calls.length).toBeGreaterThan(1);
    expect(session.calls.every((call) => call.includes(`/candidates?shortcode=${shortcode}&`))).toBe(true);
  });

  it("refuse a next page on another host", async () => {
    account.tenant.fault({ kind: "foreign-next" });
    await expect(page("Candidate", {}, 10).page).rejects.toMatchObject({
      code: "PROVIDER_BAD_RESPONSE",
      message: "paging.next points to another host.",
    });
  });

  it.each([
    ["no object", '{"jobs":[],"paging":"x"}'],
    ["no web address", '{"jobs":[],"paging":{"next":"/spi/v3/jobs"}}'],
    ["no since_id", '{"jobs":[],"paging":{"next":"https://www.workable.com/spi/v3/jobs?limit=1"}}'],
    ["no list", '{"job":[]}'],
    ["a bare list", "[]"],
  ])("refuse an answer with %s", async (_, body) => {
    account.tenant.fault({ kind: "status", status: 200, body });
    await expect(page("Job", {}).page).rejects.toMatchObject({ code: "PROVIDER_BAD_RESPONSE" });
  });

  it.each([
    '{"jobs":[]}',
    '{"jobs":[],"paging":{}}',
    '{"jobs":[],"paging":null}',
    '{"jobs":[],"paging":{"next":null}}',
  ])("end with %s", async (body) => {
    account.tenant.fault({ kind: "status", status: 200, body });
    expect(await page("Job", {}).page).toMatchObject({ drafts: [], next: null });
  });

  it("follow older addresses on the shared host", async () => {
    const next = "https://www.workable.com/spi/v3/accounts/acme-demo/jobs?limit=1&since_id=61f0a8";
    account.tenant.fault({ kind: "status", status: 200, body: JSON.stringify({ jobs: [], paging: { next } }) });
    expect((await page("Job", {}).page).next).toBe("61f0a8");
  });

  it("lose a malformed row and not the page", async () => {
    const body = JSON.stringify({ candidates: [{ id: "1", job: { shortcode: "A" } }, 7, { name: "no id" }] });
    account.tenant.fault({ kind: "status", status: 200, body });
    const { drafts, problems } = await page("Candidate", {}).page;
    expect(drafts.map(({ key }) => key)).toEqual(["1"]);
    expect(problems).toEqual([
      "candidates[1]: expected an object, found a number",
      "candidates[2].id: expected an id, found nothing",
    ]);
  });
});

describe("native conditions", () => {
  it("find candidates by address, whatever its case", async () => {
    const candidate = present(data().candidates[3]);
    const found = page("Candidate", { email: { eq: candidate.email?.toUpperCase() } });
    expect((await found.page).drafts.map(({ key }) => key)).toEqual([candidate.id]);
    expect(found.session.calls).toHaveLength(1);
  });

  it("ask a second earlier for what was changed since", async () => {
    const at = present(data().candidates[100]).created_at;
    const found = page("Candidate", { remoteCreatedAt: { gte: at } });
    expect((await found.page).drafts.map(({ remoteCreatedAt }) => remoteCreatedAt)).toContain(
      new Date(at).toISOString(),
    );
    const asked = new Date(Date.parse(at) - 1000).toISOString().replace(".000", "");
    expect(found.session.calls[0]).toContain(`created_after=${encodeURIComponent(asked)}`);
  });

  it("find applications by the stage of a job in one call", async () => {
    const shortcode = present(data().jobs[0]).shortcode;
    const found = page("Application", { stage: { eq: `${shortcode}/applied` } });
    const expected = data().candidates.filter((row) => row.job?.shortcode === shortcode && row.stageSlug === "applied");
    expect((await found.page).drafts.map(({ key }) => key)).toEqual(expected.map(({ id }) => id));
    expect(expected.length).toBeGreaterThan(0);
    expect(found.session.calls).toHaveLength(1);
  });

  it("need no call for a stage of one job and another job", async () => {
    const found = page("Application", { job: { eq: "A" }, stage: { eq: "B/applied" } });
    expect((await found.page).drafts).toEqual([]);
    expect(found.session.calls).toEqual([]);
  });

  it("find the application of a candidate in one call, and none for the talent pool", async () => {
    const id = present(data().candidates[5]).id;
    const found = page("Application", { candidate: { eq: id } });
    expect(await found.page).toMatchObject({ drafts: [{ key: id }], next: null, total: 1 });
    expect(found.session.calls).toHaveLength(1);
    expect((await page("Application", { candidate: { eq: present(data().talentPool[0]).id } }).page).drafts).toEqual(
      [],
    );
  });

  it("find jobs by status and by department", async () => {
    const closed = (await page("Job", { status: { eq: "CLOSED" } }).page).drafts;
    expect(closed.map(({ statusLabel }) => statusLabel)).toEqual(["closed"]);
    const named = present(data().jobs.find((job) => job.department !== null));
    const department = present(data().departments.find(({ name }) => name === named.department));
    const found = page("Job", { department: { eq: department.id } });
    const expected = data().jobs.filter((job) => job.department === department.name);
    expect((await found.page).drafts.map(({ key }) => key)).toEqual(expected.map(({ shortcode }) => shortcode));
    expect(found.session.calls).toHaveLength(2);
  });

  it("find the members of a job, and those who were deactivated", async () => {
    const job = present(data().jobs[0]);
    const team = (await page("User", { job: { eq: job.shortcode } }).page).drafts;
    expect(team.map(({ key }) => key).sort()).toEqual([...job.memberIds].sort());
    const gone = (await page("User", { isActive: { eq: false } }).page).drafts;
    expect(gone.map(({ name }) => name)).toEqual(["Gone Away"]);
    expect((await page("User", {}).page).drafts).toHaveLength(7);
  });

  it("list activities of one parent, and refuse two kinds of parents", async () => {
    const id = present(data().candidates[0]).id;
    expect((await page("Activity", { application: { eq: id } }).page).drafts.length).toBeGreaterThan(5);
    expect((await page("Activity", { candidate: { eq: id }, application: { eq: "x" } }).page).drafts).toEqual([]);
    await expect(page("Activity", { candidate: { eq: id }, job: { eq: "A" } }).page).rejects.toMatchObject({
      code: "UNSUPPORTED_BY_PROVIDER",
    });
  });
});
