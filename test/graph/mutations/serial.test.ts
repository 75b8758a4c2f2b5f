import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { waitUntil } from "../../support/wait-until.js";
import { defaultAccounts } from "../../support/world.js";
import { mutation, startMutationWorld } from "./mutation-world.js";
import type { MutationWorld } from "./mutation-world.js";
import { inputOf, validInputs } from "./valid-inputs.js";

let world: MutationWorld;
let valid: ReturnType<typeof validInputs>;
beforeAll(async () => {
  world = await startMutationWorld();
  valid = validInputs(world);
});
afterAll(() => world.close());

describe("several mutations in one operation", () => {
  it("are done one after the other, and each shows the record as it left it", async () => {
    const { candidateId } = inputOf(valid, "workable", "setCandidateTags");
    const key = Buffer.from(String(candidateId), "base64").toString().split(":").at(-1) ?? "";
    const tenant = world.sandbox.workable("acme-demo");
    tenant.clearCalls();
    const { data, errors, extensions } = await world.ask(
      `mutation ($id: ID!) {
        one: setCandidateTags(input: { candidateId: $id, tags: ["one"] }) { candidate { tags headline } }
        two: updateCandidate(input: { candidateId: $id, headline: "Two" }) { candidate { tags headline } }
        three: setCandidateTags(input: { candidateId: $id, tags: ["three"] }) { candidate { tags headline } }
      }`,
      { id: candidateId },
    );
    expect(errors).toBeUndefined();
    const [one, two, three] = [data.one, data.two, data.three].map(({ candidate }) => candidate);
    expect(one.tags).toEqual(["one"]);
    expect(two).toEqual({ tags: ["one"], headline: "Two" });
    expect(three).toEqual({ tags: ["three"], headline: "Two" });
    const path = `/spi/v3/candidates/${key}`;
    expect(tenant.calls().map((call) => `${call.method} ${call.path}`)).toEqual([
      `PUT ${path}/tags`,
      `GET ${path}`,
      `PATCH ${path}`,
      `PUT ${path}/tags`,
      `GET ${path}`,
    ]);
    expect(extensions.upstream.calls).toBe(5);
  });

  it("go to several accounts, and one that is refused holds up no other", async () => {
    const inputs = {
      a: { ...inputOf(valid, "workable", "updateCandidate"), headline: "At Workable" },
      b: {
        ...inputOf(valid, "applicantstack", "moveApplication"),
        stageId: world.id("applicantstack", "JobInterviewStage", "None"),
      },
      c: inputOf(valid, "sagehr", "updateEmployee"),
    };
    const { data, errors, extensions } = await world.ask(
      `mutation ($a: UpdateCandidateInput!, $b: MoveApplicationInput!, $c: UpdateEmployeeInput!) {
        a: updateCandidate(input: $a) { candidate { headline } userErrors { code } }
        b: moveApplication(input: $b) { application { id } userErrors { code } }
        c: updateEmployee(input: $c) { employee { phones { value } } userErrors { code } }
      }`,
      inputs,
    );
    expect(errors).toBeUndefined();
    expect(data.a).toEqual({ candidate: { headline: "At Workable" }, userErrors: [] });
    expect(data.b).toEqual({ application: null, userErrors: [{ code: "PROVIDER_REJECTED" }] });
    expect(data.c.employee.phones).toContainEqual({ value: "555 0112" });
    expect(extensions.upstream.accounts.map(({ calls }) => calls)).toEqual([1, 1, 2]);
  });
});

describe("a mutation whose turn comes when the request's time is used up", () => {
  it("is not sent, and is told as one that was not", async () => {
    const other = await startMutationWorld({ requestTimeoutMs: 900 });
    try {
      const { candidateId } = inputOf(validInputs(other), "workable", "setCandidateTags");
      other.sandbox.workable("acme-demo").fault({ kind: "hang", method: "PUT" });
      const { errors } = await other.ask(
        `mutation ($id: ID!) {
          one: setCandidateTags(input: { candidateId: $id, tags: ["one"] }) { replayed }
          two: setCandidateTags(input: { candidateId: $id, tags: ["two"] }) { replayed }
          three: setCandidateTags(input: { candidateId: $id, tags: ["three"] }) { replayed }
        }`,
        { id: candidateId },
      );
      const told = errors?.map(({ path, extensions }) => [path?.[0], extensions["code"]]);
      expect(told).toEqual(["one", "two", "three"].map((name) => [name, "PROVIDER_UNAVAILABLE"]));
    } finally {
      await other.close();
    }
  });
});

describe("a client that hangs up", () => {
  it("does not stop its write, whose key then tells how it ended", async () => {
    const tenant = world.sandbox.workable("acme-demo");
    const input = { ...inputOf(valid, "workable", "createActivity"), body: "Hung up", idempotencyKey: "hung up" };
    tenant.latencyMs = 400;
    const gone = fetch(`${world.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${await world.key()}` },
      body: JSON.stringify({ query: mutation("createActivity"), variables: { input } }),
      signal: AbortSignal.timeout(200),
    });
    await expect(gone).rejects.toThrow();
    const notes = () => tenant.data.activities.filter(({ body }) => body === "Hung up");
    await waitUntil(() => notes().length === 1);
    tenant.latencyMs = 0;
    await waitUntil(async () => {
      const { payload } = await world.write("createActivity", input, "activity { id }");
      return payload?.replayed === true;
    });
    expect(notes()).toHaveLength(1);
  });
});

describe("an account whose credentials no longer work", () => {
  it("is told of as an error, is not asked again, and takes the same key once it is linked anew", async () => {
    const other = await startMutationWorld();
    try {
      const inputs = validInputs(other);
      const tenant = other.sandbox.applicantstack("acme-demo");
      const given = { ...inputOf(inputs, "applicantstack", "updateCandidate"), idempotencyKey: "linked anew" };
      tenant.fault({ kind: "status", status: 401, body: "{}" });
      const refused = await other.write("updateCandidate", given);
      expect(refused.payload).toBeNull();
      expect(refused.errors?.[0]?.extensions).toMatchObject({
        code: "ACCOUNT_NEEDS_RELINK",
        provider: "applicantstack",
        accountId: other.accountId("applicantstack"),
        steps: [{ status: "NOT_DONE" }],
      });
      expect(refused.calls).toHaveLength(1);
      const again = await other.write("updateCandidate", given);
      expect(again.errors?.[0]?.extensions["code"]).toBe("ACCOUNT_NEEDS_RELINK");
      expect(again.calls).toEqual([]);
      tenant.clearFaults();
      const [, applicantStack] = defaultAccounts;
      if (!applicantStack) throw new Error("There is no account.");
      expect(await other.link(applicantStack)).toBe(other.accountId("applicantstack"));
      await waitUntil(async () => {
        const { payload } = await other.write("updateCandidate", given);
        return payload?.userErrors.length === 0 && !payload.replayed;
      });
    } finally {
      await other.close();
    }
  });
});
