import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { done, startMutationWorld } from "./mutation-world.js";
import type { MutationWorld } from "./mutation-world.js";

let world: MutationWorld;
beforeAll(async () => {
  world = await startMutationWorld();
});
afterAll(() => world.close());

const data = () => world.sandbox.applicantstack("acme-demo").data;
const candidateRow = (serial: string) => data().candidates.find((row) => row.serial === serial);
const id = (...given: Parameters<MutationWorld["id"]> extends [unknown, ...infer Rest] ? Rest : never) =>
  world.id("applicantstack", ...given);

let given = 0;
/** A candidate whom no other test writes to. */
function next() {
  const row = data().candidates.filter(({ stage }) => stage === "New")[given++];
  if (!row) throw new Error("The sandbox has no such candidate left.");
  return row;
}

const record = (serial: string) => `/api/candidate/${serial}`;

describe("createCandidate at ApplicantStack", () => {
  const person = {
    ...{ firstName: "Ona", lastName: "Petrov", phone: "555-0101", coverLetter: "Dear team", source: "Billboard" },
    address: { street1: "3 Mill Rd", city: "Dayton", state: "OH", postalCode: "45402" },
  };
  const fields = `candidate { id remoteId name emails { value } phones { value } address { street1 city state postalCode } source
    coverLetter } application { id stage { name } job { id } outcome }`;

  it("is three calls, two pages for a double and the creation, and one more for what is shown", async () => {
    const job = data().jobs[0];
    const input = { ...person, jobId: id("Job", job?.serial ?? ""), email: "ona.petrov@example.com" };
    const written = await world.write("createCandidate", input, fields);
    const candidate = done(written, "candidate");
    const search = ["GET /api/candidates/1", "GET /api/candidates/2"];
    expect(written.calls).toEqual([...search, "POST /api/candidate", `GET ${record(candidate.remoteId)}`]);
    expect(candidateRow(candidate.remoteId)).toMatchObject({
      ...{ firstName: "Ona", lastName: "Petrov", email: "ona.petrov@example.com", phone: "555-0101" },
      ...{ address1: "3 Mill Rd", city: "Dayton", state: "OH", zip: "45402", jobSerial: job?.serial, stage: "New" },
    });
    expect(candidate).toEqual({
      id: id("Candidate", candidate.remoteId),
      remoteId: candidate.remoteId,
      name: "Ona Petrov",
      emails: [{ value: "ona.petrov@example.com" }],
      phones: [{ value: "555-0101" }],
      address: person.address,
      source: "Billboard",
      coverLetter: "Dear team",
    });
    expect(written.payload.application).toEqual({
      id: id("Application", candidate.remoteId),
      stage: { name: "New" },
      job: { id: id("Job", job?.serial ?? "") },
      outcome: "ACTIVE",
    });
    const own = /^candidate \{([\s\S]*)\} application/u.exec(fields)?.[1] ?? "";
    expect(await world.read(candidate.id, "Candidate", own)).toEqual(candidate);

    const idOnly = { ...input, email: "ona.other@example.com" };
    const second = await world.write("createCandidate", idOnly, "candidate { id } application { id }");
    done(second, "candidate");
    expect(second.calls).toEqual([...search, "POST /api/candidate"]);
  });

  it("is a call more for a stage and for each file, in their order", async () => {
    const job = data().jobs[0];
    const file = (fileName: string, kind?: string) => ({ fileName, contentBase64: btoa(fileName), kind });
    const written = await world.write(
      "createCandidate",
      {
        ...person,
        jobId: id("Job", job?.serial ?? ""),
        stageId: id("JobInterviewStage", "Phone Screen"),
        email: "ona.staged@example.com",
        attachments: [file("cv.pdf", "RESUME"), file("plan.pdf")],
      },
      "application { id }",
    );
    const serial = world.sandbox.applicantstack("acme-demo").data.candidates.at(-1)?.serial ?? "";
    expect(done(written, "application")).toEqual({ id: id("Application", serial) });
    expect(written.writes).toEqual([
      "POST /api/candidate",
      `PUT ${record(serial)}`,
      `POST ${record(serial)}/attachment`,
      `POST ${record(serial)}/attachment`,
    ]);
    expect(written.calls).toHaveLength(6);
    expect(written.payload.steps.map(({ name }: any) => name)).toEqual([
      ...["candidate", "stage", "attachment 1", "attachment 2"],
    ]);
    expect(candidateRow(serial)).toMatchObject({
      stage: "Phone Screen",
      files: [
        { name: "cv.pdf", isResume: true, content: Buffer.from("cv.pdf") },
        { name: "plan.pdf", isResume: false, content: Buffer.from("plan.pdf") },
      ],
    });
    const later = await world.read(
      id("Application", serial),
      "Application",
      "stage { name } attachments { nodes { fileName kind } }",
    );
    expect(later).toEqual({
      stage: { name: "Phone Screen" },
      attachments: {
        nodes: [
          { fileName: "cv.pdf", kind: "RESUME" },
          { fileName: "plan.pdf", kind: "UNMAPPED" },
        ],
      },
    });
  });
});

describe("updateCandidate at ApplicantStack", () => {
  it("is one call with the id alone and two with what changed; the rest stays", async () => {
    const row = next();
    const candidateId = id("Candidate", row.serial);
    const first = await world.write("updateCandidate", { candidateId, phone: "555-0102" }, "candidate { id }");
    expect(done(first, "candidate")).toEqual({ id: candidateId });
    expect(first.calls).toEqual([`PUT ${record(row.serial)}`]);
    const second = await world.write(
      "updateCandidate",
      { candidateId, coverLetter: "New words", address: { city: "Akron" } },
      "candidate { coverLetter phones { value } address { city postalCode } name }",
    );
    const candidate = done(second, "candidate");
    expect(second.calls).toEqual([`PUT ${record(row.serial)}`, `GET ${record(row.serial)}`]);
    expect(candidate).toEqual({
      coverLetter: "New words",
      phones: [{ value: "555-0102" }],
      address: { city: "Akron", postalCode: row.zip },
      name: `${row.firstName} ${row.lastName}`,
    });
    expect(candidateRow(row.serial)).toEqual({
      ...row,
      phone: "555-0102",
      coverLetter: "New words",
      city: "Akron",
      custom: row.custom,
    });
    const fields = "coverLetter phones { value } address { city postalCode } name";
    expect(await world.read(candidateId, "Candidate", fields)).toEqual(candidate);
  });
});

describe("updateEmployee at ApplicantStack", () => {
  it("is one call with the id alone and two with what changed", async () => {
    const hire = data().hires[0];
    const employeeId = id("Employee", hire?.serial ?? "");
    const input = { employeeId, startDate: "2026-10-05", personalEmail: "moved@example.com" };
    const written = await world.write("updateEmployee", input, "employee { id startDate emails { value } name }");
    const employee = done(written, "employee");
    const path = `/o/api/hire/${hire?.serial ?? ""}`;
    expect(written.calls).toEqual([`PUT ${path}`, `GET ${path}`]);
    expect(employee).toEqual({
      id: employeeId,
      startDate: "2026-10-05",
      emails: [{ value: "moved@example.com" }],
      name: `${hire?.firstName ?? ""} ${hire?.lastName ?? ""}`,
    });
    const row = data().hires.find(({ serial }) => serial === hire?.serial);
    expect(row).toEqual({
      ...hire,
      startDate: "10/05/2026",
      email: "moved@example.com",
      modifiedAt: row?.modifiedAt,
    });
    expect(await world.read(employeeId, "Employee", "id startDate emails { value } name")).toEqual(employee);
    const idOnly = await world.write("updateEmployee", { employeeId, phone: "555-0103" }, "employee { id }");
    expect(done(idOnly, "employee")).toEqual({ id: employeeId });
    expect(idOnly.calls).toEqual([`PUT ${path}`]);
  });
});

describe("setCustomFields at ApplicantStack", () => {
  it("is one call for all values of a candidate, and one more to show them", async () => {
    const row = next();
    const nodeId = id("Candidate", row.serial);
    const values = [
      { key: "Desired Pay", value: 60_000 },
      { key: "Own Tools?", value: null },
    ];
    const idOnly = await world.write("setCustomFields", { nodeId, values }, "candidate { id } employee { id }");
    expect(done(idOnly, "candidate")).toEqual({ id: nodeId });
    expect(idOnly.payload.employee).toBeNull();
    expect(idOnly.calls).toEqual([`PUT ${record(row.serial)}`]);
    expect(candidateRow(row.serial)?.custom).toEqual({ ...row.custom, "Desired Pay": "60000", "Own Tools?": "" });
    const written = await world.write(
      "setCustomFields",
      { nodeId, values: [{ key: "Own Tools?", value: "Yes" }] },
      "candidate { customFields { key value } }",
    );
    const candidate = done(written, "candidate");
    expect(written.calls).toEqual([`PUT ${record(row.serial)}`, `GET ${record(row.serial)}`]);
    expect(candidate.customFields).toEqual([
      { key: "Desired Pay", value: "60000" },
      { key: "Own Tools?", value: "Yes" },
    ]);
    expect(await world.read(nodeId, "Candidate", "customFields { key value }")).toEqual(candidate);
  });
});
