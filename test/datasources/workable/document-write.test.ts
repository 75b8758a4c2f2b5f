import { Readable } from "node:stream";

import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { FileContent } from "../../../src/datasources/write.js";
import { textFile } from "../../support/lost-answer.js";
import { present } from "./workable-account.js";
import { refusedBy, startWorkableWriter } from "./workable-writer.js";
import type { WorkableWriter } from "./workable-writer.js";

let writer: WorkableWriter;
beforeAll(async () => {
  writer = await startWorkableWriter();
});
afterAll(() => writer.stop());
afterEach(() => {
  writer.tenant.clearFaults();
});

const employeeId = () => present(writer.data.employees.find(({ state }) => state === "published")).id;
const addressed = (fileName: string) =>
  new FileContent(fileName, "application/pdf", 4, () => Readable.from(["file"]), `https://files.test/${fileName}`);
const named = (fileName: string) => writer.data.employeeDocuments.filter(({ filename }) => filename === fileName);

describe("a document of an employee", () => {
  it("is given by its address under its name, in one call", async () => {
    const input = { employeeId: employeeId(), file: addressed("contract-2.pdf") };
    const { records, calls } = await writer.run("createEmployeeDocument", input);
    expect(calls).toEqual([`POST /employees/${input.employeeId}/documents`]);
    expect(named("contract-2.pdf")).toMatchObject([{ employeeId: input.employeeId, created_by: "Dana Iversen" }]);
    expect(records).toEqual([{ model: "Employee", key: input.employeeId }]);
  });

  it("is refused without an address, before any call", () => {
    const input = { employeeId: employeeId(), file: textFile("a.pdf", "a") };
    expect(() => writer.plan("createEmployeeDocument", input)).toThrow(
      expect.objectContaining({ name: "InputRefusal", code: "UNSUPPORTED_BY_PROVIDER", field: ["url"] }),
    );
  });

  it("is refused for nobody, on the employee", async () => {
    const error = await refusedBy(() =>
      writer.run("createEmployeeDocument", { employeeId: "ffffff", file: addressed("nobody.pdf") }),
    );
    expect(writer.provider.writes?.explain(error, "createEmployeeDocument")).toMatchObject([
      { code: "NOT_FOUND", field: ["employeeId"] },
    ]);
  });

  it("is found by its name when its answer is lost, also behind a page of others, and not when it never arrived", async () => {
    const id = employeeId();
    const sample = present(writer.data.employeeDocuments[0]);
    const old = { ...sample, employeeId: id, type: "simple_employee_document", created_at: "2026-05-04T08:45:33.526Z" };
    for (let index = 0; index < 120; index += 1)
      writer.data.employeeDocuments.push({ ...old, id: `old${String(index)}`, filename: "lost.pdf" });
    const input = { employeeId: id, file: addressed("lost.pdf") };
    expect((await writer.lose("createEmployeeDocument", input, "before")).found).toEqual([]);
    const { found } = await writer.lose("createEmployeeDocument", input, "after");
    const made = present(writer.data.employeeDocuments.at(-1));
    expect(found).toEqual([{ created: { model: "Attachment", key: `${id}/${made.id}` } }]);
  });
});
