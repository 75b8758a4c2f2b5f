import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { WriteName } from "../../../src/schema/writes/write-input.js";
import { done, mutation, providerIds, startMutationWorld, withoutCall } from "./mutation-world.js";
import type { MutationWorld, ProviderId } from "./mutation-world.js";
import { file, freshEmail, inputOf, validInputs } from "./valid-inputs.js";

let world: MutationWorld;
let valid: ReturnType<typeof validInputs>;
beforeAll(async () => {
  // Single employees of Workable are read in a member's name.
  world = await startMutationWorld({ hasMember: true });
  valid = validInputs(world);
});
afterAll(() => world.close());

let keys = 0;

interface Planned {
  provider: ProviderId;
  name: WriteName;
  /** What is given beside the usual input. */
  more?: () => object;
  /** How many calls the dry run makes itself: the search for a double. */
  searches?: number;
  calls: [call: string, times: number][];
  /** How many calls the write makes; all that are planned, unless said. */
  made?: number;
}

const comment = "POST /candidates/{id}/comments";
const workable: Omit<Planned, "provider">[] = [
  { name: "createActivity", calls: [[comment, 1]] },
  {
    name: "createAttachment",
    calls: [
      [comment, 1],
      ["GET /candidates/{id}/files", 1],
    ],
  },
  { name: "createCandidate", searches: 1, calls: [["POST /jobs/{shortcode}/candidates", 1]] },
  {
    name: "createCandidate",
    more: () => ({ attachments: [file(), { ...file(), kind: "RESUME" }, file()] }),
    searches: 1,
    calls: [
      ["POST /jobs/{shortcode}/candidates", 1],
      [comment, 2],
    ],
  },
  {
    name: "createCandidate",
    more: () => ({ jobId: undefined, accountId: world.accountId("workable") }),
    calls: [["POST /talent_pool/candidates", 1]],
  },
  { name: "updateCandidate", calls: [["PATCH /candidates/{id}", 1]] },
  { name: "updateCandidate", more: () => ({ headline: undefined }), calls: [] },
  { name: "moveApplication", calls: [["POST /candidates/{id}/move", 1]] },
  { name: "transferApplication", calls: [["POST /candidates/{id}/relocate", 1]] },
  { name: "transferApplication", more: () => ({ mode: "COPY" }), calls: [["POST /candidates/{id}/copy", 1]] },
  { name: "rejectApplication", calls: [["POST /candidates/{id}/disqualify", 1]] },
  { name: "reinstateApplication", calls: [["POST /candidates/{id}/revert", 1]] },
  { name: "setCandidateTags", calls: [["PUT /candidates/{id}/tags", 1]] },
  { name: "rateApplication", calls: [["POST /candidates/{id}/ratings", 1]] },
  { name: "recordAssessmentResult", calls: [[comment, 1]] },
  {
    name: "recordAssessmentResult",
    more: () => ({ score: 7, maxScore: 10, report: file() }),
    calls: [
      ["POST /candidates/{id}/ratings", 1],
      [comment, 1],
      ["GET /candidates/{id}/files", 1],
    ],
  },
  {
    name: "createEmployee",
    searches: 2,
    calls: [
      ["GET /employees", 2],
      ["POST /employees", 1],
    ],
  },
  {
    name: "createEmployee",
    more: () => ({ personalEmail: freshEmail(), customFields: [{ key: "skills", value: ["a"] }] }),
    searches: 3,
    calls: [
      ["GET /employees", 3],
      ["GET /employee_fields", 1],
      ["POST /employees", 1],
    ],
  },
  { name: "updateEmployee", calls: [["PATCH /employees/{id}", 1]] },
  { name: "createEmployeeDocument", calls: [["POST /employees/{id}/documents", 1]] },
  { name: "createTimeoffRequest", calls: [["POST /timeoff/requests", 1]] },
  // An employee's requests may take up to five pages to find one.
  {
    name: "decideTimeoffRequest",
    calls: [
      ["GET /timeoff/requests", 5],
      ["PATCH /timeoff/approvals/{key}", 1],
    ],
    made: 2,
  },
  {
    name: "setCustomFields",
    calls: [
      ["GET /custom_attributes", 1],
      ["PATCH /candidates/{id}/update_custom_attribute_value", 1],
    ],
  },
];

// Of notes and files it is not known which of two forms ApplicantStack takes, so that both are planned.
const note: [string, number][] = [
  ["POST /api/candidate/{serial}/note", 1],
  ["PUT /api/candidate/{serial}", 1],
  ["GET /api/candidate/{serial}", 1],
];
const attach: [string, number] = ["POST /api/candidate/{serial}/attachment", 2];
const applicantStack: Omit<Planned, "provider">[] = [
  { name: "createActivity", calls: note, made: 2 },
  { name: "createAttachment", calls: [attach], made: 1 },
  { name: "createAttachment", more: () => ({ comment: "See" }), calls: [attach, ...note], made: 3 },
  {
    name: "createCandidate",
    searches: 2,
    calls: [
      ["GET /api/candidates/{page}", 2],
      ["POST /api/candidate", 1],
    ],
  },
  {
    name: "createCandidate",
    more: () => ({ stageId: world.id("applicantstack", "JobInterviewStage", "Offer"), attachments: [file()] }),
    searches: 2,
    calls: [["GET /api/candidates/{page}", 2], ["POST /api/candidate", 1], ["PUT /api/candidate/{serial}", 1], attach],
    made: 5,
  },
  { name: "updateCandidate", calls: [["PUT /api/candidate/{serial}", 1]] },
  { name: "moveApplication", calls: [["PUT /api/candidate/{serial}", 1]] },
  { name: "recordAssessmentResult", calls: note, made: 2 },
  { name: "recordAssessmentResult", more: () => ({ report: file() }), calls: [attach, ...note], made: 3 },
  { name: "updateEmployee", calls: [["PUT /o/api/hire/{serial}", 1]] },
  { name: "setCustomFields", calls: [["PUT /api/candidate/{serial}", 1]] },
];

const sageHr: Omit<Planned, "provider">[] = [
  { name: "createCandidate", searches: 1, calls: [["POST /recruitment/positions/{id}/applicants", 1]] },
  { name: "createEmployee", searches: 2, calls: [["POST /employees", 1]] },
  {
    name: "createEmployee",
    more: () => ({
      employeeNumber: "N-9",
      customFields: [
        { key: "1", value: "S" },
        { key: "3", value: "x" },
      ],
    }),
    searches: 2,
    calls: [
      ["POST /employees", 1],
      ["PUT /employees/{id}", 1],
      ["PUT /employees/{id}/custom-fields/{id}", 2],
    ],
  },
  { name: "updateEmployee", calls: [["PUT /employees/{id}", 1]] },
  { name: "terminateEmployee", calls: [["POST /employees/{id}/terminations", 1]] },
  // The reasons of an account may take two pages.
  {
    name: "terminateEmployee",
    more: () => ({ reasonId: "Retirement" }),
    calls: [
      ["GET /termination-reasons", 2],
      ["POST /employees/{id}/terminations", 1],
    ],
    made: 2,
  },
  { name: "rehireEmployee", calls: [["POST /employees/{id}/rehire", 1]] },
  { name: "createEmployeeDocument", calls: [["POST /documents", 1]] },
  { name: "createTimeoffRequest", calls: [["POST /leave-management/requests", 1]] },
  { name: "setCustomFields", calls: [["PUT /employees/{id}/custom-fields/{id}", 1]] },
];

const plans: Planned[] = [
  ...workable.map((plan) => ({ provider: "workable" as const, ...plan })),
  ...applicantStack.map((plan) => ({ provider: "applicantstack" as const, ...plan })),
  ...sageHr.map((plan) => ({ provider: "sagehr" as const, ...plan })),
];

describe("a dry run", () => {
  it("is tried of every mutation that a provider offers", () => {
    for (const provider of providerIds) {
      const tried = new Set(plans.filter((plan) => plan.provider === provider).map(({ name }) => name));
      expect([...tried].sort()).toEqual(Object.keys(valid[provider]).sort());
    }
  });

  it.each(plans)(
    "writes nothing at $provider and plans what the write then makes: $name",
    async ({ provider, name, more, searches = 0, calls, made }) => {
      const given = { ...inputOf(valid, provider, name), ...more?.(), idempotencyKey: `dry ${String(keys++)}` };
      const dry = await world.write(name, { ...given, dryRun: true, clientMutationId: "c" });
      expect(dry.errors).toBeUndefined();
      expect(dry.writes).toEqual([]);
      expect(dry.calls).toHaveLength(searches);
      const total = calls.reduce((sum, [, times]) => sum + times, 0);
      expect(dry.payload).toEqual({
        userErrors: [],
        replayed: false,
        steps: [],
        clientMutationId: "c",
        plan: {
          total,
          calls: calls.map(([call, times]) => {
            const [method, path] = call.split(" ");
            return { accountId: world.accountId(provider), method, path, times };
          }),
        },
      });
      // The key is not used up, and the plan comes again.
      const again = await world.write(name, { ...given, dryRun: true });
      expect(again.payload.plan).toEqual(dry.payload.plan);
      const real = await world.write(name, given);
      expect(real.payload).toMatchObject({ userErrors: [], replayed: false, plan: null });
      expect(real.calls).toHaveLength(made ?? total);
    },
  );

  /** What a client may want to see of each model. */
  const selections: Record<string, string> = {
    activity: "activity { id remoteId body occurredAt }",
    attachment: "attachment { id fileName }",
    candidate: "candidate { id name remoteId headline emails { value } }",
    application: "application { id stage { name } outcome job { title } candidate { name } }",
    employee: "employee { id firstName workEmail jobTitle }",
    timeoffRequest: "timeoffRequest { id status startDate }",
  };

  /** The fields of a mutation's payload. */
  async function shownBy(name: WriteName): Promise<string[]> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Payload`;
    const { data } = await world.ask(`{ __type(name: "${type}") { fields { name } } }`);
    return data.__type.fields.map((field: { name: string }) => field.name);
  }

  it.each(plans)(
    "plans what telling of the record takes as well, at $provider: $name",
    async ({ provider, name, more, calls, made }) => {
      const names = await shownBy(name);
      const selection = names.flatMap((field) => selections[field] ?? []).join(" ");
      const given = { ...inputOf(valid, provider, name), ...more?.(), idempotencyKey: `shown ${String(keys++)}` };
      const { payload } = await world.write(name, { ...given, dryRun: true }, selection);
      const onlyIds = names.filter((field) => field in selections).map((field) => `${field} { id }`);
      const ids = await world.write(name, { ...given, dryRun: true }, onlyIds.join(" "));
      const planned = calls.reduce((sum, [, times]) => sum + times, 0);
      const real = await world.write(name, given, selection);
      expect(real.errors).toBeUndefined();
      expect(ids.payload.plan.total).toBe(planned);
      // A single employee of Sage HR may have to be looked for among those who left.
      const further = provider === "sagehr" && names.includes("employee") ? [0, 1] : [0];
      expect(further.map((most) => planned - (made ?? planned) + most)).toContain(
        payload.plan.total - real.calls.length,
      );
    },
  );

  it.each(plans.filter(({ name }) => /Candidate|Application|Assessment|CustomFields/u.test(name)))(
    "plans no less than is read with lists below the record, at $provider: $name",
    async ({ provider, name, more }) => {
      const lists: Record<string, string> = {
        candidate: "candidate { tags applications { nodes { stage { name } } } }",
        application: "application { outcome activities { nodes { body } } }",
      };
      const selection = (await shownBy(name)).flatMap((field) => lists[field] ?? []).join(" ");
      const given = { ...inputOf(valid, provider, name), ...more?.(), idempotencyKey: `lists ${String(keys++)}` };
      const { payload } = await world.write(name, { ...given, dryRun: true }, selection);
      const real = await world.write(name, given, selection);
      expect(real.payload.userErrors).toEqual([]);
      expect(payload.plan.total).toBeGreaterThanOrEqual(real.calls.length);
    },
  );

  it("tells what is wrong with an input in place of a plan", async () => {
    const input = { ...inputOf(valid, "workable", "createActivity"), visibility: ["everybody"], dryRun: true };
    const written = await world.write("createActivity", input);
    expect(withoutCall(written)).toMatchObject([{ code: "BAD_USER_INPUT", field: ["visibility"] }]);
    expect(written.payload.plan).toBeNull();
  });

  it("tells what the adapter has against an input in place of a plan", async () => {
    const input = { ...inputOf(valid, "workable", "rateApplication"), grade: 5, dryRun: true };
    const written = await world.write("rateApplication", input);
    expect(withoutCall(written)).toMatchObject([{ code: "BAD_USER_INPUT", field: ["grade"] }]);
    expect(written.payload.plan).toBeNull();
  });

  it("tells nothing of a write that its key did before", async () => {
    const given = { ...inputOf(valid, "workable", "createActivity"), idempotencyKey: "written, then tried" };
    done(await world.write("createActivity", given, "activity { id }"), "activity");
    const dry = await world.write("createActivity", { ...given, dryRun: true }, "activity { id }");
    expect(dry.calls).toEqual([]);
    expect(dry.payload).toMatchObject({ activity: null, replayed: false, steps: [], plan: { total: 1 } });
  });

  it("is not made by the header that plans queries, which refuses mutations rather than write", async () => {
    const input = inputOf(valid, "workable", "createActivity");
    const tenant = world.sandbox.workable("acme-demo");
    tenant.clearCalls();
    const answer = await world.ask(mutation("createActivity"), { input }, { headers: { "hiregraph-dry-run": "true" } });
    expect(tenant.calls()).toEqual([]);
    expect(answer.status).toBe(400);
    expect(answer.errors?.map(({ extensions }) => extensions["code"])).toEqual(["BAD_USER_INPUT"]);
  });
});
