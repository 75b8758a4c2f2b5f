import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { explain } from "../../../src/datasources/applicantstack/applicantstack.refusals.js";
import { withRejection } from "../../../src/datasources/http/translate.js";
import { AppError } from "../../../src/lib/errors.js";
import type { ErrorCode } from "../../../src/lib/errors.js";
import { present } from "./applicantstack-account.js";
import { startWriting } from "./applicantstack-writes.js";
import type { Writing } from "./applicantstack-writes.js";
import { noNote } from "../../support/no-note.js";

let world: Writing;

beforeAll(async () => {
  world = await startWriting({ candidates: 120 });
});
afterAll(() => world.stop());
afterEach(() => {
  world.tenant.clearFaults();
  delete world.tenant.settings["errorStyle"];
});

/** A candidate who is in a stage, and in no other test. */
function inStage(stage: string) {
  const row = present(world.tenant.data.candidates.findLast((known) => known.stage === stage));
  return row.serial;
}

describe("a move of an application at ApplicantStack", () => {
  it("sends the stage's name, once, and is told in the history", async () => {
    const serial = inStage("Phone Screen");
    const before = world.candidate(serial).notes.length;
    const { records } = await world.run("moveApplication", { applicationId: serial, stageId: "Interview" });
    expect(world.calls()).toEqual([`PUT /api/candidate/${serial}`]);
    expect(world.candidate(serial).stage).toBe("Interview");
    expect(
      world
        .candidate(serial)
        .notes.slice(before)
        .map(({ text }) => text),
    ).toEqual(["Hiregraph set Stage to Interview"]);
    expect(records).toEqual([{ model: "Application", key: serial }]);
  });

  it("is looked up when its answer was lost, and not repeatable", async () => {
    const serial = inStage("Phone Screen");
    const input = { applicationId: serial, stageId: "Offer" };
    expect(world.plan("moveApplication", input).steps[0]?.isRepeatable).toBeUndefined();
    expect(await world.lose("moveApplication", input, "stage", false)).toEqual([]);
    expect(await world.lose("moveApplication", input, "stage", true)).toEqual([{}]);
    expect(world.candidate(serial).stage).toBe("Offer");
  });

  it("is found also when somebody has moved on since", async () => {
    const serial = inStage("Phone Screen");
    const input = { applicationId: serial, stageId: "Interview" };
    const step = present(world.plan("moveApplication", input).steps[0]);
    const sentAt = new Date();
    await step.send(world.session, {}, noNote);
    await world.run("moveApplication", { applicationId: serial, stageId: "Offer" });
    expect(await step.find?.look(world.open(), sentAt, {})).toEqual([{}]);
    expect(await step.find?.look(world.open(), new Date(Date.now() + 120_000), {})).toEqual([]);
  });

  it.each(["status", "body"])("to no stage of the account is refused, when failures are told by %s", async (style) => {
    world.tenant.settings["errorStyle"] = style;
    const serial = inStage("New");
    expect(await world.refusals("moveApplication", { applicationId: serial, stageId: "Limbo" })).toEqual([
      {
        ...{ code: "PROVIDER_REJECTED", field: ["stageId"], message: "ApplicantStack refuses this." },
        providerMessage: "Invalid value for Stage",
      },
    ]);
    expect(world.candidate(serial).stage).toBe("New");
  });
});

describe("fields of the customer's own at ApplicantStack", () => {
  it("are set by their labels, in one call that can be repeated", async () => {
    const before = present(world.tenant.data.candidates[2]);
    const values = [{ key: "Shift", value: "Night" }, { key: "Badge No", value: 12 }, { key: "Uniform Size" }];
    const input = { nodeId: before.serial, model: "Candidate", values } as const;
    const { records } = await world.run("setCustomFields", { ...input, values: [...values] });
    expect(world.calls()).toEqual([`PUT /api/candidate/${before.serial}`]);
    const custom = { ...before.custom, Shift: "Night", "Badge No": "12", "Uniform Size": "" };
    expect(world.candidate(before.serial)).toEqual({ ...before, custom });
    expect(records).toEqual([{ model: "Candidate", key: before.serial }]);
    expect(world.plan("setCustomFields", { ...input, values }).steps[0]?.isRepeatable).toBe(true);
  });

  it("are refused for other records, other labels and values that are no text", () => {
    const refused = (model: "Candidate" | "Employee", value: { key: string; value?: unknown }) => {
      try {
        world.plan("setCustomFields", { nodeId: "a4one", model, values: [{ key: "Shift" }, value] });
      } catch (error) {
        return error;
      }
      return undefined;
    };
    expect(refused("Employee", { key: "Shift" })).toMatchObject({ field: ["nodeId"], code: "UNSUPPORTED_BY_PROVIDER" });
    expect(refused("Candidate", { key: "Stage", value: "Hired" })).toMatchObject({ field: ["values", "1", "key"] });
    expect(refused("Candidate", { key: "Car", value: true })).toMatchObject({ field: ["values", "1", "value"] });
    expect(refused("Candidate", { key: "Car", value: "Yes" })).toBeUndefined();
  });
});

describe("a change of a hire at ApplicantStack", () => {
  it("sends what is said under the labels of hires", async () => {
    const before = present(world.tenant.data.hires[1]);
    const input = { employeeId: before.serial, personalEmail: "new@people.test", startDate: "2026-12-01" };
    const { records } = await world.run("updateEmployee", { ...input, address: { city: "Xenia" } });
    const after = present(world.tenant.data.hires[1]);
    expect(world.calls()).toEqual([`PUT /o/api/hire/${before.serial}`]);
    expect(after).toEqual({
      ...before,
      ...{ email: "new@people.test", startDate: "12/01/2026", city: "Xenia" },
      modifiedAt: after.modifiedAt,
    });
    expect(records).toEqual([{ model: "Employee", key: before.serial }]);
  });

  it("of nobody is refused", async () => {
    expect(await world.refusals("updateEmployee", { employeeId: "e2none", phone: "1" })).toMatchObject([
      { code: "NOT_FOUND", field: ["employeeId"] },
    ]);
  });
});

describe("what ApplicantStack's refusals mean", () => {
  const meaning = (rejection: unknown, code: ErrorCode = "PROVIDER_REJECTED") =>
    explain(withRejection(new AppError(code, "refused"), rejection), "createCandidate");

  it("is read out of bodies of any shape", () => {
    const field = { code: "PROVIDER_REJECTED", field: ["email"], providerMessage: "Email is invalid" };
    expect(meaning({ "Method Result": "Failure", Error: "Email is invalid" })).toMatchObject([field]);
    expect(meaning({ Errors: [{ Message: "Email is invalid" }, "Zip is too long"] })).toMatchObject([
      field,
      { field: ["address", "postalCode"] },
    ]);
    expect(meaning("The Email is invalid")).toMatchObject([{ field: ["email"] }]);
    expect(meaning({ Error: "Something else" })).toEqual([
      { code: "PROVIDER_REJECTED", message: "ApplicantStack refuses this.", providerMessage: "Something else" },
    ]);
    const deep = JSON.parse(`${"[".repeat(50_000)}"x"${"]".repeat(50_000)}`) as unknown;
    for (const odd of [undefined, null, 7, [], {}, deep]) {
      expect(meaning(odd)).toEqual([{ code: "PROVIDER_REJECTED", message: "refused" }]);
    }
  });

  it("is a conflict where the record is there already", () => {
    expect(meaning({ Error: "The candidate has already applied" })).toMatchObject([
      { code: "CONFLICT", field: ["email"] },
    ]);
  });

  it("is nothing for failures that are no refusal of the input", () => {
    const codes = ["ACCOUNT_NEEDS_RELINK", "FORBIDDEN", "PROVIDER_RATE_LIMITED", "PROVIDER_UNAVAILABLE"] as const;
    for (const code of [...codes, "PROVIDER_BAD_RESPONSE"] as const) expect(meaning({ Error: "x" }, code)).toEqual([]);
  });
});

describe("the writes of ApplicantStack", () => {
  it("are those that can be expressed by what is known", () => {
    expect(Object.keys(world.writes.sources).sort()).toEqual([
      ...["createActivity", "createAttachment", "createCandidate", "moveApplication", "recordAssessmentResult"],
      ...["setCustomFields", "updateCandidate", "updateEmployee"],
    ]);
  });

  it.each(["status", "body"])("fail with a token that is refused, when that is told by %s", async (style) => {
    world.tenant.settings["errorStyle"] = style;
    const answer = { kind: "status", status: style === "body" ? 200 : 401 } as const;
    world.tenant.fault({ ...answer, body: '{"Method Result":"Failure","Error":"Invalid token"}', times: 1 });
    const move = world.run("moveApplication", { applicationId: inStage("New"), stageId: "Interview" });
    await expect(move).rejects.toMatchObject({ code: "ACCOUNT_NEEDS_RELINK" });
  });
});
