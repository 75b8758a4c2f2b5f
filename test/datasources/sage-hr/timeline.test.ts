import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { toActivity } from "../../../src/datasources/sage-hr/sage-hr.actions.js";
import { readMove, readMoves } from "../../../src/datasources/sage-hr/sage-hr.moves.js";
import { toHistory } from "../../../src/datasources/sage-hr/sage-hr.stage-history.js";
import { reader } from "../../../src/datasources/http/payload.js";
import { keysOf, listOf, present, readAll, startAccount, walk, type SageHrAccount } from "./sage-hr-account.js";

let account: SageHrAccount;
beforeAll(async () => {
  account = await startAccount();
});
afterAll(() => account.stop());

const action = (word: string, message: string, created_at = "2026-03-05T10:00:00Z") =>
  reader({ action: word, message, created_at }, "action");
const moved = (message: string, created_at?: string) => action("moved_between_stages", message, created_at);

describe("the sentence of a move", () => {
  it("names both stages, also when a title has quotes of its own", () => {
    expect(readMove('Applicant moved from "New" to "Interview"')).toEqual({ from: "New", to: "Interview" });
    expect(readMove('Applicant moved from "The "X" round" to "Go to HR"')).toEqual({
      from: 'The "X" round',
      to: "Go to HR",
    });
  });

  it("that can be read in two ways is read in none, but both are told", () => {
    const message = 'Applicant moved from "A" to "B" to "C"';
    expect(readMove(message)).toBeNull();
    expect(readMoves(message)).toEqual([
      { from: "A", to: 'B" to "C' },
      { from: 'A" to "B', to: "C" },
    ]);
  });

  it("of another form is no move", () => {
    expect(readMove("Applicant moved")).toBeNull();
    expect(readMoves('Uploaded "cv.pdf"')).toEqual([]);
  });
});

describe("an action", () => {
  it.each([
    ["applicant_created", "APPLIED"],
    ["document_created", "DOCUMENT"],
    ["moved_between_stages", "STAGE_CHANGE"],
    ["applicant_disqualified", "UNMAPPED"],
  ])("%s is %s, with its own word beside", (word, kind) => {
    expect(toActivity(action(word, "x"), "501")).toMatchObject({ kind, kindLabel: word, body: "x" });
  });

  it("is of candidate and application, and has stages when it is a move", () => {
    expect(toActivity(moved('Applicant moved from "A" to "B"'), "501")).toMatchObject({
      candidateRef: { key: "501" },
      applicationRef: { key: "501" },
      fromStageLabel: "A",
      toStageLabel: "B",
    });
    expect(toActivity(action("other", 'from "A" to "B"'), "501")).toMatchObject({
      fromStageLabel: null,
      toStageLabel: null,
    });
  });

  it("without an id is known by its time and words", () => {
    const keys = [moved("a"), moved("b"), moved("a", "2026-03-06T10:00:00Z"), moved("a")].map(
      (row) => toActivity(row, "501").key,
    );
    expect(new Set(keys).size).toBe(3);
    expect(keys[0]).toBe(keys[3]);
    expect(keys[0]).toMatch(/^501\/2026-03-05T10:00:00Z#[0-9a-f]{16}$/);
  });

  it("with a malformed time keeps the rest", () => {
    const draft = toActivity(reader({ action: "x", message: "y", created_at: "soon" }, "action"), "501");
    expect(draft).toMatchObject({ occurredAt: null, body: "y" });
    expect(draft.problems?.map(({ field }) => field)).toEqual(["occurredAt", "remoteCreatedAt"]);
  });
});

describe("a timeline", () => {
  it("comes newest first, each action once, both ways", async () => {
    const own = present(account.tenant.data.applicants[3]);
    const conditions = { candidate: { eq: String(own.profile.id) } };
    const pages = await walk(listOf(account.provider, "Activity"), account.session(), { conditions });
    const rows = pages.flatMap(({ drafts }) => drafts);
    expect(rows.map(({ body }) => body)).toEqual(own.actions.map(({ message }) => message).toReversed());
    expect(pages[0]?.total).toBe(own.actions.length);
    const back = await walk(listOf(account.provider, "Activity"), account.session(), { conditions }, "previous");
    expect(keysOf(back)).toEqual(keysOf(pages));
  });

  it("of two different applicants is empty, and of nobody is refused", async () => {
    const conditions = { candidate: { eq: "501" }, application: { eq: "502" } };
    expect(await readAll(account, "Activity", conditions)).toEqual([]);
    expect(await readAll(account, "Activity", { application: { eq: "501" } })).not.toEqual([]);
  });

  it("gives one activity by its key, and null for another", async () => {
    const [first] = await readAll(account, "Activity", { candidate: { eq: "501" } });
    const get = present(account.provider.models.Activity?.get);
    expect(await get.read(account.session(), present(first).key)).toEqual(first);
    expect(await get.read(account.session(), "501/nothing")).toBeNull();
    expect(await get.read(account.session(), "1/nothing")).toBeNull();
  });
});

describe("the stage history", () => {
  const history = (...rows: ReturnType<typeof action>[]) =>
    toHistory(
      rows.toReversed(),
      reader({ created_at: "2026-03-01T00:00:00Z", stage: { id: 5, title: "C" } }, "applicant"),
    );

  it("begins with the creation in the first stage and is chained to the present one", () => {
    const entries = history(
      action("applicant_created", "Applicant created", "2026-03-01T09:00:00Z"),
      moved('Applicant moved from "New" to "B"', "2026-03-02T09:00:00Z"),
      moved('Applicant moved from "B" to "C"', "2026-03-03T09:00:00Z"),
    );
    expect(entries.map(({ from, to }) => [from?.label ?? null, to?.label])).toEqual([
      [null, "New"],
      ["New", "B"],
      ["B", "C"],
    ]);
    expect(entries.map(({ enteredAt }) => enteredAt)).toEqual([
      "2026-03-01T09:00:00.000Z",
      "2026-03-02T09:00:00.000Z",
      "2026-03-03T09:00:00.000Z",
    ]);
    expect(entries.map(({ leftAt }) => leftAt)).toEqual([entries[1]?.enteredAt, entries[2]?.enteredAt, null]);
    expect(entries.map(({ to }) => to?.kind)).toEqual(["APPLIED", "UNMAPPED", "UNMAPPED"]);
    expect(entries.map(({ to }) => to?.stageRef?.key)).toEqual([undefined, undefined, "5"]);
    expect(new Set(entries.map(({ derivation }) => derivation))).toEqual(new Set(["INFERRED"]));
  });

  it("of an applicant that never moved is one entry, from the creation on", () => {
    expect(history()).toMatchObject([
      { from: null, to: { label: "C" }, enteredAt: "2026-03-01T00:00:00.000Z", leftAt: null },
    ]);
  });

  it("reads an ambiguous sentence as going on from the stage before", () => {
    const entries = history(
      moved('Applicant moved from "New" to "A"'),
      moved('Applicant moved from "A" to "B" to "C"'),
    );
    expect(entries.map(({ to }) => to?.label)).toEqual(["New", "A", 'B" to "C']);
  });

  it("agrees with every applicant of an account and costs one call with a payload, two without", async () => {
    const source = present(account.provider.stageHistory);
    for (const { profile } of account.tenant.data.applicants.slice(0, 30)) {
      const session = account.session();
      const parent = { model: "Application", key: String(profile.id), depth: 1, payload: profile } as const;
      const entries = await source.read(session, parent);
      expect(entries.at(-1)?.to).toMatchObject({
        label: profile.stage.title,
        stageRef: { key: String(profile.stage.id) },
      });
      expect(entries[0]?.from).toBeNull();
      expect(session.calls).toHaveLength(1);
    }
    const session = account.session();
    const entries = await source.read(session, { model: "Application", key: "501", depth: 0 });
    expect(entries.at(-1)?.to?.label).toBe(account.tenant.data.applicants[0]?.profile.stage.title);
    expect(session.calls).toHaveLength(2);
  });
});
