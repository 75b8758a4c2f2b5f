import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { startMutationWorld } from "./mutation-world.js";
import type { MutationWorld, ProviderId } from "./mutation-world.js";
import { freshEmail, inputOf, validInputs } from "./valid-inputs.js";

let world: MutationWorld;
let valid: ReturnType<typeof validInputs>;
beforeAll(async () => {
  world = await startMutationWorld();
  valid = validInputs(world);
});
afterAll(() => world.close());

/** Three answers of 429 are as many sendings as one request makes. */
const tooMany = { kind: "status", status: 429, headers: { "retry-after": "0" }, times: 3, method: "POST" } as const;

const paths = { workable: /\/jobs\/\w+\/candidates$/u, applicantstack: /\/api\/candidate$/u };

describe("a write that surely was not taken", () => {
  it.each(["workable", "applicantstack"] as const)(
    "begins anew: who came in the meantime is a CONFLICT and not its own, at %s",
    async (provider: keyof typeof paths & ProviderId) => {
      const tenant = world.sandbox[provider]("acme-demo");
      const email = freshEmail();
      const given = { ...inputOf(valid, provider, "createCandidate"), email, idempotencyKey: `late ${provider}` };
      tenant.fault({ ...tooMany, path: paths[provider] });
      const failed = await world.write("createCandidate", given);
      expect(failed.errors?.map(({ extensions }) => extensions["code"])).toEqual(["PROVIDER_RATE_LIMITED"]);
      // Somebody else is quicker, and no write of ours knows of it.
      const quicker = await world.write("createCandidate", { ...given, idempotencyKey: undefined }, "candidate { id }");
      expect(quicker.payload.userErrors).toEqual([]);
      await world.database.db.query("delete from write_claims");
      const again = await world.write("createCandidate", given, "candidate { id }");
      expect(again.payload).toMatchObject({
        userErrors: [{ code: "CONFLICT" }],
        candidate: quicker.payload.candidate,
      });
      const there = (tenant.data.candidates as { email: string | null }[]).filter((row) => row.email === email);
      expect(there).toHaveLength(1);
    },
  );
});
