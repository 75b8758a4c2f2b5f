import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { InputRefusal } from "../../../src/datasources/write.js";
import type { WriteInputs } from "../../../src/datasources/write.js";
import { AttachmentKind } from "../../../src/schema/enums.js";
import { textFile } from "../../support/lost-answer.js";
import { present } from "./applicantstack-account.js";
import { startWriting } from "./applicantstack-writes.js";
import type { Writing } from "./applicantstack-writes.js";
import { noNote } from "../../support/no-note.js";

let world: Writing;

beforeAll(async () => {
  world = await startWriting();
});
afterAll(() => world.stop());
afterEach(() => {
  world.tenant.clearFaults();
  delete world.tenant.settings["errorStyle"];
});

const job = (index = 0) => present(world.tenant.data.jobs[index]);
const input = (values: Partial<WriteInputs["createCandidate"]> = {}): WriteInputs["createCandidate"] => ({
  jobId: job().serial,
  firstName: "Ida",
  lastName: "Example",
  email: "ida@people.test",
  ...values,
});

describe("a new candidate of ApplicantStack", () => {
  it("is made by one call, under the labels of the account", async () => {
    const address = { street1: "1 Test Way", city: "Dayton", state: "OH", postalCode: "00000" };
    const said = { phone: "555-0100", source: "Example Board", coverLetter: "Dear all," };
    const { records } = await world.run("createCandidate", input({ email: "whole@people.test", address, ...said }));
    const row = present(world.tenant.data.candidates.at(-1));
    expect(world.calls()).toEqual(["POST /api/candidate"]);
    expect(row).toMatchObject({
      ...{ firstName: "Ida", lastName: "Example", email: "whole@people.test", phone: "555-0100", address2: "" },
      ...{ address1: "1 Test Way", city: "Dayton", state: "OH", zip: "00000", source: "Example Board" },
      ...{ coverLetter: "Dear all,", jobSerial: job().serial, stage: "New" },
    });
    expect(records).toEqual([
      { model: "Candidate", key: row.serial },
      { model: "Application", key: row.serial },
    ]);
  });

  it("is told in the account's history under the name that always goes along", async () => {
    await world.run("createCandidate", input({ email: "named@people.test" }));
    const texts = present(world.tenant.data.candidates.at(-1)).notes.map(({ text }) => text);
    expect(texts).toEqual(["Application received from Hiregraph"]);
  });

  it("is put in its stage and given its files one by one afterwards", async () => {
    const files = [
      { content: textFile("cv.pdf", "a life"), kind: AttachmentKind.RESUME },
      { content: textFile("work.txt", "some work", "text/plain") },
    ];
    await world.run("createCandidate", input({ email: "steps@people.test", stageId: "Interview", attachments: files }));
    const row = present(world.tenant.data.candidates.at(-1));
    const path = `/api/candidate/${row.serial}`;
    expect(world.calls()).toEqual([
      "POST /api/candidate",
      `PUT ${path}`,
      `POST ${path}/attachment`,
      `POST ${path}/attachment`,
    ]);
    expect(row.stage).toBe("Interview");
    expect(row.files.map(({ name, isResume, content }) => [name, isResume, content?.toString()])).toEqual([
      ["cv.pdf", true, "a life"],
      ["work.txt", false, "some work"],
    ]);
  });

  it("needs a job, and a key that is one", () => {
    expect(world.writes.sources.createCandidate?.requires).toEqual(["jobId", "firstName", "lastName", "email"]);
    for (const jobId of ["../jobs/1", "", "a b"]) {
      expect(() => world.plan("createCandidate", input({ jobId }))).toThrow(InputRefusal);
    }
  });

  it("refuses parts of an address that the account has no place for", () => {
    for (const [part, value] of Object.entries({ formatted: "1 Way, Dayton", country: "Norway", countryCode: "NO" })) {
      const refused = () => world.plan("createCandidate", input({ address: { city: "Dayton", [part]: value } }));
      expect(refused).toThrow(
        expect.objectContaining({ field: ["address", part], code: "UNSUPPORTED_BY_PROVIDER" }) as Error,
      );
    }
  });

  it("is found, when its answer was lost, by address and job among the new ones only", async () => {
    const lost = input({ email: "lost@people.test" });
    const long = Date.now() / 1000 - 3600;
    world.tenant.data.candidates.push({ ...present(world.tenant.data.candidates[0]), serial: "a4older00001" });
    Object.assign(present(world.tenant.data.candidates.at(-1)), {
      ...{ email: "lost@people.test", jobSerial: job().serial, createdAt: long },
    });
    expect(await world.lose("createCandidate", lost, "candidate", false)).toEqual([]);
    world.tenant.clearCalls();
    const found = await world.lose("createCandidate", { ...lost, email: "LOST@people.test" }, "candidate", true);
    const { serial } = present(world.tenant.data.candidates.at(-1));
    expect(found).toEqual([{ created: { model: "Candidate", key: serial } }]);
    expect(world.calls().sort()).toEqual([
      "GET /api/candidates/1",
      "GET /api/candidates/2",
      "GET /api/candidates/3",
      "POST /api/candidate",
    ]);
  });

  it("is found also where the newest are listed first", async () => {
    world.tenant.settings["pageOrder"] = "desc";
    const found = await world.lose("createCandidate", input({ email: "first@people.test" }), "candidate", true);
    delete world.tenant.settings["pageOrder"];
    expect(found).toEqual([
      { created: { model: "Candidate", key: present(world.tenant.data.candidates.at(-1)).serial } },
    ]);
  });

  it("is put in its stage once, though the answer was lost", async () => {
    const staged = input({ email: "staged@people.test", stageId: "Offer" });
    const path = /^\/api\/candidate\/\w+$/u;
    world.tenant.fault({ kind: "drop", method: "PUT", path, times: 1 });
    const plan = world.plan("createCandidate", staged);
    const done = { candidate: present(await plan.steps[0]?.send(world.session, {}, noNote)) };
    const stage = present(plan.steps[1]);
    const sentAt = new Date();
    await expect(stage.send(world.session, done, noNote)).rejects.toMatchObject({ code: "PROVIDER_UNAVAILABLE" });
    expect(await stage.find?.look(world.session, sentAt, done)).toEqual([]);
    await stage.send(world.session, done, noNote);
    expect(await stage.find?.look(world.session, sentAt, done)).toEqual([{}]);
  });
});

describe("a search for the same candidate", () => {
  it("goes by address without case and by job, and shows the record", async () => {
    await world.run("createCandidate", input({ email: "Double@People.test" }));
    const { serial } = present(world.tenant.data.candidates.at(-1));
    const existing = (values: Partial<WriteInputs["createCandidate"]>) =>
      present(world.plan("createCandidate", input(values)).existing).find(world.session);
    expect(await existing({ email: "double@people.TEST" })).toMatchObject({
      ...{ model: "Candidate", key: serial },
      draft: { firstName: "Ida", emails: [{ value: "Double@People.test" }] },
    });
    expect(await existing({ email: "double@people.test", jobId: job(1).serial })).toBeNull();
    expect(await existing({ email: "nobody@people.test" })).toBeNull();
  });

  it("is ours to make, because the provider takes doubles", () => {
    const existing = present(world.plan("createCandidate", input()).existing);
    expect(existing).toMatchObject({ isRefusedByProvider: false, call: "GET /api/candidates/{page}", calls: 21 });
  });

  it("reads the newest twenty pages of a larger account, and no more than it takes to find one", async () => {
    const large = await startWriting({ candidates: 2_330 });
    const { candidates } = large.tenant.data;
    const find = (index: number) => {
      const { email, jobSerial } = present(candidates[index]);
      candidates[index] = { ...present(candidates[index]), email: `at-${email}` };
      large.tenant.clearCalls();
      const plan = large.plan("createCandidate", input({ email: `at-${email}`, jobId: jobSerial }));
      return present(plan.existing).find(large.open());
    };
    expect(await find(2_310)).toMatchObject({ key: candidates[2_310]?.serial });
    expect(large.calls().length).toBeLessThanOrEqual(5);
    expect(await find(450)).toMatchObject({ key: candidates[450]?.serial });
    expect(await find(250)).toBeNull();
    expect(large.calls()).toHaveLength(21);
    await large.stop();
  });
});

describe("a change of a candidate of ApplicantStack", () => {
  it("sends what is said and leaves the rest", async () => {
    const before = present(world.tenant.data.candidates[3]);
    const { serial } = before;
    const { records } = await world.run("updateCandidate", { candidateId: serial, phone: "555-0199", coverLetter: "" });
    expect(world.calls()).toEqual([`PUT /api/candidate/${serial}`]);
    expect(world.candidate(serial)).toEqual({ ...before, phone: "555-0199", coverLetter: "" });
    expect(records.map(({ model, key }) => [model, key])).toEqual([
      ["Candidate", serial],
      ["Application", serial],
    ]);
  });

  it("adds files without touching anything else", async () => {
    const before = present(world.tenant.data.candidates[4]);
    const attachments = [{ content: textFile("new.pdf", "new") }];
    await world.run("updateCandidate", { candidateId: before.serial, attachments });
    expect(world.calls()).toEqual([`POST /api/candidate/${before.serial}/attachment`]);
    const { files, ...rest } = world.candidate(before.serial);
    expect({ ...rest, files: files.slice(0, -1) }).toEqual(before);
    expect(files.at(-1)).toMatchObject({ name: "new.pdf" });
  });

  it("can be sent again", () => {
    const { steps } = world.plan("updateCandidate", { candidateId: "a4one", phone: "1" });
    expect(steps.map(({ name, call, isRepeatable }) => [name, call, isRepeatable])).toEqual([
      ["candidate", "PUT /api/candidate/{serial}", true],
    ]);
  });
});

describe.each(["status", "body"])("a refusal of a candidate that is told by %s", (style) => {
  const refusals = <Name extends "createCandidate" | "updateCandidate">(name: Name, values: WriteInputs[Name]) => {
    world.tenant.settings["errorStyle"] = style;
    return world.refusals(name, values);
  };

  it("belongs to the field that it names", async () => {
    expect(await refusals("createCandidate", input({ jobId: "a2none" }))).toEqual([
      {
        ...{ code: "PROVIDER_REJECTED", field: ["jobId"], message: "ApplicantStack refuses this." },
        providerMessage: "Invalid value for Job Serial",
      },
    ]);
    expect(await refusals("createCandidate", input({ lastName: "" }))).toMatchObject([
      { field: ["lastName"], providerMessage: "Last Name is required" },
    ]);
    const staged = input({ email: "refused@people.test", stageId: "Nowhere" });
    expect(await refusals("createCandidate", staged)).toMatchObject([
      { field: ["stageId"], providerMessage: "Invalid value for Stage" },
    ]);
  });

  it("says that a record is not there", async () => {
    expect(await refusals("updateCandidate", { candidateId: "a4none", phone: "1" })).toEqual([
      { code: "NOT_FOUND", field: ["candidateId"], message: "ApplicantStack has no such record." },
    ]);
  });
});
