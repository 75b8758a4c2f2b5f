import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { WriteName } from "../../../src/schema/writes/write-input.js";
import { done, startMutationWorld, withoutCall } from "./mutation-world.js";
import type { MutationWorld } from "./mutation-world.js";
import { file, inputOf, validInputs } from "./valid-inputs.js";

let plain: MutationWorld;
let member: MutationWorld;
beforeAll(async () => {
  plain = await startMutationWorld();
  member = await startMutationWorld({ hasMember: true });
});
afterAll(async () => {
  await plain.close();
  await member.close();
});

const members = () => member.sandbox.workable("acme-demo").data.members;
const anonymous = (inputs: ReturnType<typeof validInputs>, name: WriteName) => ({
  ...inputOf(inputs, "workable", name),
  actorId: undefined,
});
const lastEntry = (world: MutationWorld) => world.sandbox.workable("acme-demo").data.activities.at(-1);

const inSomebodysName: WriteName[] = [
  ...(["createActivity", "createAttachment", "moveApplication", "transferApplication"] as const),
  ...(["rejectApplication", "reinstateApplication", "rateApplication", "recordAssessmentResult"] as const),
];

describe("a write that Workable does in a member's name", () => {
  it.each(inSomebodysName)("is refused without a call where nobody is named: %s", async (name) => {
    const inputs = validInputs(plain);
    for (const actorId of [undefined, null]) {
      const written = await plain.write(name, { ...inputOf(inputs, "workable", name), actorId });
      expect(withoutCall(written)).toEqual([
        {
          code: "BAD_USER_INPUT",
          message: "Workable does this in somebody's name: give actorId, or link the account with an acting member.",
          field: ["actorId"],
          providerMessage: null,
        },
      ]);
    }
  });

  it("is done by the member that the account was linked with, or by the one that the input names", async () => {
    const inputs = validInputs(member);
    for (const name of inSomebodysName) {
      const written = await member.write(name, anonymous(inputs, name), "");
      expect([name, written.payload.userErrors]).toEqual([name, []]);
      expect([name, lastEntry(member)?.member?.id]).toEqual([name, members()[0]?.id]);
      const actorId = member.id("workable", "User", members()[1]?.id ?? "");
      const named = await member.write(name, { ...inputOf(inputs, "workable", name), actorId }, "");
      expect([name, named.payload.userErrors]).toEqual([name, []]);
      expect([name, lastEntry(member)?.member?.id]).toEqual([name, members()[1]?.id]);
    }
  });

  it("is told beforehand by the capabilities of the account", async () => {
    const query = `{ linkedAccounts(filter: { provider: { eq: "workable" } }) { nodes { capabilities { writes { mutation needsActor } } } } }`;
    const needing = async (world: MutationWorld) =>
      (await world.ask(query)).data.linkedAccounts.nodes[0].capabilities
        .flatMap(({ writes }: any) => writes)
        .filter(({ needsActor }: any) => needsActor)
        .map(({ mutation }: any) => mutation)
        .sort();
    expect(await needing(plain)).toEqual(inSomebodysName.toSorted());
    expect(await needing(member)).toEqual([]);
  });

  it("is asked for a member when a new or changed candidate brings files, and not otherwise", async () => {
    const inputs = validInputs(plain);
    for (const name of ["createCandidate", "updateCandidate"] as const) {
      const resume = { ...file(), kind: "RESUME" };
      const alone = await plain.write(name, { ...anonymous(inputs, name), attachments: [resume] }, "candidate { id }");
      done(alone, "candidate");
      expect(alone.calls).toHaveLength(1);
      const written = await plain.write(name, { ...anonymous(inputs, name), attachments: [resume, file()] });
      expect(withoutCall(written)).toMatchObject([{ code: "BAD_USER_INPUT", field: ["actorId"] }]);
    }
    const given = { ...inputOf(inputs, "workable", "createCandidate"), attachments: [file()] };
    done(await plain.write("createCandidate", given, "candidate { id }"), "candidate");
    expect(lastEntry(plain)).toMatchObject({ action: "comment", member: { id: members()[0]?.id } });
  });
});

describe("a write of employees and time off, for which the token decides whether a member is asked for", () => {
  const hr: WriteName[] = ["createEmployee", "updateEmployee", "createTimeoffRequest", "decideTimeoffRequest"];

  it.each(hr)("is refused by Workable where nobody is named: %s", async (name) => {
    const written = await plain.write(name, anonymous(validInputs(plain), name));
    expect(written.errors).toBeUndefined();
    expect(written.payload.userErrors).toMatchObject([
      { code: "PROVIDER_REJECTED", field: ["actorId"], providerMessage: "can't be blank" },
    ]);
    expect(written.writes).toHaveLength(1);
  });

  it("is done by the member of the account, or by the one that the input names", async () => {
    const inputs = validInputs(member);
    const actorId = member.id("workable", "User", members()[4]?.id ?? "");
    const own = await member.write(
      "decideTimeoffRequest",
      anonymous(inputs, "decideTimeoffRequest"),
      "timeoffRequest { remoteId }",
    );
    const other = { ...inputOf(inputs, "workable", "decideTimeoffRequest"), actorId };
    const named = await member.write("decideTimeoffRequest", other, "timeoffRequest { remoteId }");
    const { timeoffRequests } = member.sandbox.workable("acme-demo").data;
    const decider = (remoteId: string) => timeoffRequests.find(({ id }) => id === remoteId)?.updated_by;
    expect(decider(done(own, "timeoffRequest").remoteId)).toBe(members()[0]?.name);
    expect(decider(done(named, "timeoffRequest").remoteId)).toBe(members()[4]?.name);
    for (const name of ["createEmployee", "updateEmployee", "createTimeoffRequest"] as const) {
      const written = await member.write(name, anonymous(inputs, name));
      expect([name, written.payload.userErrors]).toEqual([name, []]);
    }
  });
});
