import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import type { StageHistoryEntry } from "../../../src/schema/application.js";
import { Depth } from "../../../src/schema/provider-record.js";
import { present, readAll, startWorkableAccount } from "./workable-account.js";
import type { WorkableAccount } from "./workable-account.js";

let account: WorkableAccount;
beforeAll(async () => {
  account = await startWorkableAccount();
});
afterAll(() => account.stop());
afterEach(() => {
  account.tenant.clearFaults();
});

const candidate = {
  ...{ id: "2f81", created_at: "2026-05-01T08:00:00Z", stage: "Interview", stage_kind: "interview" },
  job: { shortcode: "A", title: "Cook" },
};
const stage = (name: string, slug: string) => ({ id: 1, identifier: "1", name, slug });
const at = (minute: number) => `2026-05-04T08:${String(minute).padStart(2, "0")}:00.000Z`;

/** The history of one candidate whose timeline is as given. */
async function historyOf(activities: object[], payload: object = candidate): Promise<StageHistoryEntry[]> {
  account.tenant.fault({ kind: "status", status: 200, path: /activities/u, body: JSON.stringify({ activities }) });
  const parent = { model: "Application" as const, key: "2f81", depth: Depth.LIST, payload };
  return present(account.provider.stageHistory).read(account.session(), parent);
}

describe("the stage history", () => {
  it("of every application is chained and ends in its present stage", async () => {
    const applications = await readAll(account.source("Application"), account.session());
    for (const application of applications.slice(0, 60)) {
      const session = account.session();
      const parent = { model: "Application" as const, ...application };
      const history = await present(account.provider.stageHistory).read(session, parent);
      expect(session.calls.length).toBeLessThanOrEqual(2);
      expect(history[0]?.from).toBeNull();
      expect(history.at(-1)).toMatchObject({
        leftAt: null,
        to: { label: application.stageRef?.mention?.().name, kind: application.stageKind },
      });
      history.slice(1).forEach((entry, index) => {
        expect(entry.enteredAt).toBe(history[index]?.leftAt);
        expect(entry.from).toEqual(history[index]?.to);
      });
    }
  });

  it("begins with the arrival and names who moved", async () => {
    const history = await historyOf([
      { id: "2", action: "phone-screen", created_at: at(5), action_stage: stage("Applied", "applied"), target_stage: stage("Phone", "phone-screen"), member: { id: "2b", name: "Dana" } }, // prettier-ignore
      { id: "1", action: "applied", created_at: at(1), action_stage: stage("Applied", "applied"), target_stage: null },
      { id: "3", action: "comment", created_at: at(6), action_stage: stage("Phone", "phone-screen") },
    ]);
    expect(history).toMatchObject([
      { from: null, to: { label: "Applied", kind: "APPLIED" }, enteredAt: at(1), leftAt: at(5), actor: null },
      { from: { label: "Applied" }, to: { kind: "SCREEN" }, enteredAt: at(5), leftAt: null, actor: { name: "Dana" } },
    ]);
    expect(history.map(({ derivation }) => derivation)).toEqual(["NATIVE", "NATIVE"]);
    expect(history[1]?.to?.stageRef?.key).toBe("A/phone-screen");
    expect(history[1]?.actor?.userRef?.key).toBe("2b");
  });

  it("infers an arrival that is not logged from the record", async () => {
    const [first, second] = await historyOf([
      { id: "1", action: "interview", created_at: at(5), action_stage: stage("Sourced", "sourced"), target_stage: stage("Interview", "interview") }, // prettier-ignore
    ]);
    expect(first).toMatchObject({
      to: { kind: "SOURCED" },
      enteredAt: "2026-05-01T08:00:00.000Z",
      derivation: "INFERRED",
    });
    expect(second).toMatchObject({ from: { kind: "SOURCED" }, enteredAt: at(5), derivation: "NATIVE" });
  });

  it("of an empty timeline is the present stage since the creation", async () => {
    expect(await historyOf([])).toMatchObject([
      {
        from: null,
        to: { label: "Interview", kind: "INTERVIEW" },
        enteredAt: "2026-05-01T08:00:00.000Z",
        leftAt: null,
      },
    ]);
    expect(await historyOf([], {})).toEqual([]);
  });

  it("takes moves of older answers by their slug", async () => {
    const history = await historyOf([
      { id: "1", action: "applied", created_at: at(1), stage_name: "Applied" },
      { id: "2", action: "offer", created_at: at(2), stage_name: "Applied" },
    ]);
    expect(history.map(({ to }) => to?.label)).toEqual(["Applied", "offer"]);
    expect(history[1]?.to?.kind).toBe("OFFER");
  });

  it("asks the job for the kind of a stage of its own", async () => {
    const shortcode = present(account.tenant.data.jobs[2]).shortcode;
    const move = { id: "1", action: "trial-day", created_at: at(2), action_stage: stage("Applied", "applied") };
    const activities = [{ ...move, target_stage: stage("Trial Day", "trial-day") }];
    const history = await historyOf(activities, { ...candidate, job: { shortcode } });
    expect(history.at(-1)?.to).toMatchObject({ label: "Trial Day", kind: "INTERVIEW" });
    const unknownJob = await historyOf(activities);
    expect(unknownJob.at(-1)?.to?.kind).toBe("UNMAPPED");
  });

  it("is refused where an entry cannot be read", async () => {
    await expect(historyOf([{ id: "1", created_at: "long ago" }])).rejects.toMatchObject({
      code: "PROVIDER_BAD_RESPONSE",
      message: /activities\[0\]\.created_at/u,
    });
  });
});
