import { expect } from "vitest";

import type { WriteName } from "../../../src/schema/writes/write-input.js";
import type { MutationWorld } from "./mutation-world.js";

export interface Refused {
  /** PROVIDER_REJECTED unless said. */
  code?: string;
  field: string[] | null;
  /** The provider's own words. */
  words: string | null;
  /** How many calls it takes to be refused; one unless said. */
  calls?: number;
}

let keys = 0;

/** Checks that a write is refused, and that its key tells the same again without a call; gives the one userError. */
export async function expectRefusal(
  world: MutationWorld,
  name: WriteName,
  given: object,
  { code = "PROVIDER_REJECTED", field, words, calls = 1 }: Refused,
): Promise<{ message: string }> {
  const keyed = { ...given, idempotencyKey: `refusal ${String(++keys)}` };
  const written = await world.write(name, keyed);
  expect(written.errors).toBeUndefined();
  const { userErrors } = written.payload;
  expect(userErrors).toEqual([{ code, message: expect.any(String), field, providerMessage: words }]);
  expect(written.payload.replayed).toBe(false);
  expect(written.payload.steps.map(({ status }: any) => status)).toContain("REFUSED");
  expect([name, written.calls]).toEqual([name, expect.objectContaining({ length: calls })]);
  const again = await world.write(name, keyed);
  expect(again.payload).toEqual({ ...written.payload, replayed: true });
  expect(again.calls).toEqual([]);
  return userErrors[0];
}
