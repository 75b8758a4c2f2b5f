import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import type { WriteInputs } from "../../../src/datasources/write.js";
import { AttachmentKind } from "../../../src/schema/enums.js";
import { textFile } from "../../support/lost-answer.js";
import { present } from "./sage-hr-account.js";
import { startWriting } from "./sage-hr-writes.js";
import type { Writing } from "./sage-hr-writes.js";
import { noNote } from "../../support/no-note.js";

let world: Writing;

beforeAll(async () => {
  world = await startWriting();
});
afterAll(() => world.stop());
afterEach(() => {
  world.tenant.clearFaults();
});

const position = (status: string) =>
  String(present(world.tenant.data.recruitmentPositions.find((row) => row.status === status)).id);
const input = (values: Partial<WriteInputs["createCandidate"]> = {}): WriteInputs["createCandidate"] => ({
  jobId: position("published"),
  firstName: "Ida",
  ...values,
});
const newest = () => present(world.tenant.data.applicants.at(-1));

describe("a new applicant of Sage HR", () => {
  it("is made by one call, with the CV", async () => {
    const { records } = await world.run("createCandidate", {
      ...input({ lastName: "Example", email: "ida@people.test", phone: "555-0100", summary: "Kind.", source: "board" }),
      address: { street1: "1 Way", city: "Leeds", postalCode: "LS1 0AA", countryCode: "GB" },
      attachments: [{ content: textFile('the "CV".pdf', "a life"), kind: AttachmentKind.RESUME }],
    });
    const { profile, positionId, actions, attachment } = newest();
    expect(world.calls()).toEqual([`POST /api/recruitment/positions/${position("published")}/applicants`]);
    expect(profile).toMatchObject({
      ...{ first_name: "Ida", last_name: "Example", email: "ida@people.test", phone_number: "555-0100" },
      ...{ summary: "Kind.", source: "board", address: "1 Way, Leeds, LS1 0AA, GB" },
    });
    expect([String(positionId), attachment?.content.toString()]).toEqual([position("published"), "a life"]);
    expect(actions.map(({ message }) => message)).toContain('Uploaded "the "CV".pdf"');
    expect(records).toEqual([
      { model: "Candidate", key: String(profile.id) },
      { model: "Application", key: String(profile.id) },
    ]);
  });

  it("needs no more than a position and a first name", async () => {
    expect(world.writes.sources.createCandidate?.requires).toEqual(["jobId", "firstName"]);
    const plan = world.plan("createCandidate", input({ address: { formatted: "1 Way, Leeds", city: "Leeds" } }));
    expect(plan.existing).toBeUndefined();
    await plan.steps[0]?.send(world.session, {}, noNote);
    expect(newest().profile).toMatchObject({ full_name: "Ida", email: null, address: "1 Way, Leeds", source: "api" });
  });

  it("takes one file", () => {
    const attachments = ["one.pdf", "two.pdf"].map((name) => ({ content: textFile(name, name) }));
    expect(() => world.plan("createCandidate", input({ attachments }))).toThrow(
      expect.objectContaining({ field: ["attachments"], code: "BAD_USER_INPUT" }) as Error,
    );
    expect(world.writes.sources.createCandidate?.limits).toEqual([{ field: "attachments", maxItems: 1 }]);
  });

  it("is not searched for beforehand, and is found by the address when it is refused as a double", async () => {
    await world.run("createCandidate", input({ email: "Double@people.test" }));
    const { id } = newest().profile;
    const again = input({ email: "double@people.test" });
    expect(await world.refusals("createCandidate", again)).toEqual([
      {
        ...{ code: "CONFLICT", field: ["email"], message: "Sage HR has this already." },
        providerMessage: "Email has already been taken",
      },
    ]);
    const existing = present(world.plan("createCandidate", again).existing);
    expect(existing.isRefusedByProvider).toBe(true);
    expect(await existing.find(world.open())).toEqual({ model: "Candidate", key: String(id) });
    const elsewhere = world.plan("createCandidate", { ...again, jobId: position("internal") });
    expect(await elsewhere.existing?.find(world.open())).toBeNull();
  });

  it("is refused sentence by sentence, each with its field", async () => {
    const closed = input({ jobId: position("completed"), firstName: "", email: "none" });
    const refusals = await world.refusals("createCandidate", closed);
    expect(refusals.map(({ code, field, providerMessage }) => [code, field, providerMessage])).toEqual([
      ["PROVIDER_REJECTED", ["jobId"], "Position is closed"],
      ["PROVIDER_REJECTED", ["firstName"], "First name can't be blank"],
      ["PROVIDER_REJECTED", ["email"], "Email is invalid"],
    ]);
    expect(await world.refusals("createCandidate", input({ jobId: "999999" }))).toEqual([
      { code: "NOT_FOUND", field: ["jobId"], message: "Sage HR has no such record." },
    ]);
  });

  it("is found, when its answer was lost, by its address or by its name among the new ones", async () => {
    for (const person of [input({ email: "lost@people.test" }), input({ lastName: "Lost" })]) {
      const { id } = newest().profile;
      const old = {
        ...newest().profile,
        id: id + 1,
        created_at: "2026-01-01T00:00:00Z",
        first_name: "Ida",
        last_name: "Lost",
      };
      world.tenant.data.applicants.push({ ...newest(), profile: old, positionId: Number(person.jobId) });
      expect(await world.lose("createCandidate", person, "applicant", false)).toEqual([]);
      const found = await world.lose("createCandidate", person, "applicant", true);
      expect(found).toEqual([{ created: { model: "Candidate", key: String(newest().profile.id) } }]);
      expect(newest().profile.id).not.toBe(id + 1);
    }
  });

  it("is looked for when the answer does not tell its id", async () => {
    world.tenant.fault({ kind: "status", status: 201, body: '{"data":{}}', method: "POST", after: true });
    const made = world.run("createCandidate", input({ email: "untold@people.test" }));
    await expect(made).rejects.toMatchObject({ code: "PROVIDER_BAD_RESPONSE" });
  });

  it("is found on the last of many pages", async () => {
    const large = await startWriting({ candidates: 2_000, jobs: 1 });
    const jobId = String(present(large.tenant.data.recruitmentPositions[0]).id);
    const person = { jobId, firstName: "Ida", email: "last@people.test" };
    expect(await large.lose("createCandidate", person, "applicant", true)).toHaveLength(1);
    expect(large.calls().filter((call) => call.startsWith("GET"))).toHaveLength(10);
    await large.stop();
  });
});
