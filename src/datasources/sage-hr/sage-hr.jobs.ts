import { Depth } from "../../schema/provider-record.js";
import type { Draft } from "../../schema/draft.js";
import { JobStatus } from "../../schema/enums.js";
import type { Job } from "../../schema/job.js";
import type { User } from "../../schema/user.js";
import type { PayloadReader } from "../http/payload.js";
import type { Conditions, ModelSource } from "../provider.js";
import { position, positionsPage, recruitmentPageSize } from "./sage-hr.client.js";
import type { ReadPage } from "./sage-hr.client.js";
import { documented } from "./sage-hr.documented.js";
import { numberedList, readMapped } from "./sage-hr.list.js";
import { extrasOf, lenient, recordOf } from "./sage-hr.payload.js";
import { fromJobStatus, toJobStatus } from "./sage-hr.vocabulary.js";

export const jobs: ModelSource<"Job"> = {
  coverage: {
    title: "list",
    status: "list",
    statusLabel: "list",
    description: "list",
    sections: "list",
    employmentType: "list",
    locations: "list",
    numberOfOpenings: "list",
    applicantCount: "list",
    closedAt: "list",
    postingUrl: "list",
    hiringTeam: "detail",
  },
  list: {
    call: "GET /recruitment/positions",
    pageSize: recruitmentPageSize,
    native: { status: ["eq"] },
    ...numberedList<"Job">({
      read: readWithStatus,
      place: "positions",
      map: (row) => toJob(row, Depth.LIST),
      isCounted: ({ status }) => status?.eq !== JobStatus.UNMAPPED,
    }),
  },
  get: {
    call: "GET /recruitment/positions/{id}",
    read: (session, key) => readMapped(position(session, key), "position", (row) => toJob(row, Depth.DETAIL)),
  },
};

/** Members of hiring teams. The provider has no list of them, and does not say that they are employees. */
export const users: ModelSource<"User"> = { coverage: { name: "list" } };

function readWithStatus({ status }: Conditions): ReadPage | null {
  const wanted = Object.values(JobStatus).find((member) => member === status?.eq);
  // Unknown words cannot be asked for: the rows are looked through instead.
  if (wanted === undefined || wanted === JobStatus.UNMAPPED) return (session, page) => positionsPage(session, page);
  const word = fromJobStatus(wanted);
  return word === null ? null : (session, page) => positionsPage(session, page, word);
}

export function toJob(payload: PayloadReader, depth: Depth): Draft<Job> {
  const row = lenient(payload);
  const key = row.id("id");
  const mapped = recordOf({ key, remoteId: key, depth }, payload, {
    title: () => row.text("title"),
    status: () => toJobStatus(row.text("status")),
    statusLabel: () => row.text("status"),
    description: () => toDescription(toSections(row)),
    sections: () => toSections(row),
    employmentType: () => row.text("employment_type"),
    locations: () => toLocations(row),
    numberOfOpenings: () => row.integer("applicants_required"),
    applicantCount: () => row.integer("applicants_count"),
    closedAt: () => row.date("completed_at"),
    postingUrl: () => row.url("link"),
    ...(depth === Depth.DETAIL ? { hiringTeam: () => row.objects("hiring_team").map(toHiringTeamMember) } : {}),
  });
  return { ...mapped, extras: extrasOf(row, documented.position) };
}

function toLocations(row: PayloadReader) {
  const formatted = row.text("location");
  return formatted === null ? [] : [{ formatted }];
}

function toSections(row: PayloadReader) {
  return row
    .objects("description_blocks")
    .map((block) => ({ title: block.text("title"), html: block.text("content") }));
}

/** The parts one after the other; their titles are plain text and become headings. */
function toDescription(sections: readonly { title: string | null; html: string | null }[]): string | null {
  const parts = sections.flatMap(({ title, html }) => [title ? `<h3>${escapeText(title)}</h3>` : "", html ?? ""]);
  return parts.filter((part) => part !== "").join("\n") || null;
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function toHiringTeamMember(payload: PayloadReader) {
  const member = lenient(payload);
  const key = member.id("id");
  return { userRef: { key, mention: () => toUserMention(member, key) }, role: member.text("role") };
}

function toUserMention(member: PayloadReader, key: string): Draft<User> {
  return recordOf({ key, remoteId: key, depth: Depth.MENTION }, member, { name: () => member.text("full_name") });
}
