import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { writeNames } from "../../../src/schema/writes/write-input.js";
import type { WriteName } from "../../../src/schema/writes/write-input.js";
import { providerIds, startMutationWorld, withoutCall } from "./mutation-world.js";
import type { MutationWorld, ProviderId } from "./mutation-world.js";
import { sampleInputs } from "./sample-inputs.js";
import type { SampleInputs } from "./sample-inputs.js";
import { inputOf, validInputs } from "./valid-inputs.js";

interface Capability {
  mutation: WriteName;
  isSupported: boolean;
  reason: string | null;
  requiredFields: string[];
  optionalFields: string[];
  takesActor: boolean;
  needsActor: boolean;
  limits: {
    field: string;
    maxLength: number | null;
    maxItems: number | null;
    maxBytes: number | null;
    fileTypes: string[];
    values: string[];
  }[];
}

let world: MutationWorld;
let samples: SampleInputs;
let makers: ReturnType<typeof validInputs>;
const capabilities = new Map<string, Capability>();
beforeAll(async () => {
  world = await startMutationWorld();
  samples = await sampleInputs(world);
  makers = validInputs(world);
  const { data } = await world.ask(`{ linkedAccounts { nodes { provider capabilities { model writes {
    mutation isSupported reason requiredFields optionalFields takesActor needsActor
    limits { field maxLength maxItems maxBytes fileTypes values } } } } } }`);
  for (const { provider, capabilities: models } of data.linkedAccounts.nodes)
    for (const { writes } of models)
      for (const write of writes) capabilities.set(`${String(provider)} ${String(write.mutation)}`, write);
});
afterAll(() => world.close());

function capability(provider: ProviderId, name: WriteName): Capability {
  const found = capabilities.get(`${provider} ${name}`);
  if (!found) throw new Error(`Nothing is said of ${name} at ${provider}.`);
  return found;
}

const without = (input: object, fields: readonly string[]) =>
  Object.fromEntries(Object.entries(input).filter(([field]) => !fields.includes(field)));

const offered: Record<ProviderId, WriteName[]> = {
  workable: writeNames.filter((name) => !["terminateEmployee", "rehireEmployee"].includes(name)),
  applicantstack: [
    ...(["createActivity", "createAttachment", "createCandidate", "updateCandidate", "moveApplication"] as const),
    ...(["recordAssessmentResult", "updateEmployee", "setCustomFields"] as const),
  ],
  sagehr: [
    ...(["createCandidate", "createEmployee", "updateEmployee", "terminateEmployee", "rehireEmployee"] as const),
    ...(["createEmployeeDocument", "createTimeoffRequest", "setCustomFields"] as const),
  ],
};
const pairs = providerIds.flatMap((provider) => writeNames.map((name) => [provider, name] as const));
const supported = pairs.filter(([provider, name]) => offered[provider].includes(name));
const unsupported = pairs.filter(([provider, name]) => !offered[provider].includes(name));

const everywhere = ["idempotencyKey", "clientMutationId", "dryRun", "actorId"];

describe("the capabilities of writes", () => {
  it("are told of each mutation once, and of those that are offered", () => {
    expect(capabilities.size).toBe(providerIds.length * writeNames.length);
    for (const [provider, name] of pairs) {
      const { isSupported, reason } = capability(provider, name);
      expect([provider, name, isSupported]).toEqual([provider, name, offered[provider].includes(name)]);
      expect(reason === null).toBe(isSupported);
    }
    expect([supported.length, unsupported.length]).toEqual([33, 24]);
  });

  it("name fields of the input, each once", () => {
    for (const [provider, name] of supported) {
      const { requiredFields, optionalFields } = capability(provider, name);
      const named = [...requiredFields.flatMap((rule) => rule.split("|")), ...optionalFields];
      const known = samples.fields(name);
      expect(named.filter((field) => !known.includes(field))).toEqual([]);
      expect(new Set(requiredFields).size).toBe(requiredFields.length);
      expect(new Set(optionalFields).size).toBe(optionalFields.length);
    }
  });
});

describe("a mutation that the provider does not offer", () => {
  it.each(unsupported)("is refused at %s without a call: %s", async (provider, name) => {
    // Whose account it is can only be told by a record of it.
    const target = ["createActivity", "createAttachment"].includes(name) && {
      candidateId: world.id(provider, "Candidate", "1"),
    };
    const input = { ...samples.required(provider, name), ...target };
    const [, ...others] = Object.keys(input).filter((field) => field.endsWith("Id"));
    // Whatever else the input names: what cannot be done is said first.
    const bad = Object.fromEntries([...others, "actorId"].map((field) => [field, "nothing"]));
    for (const given of [input, { ...input, ...bad }]) {
      const written = await world.write(name, given);
      expect(withoutCall(written)).toEqual([
        {
          code: "UNSUPPORTED_BY_PROVIDER",
          message: expect.stringMatching(/^(Workable|ApplicantStack|Sage HR) does not offer this\.$/u),
          field: null,
          providerMessage: null,
        },
      ]);
      expect(written.payload).toMatchObject({ replayed: false, steps: [], plan: null });
    }
  });
});

describe("a field that the provider does not take", () => {
  it.each(supported)("is refused at %s by its name and without a call: %s", async (provider, name) => {
    const { requiredFields, optionalFields, takesActor } = capability(provider, name);
    const taken = [...requiredFields.flatMap((rule) => rule.split("|")), ...optionalFields, ...everywhere];
    // An upload cannot be given in JSON.
    const others = samples.fields(name).filter((field) => ![...taken, "accountId", "file"].includes(field));
    const input = inputOf(makers, provider, name);
    for (const field of others) {
      const written = await world.write(name, { ...input, [field]: samples.value(provider, name, field) });
      expect(withoutCall(written)).toEqual([
        { code: "UNSUPPORTED_BY_PROVIDER", message: expect.any(String), field: [field], providerMessage: null },
      ]);
    }
    if (takesActor) return;
    const written = await world.write(name, { ...input, actorId: world.id(provider, "User", "1") });
    expect(withoutCall(written)).toMatchObject([{ code: "UNSUPPORTED_BY_PROVIDER", field: ["actorId"] }]);
  });

  it("is told of along with all others that are wrong", async () => {
    const input = { ...inputOf(makers, "sagehr", "createCandidate"), firstName: undefined, headline: "x", tags: ["x"] };
    const errors = withoutCall(await world.write("createCandidate", input)) as { code: string; field: string[] }[];
    expect(errors.map(({ code, field }) => [code, field])).toEqual([
      ["UNSUPPORTED_BY_PROVIDER", ["headline"]],
      ["UNSUPPORTED_BY_PROVIDER", ["tags"]],
      ["BAD_USER_INPUT", ["firstName"]],
    ]);
  });
});

describe("a field that must be given", () => {
  it.each(supported)("is asked for at %s without a call: %s", async (provider, name) => {
    const { requiredFields } = capability(provider, name);
    expect(requiredFields.length).toBeGreaterThan(0);
    for (const rule of requiredFields) {
      const fields = rule.split("|");
      const input = without(inputOf(makers, provider, name), [
        ...fields,
        ...(rule.includes("contentBase64") ? ["fileName"] : []),
      ]);
      // Of two fields that both name the place, the other one is then there.
      const isPlace = rule === "jobId" && requiredFields.includes("jobId|accountId");
      const given = isPlace ? { ...input, accountId: world.accountId(provider) } : input;
      const written = await world.write(name, given);
      if (samples.required(provider, name)[rule] !== undefined) {
        expect(written.errors?.map(({ extensions }) => extensions["code"])).toEqual(["BAD_USER_INPUT"]);
        expect(written.errors?.[0]?.message).toContain(`"${rule}"`);
        expect(written.calls).toEqual([]);
      } else {
        expect(withoutCall(written)).toMatchObject([{ code: "BAD_USER_INPUT" }]);
        const [error] = written.payload.userErrors;
        expect([rule, error.field?.join("|") ?? "no field"]).toEqual([rule, rule]);
      }
    }
  });
});

describe("a limit", () => {
  const limited = supported.map(([provider, name]) => ({ provider, name }));

  it.each(limited)("of $provider holds exactly: $name", async ({ provider, name }) => {
    const { limits } = capability(provider, name);
    for (const limit of limits) {
      const { field, maxLength, maxItems, values } = limit;
      const refused = async (value: unknown) => {
        const written = await world.write(name, { ...inputOf(makers, provider, name), [field]: value });
        expect(withoutCall(written)).toMatchObject([{ code: "BAD_USER_INPUT", field: [field] }]);
      };
      const taken = async (value: unknown) => {
        const written = await world.write(name, { ...inputOf(makers, provider, name), [field]: value });
        expect([field, written.errors, written.payload.userErrors]).toEqual([field, undefined, []]);
        expect(written.writes.length).toBeGreaterThan(0);
      };
      if (maxLength !== null) {
        await refused("x".repeat(maxLength + 1));
        await taken("x".repeat(maxLength));
      }
      if (maxItems !== null) {
        const item = samples.item(provider, name, field);
        await refused(Array.from({ length: maxItems + 1 }, item));
        await taken(Array.from({ length: maxItems }, item));
      }
      for (const value of values) await taken(samples.isList(name, field) ? [value] : value);
      if (values.length > 0) await refused(samples.other(name, field, values));
    }
  });

  it("is told of each kind that is in use", () => {
    const all = supported.flatMap(([provider, name]) =>
      capability(provider, name).limits.map((limit) => `${provider} ${name}.${limit.field}`),
    );
    expect(all.sort()).toEqual([
      "applicantstack createActivity.kind",
      "applicantstack createAttachment.file",
      "applicantstack createCandidate.attachments",
      "applicantstack recordAssessmentResult.report",
      "applicantstack updateCandidate.attachments",
      "sagehr createCandidate.attachments",
      "sagehr createEmployee.employmentStatus",
      "sagehr createEmployee.gender",
      "sagehr createEmployee.groupIds",
      "sagehr createEmployee.maritalStatus",
      "sagehr createEmployeeDocument.file",
      "sagehr createTimeoffRequest.parts",
      "sagehr updateEmployee.gender",
      "sagehr updateEmployee.groupIds",
      "sagehr updateEmployee.maritalStatus",
      "workable createActivity.kind",
      "workable createActivity.visibility",
      "workable createAttachment.file",
      "workable createCandidate.attachments",
      "workable createEmployee.employmentStatus",
      "workable createEmployeeDocument.file",
      "workable createTimeoffRequest.note",
      "workable recordAssessmentResult.report",
      "workable rejectApplication.note",
      "workable updateCandidate.attachments",
    ]);
  });

  it("is told of the size of files wherever one can be given", () => {
    const files = supported.flatMap(([provider, name]) =>
      capability(provider, name).limits.filter(({ field }) => ["file", "attachments", "report"].includes(field)),
    );
    expect(files).toHaveLength(11);
    expect(files.map(({ maxBytes }) => maxBytes)).toEqual(files.map(() => 25 * 1_048_576));
  });
});

describe("the acting member", () => {
  it.each(supported)("is asked for at %s exactly where it is said: %s", async (provider, name) => {
    const { needsActor, takesActor } = capability(provider, name);
    const isRequired = !["createCandidate", "updateCandidate", "setCandidateTags", "setCustomFields"].includes(name);
    const isAts = !/Employee|Timeoff/u.test(name);
    expect([needsActor, takesActor]).toEqual([provider === "workable" && isRequired && isAts, provider === "workable"]);
    const written = await world.write(name, without(inputOf(makers, provider, name), ["actorId"]));
    if (needsActor) expect(withoutCall(written)).toMatchObject([{ code: "BAD_USER_INPUT", field: ["actorId"] }]);
    else expect(written.writes.length).toBeGreaterThan(0);
  });
});
