import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { startWorld } from "../support/world.js";
import type { World } from "../support/world.js";

let world: World;
beforeAll(async () => {
  world = await startWorld();
  world.sandbox.workable("acme-demo").rateLimit = null;
});
afterAll(() => world.close());
beforeEach(() => {
  world.sandbox.workable("acme-demo").clearCalls();
});

/** Runs a query over the Workable account and tells what the sandbox counted, after checking that our own count is the same. */
async function countedCalls(query: string, variables?: Record<string, unknown>) {
  const answer = await world.ask(query, variables);
  expect(answer.errors).toBeUndefined();
  const calls = world.sandbox
    .workable("acme-demo")
    .calls()
    .map(({ method, path }) => `${method} ${path.split("?")[0] ?? ""}`);
  expect(answer.extensions.upstream.calls).toBe(calls.length);
  return { data: answer.data, calls };
}

const workable = `filter: { provider: { eq: "workable" } }`;

describe("upstream calls", () => {
  it("are one for 50 candidates with name, e-mail, stage and job title", async () => {
    const { data, calls } = await countedCalls(`{
      candidates(first: 50, ${workable}) {
        nodes { id name emails { value } applications { nodes { stageKind stage { name kind } job { id title } } } }
      }
    }`);
    expect(data.candidates.nodes).toHaveLength(50);
    const [application] = data.candidates.nodes[0].applications.nodes;
    expect(application).toMatchObject({ stage: { name: expect.any(String) }, job: { title: expect.any(String) } });
    expect(calls).toHaveLength(1);
  });

  it("are two with the departments of the jobs", async () => {
    const { data, calls } = await countedCalls(`{
      applications(first: 50, ${workable}) { nodes { candidate { name } stage { name } job { title department { name } } } }
    }`);
    expect(data.applications.nodes.some(({ job }: any) => job.department !== null)).toBe(true);
    expect(calls).toHaveLength(2);
  });

  it("are one more for the ids of the stages of all jobs, which Relay always asks for, and one for a job with a stage of its own", async () => {
    const { data, calls } = await countedCalls(`{
      applications(first: 50, ${workable}) { nodes { id stage { id remoteId name kind } job { id title } } }
    }`);
    const stages = data.applications.nodes.map(({ stage }: any) => stage);
    expect(new Set(stages.map(({ id }: any) => id)).size).toBeGreaterThan(10);
    expect(calls).toEqual([
      expect.stringMatching(/candidates$/),
      expect.stringMatching(/v3\/stages$/),
      expect.stringMatching(/jobs\/\w+\/stages$/),
    ]);
    const ids = stages.slice(0, 10).map(({ id }: any) => id);
    const again = await world.ask(
      `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on JobInterviewStage { id name } } }`,
      { ids },
    );
    expect(again.data.nodes.map(({ name }: any) => name)).toEqual(stages.slice(0, 10).map(({ name }: any) => name));
  });

  it("are two for 50 applications with full job fields but no description", async () => {
    const { data, calls } = await countedCalls(`{
      applications(first: 50, ${workable}) {
        nodes { job { id title code status locations { city country } compensation { min max currency } workplaceType remoteUpdatedAt } }
      }
    }`);
    expect(new Set(data.applications.nodes.map(({ job }: any) => job.id)).size).toBeGreaterThan(5);
    expect(calls).toHaveLength(2);
  });

  it("are one and one for each of 20 candidates whose answers are asked under two aliases", async () => {
    const { data, calls } = await countedCalls(`{
      candidates(first: 20, ${workable}) {
        nodes {
          one: applications { nodes { answers { question { label } text } } }
          two: applications { nodes { answers { kind boolean number } } }
        }
      }
    }`);
    expect(data.candidates.nodes).toHaveLength(20);
    expect(calls).toHaveLength(21);
  });

  it("are one for a node, whatever is asked of it", async () => {
    const list = await world.ask(`{ candidates(first: 1, ${workable}) { nodes { id } } }`);
    world.sandbox.workable("acme-demo").clearCalls();
    const { data, calls } = await countedCalls(
      `query ($id: ID!) { node(id: $id) { ... on Candidate { id name education { school } applications { nodes { job { title } answers { text } } } } } }`,
      { id: list.data.candidates.nodes[0].id },
    );
    expect(data.node.id).toBe(list.data.candidates.nodes[0].id);
    expect(calls).toHaveLength(1);
  });

  it("are one when equal queries run at the same time", async () => {
    world.sandbox.workable("acme-demo").latencyMs = 200;
    const query = `{ candidates(first: 50, ${workable}) { nodes { name } } }`;
    const answers = await Promise.all(Array.from({ length: 10 }, () => world.ask(query)));
    expect(world.sandbox.workable("acme-demo").calls()).toHaveLength(1);
    const reported = answers.map(({ extensions }) => extensions.upstream.calls);
    expect(reported.reduce((sum, calls) => sum + calls, 0)).toBe(1);
    world.sandbox.workable("acme-demo").latencyMs = 0;
  });

  it("are no more for a total that the provider does not tell, or of an account that failed", async () => {
    const query = `{ candidates(first: 5, ${workable}) { nodes { id } totalCount } }`;
    const { data, calls } = await countedCalls(query);
    expect({ total: data.candidates.totalCount, calls: calls.length }).toEqual({ total: null, calls: 1 });
    const sageHr = world.sandbox.sagehr("acme-demo");
    sageHr.fault({ kind: "html200" });
    sageHr.clearCalls();
    const answer = await world.ask(`{ employees(first: 100) { totalCount sources { status } } }`);
    sageHr.clearFaults();
    expect(answer.data.employees.totalCount).toBeNull();
    expect(sageHr.calls().length).toBeLessThanOrEqual(1);
  });

  it("end when the client has gone", async () => {
    const control = world.sandbox.workable("acme-demo");
    control.latencyMs = 150;
    const query = `{ candidates(first: 40, ${workable}) { nodes { summary } } }`;
    const gone = fetch(`${world.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${await world.key()}` },
      body: JSON.stringify({ query }),
      signal: AbortSignal.timeout(400),
    });
    await expect(gone).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 200));
    const made = control.calls().length;
    expect(made).toBeGreaterThan(1);
    await new Promise((resolve) => setTimeout(resolve, 700));
    control.latencyMs = 0;
    expect(control.calls()).toHaveLength(made);
    expect(made).toBeLessThan(41);
  });
});
