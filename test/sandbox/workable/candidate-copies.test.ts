import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { found, recordOf } from "../json.js";
import { problemsOf, startWorkable, type WorkableSandbox } from "./workable-sandbox.js";

let world: WorkableSandbox;

beforeAll(async () => {
  world = await startWorkable();
});
afterAll(() => world.stop());

const dana = "2b44e1";
const data = () => world.tenant.data;
const codeAt = (index: number) => found(data().jobs[index]).shortcode;
const act = (action: string, id: string, body: object) => world.send("POST", `/candidates/${id}/${action}`, body);
const detailOf = async (id: unknown) => recordOf((await world.get(`/candidates/${String(id)}`)).body, "candidate");

/** A candidate with a résumé in a stage of the first job, made for one test. */
async function create(candidate: object = {}): Promise<string> {
  const email = `person.${data().candidates.length}@people.test`;
  const body = {
    sourced: false,
    candidate: {
      name: "Ida Falk",
      email,
      phone: "+15550001",
      skills: ["welding"],
      resume: { name: "cv.pdf", data: "JVBERg==" },
      ...candidate,
    },
  };
  const answer = await world.send("POST", `/jobs/${codeAt(0)}/candidates`, body);
  return String(recordOf(answer.body, "candidate")["id"]);
}

describe.each([
  ["copy", "copied"],
  ["relocate", "moved"],
])("to %s a candidate of Workable in the sandbox", (action, entry) => {
  it("answers the id and the address of a new record in the other job, which begins anew", async () => {
    const id = await create();
    await world.send("POST", `/candidates/${id}/disqualify`, { member_id: dana });
    const original = await detailOf(id);
    const answer = await act(action, id, { member_id: dana, target_job_shortcode: codeAt(4) });
    const link = recordOf(answer.body, "candidate");
    expect([answer.status, link["url"]]).toEqual([201, `${world.baseUrl}/candidates/${String(link["id"])}`]);
    expect(Number.parseInt(String(link["id"]), 16)).toBeGreaterThan(Number.parseInt(id, 16));
    expect((await world.get(String(link["url"]))).body).toMatchObject({
      candidate: {
        id: link["id"],
        name: "Ida Falk",
        email: original["email"],
        phone: "+15550001",
        skills: [{ name: "welding" }],
        job: { shortcode: codeAt(4) },
        stage: "Applied",
        disqualified: false,
        disqualified_at: null,
        resume_metadata: { filename: "cv.pdf" },
      },
    });
    expect(await world.rows(`/candidates/${String(link["id"])}/files`, "files")).toMatchObject([{ name: "cv.pdf" }]);
    expect(await world.rows(`/candidates/${String(link["id"])}/activities`, "activities")).toMatchObject([
      { action: entry, member: { id: dana }, action_stage: { slug: "applied" } },
    ]);
    expect(await world.rows(`/jobs/${codeAt(4)}/candidates?since_id=${String(link["id"])}`, "candidates")).toHaveLength(
      1,
    );
  });

  it("may name a stage of the other job's pipeline", async () => {
    const id = await create();
    const body = { member_id: dana, target_job_shortcode: codeAt(2), target_stage: "trial-day" };
    const link = recordOf((await act(action, id, body)).body, "candidate");
    expect(await detailOf(link["id"])).toMatchObject({ stage: "Trial Day", hired_at: null });
  });

  it("takes a record of the talent pool into a job", async () => {
    const pooled = found(data().talentPool.at(-1));
    const body = { member_id: dana, target_job_shortcode: codeAt(6) };
    const link = recordOf((await act(action, pooled.id, body)).body, "candidate");
    const detail = await detailOf(link["id"]);
    expect(detail).toMatchObject({ job: { shortcode: codeAt(6) }, stage: "Sourced", email: pooled.email });
    expect(detail).not.toHaveProperty("talent_pool");
    expect(data().talentPool.some((row) => row.id === pooled.id)).toBe(action === "copy");
    data().candidates = data().candidates.filter((row) => row.id !== link["id"]);
  });

  it("is refused where the e-mail address is already, and changes nothing", async () => {
    const id = await create();
    const { email } = found(data().candidates.find((row) => row.id === id));
    await world.send("POST", `/jobs/${codeAt(4)}/candidates`, { candidate: { name: "Ida F.", email } });
    const count = data().candidates.length;
    const answer = await act(action, id, { member_id: dana, target_job_shortcode: codeAt(4) });
    expect(problemsOf(answer)).toEqual({ email: ["candidate already exists"] });
    expect(data().candidates).toHaveLength(count);
    expect((await detailOf(id))["id"]).toBe(id);
  });

  it("is refused without a member, to an unknown job or stage, and to the job it is in", async () => {
    const id = await create();
    const refused = async (body: object) => problemsOf(await act(action, id, { member_id: dana, ...body }));
    expect(await refused({ target_job_shortcode: "NOPE" })).toEqual({ target_job_shortcode: ["is invalid"] });
    expect(await refused({})).toEqual({ target_job_shortcode: ["can't be blank"] });
    expect(await refused({ target_job_shortcode: codeAt(0) })).toEqual({
      target_job_shortcode: ["is the candidate's present job"],
    });
    expect(await refused({ target_job_shortcode: codeAt(4), target_stage: "trial-day" })).toEqual({
      target_stage: ["is invalid"],
    });
    expect(await refused({ member_id: "ffff", target_job_shortcode: codeAt(4) })).toEqual({
      member_id: ["is invalid"],
    });
    expect((await act(action, "ffff", { member_id: dana, target_job_shortcode: codeAt(4) })).status).toBe(404);
  });
});

describe("a copy of a candidate of Workable in the sandbox", () => {
  it("points to its original, which stays as it is", async () => {
    const id = await create();
    const before = await detailOf(id);
    const link = recordOf(
      (await act("copy", id, { member_id: dana, target_job_shortcode: codeAt(4) })).body,
      "candidate",
    );
    expect(await detailOf(link["id"])).toMatchObject({
      originating_candidate_id: id,
      common_source: "Copied from another job",
      outlet: null,
    });
    expect(await detailOf(id)).toEqual(before);
  });
});

describe("a relocated candidate of Workable in the sandbox", () => {
  it("is gone from its old job with files, offers and entries, and keeps its source", async () => {
    const id = await create({ domain: "jobs.example.com" });
    data().offers.push({ candidateId: id, created_at: "", state: "pending", document_variables: [], documents: [] });
    const { id: newId } = recordOf(
      (await act("relocate", id, { member_id: dana, target_job_shortcode: codeAt(4) })).body,
      "candidate",
    );
    expect((await world.get(`/candidates/${id}`)).status).toBe(404);
    expect(await world.rows(`/jobs/${codeAt(0)}/candidates?since_id=${id}&max_id=${id}`, "candidates")).toEqual([]);
    const owned = [data().files, data().offers].flat().filter((row) => row.candidateId === id);
    expect([owned, data().activities.filter((row) => row.candidate?.id === id)]).toEqual([[], []]);
    expect(await detailOf(newId)).toMatchObject({ common_source: "jobs.example.com", originating_candidate_id: null });
  });

  it("leaves its id to no other", async () => {
    const id = await create();
    await act("relocate", id, { member_id: dana, target_job_shortcode: codeAt(4) });
    expect(await create()).not.toBe(id);
  });
});
