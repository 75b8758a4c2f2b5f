import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import type { Refusal, WriteInputs } from "../../../src/datasources/write.js";
import { AppError } from "../../../src/lib/errors.js";
import { ActivityKind } from "../../../src/schema/enums.js";
import { writeNames } from "../../../src/schema/writes/write-input.js";
import type { WriteName } from "../../../src/schema/writes/write-input.js";
import { present } from "./workable-account.js";
import { refusedBy, startWorkableWriter } from "./workable-writer.js";
import type { WorkableWriter } from "./workable-writer.js";

let writer: WorkableWriter;
beforeAll(async () => {
  writer = await startWorkableWriter();
});
afterAll(() => writer.stop());
afterEach(() => {
  writer.tenant.clearFaults();
});

const explain = (error: AppError, write: WriteName): Refusal[] => present(writer.provider.writes).explain(error, write);

/** What is said of an answer, whatever was written. */
async function explained(write: WriteName, status: number, body: unknown): Promise<Refusal[]> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  writer.tenant.fault({ kind: "status", status, body: text, method: "PUT" });
  const error = await refusedBy(() => writer.run("setCandidateTags", { candidateId: "2f81c07a", tags: [] }));
  writer.tenant.clearFaults();
  return explain(error, write);
}

/** What the sandbox itself says against an input. */
async function refusals<Name extends WriteName>(
  name: Name,
  input: WriteInputs[Name],
  actor?: string,
): Promise<Refusal[]> {
  return explain(await refusedBy(() => writer.run(name, input, actor)), name);
}

const applicationId = () =>
  present(writer.data.candidates.find(({ disqualified, job, hired_at }) => !disqualified && job && !hired_at)).id;
const nowhere = "2f810000";

describe("a refusal of the input", () => {
  it("names the field of each attribute, in our words beside Workable's", async () => {
    const body = {
      error: "Validation failed: Email candidate already exists, Cover letter is too long, Cover letter is odd",
      validation_errors: {
        email: ["candidate already exists"],
        cover_letter: ["is too long", "is odd"],
      },
    };
    expect(await explained("createCandidate", 422, body)).toEqual([
      {
        code: "CONFLICT",
        field: ["email"],
        message: "Workable has a record with this `email` already.",
        providerMessage: "candidate already exists",
      },
      {
        code: "PROVIDER_REJECTED",
        field: ["coverLetter"],
        message: "Workable does not take this `coverLetter`.",
        providerMessage: "is too long; is odd",
      },
    ]);
  });

  it.each([
    ["createActivity", "comment.body", "body"],
    ["createAttachment", "attachment", "file"],
    ["createCandidate", "candidate[education_entries].school", "education"],
    ["updateCandidate", "social_profiles", "socialProfiles"],
    ["moveApplication", "target_stage", "stageId"],
    ["transferApplication", "target_job_shortcode", "jobId"],
    ["rejectApplication", "disqualify_reason_id", "reasonId"],
    ["rateApplication", "member_id", "actorId"],
    ["recordAssessmentResult", "grade", "score"],
    ["createEmployee", "employee.work_email", "workEmail"],
    ["createEmployee", "1195b", "customFields"],
    ["updateEmployee", "legal_entity", "groupIds"],
    ["createTimeoffRequest", "category_id", "typeId"],
    ["decideTimeoffRequest", "approver_id", "actorId"],
    ["setCustomFields", "1195b", "values"],
  ] as const)("of %s finds the field of %s", async (write, attribute, field) => {
    const found = await explained(write, 422, { validation_errors: { [attribute]: ["is invalid"] } });
    expect(found).toMatchObject([{ code: "PROVIDER_REJECTED", field: [field], providerMessage: "is invalid" }]);
  });

  it("keeps an attribute that is not known in Workable's words alone", async () => {
    const found = await explained("createCandidate", 422, { validation_errors: { shoe_size: "is odd" } });
    expect(found).toEqual([
      {
        code: "PROVIDER_REJECTED",
        message: "Workable does not take the input.",
        providerMessage: "shoe_size: is odd",
      },
    ]);
    const inherited = await explained("createCandidate", 422, { validation_errors: { constructor: ["is odd"] } });
    expect(inherited[0]?.field).toBeUndefined();
  });

  it("without attributes has Workable's sentence", async () => {
    expect(await explained("updateEmployee", 422, { error: "Member is being updated" })).toEqual([
      {
        code: "PROVIDER_REJECTED",
        message: "Workable does not take the input.",
        providerMessage: "Member is being updated",
      },
    ]);
  });

  it.each([
    ["createCandidate", ["email"]],
    ["createEmployee", ["workEmail"]],
    ["transferApplication", ["jobId"]],
    ["setCandidateTags", undefined],
  ] as const)("of %s is a conflict when its sentence says that the record is there", async (write, field) => {
    const [refusal] = await explained(write, 422, { error: "Validation failed: Email candidate already exists" });
    expect(refusal?.code).toBe("CONFLICT");
    expect(refusal?.field).toEqual(field);
  });

  it.each([
    ["{}"],
    ["[]"],
    ["null"],
    ["12"],
    ["no JSON"],
    [""],
    ['{"validation_errors":[]}'],
    ['{"validation_errors":{}}'],
    ['{"validation_errors":"x","error":{"deep":1}}'],
    ['{"error":null,"errors":{"a":1}}'],
  ])("is one without words when the body is %j", async (body) => {
    expect(await explained("createCandidate", 422, body)).toEqual([
      { code: "PROVIDER_REJECTED", message: "Workable does not take the input." },
    ]);
  });

  it.each([['{"validation_errors":{"email":{"odd":true}}}'], ['{"validation_errors":{"email":[null,7]}}']])(
    "still names the field when the messages are none: %s",
    async (body) => {
      expect(await explained("createCandidate", 422, body)).toEqual([
        { code: "PROVIDER_REJECTED", field: ["email"], message: "Workable does not take this `email`." },
      ]);
    },
  );

  it("takes a text or a list of texts for a sentence, and bounds it", async () => {
    expect(await explained("createCandidate", 400, '"Bad input"')).toMatchObject([{ providerMessage: "Bad input" }]);
    const found = await explained("createCandidate", 400, { errors: ["One", 2, "x".repeat(900)] });
    expect(found[0]?.providerMessage).toBe(`One; ${"x".repeat(900)}`.slice(0, 500));
  });
});

describe("what is no refusal of the input", () => {
  it.each([401, 403, 500, 503])("gives nothing: status %d", async (status) => {
    expect(await explained("createCandidate", status, { error: "x", validation_errors: { email: ["x"] } })).toEqual([]);
  });
});

describe("a pause that Workable asks for", () => {
  it("gives nothing either", () => {
    const error = new AppError("PROVIDER_RATE_LIMITED", "wait", { details: { status: 429, retryAfterSeconds: 3 } });
    expect(explain(error, "createCandidate")).toEqual([]);
  });
});

describe("a record that is not there", () => {
  it.each([
    ["updateCandidate", { candidateId: nowhere, phone: "1" }, "candidateId"],
    ["setCandidateTags", { candidateId: nowhere, tags: [] }, "candidateId"],
    ["moveApplication", { applicationId: nowhere, stageId: "-/applied" }, "applicationId"],
    ["transferApplication", { applicationId: nowhere, jobId: "GROOV003", mode: "COPY" }, "applicationId"],
    ["rejectApplication", { applicationId: nowhere }, "applicationId"],
    ["reinstateApplication", { applicationId: nowhere }, "applicationId"],
    ["rateApplication", { applicationId: nowhere, scale: "THUMBS", grade: 1 }, "applicationId"],
    ["recordAssessmentResult", { applicationId: nowhere, status: "PASSED" }, "applicationId"],
    ["createCandidate", { jobId: "NOWHERE", name: "A B", email: "a.b@people.test" }, "jobId"],
    ["updateEmployee", { employeeId: "ffffff", jobTitle: "x" }, "employeeId"],
    ["updateEmployee", { employeeId: "..", jobTitle: "x" }, "employeeId"],
  ] as const)("is told on the id: %s %j", async (name, input, field) => {
    expect(await refusals(name, input as never)).toEqual([
      {
        code: "NOT_FOUND",
        field: [field],
        message: "Workable has no record for this id, or for one that goes with it.",
      },
    ]);
  });

  it("is told on no field where one of two may be meant", async () => {
    const input = { candidateId: nowhere, kind: ActivityKind.NOTE, body: "x" };
    const [refusal] = await refusals("createActivity", input);
    expect(refusal).toMatchObject({ code: "NOT_FOUND" });
    expect(refusal).not.toHaveProperty("field");
  });
});

describe("what the sandbox refuses", () => {
  it.each([
    ["moveApplication", () => ({ applicationId: applicationId(), stageId: "-/nowhere" }), "stageId"],
    ["rejectApplication", () => ({ applicationId: applicationId(), reasonId: "none" }), "reasonId"],
    ["reinstateApplication", () => ({ applicationId: applicationId() }), "applicationId"],
    ["createActivity", () => ({ candidateId: applicationId(), kind: ActivityKind.NOTE, body: "  " }), "body"],
    ["createCandidate", () => ({ name: "A B", email: "no address" }), "email"],
    ["updateCandidate", () => ({ candidateId: applicationId(), firstName: "" }), "firstName"],
    ["createEmployee", () => ({ firstName: "A", lastName: "B" }), "workEmail"],
    ["updateEmployee", () => ({ employeeId: "1a2f8", managerId: "none" }), "managerId"],
    ["updateEmployee", () => ({ employeeId: "1a2f8", customFields: [{ key: "12abc", value: 1 }] }), "customFields"],
  ] as const)("of %s is explained by its field", async (name, input, field) => {
    expect(await refusals(name, input() as never)).toMatchObject([{ code: "PROVIDER_REJECTED", field: [field] }]);
  });

  it("names the acting member when that is nobody", async () => {
    const input = { candidateId: applicationId(), kind: ActivityKind.NOTE, body: "x" };
    expect(await refusals("createActivity", input, "2b4400")).toMatchObject([{ field: ["actorId"] }]);
  });
});

describe("the writes of Workable", () => {
  it("are all but those that it has no call for", () => {
    const missing = writeNames.filter((name) => writer.provider.writes?.sources[name] === undefined);
    expect(missing).toEqual(["terminateEmployee", "rehireEmployee"]);
  });
});
