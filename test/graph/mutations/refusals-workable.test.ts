import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { WriteName } from "../../../src/schema/writes/write-input.js";
import { expectRefusal } from "./expect-refusal.js";
import type { Refused } from "./expect-refusal.js";
import { done, startMutationWorld } from "./mutation-world.js";
import type { MutationWorld } from "./mutation-world.js";
import { inputOf, validInputs } from "./valid-inputs.js";

let world: MutationWorld;
let valid: ReturnType<typeof validInputs>;
beforeAll(async () => {
  world = await startMutationWorld();
  valid = validInputs(world);
});
afterAll(() => world.close());

const blank = "can't be blank";

describe("what Workable refuses", () => {
  const id = (model: Parameters<MutationWorld["id"]>[1], key: string) => world.id("workable", model, key);
  const data = () => world.sandbox.workable("acme-demo").data;
  const nobody = () => id("User", data().members.find(({ active }) => !active)?.id ?? "");
  const present = (applicationId: unknown) => {
    const key = Buffer.from(String(applicationId), "base64").toString().split(":").at(-1);
    return data().candidates.find((row) => row.id === key);
  };
  const employee = () => data().employees.find(({ manager_id }) => manager_id !== null);

  const cases: [WriteName, () => Record<string, unknown>, Refused][] = [
    ["createActivity", () => ({ body: " " }), { field: ["body"], words: blank }],
    ["createActivity", () => ({ actorId: nobody() }), { field: ["actorId"], words: "is invalid" }],
    ["createAttachment", () => ({ comment: " " }), { field: ["comment"], words: blank }],
    ["createCandidate", () => ({ email: "nobody" }), { field: ["email"], words: "is invalid" }],
    [
      "createCandidate",
      () => ({ answers: [{ questionId: "none", text: "x" }] }),
      { field: ["answers"], words: "question_key is invalid" },
    ],
    ["createCandidate", () => ({ education: [{ school: " " }] }), { field: ["education"], words: `school ${blank}` }],
    ["updateCandidate", () => ({ email: "nobody" }), { field: ["email"], words: "is invalid" }],
    ["updateCandidate", () => ({ firstName: " " }), { field: ["firstName"], words: blank }],
    [
      "rejectApplication",
      () => ({ reasonId: id("RejectReason", "none") }),
      { field: ["reasonId"], words: "is invalid" },
    ],
    ["reinstateApplication", () => ({ actorId: nobody() }), { field: ["actorId"], words: "is invalid" }],
    ["rateApplication", () => ({ actorId: nobody() }), { field: ["actorId"], words: "is invalid" }],
    ["recordAssessmentResult", () => ({ actorId: nobody() }), { field: ["actorId"], words: "is invalid" }],
    [
      "transferApplication",
      () => ({ stageId: id("JobInterviewStage", "-/none") }),
      { field: ["stageId"], words: "is invalid" },
    ],
    ["setCandidateTags", () => ({ tags: [" "] }), { field: ["tags"], words: "is invalid" }],
    ["createEmployee", () => ({ workEmail: undefined }), { field: ["workEmail"], words: blank }],
    ["createEmployee", () => ({ gender: "none of ours" }), { field: ["gender"], words: "is invalid", calls: 3 }],
    [
      "createEmployee",
      () => ({ customFields: [{ key: "1ffff", value: 1 }] }),
      { field: ["customFields"], words: "is not a field", calls: 3 },
    ],
    [
      "createEmployeeDocument",
      () => ({ employeeId: id("Employee", "ffffff") }),
      { field: ["employeeId"], code: "NOT_FOUND", words: null },
    ],
    ["updateEmployee", () => ({ lastName: " " }), { field: ["lastName"], words: blank }],
    [
      "updateEmployee",
      () => ({
        employeeId: id("Employee", employee()?.manager_id ?? ""),
        managerId: id("Employee", employee()?.id ?? ""),
      }),
      { field: ["managerId"], words: "is invalid" },
    ],
    ["createTimeoffRequest", () => ({ typeId: id("TimeoffType", "none") }), { field: ["typeId"], words: "is invalid" }],
    [
      "createTimeoffRequest",
      () => ({ parts: [{ date: "2027-06-07", half: "FIRST" }] }),
      { field: ["parts"], words: "are not for this category" },
    ],
    [
      "setCustomFields",
      () => ({ values: [{ key: "none", value: 1 }] }),
      { code: "NOT_FOUND", field: ["values", "0", "key"], words: null },
    ],
    [
      "setCustomFields",
      () => ({ values: [{ key: "ca1003", value: "many" }] }),
      { field: ["values", "0", "value"], words: null },
    ],
  ];

  it.each(cases)("arrives with the input's field and its words: %s", async (name, wrong, refused) => {
    await expectRefusal(world, name, { ...inputOf(valid, "workable", name), ...wrong() }, refused);
  });

  it("tells of a state that does not allow it", async () => {
    const move = inputOf(valid, "workable", "moveApplication");
    const row = present(move["applicationId"]);
    const here = id("JobInterviewStage", `${row?.job?.shortcode ?? ""}/${row?.stageSlug ?? ""}`);
    const words = "is the candidate's present stage";
    await expectRefusal(world, "moveApplication", { ...move, stageId: here }, { field: ["stageId"], words });

    const { applicationId, actorId } = inputOf(valid, "workable", "reinstateApplication");
    const out = { applicationId, actorId };
    const already = "candidate is already disqualified";
    await expectRefusal(world, "rejectApplication", out, { field: ["applicationId"], words: already });
    const stuck = { ...out, stageId: id("JobInterviewStage", "-/offer") };
    await expectRefusal(world, "moveApplication", stuck, {
      field: ["applicationId"],
      words: "candidate can't be moved",
    });
    done(await world.write("reinstateApplication", out, "application { id }"), "application");
    const inNow = "candidate is not disqualified";
    await expectRefusal(world, "reinstateApplication", out, { field: ["applicationId"], words: inNow });

    const transfer = inputOf(valid, "workable", "transferApplication");
    const jobId = id("Job", present(transfer["applicationId"])?.job?.shortcode ?? "");
    const sameJob = "is the candidate's present job";
    await expectRefusal(world, "transferApplication", { ...transfer, jobId }, { field: ["jobId"], words: sameJob });

    const timeoff = inputOf(valid, "workable", "createTimeoffRequest");
    done(await world.write("createTimeoffRequest", timeoff, "timeoffRequest { id }"), "timeoffRequest");
    await expectRefusal(world, "createTimeoffRequest", timeoff, {
      field: ["startDate"],
      words: "overlaps another request",
    });

    const decide = inputOf(valid, "workable", "decideTimeoffRequest");
    done(await world.write("decideTimeoffRequest", decide, "timeoffRequest { id }"), "timeoffRequest");
    await expectRefusal(world, "decideTimeoffRequest", decide, {
      code: "CONFLICT",
      field: ["timeoffRequestId"],
      words: null,
    });
  });

  it("tells of several fields at once", async () => {
    const written = await world.write("updateEmployee", {
      ...inputOf(valid, "workable", "updateEmployee"),
      ...{ firstName: " ", lastName: " " },
    });
    expect(written.payload.userErrors.map(({ field, providerMessage }: any) => [field, providerMessage])).toEqual([
      [["firstName"], blank],
      [["lastName"], blank],
    ]);
  });
});
