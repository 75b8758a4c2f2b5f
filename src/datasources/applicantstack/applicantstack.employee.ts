import type { Draft } from "../../schema/draft.js";
import type { Employee } from "../../schema/employee.js";
import { EmploymentStatus } from "../../schema/enums.js";
import { Depth } from "../../schema/provider-record.js";
import { mapFields } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import type { ModelSource } from "../provider.js";
import { hiresResource, readRecord } from "./applicantstack.client.js";
import { departmentGroup } from "./applicantstack.group.js";
import { pagedList } from "./applicantstack.lists.js";
import { localInstant } from "./applicantstack.local-time.js";
import {
  addressOf,
  emailsOf,
  extrasOf,
  fullName,
  personLabels,
  phonesOf,
  usDate,
  words,
} from "./applicantstack.values.js";
import { hireStages, meaningOf } from "./applicantstack.vocabulary.js";

const knownLabels: ReadonlySet<string> = new Set([
  ...personLabels,
  ...["Hire Serial", "Candidate Serial", "Start Date", "Job Name", "Location", "Department", "Job Category"],
  ...["Job Type", "Pay Rate", "Stage", "Manager", "Last Modified Date", "Date of Hire", "DOB", "Pay Change Effective"],
]);

/** Hires of the onboarding module. Social security numbers and filled forms are gone before a row comes here. */
export const employeeSource: ModelSource<"Employee"> = {
  coverage: {
    firstName: "list",
    lastName: "list",
    name: "list",
    emails: "list",
    phones: "list",
    address: "list",
    workLocation: "list",
    jobTitle: "list",
    employmentStatus: "list",
    employmentStatusLabel: "list",
    employmentType: "list",
    payRateLabel: "list",
    startDate: "list",
    hireDate: "list",
    dateOfBirth: "list",
    managerName: "list",
    groupRefs: "list",
    remoteCreatedAt: "list",
    remoteUpdatedAt: "list",
    extras: "list",
    candidateRef: "detail",
  },
  list: pagedList(hiresResource, (row, { account }) => toEmployee(row, Depth.LIST, account.settings["timeZone"])),
  get: {
    call: `GET ${hiresResource.record}/{serial}`,
    read: async (session, key) => {
      const row = await readRecord(session, hiresResource, key);
      return row && toEmployee(row, Depth.DETAIL, session.account.settings["timeZone"]);
    },
  },
};

/** Maps a hire; `timeZone` is the account's, without which its times are not known. */
export function toEmployee(row: PayloadReader, depth: Depth, timeZone: string | undefined): Draft<Employee> {
  const serial = row.id("Hire Serial");
  const list = mapFields(listFields(row, timeZone));
  const detail = depth === Depth.DETAIL ? mapFields({ candidateRef: () => candidateRefOf(row) }) : null;
  return {
    key: serial,
    remoteId: serial,
    depth,
    payload: row.raw,
    problems: [...list.problems, ...(detail?.problems ?? [])],
    extras: extrasOf(row, knownLabels),
    ...list.fields,
    ...detail?.fields,
  };
}

function listFields(row: PayloadReader, timeZone: string | undefined) {
  return {
    firstName: () => words(row, "First Name"),
    lastName: () => words(row, "Last Name"),
    name: () => fullName(row),
    emails: () => emailsOf(row),
    phones: () => phonesOf(row),
    address: () => addressOf(row),
    workLocation: () => words(row, "Location"),
    jobTitle: () => words(row, "Job Name"),
    employmentStatus: () => statusOf(words(row, "Stage")),
    employmentStatusLabel: () => words(row, "Stage"),
    employmentType: () => words(row, "Job Type"),
    payRateLabel: () => words(row, "Pay Rate"),
    startDate: () => usDate(row, "Start Date"),
    hireDate: () => usDate(row, "Date of Hire"),
    dateOfBirth: () => usDate(row, "DOB"),
    managerName: () => words(row, "Manager"),
    groupRefs: () => groupRefsOf(row),
    remoteCreatedAt: () => localInstant(row, "Create Date", timeZone),
    remoteUpdatedAt: () => localInstant(row, "Last Modified Date", timeZone),
  };
}

function statusOf(stage: string | null): EmploymentStatus | null {
  return stage === null ? null : (meaningOf(hireStages, stage) ?? EmploymentStatus.UNMAPPED);
}

function groupRefsOf(row: PayloadReader) {
  const name = words(row, "Department");
  if (name === null) return [];
  const group = departmentGroup(name, Depth.MENTION);
  return [{ key: group.key, mention: () => group }];
}

/** Hires that were made by hand come from no candidate. */
function candidateRefOf(row: PayloadReader) {
  const serial = words(row, "Candidate Serial");
  return serial === null ? null : { key: serial };
}
