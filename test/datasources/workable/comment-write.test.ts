import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { fileId } from "../../../src/datasources/workable/workable.attachment.js";
import { ActivityKind, AttachmentKind } from "../../../src/schema/enums.js";
import { present } from "./workable-account.js";
import { dana, fileOf, lastActivity, ola, startWorkableWriter } from "./workable-writer.js";
import type { WorkableWriter } from "./workable-writer.js";

let writer: WorkableWriter;
beforeAll(async () => {
  writer = await startWorkableWriter();
});
afterAll(() => writer.stop());
afterEach(() => {
  writer.tenant.clearFaults();
  writer.tenant.settings["blankComment"] = false;
});

let candidateId: string;
beforeEach(() => {
  candidateId = present(writer.data.candidates[3]).id;
});

const note = (body: string) => ({ candidateId, kind: ActivityKind.NOTE, body });
const filesOf = (id: string) => writer.data.files.filter((file) => file.candidateId === id);

describe("a note", () => {
  it("is a comment by the acting member, in one call", async () => {
    const { records, done, calls } = await writer.run("createActivity", note("Knows <b>bridges</b> & boats."), ola);
    expect(calls).toEqual([`POST /candidates/${candidateId}/comments`]);
    const { id, action, member, body, visibility_roles } = lastActivity(writer);
    expect({ action, member: member?.id, body, visibility_roles }).toEqual({
      action: "comment",
      member: ola,
      body: "Knows <b>bridges</b> & boats.",
      visibility_roles: undefined,
    });
    expect(records).toEqual([{ model: "Activity", key: `${candidateId}/${id}` }]);
    expect(done["comment"]?.created).toEqual({ model: "Activity", key: `${candidateId}/${id}` });
  });

  it("goes onto the timeline that an application shares with its candidate", async () => {
    const { calls } = await writer.run("createActivity", {
      applicationId: candidateId,
      kind: ActivityKind.NOTE,
      body: "From the application.",
    });
    expect(calls).toEqual([`POST /candidates/${candidateId}/comments`]);
    expect(lastActivity(writer).candidate?.id).toBe(candidateId);
  });

  it("can be read again by the key that it got", async () => {
    const { records } = await writer.run("createActivity", note("To be read again."));
    const [record] = records;
    const read = await present(writer.provider.models.Activity?.get).read(writer.session(), present(record).key);
    expect(read).toMatchObject({ body: "To be read again.", kind: ActivityKind.NOTE, userRef: { key: dana } });
  });

  it("has its links below the text, with their wording where there is one", async () => {
    const links = [{ url: "https://tests.example.com/r/1", label: "Report" }, { url: "https://tests.example.com/" }];
    await writer.run("createActivity", { ...note("Done."), links });
    expect(lastActivity(writer).body).toBe(
      "Done.\n\nReport: https://tests.example.com/r/1\nhttps://tests.example.com/",
    );
  });

  it.each([[["hiring_manager", "recruiter"]], [[]]])("is shown to the roles that are named: %j", async (visibility) => {
    await writer.run("createActivity", { ...note("For some."), visibility });
    expect(lastActivity(writer).visibility_roles).toEqual(visibility);
  });

  it("declares who may see it, what it can be and that somebody writes it", () => {
    const { actor, limits, requires } = writer.source("createActivity");
    expect(actor).toBe("required");
    expect(requires).toEqual([["candidateId", "applicationId"]]);
    expect(limits).toContainEqual({ field: "kind", values: ["NOTE"] });
    expect(limits?.find(({ field }) => field === "visibility")?.values).toEqual([
      ...["admin", "recruiting_admin", "hiring_manager", "simple", "reviewer", "recruiter"],
    ]);
  });

  it("is refused without a member, and for one candidate and another's application", () => {
    expect(() => writer.plan("createActivity", note("x"), null)).toThrow(
      expect.objectContaining({ name: "InputRefusal", field: ["actorId"] }),
    );
    expect(() => writer.plan("createActivity", { ...note("x"), applicationId: "2f81ffff" })).toThrow(
      expect.objectContaining({ name: "InputRefusal", field: ["applicationId"] }),
    );
  });

  it("is found on the timeline by an answer that does not tell its id", async () => {
    await writer.run("createActivity", note("Twice said."));
    writer.tenant.settings["blankComment"] = true;
    const { records, calls } = await writer.run("createActivity", note("Twice said."));
    expect(calls).toEqual([
      `POST /candidates/${candidateId}/comments`,
      `GET /candidates/${candidateId}/activities?limit=100`,
    ]);
    expect(records).toEqual([{ model: "Activity", key: `${candidateId}/${lastActivity(writer).id}` }]);
  });

  it("is made all the same where neither answer nor timeline tells its id", async () => {
    writer.tenant.settings["blankComment"] = true;
    writer.tenant.fault({ kind: "status", status: 403, method: "GET", body: "{}" });
    const { records, done } = await writer.run("createActivity", note("Not to be found."));
    expect(lastActivity(writer).body).toBe("Not to be found.");
    expect(records).toEqual([]);
    expect(done["comment"]).toEqual({});
  });
});

describe("a note whose answer is lost", () => {
  it("is found by member, text and time", async () => {
    const { error, found, calls } = await writer.lose("createActivity", note("Lost & <i>found</i>\n\nagain."), "after");
    expect(error).toMatchObject({ code: "PROVIDER_UNAVAILABLE" });
    expect(calls).toEqual([`GET /candidates/${candidateId}/activities?limit=100`]);
    expect(found).toEqual([{ created: { model: "Activity", key: `${candidateId}/${lastActivity(writer).id}` } }]);
  });

  it("is not found when it never arrived", async () => {
    const { found } = await writer.lose("createActivity", note("Never arrived."), "before");
    expect(found).toEqual([]);
  });

  it("is not another member's, another text's or an older one", async () => {
    await writer.run("createActivity", note("Same words."), ola);
    await writer.run("createActivity", note("Same words?"), dana);
    const old = {
      ...lastActivity(writer),
      id: "fff00000",
      body: "Same words.",
      created_at: "2026-05-04T08:30:00.000Z",
    };
    writer.data.activities.push(old);
    const { found } = await writer.lose("createActivity", note("Same words."), "before");
    writer.data.activities.pop();
    expect(found).toEqual([]);
  });

  it("is found beside an equal one, the older first", async () => {
    const first = await writer.run("createActivity", note("Equal."));
    const { found } = await writer.lose("createActivity", note("Equal."), "after");
    expect(found.map(({ created }) => created?.key)).toEqual([
      first.done["comment"]?.created?.key,
      `${candidateId}/${lastActivity(writer).id}`,
    ]);
  });

  it("is found past the first page of a long timeline", async () => {
    const template = lastActivity(writer);
    const id = present(writer.data.candidates[20]).id;
    const candidate = { id, name: "Long Line" };
    for (let count = 0; count < 120; count++) {
      writer.data.activities.push({ ...template, candidate, id: (0xaa000000 + count).toString(16), body: "earlier" });
    }
    const { found, calls } = await writer.lose("createActivity", { ...note("At the end."), candidateId: id }, "after");
    expect(found).toHaveLength(1);
    expect(calls).toHaveLength(2);
  });
});

describe("a file", () => {
  it("is the attachment of a comment that names it, and is found among the files", async () => {
    const file = fileOf("passport.pdf", "ten bytes!");
    const { records, calls } = await writer.run("createAttachment", { candidateId, file });
    expect(calls).toEqual([`POST /candidates/${candidateId}/comments`, `GET /candidates/${candidateId}/files`]);
    expect(lastActivity(writer).body).toBe("passport.pdf");
    const stored = present(filesOf(candidateId).at(-1));
    expect(stored.name).toBe("passport.pdf");
    expect(Buffer.from(present(stored.content)).toString()).toBe("ten bytes!");
    expect(records).toEqual([
      {
        model: "Attachment",
        key: `${candidateId}/${fileId("passport.pdf", 1)}`,
        draft: expect.objectContaining({ fileName: "passport.pdf", fileUrl: stored.preview_url }),
      },
      { model: "Activity", key: `${candidateId}/${lastActivity(writer).id}` },
    ]);
  });

  it("is the second of its name when there is one already", async () => {
    const file = fileOf("twin.pdf");
    await writer.run("createAttachment", { candidateId, file });
    const { records } = await writer.run("createAttachment", { candidateId, file });
    expect(records[0]?.key).toBe(`${candidateId}/${fileId("twin.pdf", 2)}`);
  });

  it("has the comment that is given, else its kind in words", async () => {
    const file = fileOf("result.pdf");
    await writer.run("createAttachment", { candidateId, file, kind: AttachmentKind.ASSESSMENT_REPORT });
    expect(lastActivity(writer).body).toBe("Assessment report: result.pdf");
    await writer.run("createAttachment", { candidateId, file, kind: AttachmentKind.RESUME, comment: "See here." });
    expect(lastActivity(writer).body).toBe("See here.");
  });

  it("is told by its comment alone where the files do not show it", async () => {
    writer.tenant.fault({ kind: "status", status: 503, path: /\/files/u });
    const { records } = await writer.run("createAttachment", { candidateId, file: fileOf("hidden.pdf") });
    expect(records.map(({ model }) => model)).toEqual(["Activity"]);
    writer.tenant.clearFaults();
    writer.tenant.fault({ kind: "status", status: 200, path: /\/files/u, body: '{"files":[{"name":"other.pdf"}]}' });
    const other = await writer.run("createAttachment", { candidateId, file: fileOf("hidden.pdf") });
    expect(other.records.map(({ model }) => model)).toEqual(["Activity"]);
  });

  it("is found by its comment when the answer is lost", async () => {
    const { found } = await writer.lose("createAttachment", { candidateId, file: fileOf("lost.pdf") }, "after");
    expect(found).toEqual([{ created: { model: "Activity", key: `${candidateId}/${lastActivity(writer).id}` } }]);
  });
});
