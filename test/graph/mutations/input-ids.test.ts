import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { recordId } from "../../../src/schema/relay/global-id.js";
import type { WriteName } from "../../../src/schema/writes/write-input.js";
import { defaultAccounts } from "../../support/world.js";
import { done, providerIds, startMutationWorld, withoutCall } from "./mutation-world.js";
import type { MutationWorld, ProviderId } from "./mutation-world.js";
import { file, inputOf, validInputs } from "./valid-inputs.js";

let world: MutationWorld;
let valid: ReturnType<typeof validInputs>;
/** An account of the same customer in another workspace, by the id of its own. */
let foreignAccount: string;
beforeAll(async () => {
  world = await startMutationWorld();
  valid = validInputs(world);
  const [workable] = defaultAccounts;
  if (!workable) throw new Error("There is no account.");
  const global = await world.link({ ...workable, workspace: "another" });
  foreignAccount = Buffer.from(global, "base64").toString().replace("LinkedAccount:", "");
});
afterAll(() => world.close());

const noSuchRecord = (field: string[]) => [
  { code: "NOT_FOUND", message: "There is no such record.", field, providerMessage: null },
];

/** Each field that is an id, by the mutation and a provider that has it. */
const idFields: [WriteName, string, ProviderId][] = [
  ["createActivity", "applicationId", "workable"],
  ["createActivity", "actorId", "workable"],
  ["createAttachment", "applicationId", "applicantstack"],
  ["createCandidate", "jobId", "sagehr"],
  ["updateCandidate", "candidateId", "applicantstack"],
  ["moveApplication", "applicationId", "applicantstack"],
  ["moveApplication", "stageId", "workable"],
  ["transferApplication", "applicationId", "workable"],
  ["transferApplication", "jobId", "workable"],
  ["rejectApplication", "applicationId", "workable"],
  ["reinstateApplication", "applicationId", "workable"],
  ["setCandidateTags", "candidateId", "workable"],
  ["rateApplication", "applicationId", "workable"],
  ["recordAssessmentResult", "applicationId", "applicantstack"],
  ["createEmployee", "accountId", "sagehr"],
  ["updateEmployee", "employeeId", "sagehr"],
  ["terminateEmployee", "employeeId", "sagehr"],
  ["rehireEmployee", "employeeId", "sagehr"],
  ["createEmployeeDocument", "employeeId", "sagehr"],
  ["createTimeoffRequest", "employeeId", "sagehr"],
  ["createTimeoffRequest", "typeId", "workable"],
  ["decideTimeoffRequest", "timeoffRequestId", "workable"],
  ["setCustomFields", "nodeId", "sagehr"],
];

describe("an id that names nothing here", () => {
  it.each(idFields)(
    "is NOT_FOUND without a call, whatever is wrong with it: %s.%s at %s",
    async (name, field, provider) => {
      const given = inputOf(valid, provider, name);
      const real = String(given[field]);
      const [type = "", rest = ""] = Buffer.from(real, "base64").toString().split(/:(.*)/su);
      const key = rest.split(":").slice(1).join(":");
      const encoded = (text: string) => Buffer.from(text).toString("base64");
      const bad: Record<string, string> = {
        foreign:
          field === "accountId" ? encoded(`LinkedAccount:${foreignAccount}`) : recordId("User", foreignAccount, key),
        unknownAccount:
          field === "accountId" ? encoded("LinkedAccount:zzzzzzzzzzzz") : encoded(`${type}:zzzzzzzzzzzz:${key}`),
        anotherType: encoded(`Department:${rest}`),
        noType: encoded(rest),
        noKey: encoded(`${type}:${rest.split(":")[0] ?? ""}:`),
        unpadded: `${real.replace(/=+$/u, "")}====`,
        withBlank: ` ${real}`,
        notBase64: "no id at all!",
        empty: "",
        remoteId: key === "" ? "1" : key,
      };
      if (field !== "accountId") bad["foreignOfType"] = encoded(`${type}:${foreignAccount}:${key}`);
      for (const [kind, id] of Object.entries(bad)) {
        const written = await world.write(name, { ...given, [field]: id });
        expect([kind, withoutCall(written)]).toEqual([kind, noSuchRecord([field])]);
        expect(written.payload).toMatchObject({ replayed: false, steps: [], plan: null });
      }
    },
  );

  it("is told by its place in a list", async () => {
    const given = { ...inputOf(valid, "workable", "updateEmployee") };
    const known = world.id("workable", "Group", "department/1");
    const wrong = [known, recordId("Group", foreignAccount, "department/1")];
    const written = await world.write("updateEmployee", { ...given, groupIds: wrong });
    expect(withoutCall(written)).toEqual(noSuchRecord(["groupIds", "1"]));
    const mixed = await world.write("updateEmployee", {
      ...given,
      groupIds: [known, world.id("sagehr", "Group", "7")],
    });
    expect(withoutCall(mixed)).toEqual(noSuchRecord(["groupIds", "1"]));
    const empty = await world.write("updateEmployee", { ...given, groupIds: [] });
    expect(withoutCall(empty)).toMatchObject([{ code: "BAD_USER_INPUT", field: ["groupIds"] }]);
  });
});

describe("a record that is gone at the provider", () => {
  const gone: Record<ProviderId, string> = { workable: "fffffff", applicantstack: "a4zzzzzzzzzz", sagehr: "999999" };
  const targets: [WriteName, string, string, ProviderId, number][] = [
    ["createActivity", "applicationId", "Application", "workable", 1],
    ["createActivity", "candidateId", "Candidate", "workable", 1],
    ["createAttachment", "candidateId", "Candidate", "workable", 1],
    ["createCandidate", "jobId", "Job", "workable", 1],
    ["updateCandidate", "candidateId", "Candidate", "workable", 1],
    ["moveApplication", "applicationId", "Application", "workable", 1],
    ["transferApplication", "applicationId", "Application", "workable", 1],
    ["rejectApplication", "applicationId", "Application", "workable", 1],
    ["reinstateApplication", "applicationId", "Application", "workable", 1],
    ["setCandidateTags", "candidateId", "Candidate", "workable", 1],
    ["rateApplication", "applicationId", "Application", "workable", 1],
    ["recordAssessmentResult", "applicationId", "Application", "workable", 1],
    ["updateEmployee", "employeeId", "Employee", "workable", 1],
    ["createTimeoffRequest", "employeeId", "Employee", "workable", 1],
    ["decideTimeoffRequest", "timeoffRequestId", "TimeoffRequest", "workable", 1],
    ["setCustomFields", "nodeId", "Candidate", "workable", 2],
    // A note that is refused is tried in the second of the forms that ApplicantStack may have for it, and a file too.
    ["createActivity", "applicationId", "Application", "applicantstack", 2],
    ["createAttachment", "candidateId", "Candidate", "applicantstack", 2],
    ["updateCandidate", "candidateId", "Candidate", "applicantstack", 1],
    ["moveApplication", "applicationId", "Application", "applicantstack", 1],
    ["recordAssessmentResult", "applicationId", "Application", "applicantstack", 2],
    ["updateEmployee", "employeeId", "Employee", "applicantstack", 1],
    ["setCustomFields", "nodeId", "Candidate", "applicantstack", 1],
    ["createCandidate", "jobId", "Job", "sagehr", 1],
    ["updateEmployee", "employeeId", "Employee", "sagehr", 1],
    ["terminateEmployee", "employeeId", "Employee", "sagehr", 1],
    ["rehireEmployee", "employeeId", "Employee", "sagehr", 1],
  ];

  it.each(targets)("is told in the same words: %s.%s, a %s, at %s", async (name, field, type, provider, calls) => {
    // Of the two that may name the place, only one is to be given.
    const other = { candidateId: "applicationId", applicationId: "candidateId" }[field];
    const key = type === "TimeoffRequest" ? `1/${gone[provider]}` : gone[provider];
    const id = world.id(provider, type as "Application", key);
    const written = await world.write(name, {
      ...inputOf(valid, provider, name),
      ...(other !== undefined && { [other]: undefined }),
      [field]: id,
    });
    expect(written.errors).toBeUndefined();
    expect(written.payload.userErrors).toEqual(noSuchRecord([field]));
    expect(written.calls).toHaveLength(calls);
  });
});

describe("ids of two accounts", () => {
  it("are refused by the one that is of the second, without a call", async () => {
    const given = inputOf(valid, "workable", "moveApplication");
    const written = await world.write("moveApplication", {
      ...given,
      stageId: world.id("applicantstack", "JobInterviewStage", "Interview"),
    });
    expect(withoutCall(written)).toEqual([
      {
        code: "BAD_USER_INPUT",
        message: "stageId belongs to another account than applicationId.",
        field: ["stageId"],
        providerMessage: null,
      },
    ]);
    const actor = await world.write("createActivity", {
      ...inputOf(valid, "workable", "createActivity"),
      actorId: world.id("sagehr", "User", "40"),
    });
    expect(withoutCall(actor)).toMatchObject([{ code: "BAD_USER_INPUT", field: ["actorId"] }]);
    const manager = await world.write("createEmployee", {
      ...inputOf(valid, "sagehr", "createEmployee"),
      managerId: world.id("workable", "Employee", "1"),
    });
    expect(withoutCall(manager)).toHaveLength(1);
  });
});

describe("fields of which one is to be given", () => {
  it.each(providerIds.filter((provider) => provider !== "sagehr"))(
    "are refused without a call when none or both are: candidateId and applicationId at %s",
    async (provider) => {
      for (const name of ["createActivity", "createAttachment"] as const) {
        const { applicationId, ...rest } = inputOf(valid, provider, name);
        const id = String(applicationId);
        const candidateId = Buffer.from(
          Buffer.from(id, "base64").toString().replace("Application", "Candidate"),
        ).toString("base64");
        for (const given of [rest, { ...rest, applicationId, candidateId }]) {
          const written = await world.write(name, given);
          expect(withoutCall(written)).toEqual([
            {
              code: "BAD_USER_INPUT",
              message: "Give exactly one of candidateId, applicationId.",
              field: ["candidateId", "applicationId"],
              providerMessage: null,
            },
          ]);
        }
        // What is null counts as not given.
        const nulled = await world.write(name, { ...rest, candidateId, applicationId: null });
        expect(nulled.payload.userErrors).toEqual([]);
      }
    },
  );

  it("are refused without a call when none or both are: jobId and accountId", async () => {
    const { jobId, ...rest } = inputOf(valid, "workable", "createCandidate");
    for (const given of [rest, { ...rest, jobId, accountId: world.accountId("workable") }]) {
      const written = await world.write("createCandidate", given);
      expect(withoutCall(written)).toMatchObject([{ code: "BAD_USER_INPUT", field: ["jobId", "accountId"] }]);
    }
  });

  it("are refused without a call when none or several are: the ways to give a file", async () => {
    const { contentBase64, fileName, ...rest } = { ...inputOf(valid, "workable", "createAttachment"), ...file() };
    for (const given of [
      rest,
      { ...rest, fileName },
      { ...rest, fileName, contentBase64, url: "https://example.com/a" },
    ]) {
      const written = await world.write("createAttachment", given);
      expect(withoutCall(written)).toMatchObject([{ code: "BAD_USER_INPUT", field: ["file", "contentBase64", "url"] }]);
    }
    const inList = {
      ...inputOf(valid, "workable", "updateCandidate"),
      attachments: [file(), { fileName: "none.pdf" }],
    };
    const written = await world.write("updateCandidate", inList);
    expect(withoutCall(written)).toMatchObject([{ code: "BAD_USER_INPUT", field: ["attachments", "1"] }]);
  });
});

describe("the key of a write", () => {
  it.each([
    ["empty", ""],
    ["of 256 characters", "x".repeat(256)],
  ])("is refused without a call when it is %s", async (_name, idempotencyKey) => {
    const written = await world.write("createActivity", {
      ...inputOf(valid, "workable", "createActivity"),
      idempotencyKey,
    });
    expect(withoutCall(written)).toEqual([
      {
        code: "BAD_USER_INPUT",
        message: "idempotencyKey has 1 to 255 characters.",
        field: ["idempotencyKey"],
        providerMessage: null,
      },
    ]);
  });

  it.each([
    ["of one character", "k"],
    ["of 255 characters", "y".repeat(255)],
    ["of any characters", "naïve 🔑\n'\"\\ \u0000"],
  ])("is taken when it is %s", async (_name, idempotencyKey) => {
    const given = { ...inputOf(valid, "workable", "createActivity"), idempotencyKey };
    const first = await world.write("createActivity", given, "activity { id }");
    const again = await world.write("createActivity", given, "activity { id }");
    expect(again.payload).toMatchObject({ replayed: true, activity: done(first, "activity") });
    expect(again.calls).toEqual([]);
  });
});
