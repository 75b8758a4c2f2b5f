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

describe("what Sage HR refuses", () => {
  const id = (model: Parameters<MutationWorld["id"]>[1], key: string | number) => world.id("sagehr", model, key);
  const data = () => world.sandbox.sagehr("acme-demo").data;
  const closed = () => data().recruitmentPositions.find(({ status }) => status === "completed")?.id ?? 0;
  const working = () => id("Employee", data().employees.find(({ termination }) => !termination)?.profile.id ?? 0);

  const cases: [WriteName, () => Record<string, unknown>, Refused][] = [
    ["createCandidate", () => ({ jobId: id("Job", closed()) }), { field: ["jobId"], words: "Position is closed" }],
    ["createCandidate", () => ({ email: "nobody" }), { field: ["email"], words: "Email is invalid" }],
    ["createEmployee", () => ({ workEmail: "nobody" }), { field: ["workEmail"], words: "Email is invalid" }],
    [
      "updateEmployee",
      () => ({ managerId: id("Employee", 999_999) }),
      { field: ["managerId"], words: "Leader must exist" },
    ],
    ["updateEmployee", () => ({ groupIds: [id("Group", 999_999)] }), { field: ["groupIds"], words: "Team must exist" }],
    ["updateEmployee", () => ({ firstName: " " }), { field: ["firstName"], words: "First name can't be blank" }],
    ["terminateEmployee", () => ({ reasonId: "99" }), { field: ["reasonId"], words: "Termination reason must exist" }],
    [
      "rehireEmployee",
      () => ({ employeeId: working() }),
      { field: ["employeeId"], words: "Employee is not terminated" },
    ],
    ["createEmployeeDocument", () => ({ categoryId: "99" }), { field: ["categoryId"], words: "Category must exist" }],
    [
      "createEmployeeDocument",
      () => ({ employeeId: id("Employee", 999_999) }),
      { field: ["employeeId"], words: "Employee must exist" },
    ],
    [
      "createTimeoffRequest",
      () => ({ typeId: id("TimeoffType", 99) }),
      { field: ["typeId"], words: "Time off policy must exist" },
    ],
    [
      "createTimeoffRequest",
      () => ({ parts: [{ date: "2027-06-07", startTime: "10:00", endTime: "09:00" }] }),
      { field: ["parts"], words: "Time to must be after time from" },
    ],
    [
      "setCustomFields",
      () => ({ values: [{ key: "1", value: "XXL" }] }),
      { field: ["values"], words: "Value is not included in the list" },
    ],
    [
      "setCustomFields",
      () => ({ values: [{ key: "77", value: "x" }] }),
      { code: "NOT_FOUND", field: null, words: null },
    ],
  ];

  it.each(cases)("arrives with the input's field and its words: %s", async (name, wrong, refused) => {
    await expectRefusal(world, name, { ...inputOf(valid, "sagehr", name), ...wrong() }, refused);
  });

  it("names the reasons that there are for one that there is not", async () => {
    const given = { ...inputOf(valid, "sagehr", "terminateEmployee"), reasonId: "Boredom" };
    const error = await expectRefusal(world, "terminateEmployee", given, {
      code: "NOT_FOUND",
      field: ["reasonId"],
      words: null,
    });
    expect(error.message).toBe(
      "Sage HR has no such termination reason. The account has: Resignation, Redundancy, End of contract, Retirement.",
    );
  });

  it("tells of days that are taken", async () => {
    const given = inputOf(valid, "sagehr", "createTimeoffRequest");
    done(await world.write("createTimeoffRequest", given, "timeoffRequest { id }"), "timeoffRequest");
    const words = "Dates overlap with an existing request";
    await expectRefusal(world, "createTimeoffRequest", given, { field: ["startDate"], words });
  });
});
