import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Scope } from "../../../src/accounts/scopes.js";
import { SCOPES } from "../../../src/accounts/scopes.js";
import { writeNames } from "../../../src/schema/writes/write-input.js";
import type { WriteName } from "../../../src/schema/writes/write-input.js";
import { done, startMutationWorld, withoutCall } from "./mutation-world.js";
import type { MutationWorld, Written } from "./mutation-world.js";
import { sampleInputs } from "./sample-inputs.js";
import type { SampleInputs } from "./sample-inputs.js";
import { validInputs } from "./valid-inputs.js";

let world: MutationWorld;
let samples: SampleInputs;
let valid: ReturnType<typeof validInputs>;
beforeAll(async () => {
  world = await startMutationWorld();
  samples = await sampleInputs(world);
  valid = validInputs(world);
});
afterAll(() => world.close());

const keyFor = (...scopes: Scope[]) => world.key(undefined, scopes);

function forbidden({ payload, errors, calls }: Written, scope: Scope): void {
  expect(payload).toBeNull();
  expect(errors?.map(({ message, extensions }) => [message, extensions["code"]])).toEqual([
    [`This needs an API key with the scope ${scope}.`, "FORBIDDEN"],
  ]);
  expect(calls).toEqual([]);
}

const hris: readonly WriteName[] = writeNames.filter((name) => /Employee|Timeoff/u.test(name));
const ats = writeNames.filter((name) => !hris.includes(name) && name !== "setCustomFields");

describe("a key without the scope", () => {
  it.each(ats)("gets FORBIDDEN as an error without ats:write: %s", async (name) => {
    const key = await keyFor(...SCOPES.filter((scope) => scope !== "ats:write"));
    forbidden(await world.write(name, samples.required("workable", name), "", { key }), "ats:write");
  });

  it.each(hris)("gets FORBIDDEN as an error without hris:write: %s", async (name) => {
    const key = await keyFor(...SCOPES.filter((scope) => scope !== "hris:write"));
    forbidden(await world.write(name, samples.required("sagehr", name), "", { key }), "hris:write");
  });

  it("sets custom fields of employees with hris:write and of candidates with ats:write", async () => {
    const [forAts, forHris] = [await keyFor("ats:write"), await keyFor("hris:write")];
    const candidate = () => valid.workable.setCustomFields?.() ?? {};
    const employee = () => valid.sagehr.setCustomFields?.() ?? {};
    forbidden(await world.write("setCustomFields", employee(), "", { key: forAts }), "hris:write");
    forbidden(await world.write("setCustomFields", candidate(), "", { key: forHris }), "ats:write");
    const nodeId = "no id";
    forbidden(await world.write("setCustomFields", { ...candidate(), nodeId }, "", { key: forHris }), "ats:write");
    const written = await world.write("setCustomFields", candidate(), "candidate { id }", { key: forAts });
    expect(done(written, "candidate").id).toEqual(expect.any(String));
    const other = await world.write("setCustomFields", employee(), "employee { id }", { key: forHris });
    expect(done(other, "employee").id).toEqual(expect.any(String));
  });

  it("is told so before anything else is, in a dry run too", async () => {
    const key = await keyFor("ats:read");
    const input = { ...valid.workable.createActivity?.(), idempotencyKey: "", dryRun: true };
    forbidden(await world.write("createActivity", input, "", { key }), "ats:write");
  });
});

describe("a key that may write and not read", () => {
  it("is told the id of what it wrote, and nothing of the record", async () => {
    const key = await keyFor("ats:write", "pii:read", "raw:read");
    const made = await world.write("createCandidate", valid.workable.createCandidate?.() ?? {}, "candidate { id }", {
      key,
    });
    expect(done(made, "candidate").id).toEqual(expect.any(String));
    expect(made.calls).toHaveLength(1);

    // Changing nothing must not be a way to read.
    const { candidateId } = valid.workable.updateCandidate?.() ?? {};
    for (const fields of [
      "candidate { id name }",
      "candidate { id emails { value } }",
      "candidate { id applications { nodes { id } } }",
      "candidate { id remoteData }",
    ]) {
      const read = await world.write("updateCandidate", { candidateId }, fields, { key });
      expect(read.calls).toEqual([]);
      expect(read.errors?.map(({ extensions }) => extensions["code"])).toEqual(["FORBIDDEN"]);
      expect(JSON.stringify(read.payload)).not.toContain("@");
      const { id, ...rest } = read.payload.candidate ?? { id: candidateId };
      expect([id, Object.values(rest).every((value) => value === null || JSON.stringify(value) === "[]")]).toEqual([
        candidateId,
        true,
      ]);
    }
  });

  it("is told the id alone of an answer that carried the record, and of the one that is there already", async () => {
    const key = await keyFor("ats:write", "hris:write", "pii:read", "raw:read");
    const input = valid.workable.createCandidate?.() ?? {};
    const made = await world.write("createCandidate", input, "candidate { id name }", { key });
    expect(made.payload.candidate).toEqual({ id: expect.any(String), name: null });
    expect(made.errors?.map(({ extensions, path }) => [extensions["code"], path])).toEqual([
      ["FORBIDDEN", ["createCandidate", "candidate", "name"]],
    ]);
    const twice = await world.write("createCandidate", input, "candidate { id name }", { key });
    expect(twice.payload).toMatchObject({
      candidate: { id: made.payload.candidate.id, name: null },
      userErrors: [{ code: "CONFLICT" }],
    });
    const custom = await world.write(
      "setCustomFields",
      valid.sagehr.setCustomFields?.() ?? {},
      "employee { id customFields { value } }",
      { key },
    );
    expect(custom.errors?.map(({ extensions }) => extensions["code"])).toEqual(["FORBIDDEN"]);
    expect(custom.calls).toHaveLength(1);
  });

  it("keeps what tells of a person from a key without pii:read", async () => {
    const key = await keyFor("ats:read", "ats:write");
    const made = await world.write(
      "createCandidate",
      valid.workable.createCandidate?.() ?? {},
      "candidate { id remoteCreatedAt name emails { value } } application { stageKind candidate { name } }",
      { key },
    );
    expect(made.errors).toBeUndefined();
    expect(made.payload).toMatchObject({
      candidate: { remoteCreatedAt: expect.any(String), name: null, emails: [] },
      application: { stageKind: "SOURCED", candidate: { name: null } },
    });
    expect(made.calls).toHaveLength(1);
  });
});

describe("a key that is limited to some accounts", () => {
  it("writes to them, and knows no other", async () => {
    const localId = Buffer.from(world.accountId("workable"), "base64").toString().replace("LinkedAccount:", "");
    const key = await world.key(undefined, SCOPES, { accountIds: [localId] });
    const own = valid.workable.createActivity?.() ?? {};
    done(await world.write("createActivity", own, "activity { id }", { key }), "activity");
    const others = [
      ["createActivity", valid.applicantstack.createActivity?.() ?? {}, "applicationId"],
      ["updateEmployee", valid.sagehr.updateEmployee?.() ?? {}, "employeeId"],
      ["createEmployee", valid.sagehr.createEmployee?.() ?? {}, "accountId"],
    ] as const;
    for (const [name, input, field] of others) {
      const written = await world.write(name, input, "", { key });
      expect(withoutCall(written)).toEqual([
        { code: "NOT_FOUND", message: "There is no such record.", field: [field], providerMessage: null },
      ]);
    }
  });
});
