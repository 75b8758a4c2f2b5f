import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { done, startMutationWorld } from "./mutation-world.js";
import type { MutationWorld } from "./mutation-world.js";
import { workableRows } from "./workable-rows.js";
import type { WorkableRows } from "./workable-rows.js";

let world: MutationWorld;
let rows: WorkableRows;
beforeAll(async () => {
  world = await startMutationWorld();
  rows = workableRows(world);
});
afterAll(() => world.close());

const path = (id: string, action = "") => `/spi/v3/candidates/${id}${action}`;

describe("createActivity at Workable", () => {
  it("is one call with the id alone and two with the body", async () => {
    const row = rows.next();
    const target = { applicationId: rows.applicationId(row), actorId: rows.actorId };
    const first = await world.write("createActivity", { ...target, body: "Rang, no answer" }, "activity { id }");
    const { id } = done(first, "activity");
    expect(first.calls).toEqual([`POST ${path(row.id, "/comments")}`]);
    expect(id).toBe(world.id("workable", "Activity", `${row.id}/${rows.lastEntry(row.id)?.id ?? ""}`));

    const second = await world.write(
      "createActivity",
      { ...target, body: "Rang, will come", kind: "NOTE" },
      "activity { id body kind actorName occurredAt user { remoteId } }",
    );
    const activity = done(second, "activity");
    expect(second.calls).toEqual([`POST ${path(row.id, "/comments")}`, `GET ${path(row.id, "/activities")}`]);
    const entry = rows.lastEntry(row.id);
    expect(entry).toMatchObject({
      action: "comment",
      body: "Rang, will come",
      member: { id: rows.data.members[0]?.id },
    });
    expect(activity).toEqual({
      id: world.id("workable", "Activity", `${row.id}/${entry?.id ?? ""}`),
      body: "Rang, will come",
      kind: "NOTE",
      actorName: entry?.member?.name,
      occurredAt: entry?.created_at,
      user: { remoteId: entry?.member?.id },
    });
    const fields = "id body kind actorName occurredAt user { remoteId }";
    expect(await world.read(activity.id, "Activity", fields)).toEqual(activity);
  });

  it("takes the candidate as well, puts links below and shows a note to roles", async () => {
    const row = rows.next();
    const written = await world.write(
      "createActivity",
      {
        candidateId: rows.candidateId(row),
        actorId: world.id("workable", "User", rows.data.members[1]?.id ?? ""),
        body: "See these",
        links: [{ url: "https://example.com/a" }, { url: "https://example.com/b", label: "Second" }],
        visibility: ["hiring_manager", "recruiter"],
      },
      "activity { body visibleToRoles actorName }",
    );
    expect(done(written, "activity")).toEqual({
      body: "See these\n\nhttps://example.com/a\nSecond: https://example.com/b",
      visibleToRoles: ["hiring_manager", "recruiter"],
      actorName: rows.data.members[1]?.name,
    });
    expect(written.calls).toHaveLength(2);
    expect(rows.lastEntry(row.id)).toMatchObject({
      body: "See these\n\nhttps://example.com/a\nSecond: https://example.com/b",
      visibility_roles: ["hiring_manager", "recruiter"],
    });
    const later = await world.ask(
      `query ($id: ID!) { activities(first: 100, filter: { candidate: { id: { eq: $id } } }) { nodes { remoteId body } } }`,
      { id: rows.candidateId(row) },
    );
    expect(later.data.activities.nodes.at(-1)).toEqual({
      remoteId: rows.lastEntry(row.id)?.id,
      body: rows.lastEntry(row.id)?.body,
    });
  });
});

describe("createAttachment at Workable", () => {
  it("is two calls: the comment with the file, and the list that tells the file; three with the comment's body", async () => {
    const row = rows.next();
    const input = {
      applicationId: rows.applicationId(row),
      actorId: rows.actorId,
      fileName: "result.pdf",
      kind: "ASSESSMENT_REPORT",
    };
    const first = await world.write(
      "createAttachment",
      { ...input, contentBase64: Buffer.from("one").toString("base64") },
      "attachment { id fileName } activity { id }",
    );
    const attachment = done(first, "attachment");
    expect(first.calls).toEqual([`POST ${path(row.id, "/comments")}`, `GET ${path(row.id, "/files")}`]);
    expect(attachment).toEqual({ id: expect.any(String), fileName: "result.pdf" });
    expect(first.payload.activity.id).toBe(
      world.id("workable", "Activity", `${row.id}/${rows.lastEntry(row.id)?.id ?? ""}`),
    );
    expect(rows.lastEntry(row.id)?.body).toBe("Assessment report: result.pdf");

    const second = await world.write(
      "createAttachment",
      { ...input, contentBase64: Buffer.from("two").toString("base64"), comment: "Second try" },
      "attachment { id fileName fileUrl } activity { body }",
    );
    expect(second.calls).toHaveLength(3);
    expect(second.payload.activity).toEqual({ body: "Second try" });
    const files = rows.data.files.filter(({ candidateId, name }) => candidateId === row.id && name === "result.pdf");
    expect(files.map(({ content }) => content?.toString())).toEqual(["one", "two"]);
    const newer = done(second, "attachment");
    expect(newer).toMatchObject({ fileName: "result.pdf", fileUrl: files[1]?.preview_url });
    expect(await world.read(newer.id, "Attachment", "fileName fileUrl candidate { id }")).toMatchObject({
      fileName: "result.pdf",
      candidate: { id: rows.candidateId(row) },
    });
    const listed = await world.read(
      rows.applicationId(row),
      "Application",
      "attachments(first: 100) { nodes { id fileName } }",
    );
    const named = listed.attachments.nodes.filter(({ fileName }: any) => fileName === "result.pdf");
    expect(named.map(({ id }: any) => id)).toEqual([attachment.id, newer.id]);
  });
});

describe("moveApplication at Workable", () => {
  it("is one call with the id alone and two with the stage", async () => {
    const row = rows.next();
    const [next, further] = rows.otherStages(row);
    const stageId = (slug = "") => world.id("workable", "JobInterviewStage", `${row.job?.shortcode ?? ""}/${slug}`);
    const target = { applicationId: rows.applicationId(row), actorId: rows.actorId };
    const first = await world.write(
      "moveApplication",
      { ...target, stageId: stageId(next?.slug) },
      "application { id }",
    );
    expect(done(first, "application")).toEqual({ id: rows.applicationId(row) });
    expect(first.calls).toEqual([`POST ${path(row.id, "/move")}`]);
    expect(rows.candidate(row.id)?.stageSlug).toBe(next?.slug);

    const second = await world.write(
      "moveApplication",
      { ...target, stageId: stageId(further?.slug) },
      "application { id stageKind stage { name } }",
    );
    const application = done(second, "application");
    expect(second.calls).toEqual([`POST ${path(row.id, "/move")}`, `GET ${path(row.id)}`]);
    expect(application.stage).toEqual({ name: further?.name });
    expect(rows.candidate(row.id)?.stageSlug).toBe(further?.slug);
    expect(rows.lastEntry(row.id)).toMatchObject({ action: further?.slug, member: { id: rows.data.members[0]?.id } });
    expect(await world.read(application.id, "Application", "id stageKind stage { name }")).toEqual(application);
    const history = await world.read(application.id, "Application", "stageHistory { to { label } }");
    expect(history.stageHistory.slice(-2)).toEqual([{ to: { label: next?.name } }, { to: { label: further?.name } }]);
  });

  it("tells a hire", async () => {
    const row = rows.next();
    const stageId = world.id("workable", "JobInterviewStage", `${row.job?.shortcode ?? ""}/hired`);
    const written = await world.write(
      "moveApplication",
      { applicationId: rows.applicationId(row), stageId, actorId: rows.actorId },
      "application { outcome hiredAt }",
    );
    const hiredAt = rows.candidate(row.id)?.hired_at ?? "";
    expect(done(written, "application")).toEqual({ outcome: "HIRED", hiredAt: new Date(hiredAt).toISOString() });
  });
});

describe("rejectApplication and reinstateApplication at Workable", () => {
  it("are one call each with the id alone and two with the outcome", async () => {
    const row = rows.next();
    const target = { applicationId: rows.applicationId(row), actorId: rows.actorId };
    const reason = rows.data.disqualificationReasons[0];
    const rejected = await world.write(
      "rejectApplication",
      { ...target, reasonId: world.id("workable", "RejectReason", reason?.id ?? ""), note: "Another time" },
      "application { id outcome rejectReasonLabel rejectedAt }",
    );
    expect(rejected.calls).toEqual([`POST ${path(row.id, "/disqualify")}`, `GET ${path(row.id)}`]);
    const disqualified = rows.candidate(row.id);
    expect(disqualified).toMatchObject({ disqualified: true, disqualification_reason: reason?.description });
    expect(done(rejected, "application")).toEqual({
      id: rows.applicationId(row),
      outcome: "REJECTED",
      rejectReasonLabel: reason?.description,
      rejectedAt: disqualified?.detail.disqualified_at,
    });
    expect(await world.read(rows.applicationId(row), "Application", "outcome")).toEqual({ outcome: "REJECTED" });

    const reinstated = await world.write("reinstateApplication", target, "application { id }");
    expect(done(reinstated, "application")).toEqual({ id: rows.applicationId(row) });
    expect(reinstated.calls).toEqual([`POST ${path(row.id, "/revert")}`]);
    expect(rows.candidate(row.id)).toMatchObject({ disqualified: false, disqualification_reason: null });
    expect(await world.read(rows.applicationId(row), "Application", "outcome rejectedAt")).toEqual({
      outcome: "ACTIVE",
      rejectedAt: null,
    });

    const withdrawn = await world.write("rejectApplication", { ...target, withdrawn: true }, "application { outcome }");
    expect(done(withdrawn, "application")).toEqual({ outcome: "WITHDRAWN" });
    expect(rows.candidate(row.id)?.detail.withdrew).toBe(true);
    const again = await world.write("reinstateApplication", target, "application { outcome }");
    expect(done(again, "application")).toEqual({ outcome: "ACTIVE" });
    expect(again.calls).toHaveLength(2);
  });
});

describe("rateApplication at Workable", () => {
  it.each([
    ["THUMBS", 2, "thumbs"],
    ["STARS", 0, "stars"],
    ["NUMBERS", 9, "numbers"],
  ])("is one call, here %s %i, and the rating is read on the timeline", async (scale, grade, word) => {
    const row = rows.next();
    const written = await world.write(
      "rateApplication",
      { applicationId: rows.applicationId(row), actorId: rows.actorId, scale, grade, comment: "Solid" },
      "application { id }",
    );
    expect(done(written, "application")).toEqual({ id: rows.applicationId(row) });
    expect(written.calls).toEqual([`POST ${path(row.id, "/ratings")}`]);
    expect(rows.lastEntry(row.id)).toMatchObject({ action: "rating", body: "Solid", rating: { scale: word, grade } });
    const later = await world.read(
      rows.applicationId(row),
      "Application",
      "activities(first: 100) { nodes { kind body rating { scale grade } } }",
    );
    expect(later.activities.nodes.at(-1)).toEqual({ kind: "RATING", body: "Solid", rating: { scale: word, grade } });
  });
});
