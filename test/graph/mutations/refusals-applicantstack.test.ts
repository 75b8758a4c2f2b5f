import { afterAll, afterEach, beforeAll, describe, it } from "vitest";

import type { WriteName } from "../../../src/schema/writes/write-input.js";
import { expectRefusal } from "./expect-refusal.js";
import type { Refused } from "./expect-refusal.js";
import { startMutationWorld } from "./mutation-world.js";
import type { MutationWorld } from "./mutation-world.js";
import { inputOf, validInputs } from "./valid-inputs.js";

let world: MutationWorld;
let valid: ReturnType<typeof validInputs>;
beforeAll(async () => {
  world = await startMutationWorld();
  valid = validInputs(world);
});
afterAll(() => world.close());
afterEach(() => {
  const tenant = world.sandbox.applicantstack("acme-demo");
  tenant.clearFaults();
  delete tenant.settings["errorStyle"];
});

describe("what ApplicantStack refuses, be it with a status or with 200 and words in the body", () => {
  const id = (model: Parameters<MutationWorld["id"]>[1], key: string) => world.id("applicantstack", model, key);
  const failure = (words: string) => JSON.stringify({ "Method Result": "Failure", Error: words });
  const styles = ["status", "body"] as const;
  const cases: [WriteName, () => Record<string, unknown>, Refused][] = [
    [
      "createCandidate",
      () => ({ jobId: id("Job", "a2zzzzzzzzzz") }),
      { field: ["jobId"], words: "Invalid value for Job Serial", calls: 3 },
    ],
    [
      "moveApplication",
      () => ({ stageId: id("JobInterviewStage", "No Such Stage") }),
      { field: ["stageId"], words: "Invalid value for Stage" },
    ],
  ];

  it.each(styles.flatMap((style) => cases.map(([...one]) => [style, ...one] as const)))(
    "arrives with the input's field and its words, by %s: %s",
    async (style, name, wrong, refused) => {
      world.sandbox.applicantstack("acme-demo").settings["errorStyle"] = style;
      await expectRefusal(world, name, { ...inputOf(valid, "applicantstack", name), ...wrong() }, refused);
    },
  );

  it.each(styles)("is NOT_FOUND for a record that is gone, by %s", async (style) => {
    world.sandbox.applicantstack("acme-demo").settings["errorStyle"] = style;
    const gone = { applicationId: id("Application", "a4zzzzzzzzzz") };
    const refused = { code: "NOT_FOUND", field: ["applicationId"], words: null };
    await expectRefusal(
      world,
      "moveApplication",
      { ...inputOf(valid, "applicantstack", "moveApplication"), ...gone },
      refused,
    );
    await expectRefusal(world, "createActivity", { ...gone, body: "x" }, { ...refused, calls: 2 });
    await expectRefusal(
      world,
      "updateEmployee",
      { employeeId: id("Employee", "e2zzzzzzzzzz"), phone: "1" },
      {
        ...refused,
        field: ["employeeId"],
      },
    );
  });

  const invented: [WriteName, string, string[] | null, number][] = [
    ["updateCandidate", "Phone is not a number", ["phone"], 1],
    ["updateCandidate", "Zip: five digits, please", ["address", "postalCode"], 1],
    ["updateCandidate", "The moon is full", null, 1],
    ["updateEmployee", "Start Date lies in the past", ["startDate"], 1],
    ["setCustomFields", "Desired Pay: not one of the choices", ["values"], 1],
    ["createActivity", "Text is too long", ["body"], 2],
    ["createAttachment", "File is too large", ["file"], 2],
  ];
  it.each(styles.flatMap((style) => invented.map((one) => [style, ...one] as const)))(
    "finds the field in words that no document has, by %s: %s: %s",
    async (style, name, words, field, calls) => {
      const status = style === "status" ? 400 : 200;
      const headers = { "content-type": "application/json" };
      world.sandbox.applicantstack("acme-demo").fault({
        ...{ kind: "status", status, headers, body: failure(words) },
        path: /\/api\/(candidate|hire)\//u,
      });
      await expectRefusal(world, name, inputOf(valid, "applicantstack", name), { field, words, calls });
    },
  );
});
