import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { expectRefusal } from "./expect-refusal.js";
import { done, providerIds, startMutationWorld } from "./mutation-world.js";
import type { MutationWorld } from "./mutation-world.js";
import { freshEmail, inputOf, validInputs } from "./valid-inputs.js";

let world: MutationWorld;
let valid: ReturnType<typeof validInputs>;
beforeAll(async () => {
  world = await startMutationWorld();
  valid = validInputs(world);
});
afterAll(() => world.close());

describe("a refusal without words", () => {
  it.each(providerIds.flatMap((provider) => [400, 409, 422].map((status) => [provider, status] as const)))(
    "is PROVIDER_REJECTED at %s with status %i, and nothing of a page gets out",
    async (provider, status) => {
      const name = provider === "sagehr" ? "rehireEmployee" : "updateCandidate";
      const made = provider === "sagehr" ? inputOf(valid, "sagehr", name) : inputOf(valid, provider, name);
      for (const body of ["", "{}", "[]", "null", "<html>secret words</html>"]) {
        world.sandbox[provider]("acme-demo").fault({ kind: "status", status, body, times: 1 });
        const error = await expectRefusal(world, name, made, { field: null, words: null });
        expect(error.message).not.toContain("secret");
      }
    },
  );

  it("is an error when it is about the account's rights, and the same key writes once they are there", async () => {
    const { sandbox } = world;
    for (const provider of providerIds) {
      const name = provider === "sagehr" ? "updateEmployee" : "updateCandidate";
      const keyed = { ...inputOf(valid, provider, name), idempotencyKey: `no rights at ${provider}` };
      sandbox[provider]("acme-demo").fault({ kind: "status", status: 403, body: "{}", times: 1 });
      const written = await world.write(name, keyed);
      expect(written.payload).toBeNull();
      expect(written.errors?.[0]?.extensions).toMatchObject({ code: "FORBIDDEN", provider });
      expect(written.errors?.[0]?.extensions["steps"]).toMatchObject([{ status: "NOT_DONE" }]);
      const again = await world.write(name, keyed);
      expect(again.payload).toMatchObject({ userErrors: [], replayed: false });
      expect(again.writes).toHaveLength(1);
    }
  });
});

describe("a refused write", () => {
  it("can be mended and sent under another key", async () => {
    const given = {
      ...inputOf(valid, "workable", "createCandidate"),
      email: "nobody",
      idempotencyKey: "refused first",
    };
    const refused = await world.write("createCandidate", given);
    expect(refused.payload.userErrors).toHaveLength(1);
    const mended = { ...given, email: freshEmail() };
    const sameKey = await world.write("createCandidate", mended);
    expect(sameKey.errors?.[0]?.extensions["code"]).toBe("CONFLICT");
    const other = await world.write("createCandidate", { ...mended, idempotencyKey: "second" }, "candidate { id }");
    done(other, "candidate");
  });
});
