import { setTimeout as sleep } from "node:timers/promises";

import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import type { Fault } from "../../../src/sandbox/core.js";
import { done, startMutationWorld } from "./mutation-world.js";
import type { MutationWorld, Written } from "./mutation-world.js";
import { inputOf, validInputs } from "./valid-inputs.js";

let world: MutationWorld;
let valid: ReturnType<typeof validInputs>;
beforeAll(async () => {
  // A call is given up after two seconds, so that one that hangs does not make the test long.
  world = await startMutationWorld({ requestTimeoutMs: 3000 });
  valid = validInputs(world);
});
afterAll(() => world.close());
afterEach(() => {
  world.sandbox.workable("acme-demo").clearFaults();
  world.sandbox.applicantstack("acme-demo").clearFaults();
});

type Provider = "workable" | "applicantstack";

const result = {
  ...{
    status: "PASSED",
    score: 18,
    maxScore: 20,
    summary: "Strong in algebra",
    reportUrl: "https://tests.example.com/r/9",
  },
  report: { fileName: "report.pdf", contentBase64: btoa("the report") },
};
const words = "Score: 18 of 20\nStrong in algebra\nReport: https://tests.example.com/r/9";

interface Place {
  /** The parts of the write, and the calls that they are. */
  steps: [string, string];
  posts: [RegExp, RegExp];
  /** What the sandbox holds of it, written as one line a part. */
  held: (id: string) => string[];
}

const places: Record<Provider, Place> = {
  workable: {
    steps: ["rating", "comment"],
    posts: [/\/ratings$/u, /\/comments$/u],
    held: (id) => {
      const { activities, files } = world.sandbox.workable("acme-demo").data;
      const own = activities.filter(
        ({ candidate, action }) => candidate?.id === id && ["rating", "comment"].includes(action),
      );
      const reports = files.filter(({ candidateId, name }) => candidateId === id && name === "report.pdf");
      return [
        ...own.map(({ action, body, rating }) => `${action} ${String(rating?.grade ?? "")}: ${body ?? ""}`),
        ...reports.map(({ content }) => `file: ${String(content)}`),
      ];
    },
  },
  applicantstack: {
    steps: ["attachment", "note"],
    posts: [/\/attachment$/u, /\/note$/u],
    held: (id) => {
      const row = world.sandbox.applicantstack("acme-demo").data.candidates.find(({ serial }) => serial === id);
      return [
        ...(row?.notes ?? [])
          .filter(({ type, text }) => type === "User" && text.startsWith("Assessment"))
          .map(({ text }) => `note: ${text}`),
        ...(row?.files ?? [])
          .filter(({ name }) => name === "report.pdf")
          .map(({ content }) => `file: ${String(content)}`),
      ];
    },
  },
};
const whole: Record<Provider, string[]> = {
  workable: ["rating 8: Score: 18 of 20", `comment : Assessment passed\n${words}`, "file: the report"],
  applicantstack: [`note: Assessment passed\n${words}`, "file: the report"],
};

let keys = 0;
/** An input for an application, and what the sandbox has got of it since. */
function fresh(provider: Provider): { input: Record<string, unknown>; held: () => string[] } {
  const { applicationId, actorId } = inputOf(valid, provider, "recordAssessmentResult");
  const remoteId = Buffer.from(String(applicationId), "base64").toString().split(":").at(-1) ?? "";
  const input = { applicationId, actorId, ...result, idempotencyKey: `result ${String(++keys)}` };
  const before = new Set(places[provider].held(remoteId));
  return {
    input,
    held: () =>
      places[provider]
        .held(remoteId)
        .filter((line) => !before.has(line))
        .sort(),
  };
}

const write = (input: object) => world.write("recordAssessmentResult", input, "application { id }");
const statusesOf = ({ payload, errors }: Written) =>
  (payload?.steps ?? errors?.[0]?.extensions["steps"]).map(({ status }: any) => status);
const postsTo = ({ writes }: Written, path: RegExp) => writes.filter((call) => path.test(call)).length;

/** Repeats a write with its key, as it is told, until it is settled. */
async function persist(input: object): Promise<Written> {
  for (let tries = 0; tries < 6; tries += 1) {
    const written = await write(input);
    const [error] = written.errors ?? [];
    if (!error) return written;
    expect(error.extensions).toMatchObject({ code: "PROVIDER_UNAVAILABLE", outcome: "UNKNOWN" });
    await sleep(Number(error.extensions["retryAfter"]) * 1000);
  }
  throw new Error("Given up");
}

const both = [["workable"], ["applicantstack"]] as [Provider][];

describe("the result of an assessment", () => {
  it.each(both)("is written in its parts at %s, each in one call", async (provider) => {
    const { input, held } = fresh(provider);
    const { steps, posts } = places[provider];
    const written = await write(input);
    expect(done(written, "application")).toEqual({ id: input["applicationId"] });
    expect(written.payload.steps).toEqual(steps.map((name) => ({ name, status: "DONE" })));
    expect(posts.map((path) => postsTo(written, path))).toEqual([1, 1]);
    // And one to see the file among the candidate's, or the note on the timeline.
    expect(written.calls).toHaveLength(3);
    expect(held()).toEqual(whole[provider].toSorted());
    const read =
      "activities(first: 100) { nodes { kind body rating { scale grade } } } attachments(first: 100) { nodes { fileName } }";
    const later = await world.read(String(input["applicationId"]), "Application", read);
    const bodies = later.activities.nodes.map(({ body }: any) => body);
    expect(bodies).toContain(`Assessment passed\n${words}`);
    expect(later.attachments.nodes).toContainEqual({ fileName: "report.pdf" });
    if (provider === "workable")
      expect(later.activities.nodes).toContainEqual(
        expect.objectContaining({ kind: "RATING", rating: { scale: "numbers", grade: 8 } }),
      );
  });

  it("is a comment or a note alone where there is nothing to grade and no file", async () => {
    for (const [provider] of both) {
      const { input } = fresh(provider);
      const written = await write({ ...input, score: 18, maxScore: null, report: null });
      expect(written.payload.steps).toEqual([{ name: provider === "workable" ? "comment" : "note", status: "DONE" }]);
      expect(written.writes).toHaveLength(1);
    }
  });
});

describe("a second part that is refused", () => {
  it.each(both)("is told at %s, and the same key sends it alone once it can be", async (provider) => {
    const { input, held } = fresh(provider);
    const { steps, posts } = places[provider];
    const headers = { "content-type": "application/json" };
    const body = provider === "workable" ? `{"error":"Not today"}` : `{"Method Result":"Failure","Error":"Not today"}`;
    const tenant = world.sandbox[provider]("acme-demo");
    const fault = { kind: "status", status: 422, headers, body } as const;
    tenant.fault({ ...fault, method: "POST", path: posts[1] });
    // A note that is refused is tried in another form, by a change of the candidate.
    tenant.fault({ ...fault, method: "PUT", path: /\/api\/candidate\/\w+$/u });
    const refused = await write(input);
    expect(refused.errors).toBeUndefined();
    expect(refused.payload).toMatchObject({
      userErrors: [{ code: "PROVIDER_REJECTED", providerMessage: "Not today" }],
      replayed: false,
      application: null,
      steps: [
        { name: steps[0], status: "DONE" },
        { name: steps[1], status: "REFUSED" },
      ],
    });
    expect(held()).toHaveLength(1);

    const stillRefused = await write(input);
    expect(statusesOf(stillRefused)).toEqual(["DONE", "REFUSED"]);
    expect(postsTo(stillRefused, posts[0])).toBe(0);

    tenant.clearFaults();
    const mended = await write(input);
    expect(mended.payload).toMatchObject({
      userErrors: [],
      replayed: false,
      application: { id: input["applicationId"] },
    });
    expect(statusesOf(mended)).toEqual(["DONE", "DONE"]);
    expect(posts.map((one) => postsTo(mended, one))).toEqual([0, 1]);
    expect(held()).toEqual(whole[provider].toSorted());

    const again = await write(input);
    expect(again.payload).toEqual({ ...mended.payload, replayed: true });
    expect(again.calls).toEqual([]);
  });
});

describe("a first part that is refused", () => {
  it.each(both)("ends the write at %s, and the second is not sent", async (provider) => {
    const { input, held } = fresh(provider);
    const { posts } = places[provider];
    world.sandbox[provider]("acme-demo").fault({ kind: "status", status: 422, body: "{}", path: posts[0], times: 2 });
    const refused = await write(input);
    expect(refused.payload.userErrors).toMatchObject([{ code: "PROVIDER_REJECTED" }]);
    expect(statusesOf(refused)).toEqual(["REFUSED", "NOT_DONE"]);
    world.sandbox[provider]("acme-demo").clearFaults();
    const again = await write(input);
    expect(again.payload).toEqual({ ...refused.payload, replayed: true });
    expect(again.calls).toEqual([]);
    expect(held()).toEqual([]);
  });
});

describe("a second part whose answer is lost", () => {
  const lost: [string, Omit<Fault, "path" | "method" | "times">, sendings: number][] = [
    ["status 500 before it took effect", { kind: "status", status: 500 }, 2],
    ["status 500 after it took effect", { kind: "status", status: 500, after: true }, 1],
    ["a line that is cut after it took effect", { kind: "drop", after: true }, 1],
    ["a hang before it took effect", { kind: "hang" }, 2],
    ["a hang after it took effect", { kind: "hang", after: true }, 1],
  ];

  it.each(lost.flatMap((one) => both.map(([provider]) => [provider, ...one] as const)))(
    "is found or sent again, and nothing is doubled, at %s: %s",
    async (provider, _name, fault, sendings) => {
      const { input, held } = fresh(provider);
      const { posts } = places[provider];
      const tenant = world.sandbox[provider]("acme-demo");
      tenant.fault({ ...fault, method: "POST", path: posts[1], times: 1 });
      const sent: string[] = [];
      let written: Written | undefined;
      for (let tries = 0; tries < 6 && written?.payload == null; tries += 1) {
        if (written?.errors) await sleep(Number(written.errors[0]?.extensions["retryAfter"]) * 1000);
        written = await write(input);
        sent.push(...written.writes);
        const [first, second] = statusesOf(written);
        expect([first, ["DONE", "UNKNOWN"].includes(second)]).toEqual(["DONE", true]);
      }
      expect(written?.payload).toMatchObject({
        userErrors: [],
        replayed: false,
        application: { id: input["applicationId"] },
      });
      expect(posts.map((path) => sent.filter((call) => path.test(call)).length)).toEqual([1, sendings]);
      expect(held()).toEqual(whole[provider].toSorted());
    },
  );

  it.each(both)(
    "is told as unknown at %s while the provider is down, and is then the only part that is sent",
    async (provider) => {
      const { input, held } = fresh(provider);
      const { posts } = places[provider];
      const tenant = world.sandbox[provider]("acme-demo");
      tenant.fault({ kind: "status", status: 503, method: "POST", path: posts[1] });
      const down = await write(input);
      expect(down.payload).toBeNull();
      expect(down.errors?.[0]?.extensions).toMatchObject({
        code: "PROVIDER_UNAVAILABLE",
        outcome: "UNKNOWN",
        idempotencyKey: input["idempotencyKey"],
        retryAfter: expect.any(Number),
      });
      expect(statusesOf(down)).toEqual(["DONE", "UNKNOWN"]);
      expect(held()).toHaveLength(1);
      tenant.clearFaults();
      const up = await persist(input);
      expect(statusesOf(up)).toEqual(["DONE", "DONE"]);
      expect(posts.map((path) => postsTo(up, path))).toEqual([0, 1]);
      expect(held()).toEqual(whole[provider].toSorted());
    },
  );
});
