import { describe, expect, it } from "vitest";
import { toApplication } from "../../../src/datasources/applicantstack/applicantstack.application.js";
import { toCandidate } from "../../../src/datasources/applicantstack/applicantstack.candidate.js";
import { PayloadError } from "../../../src/datasources/http/payload.js";
import { Depth } from "../../../src/schema/provider-record.js";
import { candidateRow, present } from "./applicantstack-account.js";

describe("an ApplicantStack candidate", () => {
  it("takes the person's fields, without the blanks that people leave", () => {
    const candidate = toCandidate(candidateRow({ "Last Name": "Sample ", City: "Dayton " }), Depth.LIST);
    expect(candidate).toMatchObject({
      key: "a4zzzzzc0001",
      remoteId: "a4zzzzzc0001",
      depth: Depth.LIST,
      firstName: "Robin",
      lastName: "Sample",
      name: "Robin Sample",
      emails: [{ value: "robin@people.test", kind: null, isPrimary: true }],
      phones: [{ value: "5550100", kind: null, isPrimary: true }],
      address: { street1: "1 Test Way", street2: null, city: "Dayton", state: "OH", postalCode: "00000" },
      source: "Indeed",
      referredBy: null,
      remoteCreatedAt: "2024-03-04T14:07:06.000Z",
      problems: [],
      extras: [],
    });
  });

  it("takes empty text for nothing", () => {
    const empty = { "First Name": "", "Last Name": "", Email: "", Phone: "", Source: " " };
    const nowhere = { "Address 1": "", City: "", State: "", Zip: "" };
    const candidate = toCandidate(candidateRow({ ...empty, ...nowhere }), Depth.LIST);
    expect(candidate).toMatchObject({
      firstName: null,
      name: null,
      emails: [],
      phones: [],
      address: null,
      source: null,
    });
  });

  it("takes fields that the customer switched off for nothing", () => {
    const candidate = toCandidate(candidateRow({ "Referred By": undefined, Phone: undefined }), Depth.LIST);
    expect(candidate).toMatchObject({ referredBy: null, phones: [] });
  });

  it("leaves the cover letter to the single record", () => {
    const row = candidateRow({ "Cover Letter": "Dear team" });
    expect(toCandidate(row, Depth.LIST).coverLetter).toBeUndefined();
    expect(toCandidate(row, Depth.DETAIL).coverLetter).toBe("Dear team");
  });

  it("keeps what the customer invented under its label, and the payload as it came", () => {
    const row = candidateRow({ "Own Tools?": "Yes", "Desired Pay": "" });
    const candidate = toCandidate(row, Depth.LIST);
    expect(candidate.extras).toEqual([
      { key: "Own Tools?", label: "Own Tools?", value: "Yes" },
      { key: "Desired Pay", label: "Desired Pay", value: null },
    ]);
    expect(candidate.payload).toBe(row.raw);
  });

  it("loses a field, not the record, when a value is malformed, and does not tell the value", () => {
    const candidate = toCandidate(
      candidateRow({ "First Name": ["secret"], "Create Date Timestamp": "yesterday" }),
      Depth.LIST,
    );
    expect(candidate).toMatchObject({ firstName: null, lastName: "Sample", remoteCreatedAt: null });
    expect(present(candidate.problems).map((problem) => problem.field)).toContain("firstName");
    expect(JSON.stringify(candidate.problems)).not.toMatch(/secret|yesterday/);
  });

  it("takes timestamps also as digits, and none that no calendar reaches", () => {
    const at = (timestamp: unknown) => toCandidate(candidateRow({ "Create Date Timestamp": timestamp }), Depth.LIST);
    expect(at("1709561226").remoteCreatedAt).toBe("2024-03-04T14:07:06.000Z");
    expect(at(9e15)).toMatchObject({ remoteCreatedAt: null, problems: [{ field: "remoteCreatedAt" }] });
  });

  it("is no record without its serial", () => {
    expect(() => toCandidate(candidateRow({ "Candidate Serial": "" }), Depth.LIST)).toThrow(PayloadError);
  });
});

describe("an ApplicantStack application", () => {
  const application = (values: Record<string, unknown> = {}) => toApplication(candidateRow(values), Depth.LIST);

  it("shares the serial with its candidate, which comes along", () => {
    const { key, candidateRef } = application();
    expect(candidateRef.key).toBe(key);
    expect(candidateRef.mention?.()).toMatchObject({ key, name: "Robin Sample", depth: Depth.LIST });
  });

  it("splits the code off the job's name", () => {
    const job = (name: string) => application({ "Job Name": name }).jobRef?.mention?.();
    expect(job("Line Cook [2051]")).toMatchObject({ key: "a2zzzzzj0001", title: "Line Cook", code: "2051" });
    expect(job("Cook [nights] [7]")).toMatchObject({ title: "Cook [nights]", code: "7" });
    expect(job("Line Cook")).toMatchObject({ title: "Line Cook", code: undefined });
    expect(job("")?.title).toBeUndefined();
    expect(application({ "Job Serial": "" }).jobRef).toBeNull();
  });

  it.each([
    ["", "", "ACTIVE", null],
    ["New", "", "ACTIVE", "New"],
    ["Hired", "", "HIRED", "Hired"],
    ["do not pursue", "", "REJECTED", "do not pursue"],
    ["Do Not Pursue", "No Show", "REJECTED", "No Show"],
    ["", "Not Qualified", "REJECTED", "Not Qualified"],
    ["Keep Warm", "", "UNMAPPED", "Keep Warm"],
  ])("of stage type %j and disposition %j is %s", (stageType, disposition, outcome, outcomeLabel) => {
    const found = application({ "Stage Type": stageType, Disposition: disposition });
    expect(found).toMatchObject({ outcome, outcomeLabel });
    expect(found.rejectReasonLabel).toBe(disposition === "" ? null : disposition);
  });

  it.each([
    ["Interview", "", "UNMAPPED", "Interview"],
    ["Hired", "", "UNMAPPED", "Hired"],
    ["Angekommen", "New", "APPLIED", "New"],
    ["Starting", "Hired", "HIRED", "Hired"],
    ["No", "Do Not Pursue", "OTHER", "Do Not Pursue"],
    ["Pool", "constructor", "UNMAPPED", "constructor"],
  ])("in stage %j of type %j is of kind %s: the label alone says nothing", (stage, type, kind, label) => {
    const found = application({ Stage: stage, "Stage Type": type });
    expect(found).toMatchObject({ stageKind: kind, stageKindLabel: label, stageRef: { key: stage } });
    expect(found.stageRef?.mention?.()).toMatchObject({ name: stage, kind, kindLabel: type === "" ? null : type });
  });

  it("reads score and rating", () => {
    expect(application({ Rating: "Top Prospect" })).toMatchObject({ score: 30, rating: { label: "Top Prospect" } });
    expect(application({ Score: "" })).toMatchObject({ score: null, rating: null });
    expect(application({ Score: "high" })).toMatchObject({ score: null, problems: [{ field: "score" }] });
  });

  it("takes answers from questionnaires, but not from those that staff filled in", () => {
    const screening = {
      "Questionnaire Name": "Screening",
      Questions: [
        { Question: "When can you start?<br><i>Any date</i>", Value: "2026-11-20" },
        { Question: "", Value: "I agree to the <terms>" },
        { Question: "Sign &amp; date", Value: '<span class="questionnaire_signature">Robin Sample</span>' },
        {
          Question: "Certificate",
          Value: '<a href="https://acme.example.com/x/attachment/a6zzz?a=1&amp;b=2">c.pdf</a>',
        },
        { Question: "Tools?", Value: "" },
      ],
    };
    const evaluation = { "Feedback User": "Dana Admin", Questions: [{ Question: "Would you hire?", Value: "No" }] };
    const row = candidateRow({ Questionnaires: [screening, evaluation] });
    expect(toApplication(row, Depth.LIST).answers).toBeUndefined();
    const answers = present(toApplication(row, Depth.DETAIL).answers);
    expect(answers.map(({ question, kind, text, fileUrl }) => [question.label, kind, text, fileUrl])).toEqual([
      ["When can you start?\nAny date", "UNMAPPED", "2026-11-20", null],
      [null, "UNMAPPED", "I agree to the <terms>", null],
      ["Sign & date", "UNMAPPED", "Robin Sample", null],
      ["Certificate", "FILE", null, "https://acme.example.com/x/attachment/a6zzz?a=1&b=2"],
      ["Tools?", "UNMAPPED", null, null],
    ]);
  });

  it("reads answers in one pass, also those that look like signatures and links and are none", () => {
    const values = [`<span ${"questionnaire_signature".repeat(20_000)}`, `<a ${'href="http://x'.repeat(20_000)}`];
    const begun = performance.now();
    const row = candidateRow({ Questionnaires: [{ Questions: values.map((Value) => ({ Question: "?", Value })) }] });
    const answers = present(toApplication(row, Depth.DETAIL).answers);
    expect(answers.map(({ kind, text }) => [kind, text])).toEqual(values.map((value) => ["UNMAPPED", value]));
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  it("loses only the answers when questionnaires are malformed", () => {
    const found = toApplication(candidateRow({ Questionnaires: "none" }), Depth.DETAIL);
    expect(found).toMatchObject({ answers: null, score: 30, problems: [{ field: "answers" }] });
  });
});
