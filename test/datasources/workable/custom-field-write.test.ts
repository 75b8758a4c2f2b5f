import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { present } from "./workable-account.js";
import { dana, refusedBy, startWorkableWriter } from "./workable-writer.js";
import type { WorkableWriter } from "./workable-writer.js";
import { noNote } from "../../support/no-note.js";

let writer: WorkableWriter;
beforeAll(async () => {
  writer = await startWorkableWriter();
  const common = { enabled: true, hint: null };
  const choices = ["North", "South", "West"].map((body, index) => ({
    ...{ id: `ca3${String(index)}01`, body, hint: null, translations: { en: { body, hint: null } } },
  }));
  writer.data.customAttributes.push(
    { ...common, id: "ca1011", type: "free_text", label: "Remarks" },
    { ...common, id: "ca1012", type: "multiple_choice", label: "Regions", single_answer: false, choices },
    { ...common, id: "ca1013", type: "file", label: "Licence" },
    { ...common, id: "ca1014", type: "signature", label: "Not known yet" },
  );
});
afterAll(() => writer.stop());
afterEach(() => {
  writer.tenant.clearFaults();
});

const candidateId = () => present(writer.data.candidates[5]).id;
const answerTo = (label: string) =>
  present(writer.data.candidates[5]).detail.answers.find(({ question }) => question.body === label)?.answer;
const forCandidate = (...values: { key: string; value?: unknown }[]) => ({
  ...{ model: "Candidate" as const, nodeId: candidateId(), values },
});

describe("values of custom attributes", () => {
  it("take a call each, after one that reads what the attributes are", async () => {
    const nodeId = candidateId();
    const { calls, done, records } = await writer.run(
      "setCustomFields",
      forCandidate(
        { key: "ca1001", value: "4711" },
        { key: "ca1002", value: true },
        { key: "ca1003", value: 41_000.5 },
      ),
    );
    const patch = `PATCH /candidates/${nodeId}/update_custom_attribute_value`;
    expect(calls).toEqual(["GET /custom_attributes", patch, patch, patch]);
    expect(Object.keys(done)).toEqual(["value 1", "value 2", "value 3"]);
    expect(answerTo("Cost centre")).toEqual({ body: "4711" });
    expect(answerTo("Has driving licence")).toEqual({ checked: true });
    expect(answerTo("Expected salary")).toEqual({ number: 41_000.5 });
    expect(records.map(({ model, key }) => [model, key])).toEqual([
      ["Candidate", nodeId],
      ["Application", nodeId],
    ]);
  });

  it.each([
    ["ca1004", "2026-05-04", "Available from", { date: "2026-05-04" }],
    ["ca1001", "2026-05-04", "Cost centre", { body: "2026-05-04" }],
    ["ca1005", "ca2101", "Shift", { choices: [{ body: "Night" }] }],
    ["ca1005", ["ca2001"], "Shift", { choices: [{ body: "Morning" }] }],
    ["ca1012", ["ca3001", "ca3201"], "Regions", { choices: [{ body: "North" }, { body: "West" }] }],
    ["ca1011", "a".repeat(400), "Remarks", { body: "a".repeat(400) }],
    ["ca1013", "https://files.example.com/licence.pdf", "Licence", { file_url: expect.anything() as unknown }],
  ])("of %s take %j in the form of its type", async (key, value, label, answer) => {
    await writer.run("setCustomFields", forCandidate({ key, value }));
    expect(answerTo(label)).toEqual(answer);
  });

  it.each([
    ["ca1001", 4711],
    ["ca1001", "a".repeat(129)],
    ["ca1002", "yes"],
    ["ca1003", "41000"],
    ["ca1004", "4 May"],
    ["ca1004", "2026-02-30"],
    ["ca1005", "ca3001"],
    ["ca1005", ["ca2001", "ca2101"]],
    ["ca1012", ["ca2001"]],
    ["ca1013", "licence.pdf"],
    ["ca1011", ["a"]],
  ])("of %s are refused when they are %j, before anything is changed", async (key, value) => {
    const error = await refusedBy(() => writer.run("setCustomFields", forCandidate({ key, value })));
    expect(writer.calls()).toEqual(["GET /custom_attributes"]);
    const refusals = writer.provider.writes?.explain(error, "setCustomFields");
    expect(refusals).toMatchObject([{ code: "PROVIDER_REJECTED", field: ["values", "0", "value"] }]);
    expect(refusals?.[0]?.message).toMatch(/^This custom attribute takes /u);
  });

  it("of an unknown attribute are refused by its key", async () => {
    const values = [
      { key: "ca1002", value: false },
      { key: "nowhere", value: "x" },
    ];
    const error = await refusedBy(() => writer.run("setCustomFields", forCandidate(...values)));
    expect(writer.provider.writes?.explain(error, "setCustomFields")).toMatchObject([
      { code: "NOT_FOUND", field: ["values", "1", "key"] },
    ]);
  });

  it("of a type that is not known here go by their own form", async () => {
    const error = await refusedBy(() => writer.run("setCustomFields", forCandidate({ key: "ca1014", value: "x" })));
    expect(writer.provider.writes?.explain(error, "setCustomFields")).toMatchObject([{ field: ["values"] }]);
    expect(writer.calls()).toHaveLength(2);
  });

  it("can be sent twice, and read the attributes again when that failed", async () => {
    const { steps } = writer.plan("setCustomFields", forCandidate({ key: "ca1002", value: true }));
    expect(steps).toMatchObject([{ isRepeatable: true, calls: 2 }]);
    writer.tenant.fault({ kind: "status", status: 403, body: "{}", method: "GET", times: 1 });
    const session = writer.session();
    await expect(present(steps[0]).send(session, {}, noNote)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await present(steps[0]).send(session, {}, noNote)).drafts?.[0]?.key).toBe(candidateId());
  });

  it.each([[[]], [[{ key: "ca1002" }]], [[{ key: "ca1002", value: null }]]])(
    "are refused before any call when there are none: %j",
    (values) => {
      expect(() => writer.plan("setCustomFields", forCandidate(...values))).toThrow(
        expect.objectContaining({ name: "InputRefusal" }),
      );
    },
  );
});

describe("values of an employee's own fields", () => {
  it("are a change of the employee", async () => {
    const nodeId = present(writer.data.employees[6]).id;
    const values = [
      { key: "1195b", value: "Yellow" },
      { key: "preferred_name", value: null },
    ];
    const { calls, records } = await writer.run("setCustomFields", { model: "Employee", nodeId, values });
    expect(calls).toEqual([`PATCH /employees/${nodeId}`]);
    const { detail } = present(writer.data.employees.find(({ id }) => id === nodeId));
    expect(detail["1195b"]).toBe("Yellow");
    expect(detail).not.toHaveProperty("preferred_name");
    expect(records).toMatchObject([{ model: "Employee", key: nodeId }]);
  });

  it("are read about first where a value is a day", async () => {
    const nodeId = present(writer.data.employees[7]).id;
    const values = [{ key: "birthdate", value: "1990-05-04" }];
    const { calls } = await writer.run("setCustomFields", { model: "Employee", nodeId, values });
    expect(calls).toEqual([`GET /employee_fields?member_id=${dana}`, `PATCH /employees/${nodeId}`]);
    const { birthdate } = present(writer.data.employees.find(({ id }) => id === nodeId));
    expect(birthdate).toBe("1990-05-04");
  });

  it("are of nothing else", () => {
    const input = { model: "Job" as const, nodeId: "7AC01BE94D", values: [{ key: "x", value: 1 }] };
    expect(() => writer.plan("setCustomFields", input)).toThrow(
      expect.objectContaining({ name: "InputRefusal", code: "UNSUPPORTED_BY_PROVIDER", field: ["nodeId"] }),
    );
  });
});
