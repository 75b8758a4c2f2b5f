import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import type { Candidate } from "../../../src/schema/candidate.js";
import type { Draft } from "../../../src/schema/draft.js";
import { keysOf, listOf, present, readAll, startAccount, walk, type SageHrAccount } from "./sage-hr-account.js";

const count = 420;

let account: SageHrAccount;
beforeAll(async () => {
  account = await startAccount({ candidates: count, jobs: 12 });
});
afterAll(() => account.stop());

const candidates = () => listOf(account.provider, "Candidate");
const applications = () => listOf(account.provider, "Application");
const applicantsOf = (key: string) =>
  account.tenant.data.applicants.filter(({ positionId }) => String(positionId) === key);

describe("the applicants of all positions", () => {
  it.each([1, 25, 37, 100])("come once each when %i are wanted at a time", async (limit) => {
    const pages = await walk(candidates(), account.session(), { limit });
    const keys = keysOf(pages);
    expect(keys).toHaveLength(count);
    expect(new Set(keys).size).toBe(count);
  });

  it("have the total that the positions count", async () => {
    const page = await candidates().page(account.session(), { conditions: {}, limit: 10 });
    expect(page.total).toBe(count);
  });

  it("come once each when read backwards, and in the same order within a page", async () => {
    const pages = await walk(candidates(), account.session(), {}, "previous");
    expect(new Set(keysOf(pages)).size).toBe(count);
    const forwards = keysOf(await walk(candidates(), account.session()));
    const backwards = new Set<string>();
    for (const page of pages) for (const { key } of page.drafts.toReversed()) backwards.add(key);
    expect([...backwards].toReversed()).toEqual(forwards);
  });

  it("cost one call beside the positions where the first position has enough", async () => {
    const session = account.session();
    await candidates().page(session, { conditions: {}, limit: 25 });
    expect(session.calls.map((call) => call.replace(/\?.*/, ""))).toEqual([
      "GET /acme-demo/api/recruitment/positions",
      expect.stringMatching(/positions\/31\/applicants$/),
    ]);
  });

  it("leave out positions without applicants, and read at most four pages at once", async () => {
    const session = account.session();
    const empty = account.tenant.data.recruitmentPositions.filter(({ status }) => status === "draft");
    expect(empty.length).toBeGreaterThan(0);
    const [first] = await walk(candidates(), session, { limit: 100, token: "32:1" });
    expect(first?.drafts.length).toBeGreaterThan(25);
    for (const { id } of empty) expect(session.calls.join("\n")).not.toContain(`/${String(id)}/applicants`);
    const alone = account.session();
    await candidates().page(alone, { conditions: {}, limit: 100, token: "32:1" });
    expect(alone.calls.length).toBeLessThanOrEqual(1 + 4);
  });

  it("begin with the same rows when the same token is read with another limit", async () => {
    const read = async (limit: number) =>
      keysOf([await candidates().page(account.session(), { conditions: {}, limit, token: "32:1" })]);
    const [few, many] = [await read(1), await read(100)];
    expect(many.length).toBeGreaterThan(few.length);
    expect(many.slice(0, few.length)).toEqual(few);
  });

  it("go on with the next greater position when that of the token is gone", async () => {
    const page = await candidates().page(account.session(), { conditions: {}, limit: 1, token: "30:7" });
    expect(page.drafts[0]?.key).toBe(String(account.tenant.data.applicants[0]?.profile.id));
    const beyond = await candidates().page(account.session(), { conditions: {}, limit: 1, token: "9999:1" });
    expect(beyond).toMatchObject({ drafts: [], next: null });
  });

  it.each(["x", "31", "31:0", "31:x", ":1"])("refuse the token %s", async (token) => {
    const read = candidates().page(account.session(), { conditions: {}, limit: 1, token });
    await expect(read).rejects.toMatchObject({ code: "INVALID_CURSOR" });
  });

  it("lose no row when a position has more of them than it counts", async () => {
    const [busiest] = account.tenant.data.recruitmentPositions;
    const rows = {
      data: [
        { ...busiest, applicants_count: 1 },
        { id: 32, applicants_count: 5 },
      ],
      meta: { next_page: null },
    };
    account.tenant.fault({ kind: "status", status: 200, body: JSON.stringify(rows), path: /recruitment\/positions\?/ });
    const pages = await walk(candidates(), account.session(), { limit: 100 });
    account.tenant.clearFaults();
    const expected = ["31", "32"].flatMap(applicantsOf);
    expect(keysOf(pages)).toEqual(expected.map(({ profile }) => String(profile.id)));
    expect(expected.length).toBeGreaterThan(105);
  });

  it("tell of a position that cannot be read, and of nothing else", async () => {
    const body = JSON.stringify({
      data: [{ title: "No id" }, { id: 32, applicants_count: 5 }],
      meta: { next_page: null },
    });
    account.tenant.fault({ kind: "status", status: 200, body, path: /recruitment\/positions\?/ });
    const page = await candidates().page(account.session(), { conditions: {}, limit: 100 });
    account.tenant.clearFaults();
    expect(page.problems).toEqual([expect.stringContaining("positions[0].id")]);
    expect(page.drafts).toHaveLength(applicantsOf("32").length);
  });
});

describe("applications by condition", () => {
  it("of one job cost one call, and no list of positions", async () => {
    const session = account.session();
    const page = await applications().page(session, { conditions: { job: { eq: "33" } }, limit: 100 });
    const expected = applicantsOf("33");
    expect(page.drafts.map(({ key }) => key)).toEqual(expected.map(({ profile }) => String(profile.id)));
    expect(page.total).toBe(expected.length);
    expect(page.drafts.every(({ jobRef }) => jobRef?.key === "33")).toBe(true);
    expect(session.calls).toHaveLength(1);
  });

  it("of one job come once each over several pages, both ways", async () => {
    const conditions = { job: { eq: "31" } };
    const expected = applicantsOf("31").map(({ profile }) => String(profile.id));
    expect(expected.length).toBeGreaterThan(100);
    expect(keysOf(await walk(applications(), account.session(), { conditions }))).toEqual(expected);
    const back = keysOf(await walk(applications(), account.session(), { conditions }, "previous"));
    expect(new Set(back)).toEqual(new Set(expected));
  });

  it("of one stage are asked of the provider, with a job and without", async () => {
    const inStage = account.tenant.data.applicants.filter(({ profile }) => profile.stage.id === 303);
    const session = account.session();
    const pages = await walk(applications(), session, { conditions: { stage: { eq: "303" } } });
    expect(keysOf(pages).sort()).toEqual(inStage.map(({ profile }) => String(profile.id)).sort());
    expect(session.calls.filter((call) => call.includes("applicants?") && !call.includes("stage_id=303"))).toEqual([]);
    const ofJob = await readAll(account, "Application", { stage: { eq: "303" }, job: { eq: "31" } });
    expect(ofJob).toHaveLength(inStage.filter(({ positionId }) => positionId === 31).length);
  });

  it("of one candidate cost one call", async () => {
    const session = account.session();
    const page = await applications().page(session, { conditions: { candidate: { eq: "510" } }, limit: 10 });
    expect(page).toMatchObject({ total: 1, next: null, drafts: [{ key: "510" }] });
    expect(session.calls).toHaveLength(1);
    const none = await applications().page(session, { conditions: { candidate: { eq: "1" } }, limit: 10 });
    expect(none.drafts).toEqual([]);
    const other = { candidate: { eq: "510" }, job: { eq: "9999" } };
    expect((await applications().page(session, { conditions: other, limit: 10 })).drafts).toEqual([]);
  });
});

describe("a candidate's application", () => {
  let candidate: Draft<Candidate>;
  beforeEach(async () => {
    const page = await candidates().page(account.session(), { conditions: {}, limit: 1 });
    candidate = present(page.drafts[0]);
  });

  it("is held by the candidate's own row, with its job", () => {
    const held = applications().fromParent?.({ model: "Candidate", ...candidate });
    const [application] = present(held);
    expect(application).toMatchObject({ key: candidate.key, jobRef: { key: "31" } });
    expect(application?.jobRef?.mention?.()).toMatchObject({ title: expect.any(String), status: "OPEN", depth: 1 });
    expect(application?.candidateRef.mention?.()).toMatchObject({ key: candidate.key, name: candidate.name });
  });

  it("is not held by a row of which the position is not known", () => {
    const { context, ...parent } = candidate;
    expect(context).toBeDefined();
    expect(applications().fromParent?.({ model: "Candidate", ...parent })).toBeNull();
    expect(applications().fromParent?.({ model: "Candidate", key: candidate.key, depth: 0 })).toBeNull();
  });

  it("is held by the record asked for by itself", async () => {
    const detail = present(await account.provider.models.Candidate?.get?.read(account.session(), candidate.key));
    const held = present(applications().fromParent?.({ model: "Candidate", ...detail }));
    expect(held[0]).toMatchObject({ depth: 2, jobRef: { key: "31" } });
  });

  it("leaves the payload as it arrived", () => {
    const own = account.tenant.data.applicants.find(({ profile }) => String(profile.id) === candidate.key);
    expect(candidate.payload).toEqual(own?.profile);
  });
});

describe("a record by id", () => {
  it("that does not exist is null, and costs no call when it can be no id", async () => {
    const session = account.session();
    const get = present(account.provider.models.Application?.get);
    expect(await get.read(session, "1")).toBeNull();
    expect(session.calls).toHaveLength(1);
    expect(await get.read(session, "../positions")).toBeNull();
    expect(session.calls).toHaveLength(1);
  });
});

describe("stages", () => {
  it("are those in which applicants are, each once", async () => {
    const stages = await readAll(account, "JobInterviewStage");
    const titles = new Set(account.tenant.data.applicants.map(({ profile }) => profile.stage.title));
    expect(stages.map(({ name }) => name).sort()).toEqual([...titles].sort());
    expect(stages.find(({ name }) => name === "Reference check")?.kind).toBe("REFERENCE_CHECK");
    expect(stages.find(({ name }) => name === "Probetag")?.kind).toBe("UNMAPPED");
  });

  it("of one job are read from its applicants alone", async () => {
    const session = account.session();
    await listOf(account.provider, "JobInterviewStage").page(session, { conditions: { job: { eq: "33" } }, limit: 25 });
    expect(session.calls).toHaveLength(1);
  });

  it("that would take too many calls are refused with the number", async () => {
    const data = Array.from({ length: 41 }, (_, index) => ({ id: index + 1, applicants_count: 1 }));
    const body = JSON.stringify({ data, meta: { next_page: null } });
    account.tenant.fault({ kind: "status", status: 200, body, path: /recruitment\/positions\?/, times: 1 });
    const read = readAll(account, "JobInterviewStage");
    await expect(read).rejects.toMatchObject({ code: "UNSUPPORTED_BY_PROVIDER", message: expect.stringMatching(/40/) });
    account.tenant.clearFaults();
  });
});
