import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { fileId } from "../../../src/datasources/workable/workable.attachment.js";
import { Depth } from "../../../src/schema/provider-record.js";
import { present, readAll, startWorkableAccount } from "./workable-account.js";
import type { WorkableAccount } from "./workable-account.js";

let account: WorkableAccount;
beforeAll(async () => {
  account = await startWorkableAccount({ oauthToken: "oauth" });
});
afterAll(() => account.stop());
afterEach(() => {
  account.tenant.clearFaults();
});

const data = () => account.tenant.data;
const applications = () => readAll(account.source("Application"), account.session());

describe("the account", () => {
  it.each([
    ["an account token", { token: "sandbox-workable-token" }],
    ["a partner's token", { token: "sandbox-workable-token", clientId: "uid" }],
    ["an OAuth token", { token: "oauth" }],
  ])("is verified by %s in one call", async (_, credentials) => {
    const session = account.session({ credentials });
    expect(await account.provider.verify(session)).toEqual({ displayName: "Acme Demo" });
    expect(session.calls).toHaveLength(1);
  });

  it("is refused in words for people", async () => {
    const wrongToken = account.provider.verify(account.session({ credentials: { token: "wrong" } }));
    await expect(wrongToken).rejects.toMatchObject({ code: "ACCOUNT_NEEDS_RELINK", message: /refuses this token/u });
    const unknown = account.provider.verify(account.session({ subdomain: "nobody" }));
    await expect(unknown).rejects.toThrow(/no Workable account with the subdomain "nobody"/u);
  });

  it("is verified by its jobs where the account's own page is not to be had", async () => {
    account.tenant.fault({ kind: "status", status: 404, path: /accounts\//u, body: '{"error":"Not found"}' });
    const session = account.session();
    expect(await account.provider.verify(session)).toEqual({ displayName: null });
    account.tenant.clearFaults();
  });

  it("sends the client id as a header, and with it has the larger budget", () => {
    expect(account.provider.headers({ token: "t", clientId: "uid" })).toMatchObject({
      Authorization: "Bearer t",
      "X-WORKABLE-CLIENT-ID": "uid",
    });
    expect(account.provider.headers({ token: "t" })).not.toHaveProperty("X-WORKABLE-CLIENT-ID");
    const { window } = account.provider.budget;
    expect([window?.limit({ token: "t" }), window?.limit({ token: "t", clientId: "uid" })]).toEqual([10, 50]);
  });
});

describe("a record by itself", () => {
  it.each(["Candidate", "Job", "Department", "User", "RejectReason", "TimeoffType", "JobInterviewStage"] as const)(
    "of %s takes one call, and is null when there is none",
    async (name) => {
      const [first] = await readAll(account.source(name), account.session());
      const session = account.session();
      const found = await account.source(name).get?.read(session, present(first).key);
      expect(found).toMatchObject({ key: present(first).key, depth: Depth.DETAIL });
      expect(session.calls).toHaveLength(1);
      expect(await account.source(name).get?.read(session, "fffffffff")).toBeNull();
    },
  );

  it.each(["", ".", ".."])("is null for the key %j, without a call", async (key) => {
    const session = account.session();
    expect(await account.source("Candidate").get?.read(session, key)).toBeNull();
    expect(await account.source("Job").get?.read(session, key)).toBeNull();
    expect(session.calls).toEqual([]);
  });

  it("of the talent pool is a candidate without an application", async () => {
    const id = present(data().talentPool[0]).id;
    const session = account.session();
    const candidate = present(await account.source("Candidate").get?.read(session, id));
    const parent = { model: "Candidate" as const, key: id, depth: candidate.depth, payload: candidate.payload };
    expect(account.source("Application").list?.fromParent?.(parent)).toEqual([]);
    expect(await account.source("Application").get?.read(session, id)).toBeNull();
  });

  it("of a candidate holds its application", async () => {
    const [candidate] = await readAll(account.source("Candidate"), account.session());
    const { key, depth, payload } = present(candidate);
    const from = account.source("Application").list?.fromParent?.({ model: "Candidate", key, depth, payload });
    expect(from).toMatchObject([{ key, depth: Depth.LIST }]);
    expect(account.source("Application").list?.fromParent?.({ model: "Candidate", key, depth: 0 })).toBeNull();
  });

  it("is refused where the answer has another shape", async () => {
    account.tenant.fault({ kind: "status", status: 200, body: '{"candidate":{"name":"no id"}}' });
    const read = account.source("Candidate").get?.read(account.session(), "1");
    await expect(read).rejects.toMatchObject({ code: "PROVIDER_BAD_RESPONSE", message: /candidate\.id/u });
  });

  it("of a withdrawn candidate tells what the row leaves open", async () => {
    const row = present((await applications()).find(({ outcome }) => outcome === undefined));
    const detail = await account.source("Application").get?.read(account.session(), row.key);
    expect(["REJECTED", "WITHDRAWN"]).toContain(detail?.outcome);
    expect(detail?.rejectedAt).toMatch(/^2026/u);
  });
});

describe("stages", () => {
  it("are those of the job, of the account without one", async () => {
    const shortcode = present(data().jobs[2]).shortcode;
    const ofJob = await readAll(account.source("JobInterviewStage"), account.session(), { job: { eq: shortcode } });
    expect(ofJob.map(({ key }) => key)).toContain(`${shortcode}/trial-day`);
    const ofAccount = await readAll(account.source("JobInterviewStage"), account.session());
    expect(ofAccount[0]).toMatchObject({ key: "-/sourced", remoteId: "sourced", jobRef: null, position: 1 });
    expect(ofAccount.find(({ remoteId }) => remoteId === "background-check")?.kind).toBe("UNMAPPED");
  });

  it("are found by the name that an application gives, and by the slug that older answers give", async () => {
    const source = account.source("JobInterviewStage");
    const application = present((await applications())[0]);
    const mention = present(application.stageRef?.mention?.());
    const stage = present(await source.identify?.(account.session(), mention));
    expect(stage.name).toBe(mention.name);
    expect(stage.key).toBe(`${String(application.jobRef?.key)}/${stage.remoteId}`);
    const bySlug = await source.identify?.(account.session(), { ...mention, name: stage.remoteId });
    expect(bySlug?.key).toBe(stage.key);
    expect(await source.identify?.(account.session(), { ...mention, name: "Nowhere" })).toBeNull();
  });

  it("count from 1 where the answer counts from 0", async () => {
    const stages = [0, 1].map((position) => ({ slug: `s${String(position)}`, position }));
    account.tenant.fault({ kind: "status", status: 200, body: JSON.stringify({ stages }) });
    const read = await readAll(account.source("JobInterviewStage"), account.session());
    expect(read.map(({ position }) => position)).toEqual([1, 2]);
  });
});

describe("departments", () => {
  it("of all jobs are found by wording", async () => {
    const source = account.source("Department");
    for (const job of await readAll(account.source("Job"), account.session())) {
      if (!job.departmentRef) continue;
      const mention = present(job.departmentRef.mention)();
      expect(await source.identify?.(account.session(), mention)).toMatchObject({ name: mention.name });
    }
  });
});

describe("the hiring team and the questions of a job", () => {
  it("take a call each", async () => {
    const job = present(data().jobs[0]);
    const session = account.session();
    const team = await account.provider.hiringTeam?.read(session, job.shortcode);
    expect(team?.map(({ userRef }) => userRef.key).sort()).toEqual([...job.memberIds].sort());
    expect(team?.every(({ role }) => typeof role === "string")).toBe(true);
    const questions = await account.provider.questions?.read(session, job.shortcode);
    expect(questions?.map(({ kind }) => kind)).toEqual([
      ...["SHORT_TEXT", "LONG_TEXT", "BOOLEAN", "SINGLE_SELECT"],
      ...["MULTI_SELECT", "NUMBER", "DATE", "FILE"],
    ]);
    expect(session.calls).toHaveLength(2);
  });

  it("are refused where they cannot be read", async () => {
    account.tenant.fault({ kind: "status", status: 200, body: '{"questions":[7]}' });
    const read = account.provider.questions?.read(account.session(), "A");
    await expect(read).rejects.toMatchObject({ code: "PROVIDER_BAD_RESPONSE" });
  });
});

describe("files", () => {
  it("of one name are numbered", async () => {
    const id = present(data().candidates[1]).id;
    const file = { candidateId: id, name: "note.pdf", preview_url: "https://files.test/1", source: "upload" };
    data().files = [...data().files.filter(({ candidateId }) => candidateId !== id), file, { ...file }];
    const files = await readAll(account.source("Attachment"), account.session(), { candidate: { eq: id } });
    const keys = [1, 2].map((count) => `${id}/${fileId("note.pdf", count)}`);
    expect(files.map(({ key }) => key)).toEqual(keys);
    // Keys are in ids and cursors, where names of people have no place.
    expect(keys.join(" ")).not.toContain("note");
    expect(await account.source("Attachment").get?.read(account.session(), keys[1] ?? "")).toMatchObject({
      remoteId: fileId("note.pdf", 2),
      fileName: "note.pdf",
    });
  });
});
