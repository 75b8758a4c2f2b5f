import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { waitUntil } from "../../support/wait-until.js";
import { done, mutation, startMutationWorld } from "./mutation-world.js";
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

describe("a write of the same content as another", () => {
  const dropped = { kind: "drop", method: "POST", times: 1 } as const;

  it("is not taken for the other one, which the answer told no id of: two equal ratings are two", async () => {
    const tenant = world.sandbox.workable("acme-demo");
    const input = { ...inputOf(valid, "workable", "rateApplication"), comment: "Twice the same" };
    const count = () => tenant.data.activities.filter(({ body }) => body === "Twice the same").length;
    done(
      await world.write("rateApplication", { ...input, idempotencyKey: "rated 1" }, "application { id }"),
      "application",
    );
    for (const [place, before] of [1, 2, 3].entries()) {
      expect(count()).toBe(before);
      tenant.fault({ ...dropped, path: /\/ratings$/u, ...(place === 1 && { after: true }) });
      const next = { ...input, idempotencyKey: `rated ${String(before + 1)}` };
      done(await world.write("rateApplication", next, "application { id }"), "application");
      expect(count()).toBe(before + 1);
    }
  });

  it("is not taken for the other one while that is still waiting for its answer", async () => {
    const tenant = world.sandbox.workable("acme-demo");
    const input = { ...inputOf(valid, "workable", "createActivity"), body: "At the same time" };
    const there = () => tenant.data.activities.filter(({ body }) => body === "At the same time").map(({ id }) => id);
    tenant.fault({ kind: "delay", after: true, delayMs: 1500, method: "POST", path: /\/comments$/u, times: 1 });
    const note = (idempotencyKey: string) =>
      world.ask(mutation("createActivity", "activity { remoteId }"), { input: { ...input, idempotencyKey } });
    const slow = note("slow");
    await waitUntil(() => there().length === 1);
    tenant.fault({ ...dropped, path: /\/comments$/u });
    const lost = note("lost");
    const told = (await Promise.all([slow, lost])).map(({ data }) => data.createActivity.activity.remoteId);
    expect(told).toEqual(there());
    expect(there()).toHaveLength(2);
  });
});

describe("a decision of which several people have one each", () => {
  it("is made for one of them, though its answer is lost until another request comes", async () => {
    const tenant = world.sandbox.workable("acme-demo");
    const input = { ...inputOf(valid, "workable", "decideTimeoffRequest"), idempotencyKey: "one of two" };
    const { timeoffRequestId } = input as Record<string, unknown>;
    const id = Buffer.from(String(timeoffRequestId), "base64").toString().split("/").at(-1);
    const { timeoffRequests } = tenant.data;
    const at = timeoffRequests.findIndex((row) => row.id === id);
    const row = timeoffRequests[at];
    if (!row) throw new Error("There is no such request.");
    const next = { id: "d3fff", approver_id: "8a6b1f2e-0000-4000-8000-000000000002" };
    timeoffRequests[at] = { ...row, pending_approvals: [...row.pending_approvals, next] };
    tenant.fault({ kind: "drop", after: true, method: "PATCH", path: /approvals/u, times: 1 });
    // Nor can it be looked up at once.
    tenant.fault({ kind: "delay", method: "GET", path: /timeoff/u, times: 1 });
    tenant.fault({ kind: "status", status: 503, method: "GET", path: /timeoff/u, times: 12 });
    const failed = await world.write("decideTimeoffRequest", input);
    expect(failed.errors).toMatchObject([{ extensions: { outcome: "UNKNOWN" } }]);
    tenant.clearFaults();
    const again = await world.write("decideTimeoffRequest", input, "timeoffRequest { status }");
    expect(again.payload).toMatchObject({ userErrors: [], timeoffRequest: { status: "PENDING" } });
    expect(again.writes).toEqual([]);
    expect(timeoffRequests[at]).toMatchObject({ state: "pending", pending_approvals: [next] });
  });
});
