import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { WriteName } from "../../../src/schema/writes/write-input.js";
import { done, startMutationWorld } from "./mutation-world.js";
import type { MutationWorld, ProviderId } from "./mutation-world.js";
import { freshEmail, inputOf, validInputs } from "./valid-inputs.js";

let world: MutationWorld;
let valid: ReturnType<typeof validInputs>;
beforeAll(async () => {
  // Single employees of Workable are read in a member's name.
  world = await startMutationWorld({ hasMember: true });
  valid = validInputs(world);
});
afterAll(() => world.close());

interface Double {
  provider: ProviderId;
  name: "createCandidate" | "createEmployee";
  address: "email" | "workEmail" | "personalEmail";
  /** The calls to be told that it is there: those of a dry run, and those of the write. */
  dry: string[];
  written: string[];
  /** How many rows the sandbox has. */
  count: () => number;
}

const count = (provider: ProviderId, rows: "candidates" | "employees" | "applicants") => () =>
  (world.sandbox[provider]("acme-demo").data as Record<string, any>)[rows].length as number;

const doubles: Double[] = [
  {
    ...{ provider: "workable", name: "createCandidate", address: "email" },
    // Once by the address as it is given, and once in small letters.
    dry: ["GET /spi/v3/candidates", "GET /spi/v3/candidates"],
    // Workable refuses it itself, so that nothing is searched before.
    written: ["POST /spi/v3/jobs/{}/candidates", "GET /spi/v3/candidates", "GET /spi/v3/candidates"],
    count: count("workable", "candidates"),
  },
  {
    ...{ provider: "workable", name: "createEmployee", address: "personalEmail" },
    // The sandbox searches through private addresses, as Workable's list shows them.
    dry: ["GET /spi/v3/employees", "GET /spi/v3/employees"],
    written: ["GET /spi/v3/employees", "GET /spi/v3/employees"],
    count: count("workable", "employees"),
  },
  {
    ...{ provider: "applicantstack", name: "createCandidate", address: "email" },
    dry: ["GET /api/candidates/1", "GET /api/candidates/2"],
    written: ["GET /api/candidates/1", "GET /api/candidates/2"],
    count: count("applicantstack", "candidates"),
  },
  {
    ...{ provider: "sagehr", name: "createCandidate", address: "email" },
    dry: ["GET /api/recruitment/positions/{}/applicants"],
    written: ["POST /api/recruitment/positions/{}/applicants", "GET /api/recruitment/positions/{}/applicants"],
    count: count("sagehr", "applicants"),
  },
  {
    ...{ provider: "sagehr", name: "createEmployee", address: "workEmail" },
    dry: ["GET /api/employees", "GET /api/employees"],
    written: ["POST /api/employees", "GET /api/employees", "GET /api/employees"],
    count: count("sagehr", "employees"),
  },
];

/** A call without the ids of what it is below of. */
const shapeOf = (call: string) => call.replace(/(jobs|positions)\/\w+/u, "$1/{}");

describe("what is there already", () => {
  it.each(doubles)(
    "is a CONFLICT with the record, at $provider: $name",
    async ({ provider, name, address, dry, written, count: rows }) => {
      const model = name === "createCandidate" ? "Candidate" : "Employee";
      const field = name === "createCandidate" ? "candidate" : "employee";
      const given = { [address]: freshEmail(), ...inputOf(valid, provider, name) };
      const made = done(await world.write(name, given, `${field} { id remoteId name }`), field);
      const before = rows();
      // Another spelling of the address is the same address.
      const twice = {
        ...given,
        [address]: String(given[address]).toUpperCase(),
        idempotencyKey: `twice ${provider} ${name}`,
      };
      const conflict = {
        userErrors: [
          {
            code: "CONFLICT",
            message: expect.any(String),
            field: expect.anything(),
            providerMessage: expect.anything(),
          },
        ],
        [field]: { id: made.id },
        replayed: false,
      };

      const tried = await world.write(name, { ...twice, dryRun: true }, `${field} { id }`);
      expect(tried.calls.map(shapeOf)).toEqual(dry);
      expect(tried.payload).toMatchObject({
        userErrors: [{ code: "CONFLICT", message: "It is there already." }],
        [field]: { id: made.id },
        steps: [],
      });

      const refused = await world.write(name, twice, `${field} { id }`);
      expect(refused.errors).toBeUndefined();
      expect(refused.calls.map(shapeOf)).toEqual(written);
      const isFoundHere = !written.some((call) => call.startsWith("POST"));
      expect(refused.payload).toMatchObject(
        isFoundHere ? { ...conflict, userErrors: [{ code: "CONFLICT", message: "It is there already." }] } : conflict,
      );
      expect(rows()).toBe(before);

      const again = await world.write(name, twice, `${field} { id }`);
      expect(again.payload).toEqual({ ...refused.payload, replayed: true });
      expect(again.calls).toEqual([]);
      const shown = await world.write(name, twice, `${field} { id remoteId name }`);
      expect(shown.payload[field]).toEqual(made);
      expect(shown.writes).toEqual([]);
      expect(await world.read(made.id, model, "id remoteId name")).toEqual(made);
    },
  );

  it("names the field in the provider's refusal", async () => {
    const cases: [ProviderId, WriteName, string[], string][] = [
      ["workable", "createCandidate", ["email"], "candidate already exists"],
      ["sagehr", "createCandidate", ["email"], "Email has already been taken"],
      ["sagehr", "createEmployee", ["workEmail"], "Email has already been taken"],
    ];
    for (const [provider, name, field, providerMessage] of cases) {
      const given = inputOf(valid, provider, name);
      await world.write(name, given);
      const { payload } = await world.write(name, given);
      expect(payload.userErrors).toMatchObject([{ code: "CONFLICT", field, providerMessage }]);
      expect(payload.steps).toMatchObject([{ status: "REFUSED" }]);
    }
  });
});

describe("the same person for another job", () => {
  it.each(["workable", "applicantstack", "sagehr"] as const)("is no double at %s", async (provider) => {
    const given = inputOf(valid, provider, "createCandidate");
    const first = done(await world.write("createCandidate", given, "candidate { id }"), "candidate");
    const jobs = await world.ask(
      `{ jobs(first: 50, filter: { provider: { eq: "${provider}" }, status: { eq: OPEN } }) { nodes { id } } }`,
    );
    const other = jobs.data.jobs.nodes.find(({ id }: any) => id !== given["jobId"]);
    const second = await world.write("createCandidate", { ...given, jobId: other.id }, "candidate { id }");
    expect(done(second, "candidate").id).not.toBe(first.id);
  });
});

describe("a double that cannot be shown", () => {
  it("is a CONFLICT without the record: nothing lists Workable's talent pool", async () => {
    const given = { accountId: world.accountId("workable"), name: "Pool Twice", email: "pool.twice@example.com" };
    done(await world.write("createCandidate", given, "candidate { id }"), "candidate");
    const { payload, calls } = await world.write("createCandidate", given, "candidate { id }");
    expect(payload).toMatchObject({ candidate: null, userErrors: [{ code: "CONFLICT", field: ["email"] }] });
    expect(calls).toHaveLength(1);
    const dry = await world.write("createCandidate", { ...given, dryRun: true }, "candidate { id }");
    expect(dry.payload).toMatchObject({ candidate: null, userErrors: [], plan: { total: 1 } });
  });

  it("is a CONFLICT of the address that a candidate is given", async () => {
    const [one, other] = [inputOf(valid, "workable", "createCandidate"), inputOf(valid, "workable", "createCandidate")];
    done(await world.write("createCandidate", one, "candidate { id }"), "candidate");
    const { id } = done(await world.write("createCandidate", other, "candidate { id }"), "candidate");
    const { payload } = await world.write(
      "updateCandidate",
      { candidateId: id, email: one["email"] },
      "candidate { id }",
    );
    expect(payload).toMatchObject({ candidate: null, userErrors: [{ code: "CONFLICT", field: ["email"] }] });
  });
});
