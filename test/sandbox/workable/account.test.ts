import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWorkable, type WorkableSandbox } from "./workable-sandbox.js";

let world: WorkableSandbox;

beforeAll(async () => {
  world = await startWorkable();
});
afterAll(() => world.stop());

describe("a Workable account in the sandbox", () => {
  it("lists active members by default and filters by status, role, e-mail, name and job", async () => {
    const names = async (query: string) => (await world.rows(`/members${query}`, "members")).map((row) => row["name"]);
    expect(await names("")).not.toContain("Gone Away");
    expect(await names("?status=inactive")).toEqual(["Gone Away"]);
    expect(await names("?status=all")).toHaveLength(7);
    expect(await names("?role=admin")).toEqual(["Dana Iversen", "Rafael Duarte"]);
    expect(await names("?email=member2@acme-demo.test")).toEqual(["Ola Berg"]);
    expect(await names("?name=Kim%20Sato")).toEqual(["Kim Sato"]);
    const job = world.tenant.data.jobs[0];
    expect((await names(`?shortcode=${job?.shortcode}&status=all`)).length).toBe(job?.memberIds.length);
  });

  it("lists departments by name, whose hexadecimal ids are numbers in the jobs' hierarchy", async () => {
    const departments = world.tenant.data.departments;
    expect((await world.get("/departments")).body).toEqual(departments);
    expect(departments.map((row) => row.name)).toEqual(departments.map((row) => row.name).toSorted());
    const ids = new Set(departments.map((row) => Number.parseInt(row.id, 16)));
    const used = world.tenant.data.jobs.flatMap((job) => job.department_hierarchy.map((link) => link.id));
    expect(used.length).toBeGreaterThan(0);
    expect(used.every((id) => ids.has(id))).toBe(true);
  });

  it("has custom stages, several stages of one kind and one of an unknown kind", async () => {
    const stages = await world.rows("/stages", "stages");
    expect(stages[0]).toEqual({
      id: 5300010,
      identifier: "50df2a",
      slug: "sourced",
      name: "Sourced",
      kind: "sourced",
      position: 1,
    });
    expect(stages.filter((stage) => stage["kind"] === "interview").map((stage) => stage["slug"])).toEqual([
      "technical-interview",
      "interview",
    ]);
    expect(stages.map((stage) => stage["kind"])).toContain("background-check");
  });

  it("answers legal entities and reasons as bare arrays, attributes and events in envelopes", async () => {
    expect((await world.get("/legal_entities")).body).toMatchObject([
      { type: "entity" },
      { type: "location" },
      { type: "site" },
    ]);
    expect((await world.get("/disqualification_reasons")).body).toMatchObject([
      { position: 1, candidate_withdrew: false },
      {},
      {},
      { candidate_withdrew: true },
      {},
    ]);
    expect((await world.rows("/custom_attributes", "custom_attributes")).map((row) => row["type"])).toContain(
      "dropdown",
    );
    expect((await world.get("/events")).body).toEqual({ events: [] });
  });
});
