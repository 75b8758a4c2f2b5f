import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { startWorld } from "../support/world.js";
import type { World } from "../support/world.js";

let world: World;
beforeAll(async () => {
  world = await startWorld();
  world.sandbox.workable("acme-demo").rateLimit = null;
});
afterAll(() => world.close());

/** Answers a list with one body, given by hand, from the sandbox's own server. */
function answerWith(provider: "workable" | "applicantstack" | "sagehr", path: RegExp, body: unknown): void {
  const control = world.sandbox[provider]("acme-demo");
  control.clearFaults();
  control.fault({
    kind: "status",
    status: 200,
    path,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

const candidates = `query ($filter: CandidateFilter) {
  candidates(first: 10, filter: $filter) {
    nodes { remoteId name emails { value } remoteCreatedAt missing { field reason } }
    sources { status message } complete
  }
}`;

describe("what is malformed", () => {
  it("costs a record when its id is missing, and says where", async () => {
    const rows = [{ id: "a1", name: "Ada Test" }, { name: "No Id" }, "no object", { id: "a2", name: "Bo Test" }];
    answerWith("workable", /candidates/, { candidates: rows });
    const { data, errors } = await world.ask(candidates, { filter: { provider: { eq: "workable" } } });
    expect(errors).toBeUndefined();
    expect(data.candidates.nodes.map(({ remoteId }: any) => remoteId)).toEqual(["a1", "a2"]);
    const [source] = data.candidates.sources;
    expect(source.status).toBe("BAD_RESPONSE");
    expect(source.message).toMatch(/candidates\[1\].*candidates\[2\]/);
    expect(source.message).not.toMatch(/No Id/);
    expect(data.candidates.complete).toBe(false);
  });

  it("costs a field, and the record says so", async () => {
    answerWith("workable", /candidates/, {
      candidates: [{ id: "a1", name: "Ada Test", email: { odd: 1 }, created_at: "yesterday" }],
    });
    const { data, errors } = await world.ask(candidates, { filter: { provider: { eq: "workable" } } });
    expect(errors).toBeUndefined();
    const [node] = data.candidates.nodes;
    expect(node).toMatchObject({ name: "Ada Test", emails: [], remoteCreatedAt: null });
    expect(node.missing).toContainEqual({ field: "emails", reason: "BAD_RESPONSE" });
    expect(node.missing).toContainEqual({ field: "remoteCreatedAt", reason: "BAD_RESPONSE" });
  });

  it.each([
    ["workable", /candidates/, { people: [] }],
    ["workable", /candidates/, [1, 2]],
    ["applicantstack", /candidates/, { "Method Result": "Success", Candidates: "none" }],
    ["applicantstack", /candidates/, { "Method Result": "Failure", Error: "canary-text" }],
    ["sagehr", /positions/, { data: 7 }],
  ] as const)("costs the account when %s answers something else altogether", async (provider, path, body) => {
    answerWith(provider, path, body);
    const answer = await world.ask(candidates, { filter: { provider: { eq: provider } } });
    expect(answer.data.candidates).toBeNull();
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: expect.stringMatching(/^PROVIDER_/), provider });
    expect(JSON.stringify(answer)).not.toContain("canary-text");
  });

  it("is not a row that comes twice", async () => {
    const row = { id: "a1", name: "Ada Test" };
    answerWith("workable", /candidates/, { candidates: [row, row, { id: "a2", name: "Bo Test" }, row] });
    const { data } = await world.ask(candidates, { filter: { provider: { eq: "workable" } } });
    expect(data.candidates.nodes.map(({ remoteId }: any) => remoteId)).toEqual(["a1", "a2"]);
  });
});
