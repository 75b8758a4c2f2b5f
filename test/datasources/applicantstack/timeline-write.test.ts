import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { toActivities } from "../../../src/datasources/applicantstack/applicantstack.activity.js";
import { ActivityKind, AttachmentKind } from "../../../src/schema/enums.js";
import { AssessmentStatus } from "../../../src/schema/writes/application-inputs.js";
import { textFile } from "../../support/lost-answer.js";
import { candidateRow, present } from "./applicantstack-account.js";
import { startWriting } from "./applicantstack-writes.js";
import type { Writing } from "./applicantstack-writes.js";

let world: Writing;

beforeAll(async () => {
  world = await startWriting({ candidates: 60 });
});
afterAll(() => world.stop());
afterEach(() => {
  world.tenant.clearFaults();
  delete world.tenant.settings["errorStyle"];
  delete world.tenant.settings["attachmentForm"];
});

const serialOf = (index: number) => present(world.tenant.data.candidates[index]).serial;
const note = (index: number, body: string) => ({ candidateId: serialOf(index), kind: ActivityKind.NOTE, body });

/** The key that reading gives to the last note of a text. */
function keyOfNote(serial: string, text: string): string {
  const notes = world.candidate(serial).notes;
  const row = candidateRow({ "Candidate Serial": serial, Notes: notes });
  return present(toActivities(row).rows.findLast(({ body }) => body === text)).key;
}

describe("a note for a candidate of ApplicantStack", () => {
  it("is put on the timeline, links below it, and read back by its key", async () => {
    const serial = serialOf(0);
    const before = world.candidate(serial).notes.length;
    const links = [{ url: "https://example.com/1", label: "Profile" }, { url: "https://example.com/2" }];
    const { records, done } = await world.run("createActivity", { ...note(0, "Called; <b>good</b> & ready"), links });
    const text = "Called; <b>good</b> & ready\n\nProfile: https://example.com/1\nhttps://example.com/2";
    expect(world.calls()).toEqual([`POST /api/candidate/${serial}/note`, `GET /api/candidate/${serial}`]);
    expect(world.candidate(serial).notes).toHaveLength(before + 1);
    expect(world.candidate(serial).notes.at(-1)).toMatchObject({ text, type: "User" });
    expect(done["note"]?.created).toEqual({ model: "Activity", key: keyOfNote(serial, text) });
    expect(records).toMatchObject([{ model: "Activity", key: keyOfNote(serial, text), draft: { body: text } }]);
  });

  it("can be given by the application, which has the same serial", async () => {
    await world.run("createActivity", { applicationId: serialOf(1), kind: ActivityKind.NOTE, body: "By application" });
    expect(world.candidate(serialOf(1)).notes.at(-1)).toMatchObject({ text: "By application" });
  });

  it("goes along with a change of the record where there is no call for notes", async () => {
    const path = `/api/candidate/${serialOf(2)}`;
    world.tenant.fault({ kind: "status", status: 404, method: "POST", path: /\/note$/u });
    await world.run("createActivity", note(2, "In another form"));
    expect(world.calls()).toEqual([`POST ${path}/note`, `PUT ${path}`, `GET ${path}`]);
    expect(world.candidate(serialOf(2)).notes.at(-1)).toMatchObject({ text: "In another form", type: "User" });
  });

  it("is refused where the provider takes it and drops it", async () => {
    const path = /\/api\/candidate\/\w+\/note$/u;
    world.tenant.fault({ kind: "status", status: 200, body: '{"Method Result":"Success"}', method: "POST", path });
    expect(await world.refusals("createActivity", note(3, "Dropped"))).toEqual([
      {
        code: "PROVIDER_REJECTED",
        message: "ApplicantStack answered with success, but the candidate has no such note.",
      },
    ]);
  });

  it("counts as taken when it cannot be read back", async () => {
    world.tenant.fault({ kind: "status", status: 403, body: "{}", method: "GET", times: 1 });
    const { records, done } = await world.run("createActivity", note(4, "Not read back"));
    expect(world.candidate(serialOf(4)).notes.at(-1)).toMatchObject({ text: "Not read back" });
    expect([records, done["note"]]).toEqual([[], {}]);
  });

  it("is found, when its answer was lost, only where it was taken since, each of two by itself", async () => {
    const serial = serialOf(5);
    const long = Math.floor(Date.now() / 1000) - 3600;
    world.candidate(serial).notes.push({ text: "Twice", type: "User", timestamp: long });
    expect(await world.lose("createActivity", note(5, "Twice"), "note", false)).toEqual([]);
    const once = await world.lose("createActivity", note(5, "Twice"), "note", true);
    expect(once.map(({ created }) => created)).toEqual([{ model: "Activity", key: keyOfNote(serial, "Twice") }]);
    const twice = await world.lose("createActivity", note(5, "Twice"), "note", true);
    expect(twice).toHaveLength(2);
    expect(twice[0]?.created).toEqual(once[0]?.created);
    expect(twice[1]?.created?.key).toBe(keyOfNote(serial, "Twice"));
  });

  it.each(["status", "body"])("of nobody is refused, when failures are told by %s", async (style) => {
    world.tenant.settings["errorStyle"] = style;
    const refused = world.refusals("createActivity", { ...note(0, "x"), candidateId: "a4none" });
    expect(await refused).toEqual([{ code: "NOT_FOUND", message: "ApplicantStack has no such record." }]);
  });

  it("foretells its calls, with those of the other form", () => {
    const [comment] = world.plan("createActivity", note(0, "x")).steps;
    const path = "/api/candidate/{serial}";
    expect(comment).toMatchObject({ call: `POST ${path}/note, PUT ${path}, GET ${path}`, calls: 3 });
    const [file] = world.plan("createAttachment", { candidateId: "a4one", file: textFile("a.txt", "a") }).steps;
    expect(file).toMatchObject({ call: `POST ${path}/attachment`, calls: 2 });
  });

  it("may be no other kind of activity", () => {
    expect(world.writes.sources.createActivity?.limits).toEqual([{ field: "kind", values: ["NOTE"] }]);
  });
});

describe("a file for a candidate of ApplicantStack", () => {
  const content = "%PDF-1.4 café \u{1F600}";
  const upload = (index: number, name = "report.pdf") => ({
    candidateId: serialOf(index),
    file: textFile(name, content),
  });

  it("is sent as JSON, and told by the key that reading it has", async () => {
    const serial = serialOf(6);
    const { records } = await world.run("createAttachment", { ...upload(6), kind: AttachmentKind.RESUME });
    const file = present(world.candidate(serial).files.at(-1));
    expect(world.calls()).toEqual([`POST /api/candidate/${serial}/attachment`]);
    expect([file.name, file.isResume, file.content?.toString()]).toEqual(["report.pdf", true, content]);
    expect(records).toEqual([{ model: "Attachment", key: `${serial}/${file.serial}` }]);
  });

  it.each(["status", "body"])("is sent as a form when JSON is refused by %s", async (style) => {
    Object.assign(world.tenant.settings, { attachmentForm: "multipart", errorStyle: style });
    const serial = serialOf(7);
    const { records } = await world.run("createAttachment", upload(7, `Prüfbericht "${style}".pdf`));
    const file = present(world.candidate(serial).files.at(-1));
    expect(world.calls()).toEqual(Array(2).fill(`POST /api/candidate/${serial}/attachment`));
    expect([file.name, file.content?.toString()]).toEqual([`Prüfbericht "${style}".pdf`, content]);
    expect(records).toEqual([{ model: "Attachment", key: `${serial}/${file.serial}` }]);
  });

  it("is not sent in another form when it is not known whether it was taken", async () => {
    const path = /\/attachment$/u;
    world.tenant.fault({ kind: "status", status: 502, method: "POST", path, times: 1 });
    await expect(world.run("createAttachment", upload(8))).rejects.toMatchObject({ code: "PROVIDER_UNAVAILABLE" });
    expect(world.calls()).toHaveLength(1);
  });

  it("tells what is wrong with it rather than with the other form", async () => {
    world.tenant.settings["attachmentForm"] = "json";
    const path = /\/attachment$/u;
    const body = '{"Method Result":"Failure","Error":"Invalid value for Content"}';
    world.tenant.fault({ kind: "status", status: 400, body, method: "POST", path, times: 1 });
    expect(await world.refusals("createAttachment", upload(8))).toMatchObject([
      { code: "PROVIDER_REJECTED", field: ["file"], providerMessage: "Invalid value for Content" },
    ]);
    expect(world.calls()).toHaveLength(2);
  });

  it("takes its comment along as a note", async () => {
    const serial = serialOf(9);
    const { records } = await world.run("createAttachment", { ...upload(9), comment: "See page 2" });
    const path = `/api/candidate/${serial}`;
    expect(world.calls()).toEqual([`POST ${path}/attachment`, `POST ${path}/note`, `GET ${path}`]);
    expect(records.map(({ model }) => model)).toEqual(["Attachment", "Activity"]);
    expect(world.candidate(serial).notes.at(-1)).toMatchObject({ text: "See page 2" });
  });

  it("is found by its name when its answer was lost", async () => {
    const serial = serialOf(10);
    expect(await world.lose("createAttachment", upload(10, "lost.pdf"), "attachment", false)).toEqual([]);
    const found = await world.lose("createAttachment", upload(10, "lost.pdf"), "attachment", true);
    const file = present(world.candidate(serial).files.at(-1));
    expect(found).toEqual([{ created: { model: "Attachment", key: `${serial}/${file.serial}` } }]);
  });

  it("is looked for when the answer does not tell its serial", async () => {
    const body = '{"Method Result":"Success"}';
    world.tenant.fault({ kind: "status", status: 200, body, method: "POST", path: /\/attachment$/u, after: true });
    await expect(world.run("createAttachment", upload(11))).rejects.toMatchObject({ code: "PROVIDER_BAD_RESPONSE" });
  });
});

describe("the result of an assessment at ApplicantStack", () => {
  it("becomes a file and a note that people can read", async () => {
    const serial = serialOf(12);
    const { records } = await world.run("recordAssessmentResult", {
      ...{ applicationId: serial, status: AssessmentStatus.PASSED, score: 87.5, maxScore: 100 },
      ...{ summary: "Quick and exact.", reportUrl: "https://example.com/report" },
      report: { content: textFile("result.pdf", "all of it") },
    });
    const path = `/api/candidate/${serial}`;
    expect(world.calls()).toEqual([`POST ${path}/attachment`, `POST ${path}/note`, `GET ${path}`]);
    expect(world.candidate(serial).notes.at(-1)?.text).toBe(
      "Assessment passed\nScore: 87.5 of 100\nQuick and exact.\nReport: https://example.com/report",
    );
    expect(world.candidate(serial).files.at(-1)).toMatchObject({ name: "result.pdf" });
    expect(records.map(({ model }) => model)).toEqual(["Application", "Activity", "Attachment"]);
  });

  it("says no more than it was told, and leaves the customer's ratings alone", async () => {
    const serial = serialOf(13);
    const { rating } = world.candidate(serial);
    await world.run("recordAssessmentResult", { applicationId: serial, status: AssessmentStatus.CANCELLED });
    expect(world.candidate(serial).notes.at(-1)?.text).toBe("Assessment cancelled");
    expect(world.candidate(serial).rating).toBe(rating);
  });
});
