import { setTimeout as sleep } from "node:timers/promises";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { WriteName } from "../../../src/schema/writes/write-input.js";
import type { Answer } from "../../support/world.js";
import { mutation, startMutationWorld } from "./mutation-world.js";
import type { MutationWorld } from "./mutation-world.js";
import { inputOf, validInputs } from "./valid-inputs.js";

/** Of nine calls in ten seconds, which the budget makes of Workable's ten, twenty need the third window. */
let patient: MutationWorld;
let usual: MutationWorld;
beforeAll(async () => {
  patient = await startMutationWorld({ requestTimeoutMs: 30_000 });
  usual = await startMutationWorld();
  for (const world of [patient, usual])
    world.sandbox.workable("acme-demo").rateLimit = { limit: 10, windowMs: 10_000, refuseLast: true };
});
afterAll(async () => {
  await patient.close();
  await usual.close();
});

/** Twenty mutations, each of one call. */
const names: WriteName[] = [
  ...(["createActivity", "createCandidate", "updateCandidate", "moveApplication", "transferApplication"] as const),
  ...(["rejectApplication", "reinstateApplication", "setCandidateTags", "rateApplication"] as const),
  ...(["recordAssessmentResult", "updateEmployee", "createTimeoffRequest"] as const),
  ...(["createActivity", "createCandidate", "updateCandidate", "moveApplication", "setCandidateTags"] as const),
  ...(["rateApplication", "rejectApplication", "createActivity"] as const),
];

interface Asked {
  name: WriteName;
  input: object;
}

function inputsFor(world: MutationWorld): Asked[] {
  const valid = validInputs(world);
  return names.map((name, index) => ({
    name,
    input: { ...inputOf(valid, "workable", name), idempotencyKey: `at once ${String(index)}` },
  }));
}

const askAll = (world: MutationWorld, asked: readonly Asked[]) =>
  Promise.all(
    asked.map(async ({ name, input }) => ({ name, input, answer: await world.ask(mutation(name), { input }) })),
  );

function expectDone({ name, answer }: { name: WriteName; answer: Answer }): void {
  expect([name, answer.errors]).toEqual([name, undefined]);
  expect([name, answer.data[name]]).toEqual([name, expect.objectContaining({ userErrors: [], replayed: false })]);
  expect([name, answer.extensions.upstream.calls]).toEqual([name, 1]);
}

/** The statuses that the sandbox answered, after checking that it saw each write once. */
function statuses(world: MutationWorld): number[] {
  const calls = world.sandbox.workable("acme-demo").calls();
  expect(calls.map(({ method }) => method)).not.toContain("GET");
  return calls.map(({ status }) => status);
}

describe.concurrent("twenty mutations at once on one account of Workable", () => {
  it("stay inside its limit and are all done, where a request may take as long", { timeout: 60_000 }, async () => {
    const asked = inputsFor(patient);
    patient.sandbox.workable("acme-demo").clearCalls();
    for (const one of await askAll(patient, asked)) expectDone(one);
    expect(statuses(patient)).toHaveLength(20);
    expect(statuses(patient)).not.toContain(429);
  });

  it("are told when to come back, where a request may not, and are then done once", { timeout: 90_000 }, async () => {
    const asked = inputsFor(usual);
    usual.sandbox.workable("acme-demo").clearCalls();
    const answers = await askAll(usual, asked);
    const late = answers.filter(({ answer }) => answer.errors !== undefined);
    for (const one of answers) if (!late.includes(one)) expectDone(one);
    expect(late).toHaveLength(2);
    for (const { answer } of late) {
      const [error] = answer.errors ?? [];
      expect(error?.extensions).toMatchObject({ code: "PROVIDER_RATE_LIMITED", steps: [{ status: "NOT_DONE" }] });
      expect(answer.extensions.upstream.calls).toBe(0);
    }
    const waits = late.map(({ answer }) => Number(answer.errors?.[0]?.extensions["retryAfter"]));
    expect(waits.every((seconds) => seconds >= 1 && seconds <= 21)).toBe(true);
    await sleep(Math.max(...waits) * 1000);
    for (const one of await askAll(usual, late)) expectDone(one);
    expect(statuses(usual)).toHaveLength(20);
    expect(statuses(usual)).not.toContain(429);
  });
});
