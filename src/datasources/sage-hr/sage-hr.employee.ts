import type { Draft } from "../../schema/draft.js";
import type { Employee } from "../../schema/employee.js";
import { EmploymentStatus, GroupType } from "../../schema/enums.js";
import type { Group } from "../../schema/group.js";
import { Depth } from "../../schema/provider-record.js";
import type { Ref } from "../../schema/provider-record.js";
import type { PayloadReader } from "../http/payload.js";
import { documented } from "./sage-hr.documented.js";
import { extrasOf, lenient, recordOf } from "./sage-hr.payload.js";

export type Half = "active" | "terminated";

/** The half of the account in which an employee stands is the only thing that tells whether the person left. */
export const statusOf = { active: EmploymentStatus.ACTIVE, terminated: EmploymentStatus.TERMINATED } as const;

export function toEmployee(payload: PayloadReader, depth: Depth, half: Half): Draft<Employee> {
  const row = lenient(payload);
  const key = row.id("id");
  const mapped = recordOf({ key, remoteId: key, depth }, payload, {
    firstName: () => row.text("first_name"),
    lastName: () => row.text("last_name"),
    name: () => [row.text("first_name"), row.text("last_name")].filter((part) => part !== null).join(" ") || null,
    employeeNumber: () => row.text("employee_number"),
    workEmail: () => row.text("email"),
    emails: () => toEmails(row.text("email")),
    photoUrl: () => row.url("picture_url"),
    jobTitle: () => row.text("position"),
    employmentStatus: () => statusOf[half],
    employmentType: () => row.text("employment_status"),
    startDate: () => row.date("employment_start_date"),
    terminationDate: () => (half === "terminated" ? row.date("termination_date") : null),
    dateOfBirth: () => row.date("date_of_birth"),
    managerRef: () => refTo(row.text("reports_to_employee_id")),
    groupRefs: () => toGroupRefs(row),
    ...(half === "active" || depth === Depth.DETAIL ? personalFields(row) : {}),
    ...(depth === Depth.DETAIL ? { terminationReason: () => row.object("termination")?.text("reason") ?? null } : {}),
  });
  return { ...mapped, extras: extrasOf(row, documented.employee) };
}

/** What the list of those who left does not carry. */
function personalFields(row: PayloadReader) {
  return {
    phones: () => toPhones(row),
    address: () => toAddress(row),
    gender: () => row.text("gender"),
    maritalStatus: () => row.text("marital_status"),
    nationality: () => row.text("nationality"),
  };
}

function toEmails(value: string | null) {
  return value === null ? [] : [{ value, kind: "work", isPrimary: true }];
}

function toPhones(row: PayloadReader) {
  return ["work", "mobile", "home"]
    .flatMap((kind) => {
      const value = row.text(`${kind}_phone`);
      return value === null ? [] : [{ value, kind }];
    })
    .map((phone, index) => ({ ...phone, isPrimary: index === 0 }));
}

function toAddress(row: PayloadReader) {
  const address = {
    street1: row.text("street_first"),
    street2: row.text("street_second"),
    city: row.text("city"),
    postalCode: row.text("post_code"),
    countryCode: row.text("country"),
  };
  return Object.values(address).some((part) => part !== null) ? address : null;
}

function refTo(key: string | null) {
  return key === null ? null : { key };
}

function toGroupRefs(row: PayloadReader): Ref<Draft<Group>>[] {
  const key = row.text("team_id");
  return key === null ? [] : [{ key, mention: () => toTeamMention(row, key) }];
}

function toTeamMention(row: PayloadReader, key: string): Draft<Group> {
  return {
    ...recordOf({ key, remoteId: key, depth: Depth.MENTION }, row, {
      name: () => row.text("team"),
      type: () => GroupType.TEAM,
    }),
    // The payload is an employee's.
    payload: undefined,
  };
}

export function toGroup(payload: PayloadReader, depth: Depth): Draft<Group> {
  const row = lenient(payload);
  const key = row.id("id");
  const mapped = recordOf({ key, remoteId: key, depth }, payload, {
    name: () => row.text("name"),
    type: () => GroupType.TEAM,
  });
  return { ...mapped, extras: extrasOf(row, documented.team) };
}
