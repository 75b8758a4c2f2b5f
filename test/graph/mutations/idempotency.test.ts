import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { defaultAccounts } from "../../support/world.js";
import { done, mutation, providerIds, startMutationWorld } from "./mutation-world.js";
import type { MutationWorld } from "./mutation-world.js";
import { inputOf, validInputs } from "./valid-inputs.js";

let world: MutationWorld;
let valid: ReturnType<typeof validInputs>;
beforeAll(async () => {
  world = await startMutationWorld();
  valid = validInputs(world);
});
afterAll(() => world.close());

const shown: Record<string, string> = {
  createActivity: "activity { id }",
  createAttachment: "attachment { id }",
  createCandidate: "candidate { id } application { id }",
  updateCandidate: "candidate { id }",
  setCandidateTags: "candidate { id }",
  setCustomFields: "candidate { id } employee { id }",
  createTimeoffRequest: "timeoffRequest { id }",
  decideTimeoffRequest: "timeoffRequest { id }",
};

const pairs = providerIds.flatMap((provider) => {
  const names = {
    workable: ["createActivity", "createAttachment", "createCandidate", "updateCandidate", "moveApplication"],
    applicantstack: ["createActivity", "createAttachment", "createCandidate", "updateCandidate", "moveApplication"],
    sagehr: ["createCandidate", "createEmployee", "updateEmployee", "terminateEmployee", "rehireEmployee"],
  } as const;
  const more = {
    workable: [
      ...(["transferApplication", "rejectApplication", "reinstateApplication", "setCandidateTags"] as const),
      ...(["rateApplication", "recordAssessmentResult", "createEmployee", "updateEmployee"] as const),
      ...(["createEmployeeDocument", "createTimeoffRequest", "decideTimeoffRequest", "setCustomFields"] as const),
    ],
    applicantstack: ["recordAssessmentResult", "updateEmployee", "setCustomFields"],
    sagehr: ["createEmployeeDocument", "createTimeoffRequest", "setCustomFields"],
  } as const;
  return [...names[provider], ...more[provider]].map((name) => [provider, name] as const);
});

describe("the same key and input", () => {
  it("is tried of every mutation that a provider offers", () => {
    for (const provider of providerIds) {
      const tried = pairs.filter(([one]) => one === provider).map(([, name]) => name);
      expect([...tried].sort()).toEqual(Object.keys(valid[provider]).sort());
    }
  });

  it.each(pairs)("answer the same without a call, at %s: %s", async (provider, name) => {
    const given = { ...inputOf(valid, provider, name), idempotencyKey: `${provider} ${name}` };
    const fields = shown[name] ?? (name.includes("Employee") ? "employee { id }" : "application { id }");
    const first = await world.write(name, { ...given, clientMutationId: "1" }, fields);
    expect(first.payload).toMatchObject({ userErrors: [], replayed: false, clientMutationId: "1" });
    expect(first.writes.length).toBeGreaterThan(0);
    expect(first.payload.steps.every(({ status }: any) => status === "DONE")).toBe(true);
    const again = await world.write(name, { ...given, clientMutationId: "2" }, fields);
    expect(again.payload).toEqual({ ...first.payload, replayed: true, clientMutationId: "2" });
    expect(again.calls).toEqual([]);
    // Fields in another order, and what is null, are the same input.
    const reversed = {
      tags: undefined,
      ...Object.fromEntries(Object.entries(given).reverse()),
      clientMutationId: null,
    };
    const third = await world.write(name, reversed, fields);
    expect(third.payload).toEqual({ ...first.payload, replayed: true, clientMutationId: null });
    expect(third.calls).toEqual([]);
  });

  it("shows the record as it is now when more than its id is selected", async () => {
    const given = { ...inputOf(valid, "workable", "updateCandidate"), idempotencyKey: "shown later" };
    done(await world.write("updateCandidate", given, "candidate { headline }"), "candidate");
    const { candidateId } = given as Record<string, unknown>;
    await world.write("updateCandidate", { candidateId, headline: "Changed since" });
    const again = await world.write("updateCandidate", given, "candidate { id headline }");
    expect(again.payload).toMatchObject({ replayed: true, candidate: { id: candidateId, headline: "Changed since" } });
    expect(again.writes).toEqual([]);
    expect(again.calls).toHaveLength(1);
  });

  it("write once when they come twenty times at the same time", async () => {
    const tenant = world.sandbox.workable("acme-demo");
    const input = { ...inputOf(valid, "workable", "createActivity"), body: "Only once", idempotencyKey: "at once" };
    tenant.clearCalls();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => world.ask(mutation("createActivity", "activity { id }"), { input })),
    );
    expect(tenant.calls()).toHaveLength(1);
    const payloads = answers.map(({ data }) => data.createActivity);
    expect(new Set(payloads.map(({ activity }) => activity.id)).size).toBe(1);
    expect(payloads.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(answers.reduce((sum, { extensions }) => sum + extensions.upstream.calls, 0)).toBe(1);
  });

  it("count for all keys of the workspace, and for operations with several mutations", async () => {
    const key = await world.key();
    const input = { ...inputOf(valid, "workable", "createActivity"), idempotencyKey: "two of them" };
    const tenant = world.sandbox.workable("acme-demo");
    tenant.clearCalls();
    const fields = "{ activity { id } replayed userErrors { code } }";
    const { data, extensions } = await world.ask(
      `mutation ($input: CreateActivityInput!) { one: createActivity(input: $input) ${fields} two: createActivity(input: $input) ${fields} }`,
      { input },
      { key },
    );
    expect(data.one).toMatchObject({ replayed: false, userErrors: [] });
    expect(data.two).toEqual({ ...data.one, replayed: true });
    expect(tenant.calls()).toHaveLength(1);
    expect(extensions.upstream.calls).toBe(1);
    const again = await world.write("createActivity", input, "activity { id }");
    expect(again.payload).toMatchObject({ replayed: true, activity: data.one.activity });
  });
});

describe("the same key with another input", () => {
  it("is an error CONFLICT without a call, and the first write stays as it is", async () => {
    const given = { ...inputOf(valid, "workable", "createActivity"), idempotencyKey: "used" };
    const first = done(await world.write("createActivity", given, "activity { id }"), "activity");
    const others = [
      ["createActivity", { ...given, body: "Another" }],
      ["createActivity", { ...given, links: [{ url: "https://example.com" }] }],
      ["createActivity", { ...given, actorId: world.id("workable", "User", "2b44e2") }],
      ["createActivity", { ...inputOf(valid, "applicantstack", "createActivity"), idempotencyKey: "used" }],
      ["rateApplication", { ...inputOf(valid, "workable", "rateApplication"), idempotencyKey: "used" }],
    ] as const;
    for (const [name, input] of others) {
      const written = await world.write(name, input);
      expect(written.payload).toBeNull();
      expect(
        written.errors?.map(({ message, extensions }) => [message, extensions["code"], extensions["field"]]),
      ).toEqual([["This idempotencyKey was used with another input.", "CONFLICT", "idempotencyKey"]]);
      expect(written.calls).toEqual([]);
    }
    const again = await world.write("createActivity", given, "activity { id }");
    expect(again.payload).toMatchObject({ replayed: true, activity: first });
  });

  it("tells files by their name and content", async () => {
    const given = { ...inputOf(valid, "applicantstack", "createAttachment"), idempotencyKey: "a file" };
    done(await world.write("createAttachment", given, "attachment { id }"), "attachment");
    for (const other of [{ contentBase64: btoa("other") }, { fileName: "other.pdf" }, { kind: "RESUME" }]) {
      const written = await world.write("createAttachment", { ...given, ...other });
      expect(written.errors?.[0]?.extensions["code"]).toBe("CONFLICT");
      expect(written.calls).toEqual([]);
    }
    expect((await world.write("createAttachment", given)).payload.replayed).toBe(true);
  });
});

describe("the same key in another workspace", () => {
  it("is another write", async () => {
    const [workable] = defaultAccounts;
    if (!workable) throw new Error("There is no account.");
    const accountId = await world.link({ ...workable, workspace: "other" });
    const key = await world.key("other");
    const input = { name: "Key Twice", idempotencyKey: "in both", email: "key.one@example.com" };
    const own = await world.write(
      "createCandidate",
      { ...input, accountId: world.accountId("workable") },
      "candidate { id }",
    );
    const { id } = done(own, "candidate");
    const other = { ...input, accountId, email: "key.two@example.com" };
    const written = await world.write("createCandidate", other, "candidate { id }", { key });
    expect(written.payload.replayed).toBe(false);
    expect(done(written, "candidate").id).not.toBe(id);
    expect(written.calls).toHaveLength(1);
    const again = await world.write("createCandidate", other, "candidate { id }", { key });
    expect(again.payload.replayed).toBe(true);
  });
});

describe("no key", () => {
  it("makes each request a write of its own", async () => {
    const given = { ...inputOf(valid, "workable", "createActivity"), body: "Again and again" };
    const ids = new Set<string>();
    for (const idempotencyKey of [undefined, null, undefined]) {
      const written = await world.write("createActivity", { ...given, idempotencyKey }, "activity { id }");
      ids.add(done(written, "activity").id);
      expect(written.payload.replayed).toBe(false);
      expect(written.calls).toHaveLength(1);
    }
    expect(ids.size).toBe(3);
    const { activities } = world.sandbox.workable("acme-demo").data;
    expect(activities.filter(({ body }) => body === "Again and again")).toHaveLength(3);
  });
});
