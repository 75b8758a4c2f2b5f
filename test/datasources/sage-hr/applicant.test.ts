import { describe, expect, it } from "vitest";

import { reader } from "../../../src/datasources/http/payload.js";
import { toApplication, toCandidate } from "../../../src/datasources/sage-hr/sage-hr.applicant.js";
import { Depth } from "../../../src/schema/provider-record.js";

const base = {
  id: 501,
  full_name: "Alex Sample",
  first_name: "Alex",
  last_name: "",
  created_at: "2026-03-05T10:58:57Z",
  stage: { id: 303, title: "Interview", created_at: "2023-02-01T08:00:00Z" },
};
const row = (payload: object) => reader({ ...base, ...payload }, "applicant");

describe("an applicant as a candidate", () => {
  it("has contacts as lists, an address as one line, and no empty text", () => {
    const draft = toCandidate(
      row({ email: "alex@example.com", phone_number: 5550142, address: "1 Test Way" }),
      Depth.LIST,
    );
    expect(draft).toMatchObject({
      name: "Alex Sample",
      lastName: null,
      emails: [{ value: "alex@example.com", isPrimary: true }],
      phones: [{ value: "5550142", isPrimary: true }],
      address: { formatted: "1 Test Way" },
      remoteCreatedAt: "2026-03-05T10:58:57.000Z",
    });
    expect(draft).not.toHaveProperty("referredBy");
    expect(toCandidate(row({ email: null }), Depth.LIST)).toMatchObject({ emails: [], phones: [], address: null });
  });

  it.each([[null], [{}], [undefined]])("is referred by nobody when the referrer is %o", (referrer) => {
    expect(toCandidate(row({ referrer }), Depth.DETAIL)).toMatchObject({ referredBy: null, problems: [] });
  });

  it("names the referrer, whose phone number may be a number", () => {
    const referrer = { id: 40, full_name: "Jo Lead", email: "jo@example.com", phone_number: 5550142 };
    expect(toCandidate(row({ referrer, added_by: {} }), Depth.DETAIL)).toMatchObject({
      referredBy: "Jo Lead",
      extras: [],
    });
  });
});

describe("an applicant as an application", () => {
  it.each([
    [{ hired_date: "2026-04-01", disqualified_date: null }, "HIRED"],
    [{ hired_date: null, disqualified_date: "2026-04-01" }, "REJECTED"],
    [{ hired_date: null, disqualified_date: {} }, "ACTIVE"],
    [{}, "ACTIVE"],
    [{ hired_date: "soon" }, null],
  ])("with %o is %s", (payload, outcome) => {
    expect(toApplication(row(payload), Depth.LIST).outcome).toBe(outcome);
  });

  it("tells the day of the decision as an extra, since a day is no instant", () => {
    const draft = toApplication(row({ disqualified_date: "2026-04-01", nickname: "Al" }), Depth.LIST);
    expect(draft.extras).toEqual([
      { key: "disqualified_date", value: "2026-04-01" },
      { key: "nickname", value: "Al" },
    ]);
    expect(draft).not.toHaveProperty("rejectedAt");
  });

  it("is in a stage with the provider's id, of a known kind only under a title that accounts start with", () => {
    const draft = toApplication(row({}), Depth.LIST);
    expect(draft).toMatchObject({ stageKind: "INTERVIEW", stageKindLabel: "Interview", stageRef: { key: "303" } });
    expect(draft.stageRef?.mention?.()).toMatchObject({ key: "303", name: "Interview", depth: 0 });
    const custom = toApplication(row({ stage: { id: 9, title: "interview" } }), Depth.LIST);
    expect(custom).toMatchObject({ stageKind: "UNMAPPED", stageKindLabel: "interview" });
    const none = toApplication(row({ stage: {} }), Depth.LIST);
    expect(none).toMatchObject({ stageKind: null, stageRef: null, problems: [] });
  });

  it("has the job of its own payload before that of the list", () => {
    expect(toApplication(row({ position_id: 32 }), Depth.DETAIL, { positionKey: "31" }).jobRef).toEqual({ key: "32" });
    expect(toApplication(row({}), Depth.LIST, { positionKey: "31" }).jobRef).toEqual({ key: "31" });
    expect(toApplication(row({}), Depth.LIST).jobRef).toBeNull();
  });

  it("loses a malformed stage, and nothing else", () => {
    const draft = toApplication(row({ stage: "Interview" }), Depth.LIST);
    expect(draft).toMatchObject({ stageKind: null, stageRef: null, outcome: "ACTIVE" });
    expect(draft.problems?.map(({ field }) => field)).toEqual(["stageKind", "stageKindLabel", "stageRef"]);
  });
});
