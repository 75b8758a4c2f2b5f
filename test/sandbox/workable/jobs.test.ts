import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWorkable, type WorkableSandbox } from "./workable-sandbox.js";

const anyText: unknown = expect.any(String);
const anyList: unknown = expect.any(Array);

let world: WorkableSandbox;

beforeAll(async () => {
  world = await startWorkable();
});
afterAll(() => world.stop());

const jobAt = (index: number) => {
  const job = world.tenant.data.jobs[index];
  if (!job) throw new Error("No such job");
  return job;
};

describe("Workable's jobs in the sandbox", () => {
  it("lists jobs of every state, filters by state and times, and lacks the texts", async () => {
    const jobs = await world.rows("/jobs?limit=100", "jobs");
    expect(new Set(jobs.map((job) => job["state"]))).toEqual(new Set(["published", "draft", "closed", "archived"]));
    expect(jobs[0]).toMatchObject({ sample: false, confidential: false, keywords: null });
    expect(jobs.some((job) => "description" in job || "stages" in job || "memberIds" in job)).toBe(false);
    expect(await world.rows("/jobs?state=closed", "jobs")).toHaveLength(1);
    const updatedAfter = jobAt(6).updated_at;
    const later = await world.rows(`/jobs?updated_after=${updatedAfter}`, "jobs");
    expect(later.length).toBe(jobs.filter((job) => String(job["updated_at"]) > updatedAfter).length);
    const basic = updatedAfter.replaceAll(/[-:]/gu, "");
    expect(await world.rows(`/jobs?updated_after=${basic}`, "jobs")).toEqual(later);
    expect(await world.rows(`/jobs?created_after=${Date.parse(jobAt(9).created_at) / 1000}`, "jobs")).toHaveLength(5);
    expect((await world.get("/jobs?created_after=yesterday")).status).toBe(400);
  });

  it("adds texts to the list when they are asked for", async () => {
    const [job] = await world.rows("/jobs?limit=1&include_fields=description,benefits", "jobs");
    expect(job).toHaveProperty("description");
    expect(job).toHaveProperty("benefits");
    expect(job).not.toHaveProperty("requirements");
  });

  it("answers a detail with texts and facts, and without what only the list has", async () => {
    const { body } = await world.get(`/jobs/${jobAt(0).shortcode}`);
    expect(body).toMatchObject({ id: jobAt(0).id, employment_type: anyText, function: null });
    expect(body["full_description"]).toBe(
      `${String(body["description"])}${String(body["requirements"])}${String(body["benefits"])}`,
    );
    expect(body).not.toHaveProperty("sample");
    expect(body["location"]).not.toHaveProperty("location_str");
  });

  it("has a job without department, code and questions, and one with an old short code", () => {
    expect(jobAt(4)).toMatchObject({ department: null, department_hierarchy: [], code: null, questions: [] });
    expect(jobAt(1).shortcode).toBe("GROOV003");
  });

  it("gives one job a pipeline of its own under other stage ids", async () => {
    const own = await world.rows(`/jobs/${jobAt(2).shortcode}/stages`, "stages");
    const shared = await world.rows(`/jobs/${jobAt(0).shortcode}/stages`, "stages");
    expect(own.map((stage) => stage["slug"])).toContain("trial-day");
    expect(own.map((stage) => stage["slug"])).not.toContain("assessment");
    expect(own.some((stage) => shared.some((other) => other["id"] === stage["id"]))).toBe(false);
  });

  it("answers questions of every type, the form, members, recruiters and attributes of a job", async () => {
    const path = `/jobs/${jobAt(0).shortcode}`;
    const questions = await world.rows(`${path}/questions`, "questions");
    expect(new Set(questions.map((question) => question["type"])).size).toBe(8);
    expect((await world.get(`${path}/application_form`)).body).toMatchObject({
      form_fields: anyList,
      questions,
    });
    expect((await world.rows(`${path}/members`, "members"))[0]).toHaveProperty("collaboration_role");
    expect((await world.rows(`${path}/recruiters`, "recruiters"))[0]).toHaveProperty("email");
    expect((await world.rows(`${path}/custom_attributes`, "custom_attributes"))[0]).toHaveProperty("provider");
    expect((await world.get("/jobs/NOPE/questions")).status).toBe(404);
  });
});
