import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { done, startMutationWorld } from "./mutation-world.js";
import type { MutationWorld } from "./mutation-world.js";

let world: MutationWorld;
beforeAll(async () => {
  world = await startMutationWorld();
});
afterAll(() => world.close());

const data = () => world.sandbox.sagehr("acme-demo").data;
const id = (...given: Parameters<MutationWorld["id"]> extends [unknown, ...infer Rest] ? Rest : never) =>
  world.id("sagehr", ...given);

let given = 0;
/** Somebody who works there, and whom no other test writes to. */
function next() {
  const active = data().employees.filter(({ termination, profile }) => !termination && profile.last_name !== null);
  const row = active[given++];
  if (!row) throw new Error("The sandbox has no such employee left.");
  return row;
}

describe("createCandidate at Sage HR", () => {
  it("is one call with the id alone and two with the record; the file is the CV", async () => {
    const position = data().recruitmentPositions.find(({ status }) => status === "published");
    const input = {
      jobId: id("Job", position?.id ?? 0),
      ...{ firstName: "Eli", lastName: "Moreau", phone: "555 0199", summary: "Careful", source: "fair" },
      address: { street1: "4 Rue", city: "Lyon", postalCode: "69001", countryCode: "FR" },
    };
    const written = await world.write(
      "createCandidate",
      {
        ...input,
        email: "eli.moreau@example.com",
        attachments: [{ fileName: "cv.pdf", contentBase64: btoa("my cv"), kind: "RESUME" }],
      },
      `candidate { id remoteId name emails { value } phones { value } summary source address { formatted } }
        application { id stage { name } outcome job { id } }`,
    );
    const candidate = done(written, "candidate");
    const create = `POST /api/recruitment/positions/${String(position?.id)}/applicants`;
    expect(written.calls).toEqual([
      create,
      `GET /api/recruitment/applicants/${String(candidate.remoteId)}`,
      // The position is another record, and Sage HR's single answers do not name what it is called.
      `GET /api/recruitment/positions/${String(position?.id)}`,
    ]);
    const row = data().applicants.find(({ profile }) => String(profile.id) === candidate.remoteId);
    expect(row).toMatchObject({
      positionId: position?.id,
      profile: { full_name: "Eli Moreau", email: "eli.moreau@example.com", address: "4 Rue, Lyon, 69001, FR" },
      attachment: { name: "cv.pdf", content: Buffer.from("my cv") },
    });
    expect(candidate).toEqual({
      ...{ id: id("Candidate", candidate.remoteId), remoteId: candidate.remoteId, name: "Eli Moreau" },
      emails: [{ value: "eli.moreau@example.com" }],
      phones: [{ value: "555 0199" }],
      ...{ summary: "Careful", source: "fair", address: { formatted: "4 Rue, Lyon, 69001, FR" } },
    });
    expect(written.payload.application).toEqual({
      id: id("Application", candidate.remoteId),
      stage: { name: row?.profile.stage.title },
      outcome: "ACTIVE",
      job: { id: id("Job", position?.id ?? 0) },
    });
    const later = await world.read(
      candidate.id,
      "Candidate",
      "id remoteId name emails { value } phones { value } summary source address { formatted }",
    );
    expect(later).toEqual(candidate);

    const idOnly = await world.write("createCandidate", { ...input, email: "eli.two@example.com" }, "candidate { id }");
    done(idOnly, "candidate");
    expect(idOnly.calls).toEqual([create]);
  });
});

describe("createEmployeeDocument at Sage HR", () => {
  it("is one call with the id of the employee, and two with what is shown of the person", async () => {
    const row = next();
    const input = { employeeId: id("Employee", row.profile.id), fileName: "contract.pdf", categoryId: "1" };
    const first = await world.write(
      "createEmployeeDocument",
      { ...input, contentBase64: btoa("signed"), description: "Signed copy" },
      "employee { id }",
    );
    expect(done(first, "employee")).toEqual({ id: input.employeeId });
    expect(first.calls).toEqual(["POST /api/documents"]);
    expect(data().documents.at(-1)).toMatchObject({
      document: { file_name: "contract.pdf", document_category_id: 1, description: "Signed copy" },
      employeeIds: [row.profile.id],
      content: Buffer.from("signed"),
    });
    const second = await world.write(
      "createEmployeeDocument",
      { ...input, contentBase64: btoa("more") },
      "employee { firstName }",
    );
    expect(done(second, "employee")).toEqual({ firstName: row.profile.first_name });
    expect(second.calls).toEqual(["POST /api/documents", `GET /api/employees/${String(row.profile.id)}`]);
  });
});

describe("createTimeoffRequest at Sage HR", () => {
  const fields = "id remoteId status startDate endDate note amount parts { startTime endTime } type { name }";

  it("is one call with the id alone and two with the record, here of an hour and of days", async () => {
    const row = next();
    const policy = data().policies.find(({ name }) => name === "Flexi time");
    const target = { employeeId: id("Employee", row.profile.id), typeId: id("TimeoffType", policy?.id ?? 0) };
    const idOnly = await world.write(
      "createTimeoffRequest",
      { ...target, startDate: "2027-05-03", endDate: "2027-05-05", note: "Away" },
      "timeoffRequest { id }",
    );
    const { id: requestId } = done(idOnly, "timeoffRequest");
    expect(idOnly.calls).toEqual(["POST /api/leave-management/requests"]);
    expect(await world.read(requestId, "TimeoffRequest", "startDate endDate note status employee { id }")).toEqual({
      startDate: "2027-05-03",
      endDate: "2027-05-05",
      note: "Away",
      status: "PENDING",
      employee: { id: target.employeeId },
    });
    const written = await world.write(
      "createTimeoffRequest",
      {
        ...target,
        startDate: "2027-05-10",
        endDate: "2027-05-10",
        parts: [{ date: "2027-05-10", startTime: "09:30", endTime: "11:00" }],
      },
      `timeoffRequest { ${fields} }`,
    );
    const request = done(written, "timeoffRequest");
    expect(written.calls.slice(0, 2)).toEqual([
      "POST /api/leave-management/requests",
      `GET /api/leave-management/requests/${String(request.remoteId)}`,
    ]);
    expect(request).toMatchObject({
      ...{ status: "PENDING", startDate: "2027-05-10", amount: 1.5, type: { name: "Flexi time" } },
      parts: [{ startTime: "09:30", endTime: "11:00" }],
    });
    expect(data().leaveRequests.find((one) => String(one.id) === request.remoteId)).toMatchObject({
      ...{ employee_id: row.profile.id, policy_id: policy?.id, start_time: "9:30", end_time: "11:00", hours: 1.5 },
    });
    expect(await world.read(request.id, "TimeoffRequest", fields)).toEqual(request);
  });

  it("is approved at once where the policy does so", async () => {
    const row = next();
    const policy = data().policies.find(({ flags }) => flags["auto_approves"]);
    const written = await world.write(
      "createTimeoffRequest",
      {
        employeeId: id("Employee", row.profile.id),
        typeId: id("TimeoffType", policy?.id ?? 0),
        ...{ startDate: "2027-05-03", endDate: "2027-05-03" },
      },
      "timeoffRequest { status }",
    );
    expect(written.calls).toHaveLength(2);
    expect(done(written, "timeoffRequest")).toEqual({ status: "APPROVED" });
  });
});
