import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { present, readAll, startWorkableAccount } from "./workable-account.js";
import type { WorkableAccount } from "./workable-account.js";

let account: WorkableAccount;
beforeAll(async () => {
  account = await startWorkableAccount();
});
afterAll(() => account.stop());

const reasons = () => account.tenant.data.disqualificationReasons;
const known = { id: "d1", description: "Moved abroad", candidate_withdrew: true, position: 1 };
let before: ReturnType<typeof reasons>;
beforeAll(() => {
  before = [...reasons()];
});
afterEach(() => {
  account.tenant.clearFaults();
  setReasons(before);
});

function setReasons(rows: readonly object[]): void {
  reasons().splice(0, reasons().length, ...(rows as typeof before));
}

/** Settles a row of a candidate who was disqualified for a reason; `key` is of one whose detail says that the person did not withdraw. */
async function settle(reason: unknown, key = rejectedKey()) {
  const session = account.session();
  const payload = { id: key, disqualified: true, disqualification_reason: reason };
  const found = await present(account.source("Application").late).read(session, { key, payload });
  return { found, calls: session.calls.map((call) => call.replace(/.*\/v3/u, "")) };
}

function rejectedKey(): string {
  return present(account.tenant.data.candidates.find(({ disqualified, detail }) => disqualified && !detail.withdrew))
    .id;
}

describe("the late outcome of a disqualified person", () => {
  it.each([
    [true, "WITHDRAWN", "withdrew"],
    [false, "REJECTED", "disqualified"],
  ])("is what the reason of exactly that text says: %s", async (candidate_withdrew, outcome, outcomeLabel) => {
    setReasons([
      { ...known, description: "moved abroad" },
      { ...known, candidate_withdrew },
    ]);
    const { found, calls } = await settle(known.description);
    expect(found).toEqual({ outcome, outcomeLabel });
    expect(calls).toEqual(["/disqualification_reasons"]);
  });

  it("is that of two reasons of one text that agree", async () => {
    setReasons([known, { ...known, id: "d2" }]);
    expect(await settle(known.description)).toMatchObject({ found: { outcome: "WITHDRAWN" }, calls: { length: 1 } });
  });

  it.each([
    ["two reasons of its text disagree", [known, { ...known, id: "d2", candidate_withdrew: false }]],
    ["three do, whatever their order", [known, { ...known, id: "d2", candidate_withdrew: false }, known]],
    ["no reason has its text", [{ ...known, description: "Moved Abroad" }]],
    ["the reason does not say what it means", [{ ...known, candidate_withdrew: undefined }]],
    ["the reason says it in another way", [{ ...known, candidate_withdrew: "yes" }]],
  ])("is the detail's when %s", async (_, rows) => {
    setReasons(rows);
    const { found, calls } = await settle(known.description);
    expect(found).toEqual({ outcome: "REJECTED", outcomeLabel: "disqualified" });
    expect(calls).toEqual(["/disqualification_reasons", `/candidates/${rejectedKey()}`]);
  });

  it.each([[null], [undefined], [""], [{ text: "Moved abroad" }]])(
    "is the detail's, and costs no list, with %j for a reason",
    async (reason) => {
      const { found, calls } = await settle(reason);
      expect(found).toMatchObject({ outcome: "REJECTED" });
      expect(calls).toEqual([`/candidates/${rejectedKey()}`]);
    },
  );

  it("is the detail's where the token may not see reasons, which is asked once a request", async () => {
    account.tenant.fault({ kind: "status", status: 401, path: /disqualification_reasons/u });
    const session = account.session();
    const late = present(account.source("Application").late);
    for (let turn = 0; turn < 2; turn++) {
      const payload = { disqualification_reason: known.description };
      expect(await late.read(session, { key: rejectedKey(), payload })).toMatchObject({ outcome: "REJECTED" });
    }
    expect(session.calls.filter((call) => call.endsWith("/disqualification_reasons"))).toHaveLength(1);
  });

  it("is an error, not a guess, when the reasons cannot be read for the moment", async () => {
    account.tenant.fault({ kind: "html200", path: /disqualification_reasons/u });
    await expect(settle(known.description)).rejects.toThrow();
  });

  it("is nothing when the candidate is gone", async () => {
    expect((await settle(null, "fffffffff")).found).toBeNull();
  });

  it("is the detail's for every row of the account", async () => {
    const session = account.session();
    const source = account.source("Application");
    const open = (await readAll(source, session)).filter(({ outcome }) => outcome === undefined);
    expect(open.length).toBeGreaterThan(10);
    for (const row of open) {
      const detail = present(await source.get?.read(session, row.key));
      const { outcome, outcomeLabel } = detail;
      expect(await source.late?.read(session, row)).toEqual({ outcome, outcomeLabel });
    }
  });
});
