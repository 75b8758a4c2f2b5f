import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { reader } from "../../../src/datasources/http/payload.js";
import { toJob } from "../../../src/datasources/sage-hr/sage-hr.jobs.js";
import { Depth } from "../../../src/schema/provider-record.js";
import { keysOf, listOf, present, startAccount, walk, type SageHrAccount } from "./sage-hr-account.js";

let account: SageHrAccount;
beforeAll(async () => {
  account = await startAccount({ jobs: 130, candidates: 10 });
});
afterAll(() => account.stop());

describe("positions", () => {
  it("come once each with their total, both ways", async () => {
    const list = listOf(account.provider, "Job");
    const keys = account.tenant.data.recruitmentPositions.map(({ id }) => String(id));
    const session = account.session();
    const pages = await walk(list, session, { limit: 7 });
    expect(keysOf(pages)).toEqual(keys);
    expect(pages.map(({ total }) => total)).toEqual([130, 130]);
    expect(session.calls).toHaveLength(2);
    expect(keysOf((await walk(list, account.session(), {}, "previous")).toReversed())).toEqual(keys);
  });

  it.each([
    ["OPEN", "published"],
    ["INTERNAL", "internal"],
    ["CLOSED", "completed"],
    ["CANCELLED", "cancelled"],
    ["DRAFT", "draft"],
  ])("that are %s are asked for as %s", async (status, word) => {
    const session = account.session();
    const pages = await walk(listOf(account.provider, "Job"), session, { conditions: { status: { eq: status } } });
    const expected = account.tenant.data.recruitmentPositions.filter((row) => row.status === word);
    expect(keysOf(pages)).toEqual(expected.map(({ id }) => String(id)));
    expect(pages[0]?.total).toBe(expected.length);
    expect(session.calls[0]).toContain(`status=${word}`);
  });

  it("of a status that the provider does not have cost no call; of an unknown word all are looked through", async () => {
    const session = account.session();
    const list = listOf(account.provider, "Job");
    const page = await list.page(session, { conditions: { status: { eq: "ON_HOLD" } }, limit: 5 });
    expect(page).toMatchObject({ drafts: [], total: 0 });
    expect(session.calls).toEqual([]);
    const unknown = await list.page(session, { conditions: { status: { eq: "UNMAPPED" } }, limit: 5 });
    expect(unknown).toMatchObject({ total: null });
    expect(unknown.drafts).toHaveLength(100);
  });

  it("by id have the hiring team", async () => {
    const job = present(await account.provider.models.Job?.get?.read(account.session(), "31"));
    expect(job.hiringTeam?.map(({ role, userRef }) => [role, userRef.key])).toEqual([
      ["hiring_manager", "40"],
      ["interviewer", "41"],
    ]);
  });
});

describe("a position's payload", () => {
  const map = (payload: object, depth = Depth.LIST) => toJob(reader({ id: 31, ...payload }, "position"), depth);

  it.each([
    ["published", "OPEN"],
    ["open", "OPEN"],
    ["completed", "CLOSED"],
    ["frozen", "UNMAPPED"],
    [null, null],
  ])("with status %s is %s", (word, status) => {
    expect(map({ status: word })).toMatchObject({ status, statusLabel: word });
  });

  it("has its advertisement in parts and as a whole, with the titles as text", () => {
    const description_blocks = [
      { title: "Pay & <perks>", content: "<p>Fish &amp; chips</p>" },
      { title: "", content: "<p>End</p>" },
    ];
    expect(map({ description_blocks })).toMatchObject({
      description: "<h3>Pay &amp; &lt;perks&gt;</h3>\n<p>Fish &amp; chips</p>\n<p>End</p>",
      sections: [
        { title: "Pay & <perks>", html: "<p>Fish &amp; chips</p>" },
        { title: null, html: "<p>End</p>" },
      ],
    });
    expect(map({ description_blocks: [] })).toMatchObject({ description: null, sections: [] });
  });

  it("reads {} as nothing, and keeps it in the payload", () => {
    const draft = map({ completed_at: {}, location: {}, link: {} });
    expect(draft).toMatchObject({ closedAt: null, locations: [], postingUrl: null, problems: [] });
    expect(draft.payload).toMatchObject({ completed_at: {} });
  });

  it("tells days that no field can hold, and unknown keys, as extras", () => {
    expect(map({ created_at: "2026-03-01", team: "Support", salary_band: 3 }).extras).toEqual([
      { key: "created_at", value: "2026-03-01" },
      { key: "salary_band", value: 3 },
    ]);
  });

  it("has no hiring team in a list", () => {
    expect(map({})).not.toHaveProperty("hiringTeam");
    expect(map({ hiring_team: [] }, Depth.DETAIL)).toMatchObject({ hiringTeam: [] });
  });

  it("that is malformed costs the field; without an id, the row", () => {
    const draft = map({ link: "javascript:secret", applicants_required: "many", title: "T" });
    expect(draft).toMatchObject({ postingUrl: null, numberOfOpenings: null, title: "T" });
    expect(draft.problems?.map(({ field }) => field)).toEqual(["numberOfOpenings", "postingUrl"]);
    expect(JSON.stringify(draft.problems)).not.toContain("secret");
    expect(() => map({ id: null })).toThrow("position.id: expected an id");
  });
});
