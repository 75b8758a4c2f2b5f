import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { found, listOf, recordOf, type Json } from "../json.js";
import { startSageHr, type SageHrSandbox } from "./sage-hr-sandbox.js";

let world: SageHrSandbox;

beforeAll(async () => {
  world = await startSageHr();
});
afterAll(() => world.stop());

const positions = "/recruitment/positions";
const detailOf = async (id: unknown) =>
  recordOf((await world.get(`/recruitment/applicants/${String(id)}`)).body, "data");

async function allApplicants(): Promise<Json[]> {
  const all = await world.allRows(positions);
  const lists = await Promise.all(all.map((row) => world.allRows(`${positions}/${String(row["id"])}/applicants`)));
  return lists.flat();
}

describe("Sage HR's recruitment in the sandbox", () => {
  it("lists positions of every status and filters them", async () => {
    const all = await world.rows(positions);
    expect(all).toHaveLength(8);
    const statuses = new Set(all.map((row) => row["status"]));
    expect(statuses).toEqual(new Set(["draft", "published", "internal", "completed", "cancelled"]));
    for (const row of all)
      expect(row["link"] === null).toBe(!["published", "completed"].includes(String(row["status"])));
    expect(await world.rows(`${positions}?status=published`)).toHaveLength(4);
    expect(await world.rows(`${positions}?status=none`)).toEqual([]);
    const byGroup = await world.rows(`${positions}?group_ids[]=3`);
    expect(byGroup).toEqual(all.filter((row) => row["group_id"] === 3));
    expect(await world.rows(`${positions}?location_ids[]=3&location_ids[]=4`)).toHaveLength(4);
    expect(await world.rows(`${positions}?hiring_manager_ids[]=41`)).toEqual([all[1]]);
  });

  it("adds applicants and the hiring team to one position", async () => {
    const [first] = await world.rows(positions);
    expect(first).not.toHaveProperty("hiring_team");
    const detail = recordOf((await world.get(`${positions}/31`)).body, "data");
    expect(detail).toMatchObject(first ?? {});
    expect(listOf(detail, "applicants")).toHaveLength(Number(detail["applicants_count"]));
    expect(listOf(detail, "hiring_team").map((member) => member["role"])).toEqual(["hiring_manager", "interviewer"]);
  });

  it("finds all applicants by fanning out over positions, and by stage", async () => {
    const all = await allApplicants();
    expect(new Set(all.map((row) => row["id"])).size).toBe(110);
    const rows = await world.allRows(`${positions}/31/applicants`);
    const staged = await world.allRows(`${positions}/31/applicants?stage_id=303`);
    expect(staged).toEqual(rows.filter((row) => recordOf(row, "stage")["id"] === 303));
    expect(staged.length).toBeGreaterThan(0);
  });

  it("has hired, disqualified and active applicants, some without last name or e-mail", async () => {
    const all = await allApplicants();
    const hired = all.filter((row) => row["hired_date"] !== null);
    expect(hired.length).toBeGreaterThan(0);
    expect(new Set(hired.map((row) => recordOf(row, "stage")["title"]))).toEqual(new Set(["Hired"]));
    expect(all.some((row) => row["disqualified_date"] !== null && row["hired_date"] === null)).toBe(true);
    expect(all.some((row) => row["last_name"] === "")).toBe(true);
    expect(all.some((row) => row["email"] === null)).toBe(true);
    for (const row of all) expect(row["created_at"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u);
  });

  it("adds position, author and referrer to one applicant: objects, null, {} or absent", async () => {
    const all = await allApplicants();
    const details = await Promise.all(all.map((row) => detailOf(row["id"])));
    const kind = (value: unknown) => (value === undefined ? "absent" : JSON.stringify(value).slice(0, 6));
    expect(new Set(details.map((row) => kind(row["added_by"])))).toEqual(new Set(["absent", "null", "{}", '{"id":']));
    expect(new Set(details.map((row) => kind(row["referrer"])))).toEqual(new Set(["absent", "null", "{}", '{"id":']));
    const referred = details.filter((row) => row["source"] === "referral").map((row) => recordOf(row, "referrer"));
    expect(new Set(referred.map((referrer) => typeof referrer["phone_number"]))).toEqual(new Set(["string", "number"]));
    expect(details[0]).toMatchObject({ position_id: 31, ...all[0] });
  });

  it("tells actions newest first, with moves that lead to the present stage", async () => {
    for (const row of await allApplicants()) {
      const actions = await world.allRows(`/recruitment/applicants/${String(row["id"])}/actions`);
      const times = actions.map((action) => String(action["created_at"]));
      expect(times).toEqual(times.toSorted().toReversed());
      expect(actions.at(-1)).toMatchObject({ action: "applicant_created", message: "Applicant created" });
      const last = actions.find((action) => action["action"] === "moved_between_stages");
      const title = last ? / to "([^"]+)"$/u.exec(String(last["message"]))?.[1] : "New";
      expect(title).toBe(recordOf(row, "stage")["title"]);
    }
  });

  it("has an applicant with more actions than a page and actions that no document names", async () => {
    const path = "/recruitment/applicants/504/actions";
    expect((await world.get(path)).body["meta"]).toMatchObject({ per_page: 30, total_pages: 2 });
    const kinds = new Set((await world.rows(`${path}?per_page=100`)).map((action) => action["action"]));
    expect(kinds).toContain("comment_created");
    expect(kinds).toContain("document_created");
  });

  it("shows an applicant who arrives while it runs", async () => {
    const { applicants } = world.tenant.data;
    const last = found(applicants.at(-1));
    applicants.push({ ...last, positionId: 37, profile: { ...last.profile, id: 9_999 } });
    expect(await world.rows(`${positions}/37/applicants`)).toHaveLength(1);
    expect(await detailOf(9_999)).toMatchObject({ position_id: 37 });
  });
});
