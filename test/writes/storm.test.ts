import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Fault, TenantControl } from "../../src/sandbox/core.js";
import { startWorld } from "../support/world.js";
import type { Answer, World } from "../support/world.js";

let world: World;
beforeAll(async () => {
  const many = { workable: 420, applicantstack: 60, sagehr: 60 };
  const tenants = {
    workable: [{ subdomain: "acme-demo", token: "sandbox-workable-token", candidates: many.workable, jobs: 6 }],
    applicantstack: [{ subdomain: "acme-demo", token: "sandbox-applicantstack-token", candidates: 60 }],
    sagehr: [{ subdomain: "acme-demo", token: "sandbox-sagehr-token", candidates: 60 }],
  };
  // Calls are given up after 800 ms, so that time-outs do not make the test long.
  world = await startWorld({ sandbox: { tenants }, requestTimeoutMs: 1200 });
  world.sandbox.workable("acme-demo").rateLimit = null;
});
afterAll(() => world.close());

/** Every way in which a call can go wrong, before and after the provider took it, and none at all. */
const faults: readonly (Omit<Fault, "path" | "method" | "times"> | null)[] = [
  null,
  { kind: "status", status: 429, headers: { "retry-after": "0" } },
  { kind: "status", status: 503 },
  { kind: "drop" },
  { kind: "drop", after: true },
  { kind: "status", status: 500, after: true },
  { kind: "hang" },
  { kind: "hang", after: true },
  { kind: "truncated" },
];

type Tenant = Pick<TenantControl<unknown>, "fault" | "calls" | "clearCalls">;

/** How many calls a mutation makes, by the fault that it meets: what the provider did not take is sent again, and only that. */
const sendings = [1, 2, 2, 2, 1, 1, 2, 1, 1];

/** The calls of so many mutations, whose faults begin with the one at `first`. */
function metBy(count: number, first = 0): number {
  return Array.from({ length: count }, (_, index) => sendings[(index + first) % sendings.length] ?? 0).reduce(
    (a, b) => a + b,
  );
}

function postsTo(tenants: readonly Tenant[]): number {
  const posts = tenants.flatMap((tenant) => tenant.calls().filter(({ method }) => method === "POST"));
  for (const tenant of tenants) tenant.clearCalls();
  return posts.length;
}

interface Attempt {
  payload: any;
  tries: number;
}

/** Repeats a mutation with its key as a client does, as long as it is told that this can help. */
async function persist(query: string, input: object): Promise<Attempt> {
  for (let tries = 1; tries <= 12; tries += 1) {
    const answer: Answer = await world.ask(query, { input });
    const [error] = answer.errors ?? [];
    const [payload] = Object.values<any>(answer.data ?? {});
    if (!error) return { payload, tries };
    const { code, retryAfter } = error.extensions;
    if (!["PROVIDER_UNAVAILABLE", "PROVIDER_RATE_LIMITED", "PROVIDER_BAD_RESPONSE", "CONFLICT"].includes(String(code)))
      throw new Error(`${String(code)}: ${error.message}`);
    await new Promise((resolve) => setTimeout(resolve, Math.min(Number(retryAfter ?? 0.2), 1) * 1000));
  }
  throw new Error("Given up after 12 tries");
}

/** Does one job for each number, eight at a time. */
async function forEach(count: number, job: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const work = async () => {
    while (next < count) await job(next++);
  };
  await Promise.all(Array.from({ length: 8 }, work));
}

function arm(tenant: Tenant, index: number, path: RegExp): void {
  const fault = faults[index % faults.length];
  if (fault) tenant.fault({ ...fault, path, times: 1, method: "POST" });
}

const mutation = (name: string, fields: string) =>
  `mutation($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${fields} userErrors { code field message } replayed steps { name status } } }`;

async function workableApplications(): Promise<
  { id: string; remoteId: string; stages: { id: string; remoteId: string }[] }[]
> {
  const query = (
    after: string | null,
  ) => `{ applications(first: 100, after: ${JSON.stringify(after)}, filter: { provider: { eq: "workable" }, outcome: { eq: ACTIVE } }) {
    nodes { id remoteId job { stages { nodes { id remoteId } } } } pageInfo { endCursor hasNextPage } } }`;
  const found = [];
  for (let after: string | null = null; ;) {
    const { data } = await world.ask(query(after));
    found.push(
      ...data.applications.nodes.map(({ id, remoteId, job }: any) => ({ id, remoteId, stages: job.stages.nodes })),
    );
    if (!data.applications.pageInfo.hasNextPage) return found;
    after = data.applications.pageInfo.endCursor;
  }
}

describe("over a thousand mutations, each with a fault of its own and repeated until they are done", () => {
  it("writes every note of Workable once and tells the note that was written", { timeout: 240_000 }, async () => {
    const tenant = world.sandbox.workable("acme-demo");
    const applications = (await workableApplications()).slice(0, 90);
    const actorId = (await world.ask(`{ users(first: 1, filter: { provider: { eq: "workable" } }) { nodes { id } } }`))
      .data.users.nodes[0].id;
    const query = mutation("createActivity", "activity { remoteId body }");
    const count = 450;
    // Notes on one candidate come one after the other, so that the fault meets its own call.
    await forEach(applications.length, async (place) => {
      const { id: applicationId, remoteId } = applications[place] ?? { id: "", remoteId: "" };
      for (let index = place; index < count; index += applications.length) {
        arm(tenant, index, new RegExp(`/candidates/${remoteId}/comments$`));
        const body = `Note number ${String(index)}`;
        const { payload } = await persist(query, {
          applicationId,
          body,
          actorId,
          idempotencyKey: `note-${String(index)}`,
        });
        expect(payload.userErrors).toEqual([]);
        const written = tenant.data.activities.filter((activity) => activity.body === body);
        expect(written.map(({ id }) => id)).toEqual([payload.activity.remoteId]);
      }
    });
    const notes = tenant.data.activities.filter(({ body }) => body?.startsWith("Note number "));
    expect(notes).toHaveLength(count);
    expect(postsTo([tenant])).toBe(metBy(count));
  });

  it("rates and moves every application of Workable once", { timeout: 240_000 }, async () => {
    const tenant = world.sandbox.workable("acme-demo");
    const applications = (await workableApplications()).slice(0, 110);
    const actorId = (await world.ask(`{ users(first: 1, filter: { provider: { eq: "workable" } }) { nodes { id } } }`))
      .data.users.nodes[0].id;
    const rate = mutation("rateApplication", "application { remoteId }");
    const move = mutation("moveApplication", "application { remoteId stage { remoteId } }");
    await forEach(applications.length, async (index) => {
      const application = applications[index];
      const row = tenant.data.candidates.find(({ id }) => id === application?.remoteId);
      if (!application || !row) throw new Error("There is no such application");
      const to = application.stages.find(({ remoteId }) => remoteId !== row.stageSlug && remoteId !== "hired");
      const key = { applicationId: application.id, actorId };
      arm(tenant, index, new RegExp(`/candidates/${application.remoteId}/ratings$`));
      const comment = `Rating number ${String(index)}`;
      await persist(rate, { ...key, scale: "STARS", grade: 3, comment, idempotencyKey: `rate-${String(index)}` });
      expect(tenant.data.activities.filter(({ body }) => body === comment)).toHaveLength(1);
      const before = tenant.data.activities.filter(
        ({ candidate, target }) => candidate?.id === row.id && target !== null,
      );
      arm(tenant, index + 4, new RegExp(`/candidates/${application.remoteId}/move$`));
      const { payload } = await persist(move, { ...key, stageId: to?.id, idempotencyKey: `move-${String(index)}` });
      expect(payload.userErrors).toEqual([]);
      expect(tenant.data.candidates.find(({ id }) => id === row.id)?.stageSlug).toBe(to?.remoteId);
      const after = tenant.data.activities.filter(
        ({ candidate, target }) => candidate?.id === row.id && target !== null,
      );
      expect(after.length - before.length).toBe(1);
    });
    expect(postsTo([tenant])).toBe(metBy(applications.length) + metBy(applications.length, 4));
  });

  it("makes every candidate of all three providers once", { timeout: 240_000 }, async () => {
    const jobs = async (provider: string) =>
      (
        await world.ask(
          `{ jobs(first: 50, filter: { provider: { eq: "${provider}" }, status: { eq: OPEN } }) { nodes { id remoteId } } }`,
        )
      ).data.jobs.nodes;
    const query = mutation("createCandidate", "candidate { remoteId }");
    const [workable, stack, sage] = await Promise.all(["workable", "applicantstack", "sagehr"].map(jobs));
    const places = [
      { tenant: world.sandbox.workable("acme-demo"), jobs: workable, path: (id: string) => `/jobs/${id}/candidates` },
      { tenant: world.sandbox.applicantstack("acme-demo"), jobs: stack, path: () => "/api/candidate$" },
      { tenant: world.sandbox.sagehr("acme-demo"), jobs: sage, path: (id: string) => `/positions/${id}/applicants` },
    ];
    const made: { provider: number; email: string; remoteId: string }[] = [];
    await Promise.all(
      places.map(async ({ tenant, jobs: own, path }, provider) => {
        // One after the other: a fault has to meet the call that it is meant for.
        for (let index = 0; index < 120; index += 1) {
          const job = own[index % own.length];
          const email = `storm-${String(provider)}-${String(index)}@example.com`;
          arm(tenant, index, new RegExp(path(job.remoteId)));
          const input = { jobId: job.id, firstName: "Storm", lastName: `Number ${String(index)}`, email };
          const { payload } = await persist(query, { ...input, idempotencyKey: email });
          expect(payload.userErrors).toEqual([]);
          made.push({ provider, email, remoteId: payload.candidate.remoteId });
        }
      }),
    );
    const inWorkable = world.sandbox.workable("acme-demo").data.candidates.map(({ id, email }) => [email, id]);
    const inStack = world.sandbox
      .applicantstack("acme-demo")
      .data.candidates.map((row: any) => [row.email, row.serial]);
    const inSage = world.sandbox
      .sagehr("acme-demo")
      .data.applicants.map(({ profile }: any) => [profile.email, String(profile.id)]);
    const there = [inWorkable, inStack, inSage];
    for (const { provider, email, remoteId } of made)
      expect(there[provider]?.filter(([address]) => address === email)).toEqual([[email, remoteId]]);
    expect(made).toHaveLength(360);
    expect(postsTo(places.map(({ tenant }) => tenant))).toBe(metBy(120) * 3);
  });
});
