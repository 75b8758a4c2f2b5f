import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { WriteName } from "../../../src/schema/writes/write-input.js";
import { startMutationWorld, withoutCall } from "./mutation-world.js";
import type { MutationWorld, ProviderId } from "./mutation-world.js";
import { inputOf, validInputs } from "./valid-inputs.js";

let world: MutationWorld;
let valid: ReturnType<typeof validInputs>;
beforeAll(async () => {
  world = await startMutationWorld();
  valid = validInputs(world);
});
afterAll(() => world.close());

let keys = 0;

type Case = [WriteName, string, () => object, field: string[], code?: string];

const id = (provider: ProviderId, model: Parameters<MutationWorld["id"]>[1], key: string) => () =>
  world.id(provider, model, key);
const stageOfAnother = id("workable", "JobInterviewStage", "ZZZZZZZZZZ/offer");
const day = "2027-06-07";

const atWorkable: Case[] = [
  ["createCandidate", "half a name", () => ({ name: undefined, firstName: "Ann" }), ["lastName"]],
  ["createCandidate", "a stage of another job", () => ({ stageId: stageOfAnother() }), ["stageId"]],
  [
    "createCandidate",
    "a profile on a site that is not kept",
    () => ({
      socialProfiles: [
        { network: "github", url: "https://a.example" },
        { network: "myface", url: "https://b.example" },
      ],
    }),
    ["socialProfiles", "1", "network"],
  ],
  [
    "createCandidate",
    "an answer of two values",
    () => ({ answers: [{ questionId: "a", text: "x", number: 1 }] }),
    ["answers", "0"],
  ],
  ["createCandidate", "an answer of no value", () => ({ answers: [{ questionId: "a" }] }), ["answers", "0"]],
  ["transferApplication", "a stage of another job", () => ({ stageId: stageOfAnother() }), ["stageId"]],
  ["rateApplication", "a grade below 0", () => ({ grade: -1 }), ["grade"]],
  ["rateApplication", "a grade above the scale's", () => ({ scale: "THUMBS", grade: 3 }), ["grade"]],
  ["recordAssessmentResult", "a greatest score of 0", () => ({ score: 0, maxScore: 0 }), ["maxScore"]],
  ["recordAssessmentResult", "a score above the greatest", () => ({ score: 11, maxScore: 10 }), ["score"]],
  ["recordAssessmentResult", "a score below 0", () => ({ score: -1, maxScore: 10 }), ["score"]],
  [
    "createEmployee",
    "two groups of a kind",
    () => ({ groupIds: ["department/1", "department/2"].map((key) => id("workable", "Group", key)()) }),
    ["groupIds", "1"],
  ],
  [
    "createEmployee",
    "a group of no kind",
    () => ({ groupIds: [id("workable", "Group", "club/1")()] }),
    ["groupIds", "0"],
  ],
  [
    "updateEmployee",
    "a field that is given twice",
    () => ({
      customFields: [
        { key: "1195b", value: "a" },
        { key: "1195b", value: "b" },
      ],
    }),
    ["customFields", "1", "key"],
  ],
  [
    "updateEmployee",
    "a field that is an input's own",
    () => ({ customFields: [{ key: "job_title", value: "a" }] }),
    ["customFields", "0", "key"],
  ],
  ["createTimeoffRequest", "a last day before the first", () => ({ endDate: "2027-06-06" }), ["endDate"]],
  [
    "createTimeoffRequest",
    "a part of another day",
    () => ({ parts: [{ date: "2027-06-10", half: "FIRST" }] }),
    ["parts", "0", "date"],
  ],
  ["createTimeoffRequest", "a part of nothing", () => ({ parts: [{ date: day }] }), ["parts", "0"]],
  [
    "createTimeoffRequest",
    "a span that ends before it begins",
    () => ({ parts: [{ date: day, startTime: "10:00", endTime: "9:00" }] }),
    ["parts", "0"],
  ],
  [
    "createTimeoffRequest",
    "a span in a request of days",
    () => ({ parts: [{ date: day, startTime: "09:00", endTime: "10:00" }] }),
    ["parts"],
  ],
  ["setCustomFields", "no value", () => ({ values: [] }), ["values"]],
  [
    "setCustomFields",
    "an empty value for a candidate",
    () => ({ values: [{ key: "ca1001", value: null }] }),
    ["values", "0", "value"],
  ],
];

const atApplicantStack: Case[] = [
  [
    "updateCandidate",
    "an address in a line",
    () => ({ address: { formatted: "1 Road" } }),
    ["address", "formatted"],
    "UNSUPPORTED_BY_PROVIDER",
  ],
  [
    "createCandidate",
    "a country",
    () => ({ address: { city: "Rome", country: "Italy" } }),
    ["address", "country"],
    "UNSUPPORTED_BY_PROVIDER",
  ],
  [
    "updateEmployee",
    "a country's code",
    () => ({ address: { countryCode: "IT" } }),
    ["address", "countryCode"],
    "UNSUPPORTED_BY_PROVIDER",
  ],
  [
    "setCustomFields",
    "a field that is not the customer's",
    () => ({ values: [{ key: "Stage", value: "Hired" }] }),
    ["values", "0", "key"],
  ],
  [
    "setCustomFields",
    "a value that is no text",
    () => ({ values: [{ key: "Desired Pay", value: { a: 1 } }] }),
    ["values", "0", "value"],
  ],
  [
    "setCustomFields",
    "an employee",
    () => ({ nodeId: id("applicantstack", "Employee", "e2x")() }),
    ["nodeId"],
    "UNSUPPORTED_BY_PROVIDER",
  ],
  [
    "moveApplication",
    "a key that no record has",
    () => ({ applicationId: id("applicantstack", "Application", "../hire/x")() }),
    ["applicationId"],
    "NOT_FOUND",
  ],
  [
    "createCandidate",
    "a key that no record has",
    () => ({ jobId: id("applicantstack", "Job", "a b")() }),
    ["jobId"],
    "NOT_FOUND",
  ],
];

const atSageHr: Case[] = [
  [
    "updateEmployee",
    "an address in a line",
    () => ({ address: { formatted: "1 Road" } }),
    ["address", "formatted"],
    "UNSUPPORTED_BY_PROVIDER",
  ],
  [
    "updateEmployee",
    "a country without its code",
    () => ({ address: { country: "Italy" } }),
    ["address", "country"],
    "UNSUPPORTED_BY_PROVIDER",
  ],
  ["createTimeoffRequest", "a last day before the first", () => ({ endDate: "2027-06-06" }), ["endDate"]],
  ["createTimeoffRequest", "a half", () => ({ parts: [{ date: day, half: "FIRST" }] }), ["parts", "0"]],
  [
    "createTimeoffRequest",
    "a time that is none",
    () => ({ parts: [{ date: day, startTime: "25:00", endTime: "26:00" }] }),
    ["parts", "0", "startTime"],
  ],
  [
    "setCustomFields",
    "a candidate",
    () => ({ nodeId: id("sagehr", "Candidate", "1")() }),
    ["nodeId"],
    "UNSUPPORTED_BY_PROVIDER",
  ],
  ["setCustomFields", "a key that is none", () => ({ values: [{ key: "shirt", value: "M" }] }), ["values", "0", "key"]],
  [
    "setCustomFields",
    "a value that is no text",
    () => ({ values: [{ key: "1", value: true }] }),
    ["values", "0", "value"],
  ],
  [
    "updateEmployee",
    "a key that no record has",
    () => ({ employeeId: id("sagehr", "Employee", "../1")() }),
    ["employeeId"],
    "NOT_FOUND",
  ],
  [
    "createTimeoffRequest",
    "a key that no record has",
    () => ({ typeId: id("sagehr", "TimeoffType", "x")() }),
    ["typeId"],
    "NOT_FOUND",
  ],
  ["createEmployeeDocument", "a category that is none", () => ({ categoryId: "papers" }), ["categoryId"], "NOT_FOUND"],
];

const places: [ProviderId, Case[]][] = [
  ["workable", atWorkable],
  ["applicantstack", atApplicantStack],
  ["sagehr", atSageHr],
];
const cases = places.flatMap(([provider, list]) =>
  list.map(([name, what, wrong, field, code = "BAD_USER_INPUT"]) => ({ provider, name, what, wrong, field, code })),
);

describe("what is wrong by itself", () => {
  it.each(cases)(
    "is refused at $provider without a call: $name with $what",
    async ({ provider, name, wrong, field, code }) => {
      const given = { ...inputOf(valid, provider, name), ...wrong(), idempotencyKey: `wrong ${String(keys++)}` };
      for (const dryRun of [false, true]) {
        const written = await world.write(name, { ...given, dryRun });
        expect(withoutCall(written)).toEqual([{ code, message: expect.any(String), field, providerMessage: null }]);
        expect(written.payload).toMatchObject({ replayed: false, steps: [], plan: null });
        if (code === "NOT_FOUND" && field[0] !== "categoryId")
          expect(written.payload.userErrors[0].message).toBe("There is no such record.");
      }
      // Nothing was begun, so that the key is free for the input that is right.
      const right = { ...inputOf(valid, provider, name), idempotencyKey: given.idempotencyKey };
      const written = await world.write(name, right);
      expect([written.errors, written.payload.userErrors, written.payload.replayed]).toEqual([undefined, [], false]);
    },
  );
});
