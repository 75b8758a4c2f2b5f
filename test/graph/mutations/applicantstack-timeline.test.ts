import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { done, startMutationWorld } from "./mutation-world.js";
import type { MutationWorld } from "./mutation-world.js";

let world: MutationWorld;
beforeAll(async () => {
  world = await startMutationWorld();
});
afterAll(() => world.close());

const data = () => world.sandbox.applicantstack("acme-demo").data;
const candidateRow = (serial: string) => data().candidates.find((row) => row.serial === serial);
const id = (...given: Parameters<MutationWorld["id"]> extends [unknown, ...infer Rest] ? Rest : never) =>
  world.id("applicantstack", ...given);

let given = 0;
/** A candidate whom no other test writes to. */
function next() {
  const row = data().candidates.filter(({ stage }) => stage === "New")[given++];
  if (!row) throw new Error("The sandbox has no such candidate left.");
  return row;
}

const record = (serial: string) => `/api/candidate/${serial}`;

describe("moveApplication at ApplicantStack", () => {
  it("is one call with the id alone and two with the stage", async () => {
    const row = next();
    const applicationId = id("Application", row.serial);
    const stageId = (name: string) => id("JobInterviewStage", name);
    const first = await world.write(
      "moveApplication",
      { applicationId, stageId: stageId("Interview") },
      "application { id }",
    );
    expect(done(first, "application")).toEqual({ id: applicationId });
    expect(first.calls).toEqual([`PUT ${record(row.serial)}`]);
    const second = await world.write(
      "moveApplication",
      { applicationId, stageId: stageId("Hired") },
      "application { stage { name kind } outcome candidate { name } }",
    );
    const application = done(second, "application");
    expect(second.calls).toEqual([`PUT ${record(row.serial)}`, `GET ${record(row.serial)}`]);
    expect(application).toEqual({
      stage: { name: "Hired", kind: "HIRED" },
      outcome: "HIRED",
      candidate: { name: `${row.firstName} ${row.lastName}` },
    });
    expect(candidateRow(row.serial)).toMatchObject({ stage: "Hired", stageType: "Hired" });
    expect(await world.read(applicationId, "Application", "stage { name kind } outcome candidate { name }")).toEqual(
      application,
    );
    const { stageHistory } = await world.read(applicationId, "Application", "stageHistory { to { label } }");
    expect(stageHistory.slice(-2)).toEqual([{ to: { label: "Interview" } }, { to: { label: "Hired" } }]);
  });
});

describe("createActivity at ApplicantStack", () => {
  it("is two calls whatever is selected, because the note is read back to know it", async () => {
    const row = next();
    const applicationId = id("Application", row.serial);
    const calls = [`POST ${record(row.serial)}/note`, `GET ${record(row.serial)}`];
    const first = await world.write("createActivity", { applicationId, body: "Rang <twice>" }, "activity { id }");
    done(first, "activity");
    expect(first.calls).toEqual(calls);
    const second = await world.write(
      "createActivity",
      { candidateId: id("Candidate", row.serial), body: "See", links: [{ url: "https://example.com/a", label: "A" }] },
      "activity { id body kind occurredAt candidate { name } application { id } }",
    );
    const activity = done(second, "activity");
    expect(second.calls).toEqual(calls);
    const notes = candidateRow(row.serial)?.notes.slice(-2) ?? [];
    expect(notes.map(({ text, type }) => [text, type])).toEqual([
      ["Rang <twice>", "User"],
      ["See\n\nA: https://example.com/a", "User"],
    ]);
    expect(activity).toEqual({
      id: activity.id,
      body: "See\n\nA: https://example.com/a",
      kind: "NOTE",
      occurredAt: new Date((notes[1]?.timestamp ?? 0) * 1000).toISOString(),
      candidate: { name: `${row.firstName} ${row.lastName}` },
      application: { id: applicationId },
    });
    const later = await world.read(
      activity.id,
      "Activity",
      "id body kind occurredAt candidate { name } application { id }",
    );
    expect(later).toEqual(activity);
    expect(await world.read(done(first, "activity").id, "Activity", "body")).toEqual({ body: "Rang <twice>" });
  });
});

describe("createAttachment at ApplicantStack", () => {
  it("is one call with the id alone, two with the name, and two more with a comment, which becomes a note", async () => {
    const row = next();
    const input = { candidateId: id("Candidate", row.serial), fileName: "plan.pdf", contentBase64: btoa("plan") };
    const first = await world.write("createAttachment", input, "attachment { id } activity { id }");
    const { id: attachmentId } = done(first, "attachment");
    expect(first.calls).toEqual([`POST ${record(row.serial)}/attachment`]);
    expect(first.payload.activity).toBeNull();
    const file = candidateRow(row.serial)?.files.at(-1);
    expect(file).toMatchObject({ name: "plan.pdf", isResume: false, content: Buffer.from("plan") });
    expect(attachmentId).toBe(id("Attachment", `${row.serial}/${file?.serial ?? ""}`));
    expect(await world.read(attachmentId, "Attachment", "fileName kind")).toEqual({
      fileName: "plan.pdf",
      kind: "UNMAPPED",
    });

    const second = await world.write(
      "createAttachment",
      { ...input, fileName: "cv.pdf", kind: "RESUME" },
      "attachment { fileName kind }",
    );
    expect(done(second, "attachment")).toEqual({ fileName: "cv.pdf", kind: "RESUME" });
    expect(second.calls).toEqual([`POST ${record(row.serial)}/attachment`, `GET ${record(row.serial)}`]);

    const third = await world.write(
      "createAttachment",
      { ...input, comment: "As asked" },
      "attachment { id } activity { body kind }",
    );
    done(third, "attachment");
    expect(third.payload.activity).toEqual({ body: "As asked", kind: "NOTE" });
    expect(third.calls).toEqual([
      `POST ${record(row.serial)}/attachment`,
      `POST ${record(row.serial)}/note`,
      `GET ${record(row.serial)}`,
    ]);
    expect(candidateRow(row.serial)?.notes.at(-1)?.text).toBe("As asked");
  });
});
