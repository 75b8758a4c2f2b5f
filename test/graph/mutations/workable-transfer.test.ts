import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { done, startMutationWorld } from "./mutation-world.js";
import type { MutationWorld } from "./mutation-world.js";
import { workableRows } from "./workable-rows.js";
import type { WorkableRows } from "./workable-rows.js";

let world: MutationWorld;
let rows: WorkableRows;
beforeAll(async () => {
  world = await startMutationWorld();
  rows = workableRows(world);
});
afterAll(() => world.close());

const path = (id: string, action = "") => `/spi/v3/candidates/${id}${action}`;

describe("transferApplication at Workable", () => {
  const transfer = (row: ReturnType<WorkableRows["next"]>, more: object) => ({
    applicationId: rows.applicationId(row),
    actorId: rows.actorId,
    jobId: world.id("workable", "Job", rows.job(row).shortcode),
    ...more,
  });

  it("copies in one call: both applications stay, and the new one is told", async () => {
    const row = rows.next();
    const job = rows.job(row);
    const written = await world.write(
      "transferApplication",
      transfer(row, { mode: "COPY", stageId: world.id("workable", "JobInterviewStage", `${job.shortcode}/offer`) }),
      "application { id }",
    );
    const { id } = done(written, "application");
    expect(written.calls).toEqual([`POST ${path(row.id, "/copy")}`]);
    expect(id).not.toBe(rows.applicationId(row));
    const copy = await world.read(
      id,
      "Application",
      "remoteId job { title } stageKind candidate { copiedFromRemoteId }",
    );
    expect(copy).toMatchObject({
      job: { title: job.title },
      stageKind: "OFFER",
      candidate: { copiedFromRemoteId: row.id },
    });
    expect(rows.candidate(copy.remoteId)).toMatchObject({ job: { shortcode: job.shortcode }, stageSlug: "offer" });
    expect(rows.candidate(row.id)).toEqual(row);
    expect(await world.read(rows.applicationId(row), "Application", "remoteId")).toEqual({ remoteId: row.id });
  });

  it("moves in one call to a record of a new id, to which the old id leads from then on", async () => {
    const row = rows.next();
    const job = rows.job(row);
    const written = await world.write("transferApplication", transfer(row, { mode: "MOVE" }), "application { id }");
    const { id } = done(written, "application");
    expect(written.calls).toEqual([`POST ${path(row.id, "/relocate")}`]);
    expect(id).not.toBe(rows.applicationId(row));
    expect(rows.candidate(row.id)).toBeUndefined();
    const moved = await world.read(id, "Application", "id remoteId job { title }");
    expect(moved).toEqual({ id, remoteId: expect.any(String), job: { title: job.title } });
    expect(rows.candidate(moved.remoteId)).toMatchObject({ name: row.name, job: { shortcode: job.shortcode } });

    expect(await world.read(rows.applicationId(row), "Application", "id remoteId job { title }")).toEqual(moved);
    expect(await world.read(rows.candidateId(row), "Candidate", "remoteId name")).toEqual({
      remoteId: moved.remoteId,
      name: row.name,
    });
    const note = await world.write(
      "createActivity",
      { applicationId: rows.applicationId(row), actorId: rows.actorId, body: "To the old id" },
      "activity { id body }",
    );
    expect(done(note, "activity").body).toBe("To the old id");
    expect(note.calls).toEqual([
      `POST ${path(moved.remoteId, "/comments")}`,
      `GET ${path(moved.remoteId, "/activities")}`,
    ]);
  });

  it("moves again and again, and every id before leads to the present record", async () => {
    const row = rows.next();
    const ids = [rows.applicationId(row)];
    for (const job of rows.data.jobs
      .filter(({ state, shortcode }) => state === "published" && shortcode !== row.job?.shortcode)
      .slice(0, 3)) {
      const jobId = world.id("workable", "Job", job.shortcode);
      // By the oldest id, as a client has it that never learned of another.
      const given = { applicationId: ids[0], actorId: rows.actorId, jobId, mode: "MOVE" };
      ids.push(done(await world.write("transferApplication", given, "application { id }"), "application").id);
    }
    expect(new Set(ids).size).toBe(4);
    for (const old of ids) expect(await world.read(old, "Application", "id")).toEqual({ id: ids.at(-1) });
  });

  it("is two calls with the job and the candidate of the new record selected", async () => {
    const row = rows.next();
    const job = rows.job(row);
    const written = await world.write(
      "transferApplication",
      transfer(row, { mode: "MOVE" }),
      "application { id remoteId job { title } candidate { name } }",
    );
    const application = done(written, "application");
    expect(written.calls).toEqual([`POST ${path(row.id, "/relocate")}`, `GET ${path(application.remoteId)}`]);
    expect(application).toMatchObject({ job: { title: job.title }, candidate: { name: row.name } });
  });
});
