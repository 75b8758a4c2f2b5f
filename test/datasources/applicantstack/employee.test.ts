import { describe, expect, it } from "vitest";
import { toEmployee } from "../../../src/datasources/applicantstack/applicantstack.employee.js";
import { withoutSecrets } from "../../../src/datasources/applicantstack/applicantstack.secrets.js";
import { reader } from "../../../src/datasources/http/payload.js";
import { Depth } from "../../../src/schema/provider-record.js";

const zone = "America/New_York";

function hire(values: Record<string, unknown> = {}, depth = Depth.LIST, timeZone: string | null = zone) {
  const row = {
    "Hire Serial": "e2zzzzzh0001",
    "Candidate Serial": "a4zzzzzc0001",
    "First Name": "Robin",
    "Last Name": "Sample",
    Email: "robin@people.test",
    "Start Date": "03/18/2024",
    "Date of Hire": "03/11/2024",
    DOB: "01/15/1990",
    "Job Name": "Line Cook",
    Department: "Kitchen",
    Location: "Dayton, OH",
    "Job Type": "Non-exempt (hourly)",
    "Pay Rate": "18.00",
    Stage: "New",
    Manager: "Dana Admin",
    "Create Date": "03/11/2024 01:41 PM",
    "Last Modified Date": "12/01/2024 12:05 AM",
    ...values,
  };
  return toEmployee(reader(row, "Hires[0]"), depth, timeZone ?? undefined);
}

describe("an ApplicantStack hire as an employee", () => {
  it("takes the fields of a row", () => {
    expect(hire()).toMatchObject({
      key: "e2zzzzzh0001",
      name: "Robin Sample",
      emails: [{ value: "robin@people.test" }],
      jobTitle: "Line Cook",
      workLocation: "Dayton, OH",
      employmentType: "Non-exempt (hourly)",
      payRateLabel: "18.00",
      managerName: "Dana Admin",
      startDate: "2024-03-18",
      hireDate: "2024-03-11",
      dateOfBirth: "1990-01-15",
      problems: [],
      extras: [],
    });
  });

  it.each([
    ["New", "PENDING"],
    ["Complete", "ACTIVE"],
    ["Waiting for I-9", "UNMAPPED"],
    ["", null],
  ])("in stage %j has the status %s", (stage, status) => {
    expect(hire({ Stage: stage })).toMatchObject({
      employmentStatus: status,
      employmentStatusLabel: stage === "" ? null : stage,
    });
  });

  it("tells times only when the account's zone is known", () => {
    expect(hire()).toMatchObject({
      remoteCreatedAt: "2024-03-11T17:41:00.000Z",
      remoteUpdatedAt: "2024-12-01T05:05:00.000Z",
    });
    expect(hire({}, Depth.LIST, null)).toMatchObject({ remoteCreatedAt: null, problems: [] });
    expect(hire({}, Depth.LIST, "Nowhere/Land").remoteCreatedAt).toBeNull();
  });

  it.each([
    ["03/10/2024 01:59 AM", "2024-03-10T06:59:00.000Z"],
    ["03/10/2024 03:00 AM", "2024-03-10T07:00:00.000Z"],
    ["11/03/2024 12:59 AM", "2024-11-03T04:59:00.000Z"],
    ["11/03/2024 02:00 AM", "2024-11-03T07:00:00.000Z"],
    ["07/04/2024 12:00 PM", "2024-07-04T16:00:00.000Z"],
  ])("reads the local time %j across changes of the clock", (text, instant) => {
    expect(hire({ "Create Date": text }).remoteCreatedAt).toBe(instant);
  });

  it.each(["13/01/2024 01:00 PM", "03/11/2024 13:00 PM", "yesterday"])("does not take %j for a time", (text) => {
    const employee = hire({ "Create Date": text });
    expect(employee).toMatchObject({ remoteCreatedAt: null, problems: [{ field: "remoteCreatedAt" }] });
    expect(JSON.stringify(employee.problems)).not.toContain(text);
  });

  it("belongs to the group of its department, if it has one", () => {
    const [ref] = hire().groupRefs ?? [];
    expect(ref?.key).toBe("department/Kitchen");
    expect(ref?.mention?.()).toMatchObject({ remoteId: "Kitchen", name: "Kitchen", type: "DEPARTMENT" });
    expect(hire({ Department: undefined }).groupRefs).toEqual([]);
  });

  it("knows its candidate only in the single record, and none when it was made by hand", () => {
    expect(hire().candidateRef).toBeUndefined();
    expect(hire({}, Depth.DETAIL).candidateRef?.key).toBe("a4zzzzzc0001");
    expect(hire({ "Candidate Serial": "" }, Depth.DETAIL).candidateRef).toBeNull();
  });
});

describe("the secrets of a hire", () => {
  it("go with their labels, however they are spelt and wherever they stand", () => {
    const secret = "000123456";
    const kept = withoutSecrets({
      "Hire Serial": "e2zzzzzh0001",
      SSN: secret,
      ssn: secret,
      "SSN (last 4)": secret,
      "Social Security Number": secret,
      "Employee SocialSecurity": secret,
      Forms: [{ Questions: [{ Question: "f1_05", Value: secret }] }],
      Questionnaires: [{ Questions: [{ Question: "Signature", Value: secret }] }],
      Payroll: { lines: [{ SSN: secret, Rate: "1" }] },
      "Mission Statement": "kept",
    });
    expect(kept).toEqual({
      "Hire Serial": "e2zzzzzh0001",
      Payroll: { lines: [{ Rate: "1" }] },
      "Mission Statement": "kept",
    });
  });
});
