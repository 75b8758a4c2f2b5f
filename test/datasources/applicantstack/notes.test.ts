import { describe, expect, it } from "vitest";
import { toActivities } from "../../../src/datasources/applicantstack/applicantstack.activity.js";
import { toAttachments } from "../../../src/datasources/applicantstack/applicantstack.attachment.js";
import { toStageHistory } from "../../../src/datasources/applicantstack/applicantstack.stage-history.js";
import { Depth } from "../../../src/schema/provider-record.js";
import { candidateRow } from "./applicantstack-account.js";

const audit = (text: string, timestamp: unknown = 1709561227) => ({ text, type: "System", timestamp });
const activities = (...notes: unknown[]) => toActivities(candidateRow({ Notes: notes }));

describe("an ApplicantStack activity", () => {
  it.each([
    ["Application received from Indeed Apply", { kind: "APPLIED", actorName: null }],
    [
      "Dana Admin set Stage to Phone Screen ",
      { kind: "STAGE_CHANGE", actorName: "Dana Admin", toStageLabel: "Phone Screen" },
    ],
    ["Lee O&apos;Hara set Rating to Maybe", { kind: "RATING", actorName: "Lee O'Hara", rating: { label: "Maybe" } }],
    ["Robin submitted answers to &apos;S&apos; (Signature Address=192.0.2.1)", { kind: "OTHER", actorName: "Robin" }],
    ["Dana Admin submitted feedback to &apos;Evaluation&apos;", { kind: "OTHER", actorName: "Dana Admin" }],
    ["Dana Admin added event &quot;Visit&quot; and assigned to Lee.", { kind: "INTERVIEW", actorName: "Dana Admin" }],
    ["Dana Admin edited event &quot;Visit&quot;", { kind: "INTERVIEW", actorName: "Dana Admin" }],
    ["Something new happened", { kind: "UNMAPPED", actorName: null }],
  ])("from the audit line %j is read by its phrase", (text, expected) => {
    expect(activities(audit(text)).rows).toMatchObject([{ ...expected, kindLabel: "System" }]);
  });

  it("of many lines that look like moves is read in one pass", () => {
    const startedAt = performance.now();
    const { rows } = activities(audit(`${"Dana set Stage to ".repeat(16_000)}\nx`));
    expect(performance.now() - startedAt).toBeLessThan(500);
    expect(rows).toMatchObject([{ kind: "UNMAPPED", toStageLabel: null }]);
  });

  it("unescapes its text once", () => {
    const { rows } = activities({ text: "a &amp;lt;b&amp;gt; &quot;c&quot;", type: "Note", timestamp: 1 });
    expect(rows[0]?.body).toBe('a &lt;b&gt; "c"');
  });

  it.each([
    ["Note", "NOTE"],
    ["User", "NOTE"],
    ["E-mail", "EMAIL"],
    ["", "UNMAPPED"],
  ])("of type %j that people wrote is %s, whatever it says", (type, kind) => {
    const { rows } = activities({ text: "Dana Admin set Stage to Hired", type, timestamp: 1 });
    expect(rows).toMatchObject([{ kind, toStageLabel: null, actorName: null }]);
  });

  it("keeps its key when notes are added, also among those of one second", () => {
    const notes = [audit("one", 5), audit("two", 5), audit("three", 6)];
    const keys = (count: number) => activities(...notes.slice(0, count)).rows.map(({ key }) => key);
    expect(keys(3)).toEqual(["a4zzzzzc0001/5-1", "a4zzzzzc0001/5-2", "a4zzzzzc0001/6-1"]);
    expect(keys(3).slice(0, 2)).toEqual(keys(2));
  });

  it("points at candidate, application and job, which come along", () => {
    const [activity] = activities(audit("one")).rows;
    expect(activity).toMatchObject({ occurredAt: "2024-03-04T14:07:07.000Z", jobRef: { key: "a2zzzzzj0001" } });
    expect(activity?.candidateRef?.mention?.()).toMatchObject({ name: "Robin Sample", depth: Depth.DETAIL });
    expect(activity?.applicationRef?.mention?.()).toMatchObject({ score: 30, depth: Depth.DETAIL });
  });

  it("without a time is left out and told", () => {
    const { rows, problems } = activities(audit("one", ""), audit("two"), "three");
    expect(rows).toHaveLength(1);
    expect(problems).toHaveLength(2);
  });
});

describe("an ApplicantStack stage history", () => {
  const history = (stage: string, ...notes: unknown[]) =>
    toStageHistory(candidateRow({ Stage: stage, "Stage Type": "", Notes: notes }));
  const arrival = audit("Application received from Indeed", 100);

  it("begins in a stage that no line names, and follows the moves", () => {
    const entries = history(
      "Interview",
      arrival,
      audit("Dana Admin set Stage to Phone Screen ", 200),
      audit("Dana Admin set Rating to Maybe", 250),
      audit("Lee O&apos;Hara set Stage to Interview", 300),
    );
    const at = (seconds: number) => new Date(seconds * 1000).toISOString();
    expect(entries).toMatchObject([
      {
        from: null,
        to: { label: null, kind: "UNMAPPED", stageRef: null },
        enteredAt: at(100),
        leftAt: at(200),
        actor: null,
      },
      {
        from: { label: null },
        to: { label: "Phone Screen" },
        enteredAt: at(200),
        leftAt: at(300),
        actor: { name: "Dana Admin" },
      },
      {
        from: { label: "Phone Screen" },
        to: { label: "Interview" },
        enteredAt: at(300),
        leftAt: null,
        actor: { name: "Lee O'Hara" },
      },
    ]);
    expect(new Set(entries.map(({ derivation }) => derivation))).toEqual(new Set(["INFERRED"]));
    expect(entries[1]?.to.stageRef?.mention()).toMatchObject({ key: "Phone Screen", name: "Phone Screen" });
  });

  it("is the present stage since the arrival while the application never moved", () => {
    const row = candidateRow({ Stage: "Inbox", "Stage Type": "New", Notes: [arrival] });
    expect(toStageHistory(row)).toMatchObject([
      { from: null, to: { label: "Inbox", kind: "APPLIED" }, enteredAt: "1970-01-01T00:01:40.000Z", leftAt: null },
    ]);
  });

  it("begins with the creation when no line tells of the arrival", () => {
    expect(history("Inbox")).toMatchObject([{ enteredAt: "2024-03-04T14:07:06.000Z" }]);
  });

  it("does not know when a present stage was entered that no line names", () => {
    const entries = history("Offer", arrival, audit("Dana Admin set Stage to Phone Screen", 200));
    expect(entries.at(-1)).toMatchObject({ from: { label: "Phone Screen" }, to: { label: "Offer" }, enteredAt: null });
    expect(entries.at(-2)).toMatchObject({ leftAt: null });
  });
});

describe("an ApplicantStack attachment", () => {
  const url = "https://acme.example.com/x/attachment/a6zzzzzf0001?apikey=0000";
  const files = (...rows: unknown[]) => toAttachments(candidateRow({ Files: rows }));

  it("takes its serial from the link, which expires", () => {
    const { rows } = files({ name: "resume.pdf", url, is_resume: 1, apikey_expires: 1709614800 });
    expect(rows).toMatchObject([
      {
        key: "a4zzzzzc0001/a6zzzzzf0001",
        remoteId: "a6zzzzzf0001",
        fileName: "resume.pdf",
        kind: "RESUME",
        fileUrl: url,
        fileUrlExpiresAt: "2024-03-05T05:00:00.000Z",
      },
    ]);
  });

  it("is of no known kind when it is not the resume, whatever it is called", () => {
    expect(files({ name: "cover letter.doc", url, is_resume: 0 }).rows[0]?.kind).toBe("UNMAPPED");
  });

  it("without a serial is left out and told", () => {
    const { rows, problems } = files({ name: "a", url: "https://acme.example.com/login" }, { name: "b", url });
    expect(rows).toHaveLength(1);
    expect(problems).toEqual(["Candidates.Files[0].url: expected the address of an attachment"]);
  });
});
