import { JobStatus } from "../../schema/enums.js";
import type { Draft } from "../../schema/draft.js";
import type { Job } from "../../schema/job.js";
import { Depth } from "../../schema/provider-record.js";
import { mapFields } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import type { ModelSource } from "../provider.js";
import { jobsResource, readRecord } from "./applicantstack.client.js";
import { departmentMention } from "./applicantstack.department.js";
import { pagedList } from "./applicantstack.lists.js";
import { extrasOf, timestamp, usDate, words } from "./applicantstack.values.js";
import { jobStatuses, meaningOf } from "./applicantstack.vocabulary.js";

const knownLabels: ReadonlySet<string> = new Set([
  ...["Method Result", "Job Serial", "Job ID", "Job Name", "Stage", "Stage Type", "Location", "Department"],
  ...["Job Category", "Job Type", "Campaign Start Date", "Salary Range", "Create Date", "Create Date Timestamp"],
  ...["Last Modified Date", "Last Modified Date Timestamp", "Job Boards", "Job Listing", "Job Listing Html"],
  ...["Questionnaire Serials", "Note"],
]);

/** Jobs; `siteUrl` gives the address of an account by its subdomain. */
export function createJobSource(siteUrl: (subdomain: string) => string): ModelSource<"Job"> {
  return {
    coverage: {
      title: "list",
      code: "list",
      status: "list",
      statusLabel: "list",
      employmentType: "list",
      category: "list",
      locations: "list",
      compensation: "list",
      openedAt: "list",
      postingUrl: "list",
      applicationUrl: "list",
      departmentRef: "list",
      remoteCreatedAt: "list",
      remoteUpdatedAt: "list",
      extras: "list",
      description: "detail",
      jobBoards: "detail",
    },
    list: pagedList(jobsResource, (row, { account }) => toJob(row, Depth.LIST, siteUrl(account.subdomain))),
    get: {
      call: `GET ${jobsResource.record}/{serial}`,
      read: async (session, key) => {
        const row = await readRecord(session, jobsResource, key);
        return row && toJob(row, Depth.DETAIL, siteUrl(session.account.subdomain));
      },
    },
  };
}

/** Maps a job; `siteUrl` is the account's own address, below which the public pages are. */
export function toJob(row: PayloadReader, depth: Depth, siteUrl: string): Draft<Job> {
  const serial = row.id("Job Serial");
  const list = mapFields(listFields(row));
  const detail = depth === Depth.DETAIL ? mapFields(detailFields(row)) : null;
  return {
    key: serial,
    remoteId: serial,
    depth,
    payload: row.raw,
    problems: [...list.problems, ...(detail?.problems ?? [])],
    extras: extrasOf(row, knownLabels),
    postingUrl: `${siteUrl}/x/detail/${encodeURIComponent(serial)}`,
    applicationUrl: `${siteUrl}/x/apply/${encodeURIComponent(serial)}`,
    ...list.fields,
    ...detail?.fields,
  };
}

function listFields(row: PayloadReader) {
  return {
    title: () => words(row, "Job Name"),
    code: () => words(row, "Job ID"),
    status: () => statusOf(row),
    statusLabel: () => words(row, "Stage") ?? words(row, "Stage Type"),
    employmentType: () => words(row, "Job Type"),
    category: () => words(row, "Job Category"),
    locations: () => locationsOf(row),
    compensation: () => compensationOf(row),
    openedAt: () => usDate(row, "Campaign Start Date"),
    departmentRef: () => departmentRefOf(row),
    remoteCreatedAt: () => timestamp(row, "Create Date Timestamp"),
    remoteUpdatedAt: () => timestamp(row, "Last Modified Date Timestamp"),
  };
}

function detailFields(row: PayloadReader) {
  return { description: () => row.text("Job Listing Html"), jobBoards: () => row.texts("Job Boards") };
}

/** The type of the stage decides, never its label, which is the customer's own word. */
function statusOf(row: PayloadReader): JobStatus | null {
  const type = words(row, "Stage Type");
  if (type === null) return words(row, "Stage") === null ? null : JobStatus.UNMAPPED;
  return meaningOf(jobStatuses, type) ?? JobStatus.UNMAPPED;
}

function locationsOf(row: PayloadReader) {
  const formatted = words(row, "Location");
  return formatted === null ? [] : [{ formatted }];
}

function compensationOf(row: PayloadReader) {
  const label = words(row, "Salary Range");
  return label === null ? null : { label };
}

function departmentRefOf(row: PayloadReader) {
  const name = words(row, "Department");
  return name === null ? null : { key: name, mention: () => departmentMention(name, Depth.MENTION) };
}
