import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { found } from "../json.js";
import { problemsOf, startWorkable, type WorkableSandbox } from "./workable-sandbox.js";

let world: WorkableSandbox;

beforeAll(async () => {
  world = await startWorkable();
});
afterAll(() => world.stop());
afterEach(() => {
  delete world.tenant.settings["blankComment"];
});

const [dana, ola] = ["2b44e1", "2b44e2"];
const data = () => world.tenant.data;
const idAt = (index: number) => found(data().candidates[index]).id;
const entriesOf = async (id: string, action: string) =>
  (await world.rows(`/candidates/${id}/activities?limit=100`, "activities")).filter((row) => row["action"] === action);

describe("a comment on a candidate of Workable in the sandbox", () => {
  const comment = (id: string, body: object, member: unknown = dana) =>
    world.send("POST", `/candidates/${id}/comments`, { member_id: member, comment: body });

  it("answers the id of its entry in the timeline, which everybody may see", async () => {
    const id = idAt(2);
    const answer = await comment(id, { body: "Spoke well <b>of</b> us" }, ola);
    expect(answer.status).toBe(201);
    const entry = (await entriesOf(id, "comment")).at(-1);
    expect(answer.body).toEqual({ id: entry?.["id"] });
    expect(entry).toMatchObject({
      body: "Spoke well <b>of</b> us",
      member: { id: ola, name: "Ola Berg", type: "Member" },
      target_stage: null,
    });
    expect(entry).not.toHaveProperty("visibility_roles");
    expect(data().activities.at(-1)).toMatchObject({
      id: entry?.["id"],
      action: "comment",
      jobShortcode: expect.any(String) as string,
    });
  });

  it("is shown to the roles of its policy, and to admins alone under an empty one", async () => {
    const id = idAt(3);
    await comment(id, { body: "For two", policy: ["recruiter", "hiring_manager"] });
    await comment(id, { body: "For none", policy: [] });
    const roles = (await entriesOf(id, "comment")).slice(-2).map((row) => row["visibility_roles"]);
    expect(roles).toEqual([["recruiter", "hiring_manager"], []]);
  });

  it("brings its attachment among the candidate's files, byte for byte", async () => {
    const id = idAt(4);
    const bytes = Buffer.from([0, 255, 10, 13, 200]);
    await comment(id, { body: "See this", attachment: { name: "plan.bin", data: bytes.toString("base64") } });
    const file = (await world.rows(`/candidates/${id}/files`, "files")).find((row) => row["source"] === "comment");
    expect(file).toEqual({ name: "plan.bin", preview_url: expect.any(String) as string, source: "comment" });
    const download = await fetch(String(file?.["preview_url"]));
    expect(Buffer.from(await download.arrayBuffer())).toEqual(bytes);
    expect(download.headers.get("content-type")).toBe("application/octet-stream");
  });

  it("keeps apart attachments of one name", async () => {
    const id = idAt(4);
    for (const text of ["one", "two"]) {
      await comment(id, { body: text, attachment: { name: "same.txt", data: Buffer.from(text).toString("base64") } });
    }
    const files = (await world.rows(`/candidates/${id}/files`, "files")).filter((row) => row["name"] === "same.txt");
    const texts = await Promise.all(files.map(async (file) => (await fetch(String(file["preview_url"]))).text()));
    expect(texts).toEqual(["one", "two"]);
  });

  it("is answered blank, as the reference has it, when told to", async () => {
    world.tenant.settings["blankComment"] = true;
    const answer = await comment(idAt(5), { body: "Blank" });
    expect([answer.status, answer.text, answer.headers.get("content-type")]).toEqual([
      201,
      "",
      "text/plain; charset=utf-8",
    ]);
    expect((await entriesOf(idAt(5), "comment")).at(-1)).toMatchObject({ body: "Blank" });
  });

  it("is refused without text, with an unknown role or member, or with more than one attachment", async () => {
    const counts = () => [data().activities.length, data().files.length];
    const before = counts();
    const refused = async (body: object, member?: unknown) => problemsOf(await comment(idAt(6), body, member));
    const file = { name: "x.txt", data: "eA==" };
    expect(await refused({ body: " " })).toEqual({ body: ["can't be blank"] });
    expect(await refused({ attachment: file })).toEqual({ body: ["can't be blank"] });
    expect(await refused({ body: "x", policy: ["owner"] })).toEqual({ policy: ["is invalid"] });
    expect(await refused({ body: "x", policy: "admin" })).toEqual({ policy: ["is invalid"] });
    expect(await refused({ body: "x", attachment: [file, file] })).toEqual({ attachment: ["is invalid"] });
    expect(await refused({ body: "x", attachment: { name: "x.txt", data: "???" } })).toEqual({
      attachment: ["is invalid"],
    });
    expect(await refused({ body: "x" }, "ffff")).toEqual({ member_id: ["is invalid"] });
    expect(problemsOf(await world.send("POST", `/candidates/${idAt(6)}/comments`, { member_id: dana }))).toEqual({
      comment: ["can't be blank"],
    });
    const missing = await world.send("POST", `/candidates/${idAt(6)}/comments`, { comment: { body: "x" } });
    expect(missing.body).toEqual({
      error: "Validation failed: Member can't be blank",
      validation_errors: { member_id: ["can't be blank"] },
    });
    expect(counts()).toEqual(before);
  });
});

describe("ratings of a candidate of Workable in the sandbox", () => {
  const rate = (method: string, id: string, body: object, member: unknown = dana) =>
    world.send(method, `/candidates/${id}/ratings`, { member_id: member, ...body });

  it("answer an empty text and stand in the timeline, on every scale", async () => {
    const id = idAt(7);
    const answer = await rate("POST", id, { comment: "Good fit", grade: 1, score_card: { sections: [] } });
    expect([answer.status, answer.text, answer.headers.get("content-type")]).toEqual([
      201,
      "",
      "text/plain; charset=utf-8",
    ]);
    await rate("POST", id, { scale: "stars", grade: 4 });
    await rate("POST", id, { scale: "numbers", grade: 0 });
    await rate("POST", id, { score: "definite", scale: "stars", grade: 0 });
    expect((await entriesOf(id, "rating")).slice(-4)).toMatchObject([
      { body: "Good fit", member: { id: dana }, rating: { score: "positive", scale: "thumbs", grade: 1 } },
      { body: null, rating: { score: "definite", scale: "stars", grade: 4 } },
      { rating: { score: "negative", scale: "numbers", grade: 0 } },
      { rating: { score: "definite", scale: "thumbs", grade: 2 } },
    ]);
  });

  it("are replaced by the same member's at the same stage, and added by another's", async () => {
    const id = idAt(8);
    await rate("POST", id, { comment: "Maybe", grade: 1 });
    const [before] = (await entriesOf(id, "rating")).slice(-1);
    const answer = await rate("PUT", id, { comment: "Yes!", grade: 2 });
    expect([answer.status, answer.text]).toEqual([200, ""]);
    const [after] = (await entriesOf(id, "rating")).slice(-1);
    expect(after).toMatchObject({
      id: before?.["id"],
      created_at: before?.["created_at"],
      body: "Yes!",
      rating: { grade: 2, score: "definite" },
    });
    expect(Date.parse(String(after?.["updated_at"]))).toBeGreaterThanOrEqual(
      Date.parse(String(before?.["updated_at"])),
    );
    const count = (await entriesOf(id, "rating")).length;
    await rate("PUT", id, { comment: "No", grade: 0 }, ola);
    expect(await entriesOf(id, "rating")).toHaveLength(count + 1);
  });

  it("may be of another stage, which keeps the present one's", async () => {
    const id = idAt(9);
    await rate("PUT", id, { grade: 1 });
    const stage = found(data().stages.find((row) => row.slug === "offer"));
    await rate("PUT", id, { grade: 0, stage_id: stage.id });
    await rate("PUT", id, { grade: 2, stage_id: String(stage.id) });
    const entries = (await entriesOf(id, "rating")).filter((row) => (row["member"] as { id: string }).id === dana);
    expect(entries.slice(-2)).toMatchObject([
      { rating: { grade: 1 } },
      { rating: { grade: 2 }, action_stage: { slug: "offer" } },
    ]);
  });

  it("are refused out of their scale's bounds, on an unknown scale, stage or score, and without a member", async () => {
    const count = data().activities.length;
    const refused = async (body: object, method = "POST") => problemsOf(await rate(method, idAt(10), body));
    for (const [scale, grade] of [
      ["thumbs", 3],
      ["stars", 5],
      ["numbers", 10],
      ["stars", -1],
      ["stars", 1.5],
      ["stars", "1"],
    ]) {
      expect(await refused({ scale, grade })).toEqual({ grade: ["is invalid"] });
    }
    expect(await refused({ scale: "hearts", grade: 1 })).toEqual({ scale: ["is invalid"] });
    expect(await refused({ scale: "stars" })).toEqual({ grade: ["can't be blank"] });
    expect(await refused({ score: "great" })).toEqual({ score: ["is invalid"] });
    expect(await refused({ grade: 1, score_card: "x" })).toEqual({ score_card: ["is invalid"] });
    expect(await refused({ grade: 1, stage_id: 1 }, "PUT")).toEqual({ stage_id: ["is invalid"] });
    expect(await refused({ grade: 1, member_id: undefined })).toEqual({ member_id: ["can't be blank"] });
    expect(data().activities).toHaveLength(count);
  });
});
