import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { Depth } from "../../../src/schema/provider-record.js";
import { present, readAll, startAccount, type Account } from "./applicantstack-account.js";

let account: Account;
beforeAll(async () => {
  account = await startAccount();
});
afterEach(() => {
  account.tenant.clearFaults();
});
afterAll(() => account.stop());

const models = () => account.provider.models;
const request = { conditions: {}, limit: 25 };

describe("an ApplicantStack list", () => {
  it("gives every candidate once over its numbered pages, and the total on each", async () => {
    const session = account.session();
    const list = present(models().Candidate?.list);
    const candidates = await readAll(list, session);
    expect(candidates.map(({ key }) => key)).toEqual(account.tenant.data.candidates.map(({ serial }) => serial));
    expect(session.calls).toEqual([1, 2, 3].map((page) => `GET /acme-demo/api/candidates/${String(page)}`));
    expect(await list.page(session, { ...request, token: "2" })).toMatchObject({
      total: 230,
      previous: "1",
      next: "3",
      problems: [],
    });
  });

  it("can be read from its last page backwards", async () => {
    const session = account.session();
    const list = present(models().Candidate?.list);
    const last = await list.last?.(session, request);
    expect(last).toBe("3");
    expect(await list.page(session, { ...request, token: present(last) })).toMatchObject({ previous: "2", next: null });
    expect(await list.page(session, { ...request, token: "1" })).toMatchObject({ previous: null });
  });

  it("understands counters that are text", async () => {
    const other = await startAccount({ candidates: 101, settings: { countsAsText: true } });
    const page = await present(other.provider.models.Candidate?.list).page(other.session(), request);
    await other.stop();
    expect(page).toMatchObject({ total: 101, next: "2" });
  });

  it("goes on until an empty page when the pages are not counted", async () => {
    const rows = (serials: string[]) =>
      JSON.stringify({
        "Method Result": "Success",
        Candidates: serials.map((serial) => ({ "Candidate Serial": serial })),
      });
    for (const [path, serials] of [
      [/candidates\/1$/, ["a4one"]],
      [/candidates\/2$/, ["a4two"]],
      [/candidates\/3$/, []],
    ] as const) {
      account.tenant.fault({ kind: "status", status: 200, path, body: rows([...serials]) });
    }
    const session = account.session();
    const list = present(models().Candidate?.list);
    expect((await readAll(list, session)).map(({ key }) => key)).toEqual(["a4one", "a4two"]);
    expect(await list.page(session, request)).toMatchObject({ total: null });
    await expect(list.last?.(session, request)).rejects.toMatchObject({ code: "UNSUPPORTED_BY_PROVIDER" });
    expect(await readAll(present(models().JobInterviewStage?.list), session)).toEqual([]);
  });

  it("leaves out rows that cannot be read, and tells where they stood", async () => {
    const body =
      '{"Method Result":"Success","NumPages":1,"TotalCount":2,"Jobs":[{"Job Name":"x"},{"Job Serial":"a2one"},7]}';
    account.tenant.fault({ kind: "status", status: 200, body });
    const page = await present(models().Job?.list).page(account.session(), request);
    expect(page.drafts.map(({ key }) => key)).toEqual(["a2one"]);
    expect(page.problems).toEqual([
      "Jobs[0].Job Serial: expected an id, found nothing",
      "Jobs[2]: expected an object, found a number",
    ]);
  });

  it("refuses a token that is no page number", async () => {
    const list = present(models().Job?.list);
    for (const token of ["0", "-1", "1/../2", "x"]) {
      await expect(list.page(account.session(), { ...request, token })).rejects.toMatchObject({
        code: "INVALID_CURSOR",
      });
    }
  });

  it("gives all jobs and hires", async () => {
    const jobs = await readAll(present(models().Job?.list), account.session());
    const employees = await readAll(present(models().Employee?.list), account.session());
    expect(jobs.map(({ key }) => key)).toEqual(account.tenant.data.jobs.map(({ serial }) => serial));
    expect(employees.map(({ key }) => key)).toEqual(account.tenant.data.hires.map(({ serial }) => serial));
  });
});

describe("an ApplicantStack record", () => {
  it("is read in one call, and is null when it does not exist, whichever way that is said", async () => {
    const session = account.session();
    const serial = present(account.tenant.data.candidates[3]).serial;
    const get = present(models().Candidate?.get);
    expect(await get.read(session, serial)).toMatchObject({ key: serial, depth: Depth.DETAIL });
    expect(session.calls).toHaveLength(1);
    expect(await get.read(session, "a4nobody")).toBeNull();
    expect(await get.read(session, "../jobs")).toBeNull();
    expect(session.calls).toHaveLength(2);
    account.tenant.settings["errorStyle"] = "body";
    expect(await get.read(session, "a4nobody")).toBeNull();
    delete account.tenant.settings["errorStyle"];
  });

  it("is found by its candidate in one call when it is an application", async () => {
    const session = account.session();
    const serial = present(account.tenant.data.candidates[5]).serial;
    const list = present(models().Application?.list);
    expect(list.native).toEqual({ candidate: ["eq"] });
    const found = await list.page(session, { conditions: { candidate: { eq: serial } }, limit: 5 });
    expect(found).toMatchObject({ total: 1, next: null, drafts: [{ key: serial, depth: Depth.DETAIL }] });
    expect(session.calls).toEqual([`GET /acme-demo/api/candidate/${serial}`]);
    const nobody = await list.page(session, { conditions: { candidate: { eq: "a4nobody" } }, limit: 5 });
    expect(nobody).toMatchObject({ total: 0, drafts: [] });
  });

  it("holds its application, so that no call is needed for it", async () => {
    const [candidate] = await readAll(present(models().Candidate?.list), account.session());
    const { key, depth, payload } = present(candidate);
    const [application] = present(
      models().Application?.list?.fromParent?.({ model: "Candidate", key, depth, payload }),
    );
    expect(application).toMatchObject({ key, depth: Depth.LIST });
    expect(models().Application?.list?.fromParent?.({ model: "Candidate", key, depth: Depth.MENTION })).toBeNull();
    expect(models().Application?.list?.fromParent?.({ model: "Job", key, depth, payload })).toBeNull();
  });
});

describe("what an ApplicantStack candidate record holds", () => {
  it.each(["candidate", "application"])("is read by its %s in one call", async (parent) => {
    const row = present(account.tenant.data.candidates.find(({ files }) => files.length > 0));
    const session = account.session();
    const conditions = { [parent]: { eq: row.serial } };
    const activities = await readAll(present(models().Activity?.list), session, conditions);
    const attachments = await readAll(present(models().Attachment?.list), session, conditions);
    expect(activities).toHaveLength(row.notes.length);
    expect(attachments.map(({ remoteId }) => remoteId)).toEqual(row.files.map(({ serial }) => serial));
    expect(session.calls).toHaveLength(2);
  });

  it("costs no call when the record came along whole, and is not taken from a row of a list", async () => {
    const row = present(account.tenant.data.candidates[2]);
    const session = account.session();
    const { key, depth, payload } = present(await models().Candidate?.get?.read(session, row.serial));
    const parent = { model: "Application", key, depth, payload } as const;
    expect(models().Activity?.list?.fromParent?.(parent)).toHaveLength(row.notes.length);
    expect(models().Attachment?.list?.fromParent?.(parent)).toHaveLength(row.files.length);
    expect(await account.provider.stageHistory?.read(session, parent)).not.toEqual([]);
    expect(session.calls).toHaveLength(1);
    expect(models().Activity?.list?.fromParent?.({ ...parent, depth: Depth.LIST })).toBeNull();
  });

  it("is found again by its key", async () => {
    const row = present(account.tenant.data.candidates.find(({ files }) => files.length > 0));
    const session = account.session();
    const conditions = { candidate: { eq: row.serial } };
    const activity = present((await readAll(present(models().Activity?.list), session, conditions)).at(-1));
    const attachment = present((await readAll(present(models().Attachment?.list), session, conditions))[0]);
    expect(await models().Activity?.get?.read(session, activity.key)).toMatchObject({ body: activity.body });
    expect(await models().Attachment?.get?.read(session, attachment.key)).toMatchObject({ key: attachment.key });
    expect(await models().Activity?.get?.read(session, `${row.serial}/1-9`)).toBeNull();
    expect(await models().Activity?.get?.read(session, "a4nobody/1-1")).toBeNull();
  });

  it("is nothing for nobody, and needs a parent", async () => {
    const list = present(models().Activity?.list);
    const of = (conditions: Record<string, { eq: string }>) => readAll(list, account.session(), conditions);
    expect(await of({ candidate: { eq: "a4nobody" } })).toEqual([]);
    expect(await of({ candidate: { eq: "a4one" }, application: { eq: "a4two" } })).toEqual([]);
    await expect(of({})).rejects.toMatchObject({ code: "UNSUPPORTED_BY_PROVIDER" });
  });

  it("tells a history of stages that ends in the present stage", async () => {
    for (const row of account.tenant.data.candidates.slice(0, 40)) {
      const parent = { model: "Application", key: row.serial, depth: Depth.LIST } as const;
      const history = present(await account.provider.stageHistory?.read(account.session(), parent));
      expect(history.at(-1)).toMatchObject({ to: { label: row.stage }, leftAt: null });
      expect(history[0]).toMatchObject({ from: null });
    }
  });
});

describe("an ApplicantStack list that is put together", () => {
  it("has each stage of the account once, at one call a page", async () => {
    const session = account.session();
    const stages = await readAll(present(models().JobInterviewStage?.list), session);
    const names = [...new Set(account.tenant.data.candidates.map(({ stage }) => stage))].sort();
    expect(stages.map(({ key }) => key)).toEqual(names);
    expect(session.calls).toHaveLength(3);
  });

  it("has only the stages of a job's candidates when a job is asked for", async () => {
    const job = present(account.tenant.data.jobs[1]).serial;
    const stages = await readAll(present(models().JobInterviewStage?.list), account.session(), { job: { eq: job } });
    const rows = account.tenant.data.candidates.filter(({ jobSerial }) => jobSerial === job);
    expect(stages.map(({ name }) => name)).toEqual([...new Set(rows.map(({ stage }) => stage))].sort());
    // A null would say that the stage belongs to no job, and so fail the very condition that it was listed by.
    expect(stages.every((stage) => stage.jobRef === undefined)).toBe(true);
  });

  it("has each department of jobs and each group of hires once", async () => {
    const named = (rows: readonly { department: string }[]) =>
      [...new Set(rows.map(({ department }) => department).filter((name) => name !== ""))].sort();
    const departments = await readAll(present(models().Department?.list), account.session());
    const groups = await readAll(present(models().Group?.list), account.session());
    expect(departments.map(({ name }) => name)).toEqual(named(account.tenant.data.jobs));
    expect(groups.map(({ name }) => name)).toEqual(named(account.tenant.data.hires));
  });

  it("is refused after one call when it would take more than twenty", async () => {
    const body = '{"Method Result":"Success","NumPages":21,"TotalCount":2099,"Candidates":[]}';
    account.tenant.fault({ kind: "status", status: 200, body });
    const session = account.session();
    const stages = readAll(present(models().JobInterviewStage?.list), session);
    await expect(stages).rejects.toMatchObject({
      code: "UNSUPPORTED_BY_PROVIDER",
      message: expect.stringContaining("21 calls") as string,
    });
    expect(session.calls).toHaveLength(1);
  });
});

describe("the secrets of hires", () => {
  it("are nowhere in the records", async () => {
    const { hires } = account.tenant.data;
    const session = account.session();
    const rows = await readAll(present(models().Employee?.list), session);
    const get = present(models().Employee?.get);
    const details = await Promise.all(hires.map(({ serial }) => get.read(session, serial)));
    const text = JSON.stringify([rows, details]);
    expect(hires.some(({ ssn }) => ssn !== "")).toBe(true);
    for (const { ssn } of hires) expect(text).not.toContain(ssn);
    expect(text).not.toMatch(/ssn|"Forms"|"Questionnaires"|signature/i);
  });
});
