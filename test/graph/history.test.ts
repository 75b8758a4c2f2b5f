import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { startWorld } from "../support/world.js";
import type { World } from "../support/world.js";

let world: World;
beforeAll(async () => {
  world = await startWorld();
  world.sandbox.workable("acme-demo").rateLimit = null;
});
afterAll(() => world.close());

interface Entry {
  from: { label: string | null } | null;
  to: { label: string | null; kind: string; stage: { id: string; name: string } | null } | null;
  enteredAt: string | null;
  leftAt: string | null;
  derivation: string;
}

describe.each(["workable", "applicantstack", "sagehr"])("the stage history at %s", (provider) => {
  it("is a chain, oldest first, that ends in the present stage", async () => {
    const { data, errors } = await world.ask(
      `query ($filter: ApplicationFilter) {
        applications(first: 12, filter: $filter) {
          nodes {
            id appliedAt enteredStageAt stage { name }
            stageHistory { from { label } to { label kind stage { id name } } enteredAt leftAt actor { name } derivation }
          }
        }
      }`,
      { filter: { provider: { eq: provider } } },
    );
    expect(errors).toBeUndefined();
    const applications = data.applications.nodes as {
      enteredStageAt: string;
      stage: { name: string };
      stageHistory: Entry[];
    }[];
    expect(applications.some(({ stageHistory }) => stageHistory.length > 1)).toBe(true);
    for (const { stageHistory, enteredStageAt } of applications.filter(({ stageHistory: { length } }) => length > 0)) {
      expect(stageHistory[0]?.from).toBeNull();
      stageHistory.forEach((entry, index) => {
        const next = stageHistory[index + 1];
        expect(entry.leftAt).toBe(next ? next.enteredAt : null);
        if (next?.enteredAt && entry.enteredAt)
          expect(Date.parse(next.enteredAt)).toBeGreaterThanOrEqual(Date.parse(entry.enteredAt));
      });
      const last = stageHistory.at(-1);
      expect(enteredStageAt).toBe(last?.enteredAt ?? null);
    }
  });
});

describe("references across models", () => {
  it("join hires to candidates, employees to managers and groups, time off to people and kinds", async () => {
    const { data, errors } = await world.ask(`{
      employees(first: 100) {
        nodes { provider name manager { name } groups { name type } candidate { id name } directReports(first: 2) { nodes { name } } }
      }
      timeoffRequests(first: 60) { nodes { provider startDate endDate unit amount employee { name } type { id name } } sources { status from to } }
    }`);
    expect(errors).toBeUndefined();
    const of = (nodes: any[], provider: string) => nodes.filter((node) => node.provider === provider);
    for (const provider of ["workable", "sagehr"]) {
      expect(of(data.employees.nodes, provider).some(({ manager }) => manager?.name)).toBe(true);
      expect(of(data.employees.nodes, provider).some(({ groups }) => groups.length > 0)).toBe(true);
    }
    expect(of(data.employees.nodes, "workable").some(({ candidate }) => candidate?.name)).toBe(true);
    expect(data.timeoffRequests.nodes.every((node: any) => node.employee.name !== undefined && node.type?.id)).toBe(
      true,
    );
    expect(data.timeoffRequests.sources[0]).toMatchObject({
      status: "OK",
      from: expect.any(String),
      to: expect.any(String),
    });
  });
});
