import { describe, expect, it } from "vitest";

import { toActivity } from "../../../src/datasources/workable/workable.activity.js";
import { toApplication } from "../../../src/datasources/workable/workable.application.js";
import { toAttachment } from "../../../src/datasources/workable/workable.attachment.js";
import { toCandidate } from "../../../src/datasources/workable/workable.candidate.js";
import { departmentRefOf, pickDepartment } from "../../../src/datasources/workable/workable.department.js";
import { toDetailedEmployee } from "../../../src/datasources/workable/workable.employee-detail.js";
import { toListedEmployee } from "../../../src/datasources/workable/workable.employee.js";
import { toAttribute, toEmployeeField } from "../../../src/datasources/workable/workable.field.js";
import { toLegalEntity } from "../../../src/datasources/workable/workable.group.js";
import { toJob } from "../../../src/datasources/workable/workable.job.js";
import { answersOf, toQuestion } from "../../../src/datasources/workable/workable.question.js";
import { toTimeoffRequest } from "../../../src/datasources/workable/workable.timeoff-request.js";
import { toTimeoffBalance } from "../../../src/datasources/workable/workable.timeoff.js";
import { reader } from "../../../src/datasources/http/payload.js";
import { Depth } from "../../../src/schema/provider-record.js";

const row = (value: object) => reader(value, "row");
const job = { shortcode: "7AC01BE94D", title: "Field Engineer" };
const person = { id: "2f81", job, stage: "Phone Screen", stage_kind: "phone-screen", disqualified: false };

describe("a candidate", () => {
  it("keeps fields that a row cannot carry undefined, and empty ones null or empty", () => {
    const candidate = toCandidate(row({ id: "1", email: "", phone: null, headline: "" }), Depth.LIST);
    expect(candidate).toMatchObject({ emails: [], phones: [], headline: null });
    expect(candidate).not.toHaveProperty("summary");
    expect(candidate).not.toHaveProperty("address");
  });

  it("loses a malformed field and says where", () => {
    const payload = { id: "1", name: {}, created_at: "yesterday", education_entries: [{ start_date: "2011-13-40" }] };
    const candidate = toCandidate(row(payload), Depth.DETAIL);
    expect(candidate).toMatchObject({ name: null, remoteCreatedAt: null, education: null });
    expect(candidate.problems?.map(({ field }) => field)).toEqual(["remoteCreatedAt", "name", "education"]);
  });

  it.each([[[{ name: "surveying" }]], [["surveying"]]])("reads skills %j", (skills) => {
    expect(toCandidate(row({ id: "1", skills }), Depth.DETAIL).skills).toEqual(["surveying"]);
  });

  it("keeps keys that are not documented", () => {
    const { extras } = toCandidate(row({ ...person, pronouns: "they", nothing: null }), Depth.LIST);
    expect(extras).toEqual([{ key: "pronouns", value: "they" }]);
  });

  it("has no address where all of its parts are empty", () => {
    expect(toCandidate(row({ id: "1", address: null, location: { city: null } }), Depth.DETAIL).address).toBeNull();
  });
});

describe("an application", () => {
  it.each([
    ["hired", { hired_at: "2026-05-04T08:30:12Z", disqualified: true }, "HIRED"],
    ["withdrawn", { disqualified: true, withdrew: true }, "WITHDRAWN"],
    ["rejected", { disqualified: true, withdrew: false }, "REJECTED"],
    ["active", { disqualified: false, withdrew: false }, "ACTIVE"],
    ["unmapped, when not even the detail says whether the person withdrew", { disqualified: true }, "UNMAPPED"],
  ])("is %s", (_, flags, outcome) => {
    expect(toApplication(row({ ...person, ...flags }), Depth.DETAIL)?.outcome).toBe(outcome);
  });

  it("leaves open in a row whether a disqualified person withdrew, and when", () => {
    const disqualified = toApplication(row({ ...person, disqualified: true }), Depth.LIST);
    expect(disqualified).toMatchObject({ outcome: undefined, outcomeLabel: undefined, rejectedAt: undefined });
    expect(toApplication(row(person), Depth.LIST)).toMatchObject({ outcome: "ACTIVE", rejectedAt: null });
  });

  it("names stage and job as its payload does", () => {
    const application = toApplication(row(person), Depth.LIST);
    expect(application?.stageRef?.key).toBeNull();
    const stage = application?.stageRef?.mention?.();
    expect(stage).toMatchObject({ key: "", name: "Phone Screen", kind: "SCREEN", kindLabel: "phone-screen" });
    expect(stage?.jobRef?.key).toBe("7AC01BE94D");
    expect(application?.jobRef?.mention?.()).toMatchObject({ key: "7AC01BE94D", title: "Field Engineer", depth: 0 });
  });

  it("does not guess what an unknown kind of stage is for", () => {
    const application = toApplication(row({ ...person, stage_kind: "background-check" }), Depth.LIST);
    expect(application).toMatchObject({ stageKind: "UNMAPPED", stageKindLabel: "background-check" });
  });

  it("is none for the talent pool", () => {
    expect(toApplication(row({ id: "1", talent_pool: { identifier: "b4d01" } }), Depth.DETAIL)).toBeNull();
  });
});

describe("answers and questions", () => {
  it("are told apart by the key of the value, as text without markup, unescaped once", () => {
    const answers = answersOf(
      row({
        answers: [
          { question: { body: "<b>Built?</b>" }, answer: { body: "<p>A <i>bridge</i> of 40&nbsp;m &lt;span&gt;</p>" } },
          { question: { body: "Licence?" }, answer: { checked: false } },
          { question: { body: "Shift?" }, answer: { choices: [{ body: "Night &amp; day" }] } },
          { question: { body: "Years?" }, answer: { number: 0 } },
          { question: { body: "Start?" }, answer: { date: "2026-12-01" } },
          { question: { body: "Paper?" }, answer: { file_url: "https://files.test/a" } },
          { question: { body: "Nothing?" }, answer: {} },
        ],
      }),
    );
    expect(answers.map(({ kind }) => kind)).toEqual(
      ["LONG_TEXT", "BOOLEAN", "MULTI_SELECT", "NUMBER", "DATE", "FILE", "UNMAPPED"], // prettier-ignore
    );
    expect(answers[0]).toMatchObject({ text: "A bridge of 40\u00a0m <span>", question: { id: null, label: "Built?" } });
    expect(answers[2]?.choices).toEqual(["Night & day"]);
    expect(answers[3]?.number).toBe(0);
  });

  it("are of one choice where the question says so", () => {
    const question = { id: "q", body: "Shift", type: "multiple_choice", choices: [{ id: "c", body: "Night" }] };
    expect(toQuestion(row({ ...question, single_answer: true })).kind).toBe("SINGLE_SELECT");
    expect(toQuestion(row(question))).toMatchObject({ kind: "MULTI_SELECT", choices: [{ id: "c", label: "Night" }] });
    expect(toQuestion(row({ ...question, type: "video" }))).toMatchObject({ kind: "UNMAPPED", kindLabel: "video" });
  });
});

describe("a job", () => {
  const listed = {
    shortcode: "GROOV003",
    title: "Cook",
    state: "closed",
    salary: { salary_from: 1, salary_currency: "gbp" },
  };

  it.each([
    ["published", "OPEN"],
    ["draft", "DRAFT"],
    ["closed", "CLOSED"],
    ["archived", "ARCHIVED"],
    ["paused", "UNMAPPED"],
  ])("that is %s is %s", (state, status) => {
    expect(toJob(row({ ...listed, state }), Depth.LIST)).toMatchObject({ status, statusLabel: state });
  });

  it("has a currency in capitals, and no pay where nothing is said", () => {
    expect(toJob(row(listed), Depth.LIST).compensation).toEqual({ min: 1, max: null, currency: "GBP" });
    const salary = { salary_from: null, salary_to: null, salary_currency: null };
    expect(toJob(row({ ...listed, salary }), Depth.LIST).compensation).toBeNull();
  });

  it("has its only place from the older form", () => {
    const location = { location_str: null, country: "Norway", country_code: "NO", city: "Bergen", telecommuting: true };
    const cook = toJob(row({ ...listed, location, locations: [] }), Depth.LIST);
    expect(cook.locations).toMatchObject([{ formatted: "Bergen, Norway", countryCode: "NO" }]);
    expect(cook.isRemote).toBe(true);
  });

  it("names its department by wording, by key only where the id is text", () => {
    const byNumber = departmentRefOf(
      row({
        department_hierarchy: [
          { id: 5, name: "Ops" },
          { id: 6, name: "Kitchen" },
        ],
      }),
    );
    expect(byNumber?.key).toBeNull();
    expect(byNumber?.mention?.()).toMatchObject({ name: "Kitchen", remoteId: "6" });
    expect(departmentRefOf(row({ department_hierarchy: [{ id: "92c01", name: "Ops" }] }))?.key).toBe("92c01");
    expect(departmentRefOf(row({ department: "Ops" }))?.mention?.().name).toBe("Ops");
    expect(departmentRefOf(row({ department: null, department_hierarchy: [] }))).toBeNull();
  });
});

describe("a department that is named by wording", () => {
  const department = (key: string, name: string, parent?: string) => ({
    ...{ key, remoteId: key, depth: Depth.LIST, name },
    parentRef: parent === undefined ? null : { key: parent },
  });
  const all = [
    department("a1", "Ops"),
    department("b1", "HR"),
    department("a2", "Team", "a1"),
    department("b2", "Team", "b1"),
  ];
  const mention = (name: string, remoteId = "", parent?: string) => ({
    ...{ key: "", remoteId, depth: Depth.MENTION, name },
    parentRef: parent === undefined ? null : { key: null, mention: () => department("", parent) },
  });

  it("is the only one of that name", () => {
    expect(pickDepartment(all, mention("HR", "7"))?.key).toBe("b1");
    expect(pickDepartment(all, mention("Law"))).toBeNull();
  });

  it("is among namesakes the one with that number, else the one below that parent, else none", () => {
    expect(pickDepartment(all, mention("Team", String(0xb2)))?.key).toBe("b2");
    expect(pickDepartment(all, mention("Team", "1", "Ops"))?.key).toBe("a2");
    expect(pickDepartment(all, mention("Team"))).toBeNull();
  });
});

describe("an activity", () => {
  const timeline = { candidateId: "2f81" };
  const stage = (name: string, slug: string) => ({ id: 1, identifier: "1", name, slug });
  const kindOf = (activity: object) => toActivity(row({ id: "9a", ...activity }), timeline, Depth.LIST).kind;

  it.each([
    ["applied", "APPLIED"],
    ["uploaded", "APPLIED"],
    ["comment", "NOTE"],
    ["message", "EMAIL"],
    ["rating", "RATING"],
    ["disqualified", "REJECTED"],
    ["reverted", "REVERTED"],
    ["event", "INTERVIEW"],
    ["video-interview-completed", "INTERVIEW"],
    ["assessment-requested", "ASSESSMENT"],
    ["moved", "OTHER"],
    ["sms-sent", "UNMAPPED"],
    // Older answers have no target; the slugs of the default pipeline are known.
    ["phone-screen", "STAGE_CHANGE"],
    ["hired", "HIRED"],
  ])("%s is %s", (action, kind) => {
    expect(kindOf({ action })).toBe(kind);
  });

  it("with a target is a move, whatever the slug", () => {
    const move = {
      action: "trial-day",
      action_stage: stage("Applied", "applied"),
      target_stage: stage("Trial", "trial-day"),
    };
    expect(toActivity(row({ id: "9a", ...move }), timeline, Depth.LIST)).toMatchObject({
      ...{ key: "2f81/9a", remoteId: "9a", kind: "STAGE_CHANGE", kindLabel: "trial-day" },
      ...{ fromStageLabel: "Applied", toStageLabel: "Trial" },
    });
    expect(kindOf({ action: "applied", target_stage: stage("Applied", "applied") })).toBe("STAGE_CHANGE");
  });

  it("of a job names in stage_name where the candidate went", () => {
    const move = { id: "9a", action: "offer", stage_name: "Offer", candidate: { id: "2f81", name: "Mara" } };
    const activity = toActivity(row(move), { shortcode: "GROOV003" }, Depth.LIST);
    expect(activity).toMatchObject({ key: "job:GROOV003/9a", kind: "STAGE_CHANGE", toStageLabel: "Offer" });
    expect(activity).toMatchObject({ candidateRef: { key: "2f81" }, jobRef: { key: "GROOV003" } });
    expect(activity.fromStageLabel).toBeUndefined();
  });
});

describe("a file", () => {
  const kindOf = (file: object) =>
    toAttachment(row({ name: "a.pdf", ...file }), { candidateId: "1", remoteId: "a.pdf", depth: Depth.LIST }).kind;

  it.each([
    [{ source: "upload", kind: "offer" }, "OFFER_LETTER"],
    [{ source: "upload", kind: "resume" }, "RESUME"],
    [{ source: "offer" }, "OFFER_LETTER"],
    [{ source: "upload" }, "UNMAPPED"],
    [{}, "UNMAPPED"],
  ])("%j is %s", (file, kind) => {
    expect(kindOf(file)).toBe(kind);
  });
});

describe("an employee", () => {
  it.each([
    ["status_active", "published", "ACTIVE"],
    ["status_inactive", "published", "INACTIVE"],
    [null, "draft", "PENDING"],
    [null, "inactive", "INACTIVE"],
    ["status_paused", "published", "UNMAPPED"],
  ])("of status %s and state %s is %s", (status, state, expected) => {
    const employee = toListedEmployee(row({ id: "1a", status_semantic_type: status, state }));
    expect(employee).toMatchObject({ employmentStatus: expected, employmentStatusLabel: status ?? state });
  });

  it("by itself is told by fields, lists in rows", () => {
    const employee = toDetailedEmployee(
      row({
        ...{
          firstname: "Nils",
          middle_name: "O",
          lastname: "Arden",
          status: "status_active",
          gender: "gender_non_binary",
        },
        personal_email: [
          { row_id: "1", is_primary: false, value: "b@home.test" },
          { row_id: "2", is_primary: true, value: "a@home.test" },
        ],
        phone_group: [{ is_primary: true, value: { phone_number: "+47900", phone_type: "phone_type_work" } }],
        employment_group: [{ is_primary: true, value: { employment_status: "employement_type_full_time" } }],
        nationality: { display: "Norway", value: "NO" },
        ...{
          hire_date: "2024-02-01T00:00:00.000Z",
          reports_to: "1a2f1",
          department: "92c01",
          legal_entity: "0f6d",
          skills: [],
        },
        "1195b": [{ row_id: "3", value: "Blue" }],
        bank_details_group: { iban: "x" },
        social_security_number_group: { number: "x" },
      }),
      "1a2f7",
    );
    expect(employee).toMatchObject({
      ...{ key: "1a2f7", name: "Nils O Arden", employmentStatus: "ACTIVE", gender: "non_binary" },
      ...{ personalEmail: "a@home.test", employmentType: "full_time", nationality: "Norway", hireDate: "2024-02-01" },
      phones: [{ value: "+47900", kind: "work", isPrimary: true }],
      managerRef: { key: "1a2f1" },
      extras: [{ key: "1195b", value: ["Blue"] }],
      problems: [],
    });
    expect(employee.groupRefs?.map(({ key }) => key)).toEqual(["department/92c01", "legal-entity/0f6d"]);
    expect(employee.candidateRef).toBeUndefined();
  });
});

describe("fields and groups", () => {
  it("take both spellings of types, and name unknown ones", () => {
    expect(toEmployeeField(row({ id: "salary", type: "payRate" }), Depth.LIST).type).toBe("PAY_RATE");
    expect(toEmployeeField(row({ id: "1195b", type: "hologram" }), Depth.LIST)).toMatchObject({
      ...{ key: "employee/1195b", type: "UNMAPPED", typeLabel: "hologram", isCustom: true },
    });
    expect(toAttribute(row({ id: "ca1", type: "free_text" }), Depth.LIST)).toMatchObject({
      ...{ key: "candidate/ca1", type: "PARAGRAPH", isCustom: true },
    });
    expect(toLegalEntity(row({ id: "u", type: "island" }), Depth.LIST)).toMatchObject({
      type: "UNMAPPED",
      typeLabel: "island",
    });
  });
});

describe("time off", () => {
  const request = {
    id: "72c10",
    employee_id: "1a",
    from_date: "2026-08-05T00:00:00.000",
    to_date: "2026-08-06T00:00:00.000",
  };

  it("has days without a zone, and halves of them", () => {
    const halves = [{ date: "2026-08-05", half: "second" }];
    const draft = toTimeoffRequest(
      row({
        ...request,
        state: "canceled",
        timeoff_tracking_unit: "half_days",
        half_days: halves,
        requesting_total: "1.5",
      }),
      Depth.LIST,
    );
    expect(draft).toMatchObject({ startDate: "2026-08-05", endDate: "2026-08-06", status: "CANCELLED", amount: 1.5 });
    expect(draft.parts).toEqual([{ date: "2026-08-05", half: "SECOND" }]);
  });

  it("counted in hours has its clock times", () => {
    const times = { from_date: "2026-08-05T09:00:00.000", to_date: "2026-08-05T13:30:00.000" };
    const draft = toTimeoffRequest(row({ ...request, ...times, timeoff_tracking_unit: "hours" }), Depth.LIST);
    expect(draft).toMatchObject({ startDate: "2026-08-05", unit: "HOURS" });
    expect(draft.parts).toEqual([{ date: "2026-08-05", half: null, startTime: "09:00", endTime: "13:30" }]);
  });

  it("in a state that is not known is UNMAPPED", () => {
    const draft = toTimeoffRequest(row({ ...request, state: "partially_approved" }), Depth.LIST);
    expect(draft).toMatchObject({ status: "UNMAPPED", statusLabel: "partially_approved" });
  });

  it("has balances in decimal texts", () => {
    const payload = {
      category_id: "7f",
      units_available: "-1.50",
      units_used: "6.00",
      time_off_tracking_unit: "full_days",
    };
    expect(toTimeoffBalance(row(payload), "1a", Depth.LIST)).toMatchObject({
      ...{ key: "1a/7f", remoteId: "1a/7f", available: -1.5, used: 6, carryOver: null, unit: "DAYS" },
      ...{ employeeRef: { key: "1a" }, typeRef: { key: "7f" } },
    });
  });
});
