import type { Application } from "../../schema/application.js";
import type { Candidate } from "../../schema/candidate.js";
import type { Draft } from "../../schema/draft.js";
import { ApplicationOutcome } from "../../schema/enums.js";
import type { Job } from "../../schema/job.js";
import type { JobInterviewStage } from "../../schema/job-interview-stage.js";
import { Depth } from "../../schema/provider-record.js";
import type { Ref } from "../../schema/provider-record.js";
import { isObject, reader } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import type { ParentRecord } from "../provider.js";
import { documented } from "./sage-hr.documented.js";
import { toJob } from "./sage-hr.jobs.js";
import { extrasOf, lenient, recordOf } from "./sage-hr.payload.js";
import { toStageKind } from "./sage-hr.vocabulary.js";

/** The position under which an applicant was listed: the rows of the list do not name it. */
export interface ApplicantContext {
  positionKey: string;
  /** The position's own row, where it was read on the way. */
  position?: unknown;
}

const fullDepths = new Map<number, Depth>([Depth.LIST, Depth.DETAIL].map((depth) => [depth, depth]));

export function toCandidate(payload: PayloadReader, depth: Depth, context?: ApplicantContext): Draft<Candidate> {
  const row = lenient(payload);
  const key = row.id("id");
  const mapped = recordOf({ key, remoteId: key, depth }, payload, {
    firstName: () => row.text("first_name"),
    lastName: () => row.text("last_name"),
    name: () => row.text("full_name"),
    summary: () => row.text("summary"),
    emails: () => toContacts(row.text("email")),
    phones: () => toContacts(row.text("phone_number")),
    address: () => toAddress(row.text("address")),
    source: () => row.text("source"),
    remoteCreatedAt: () => row.instant("created_at"),
    ...(depth === Depth.DETAIL ? { referredBy: () => row.object("referrer")?.text("full_name") ?? null } : {}),
  });
  return { ...mapped, context, extras: extrasOf(row, documented.candidate) };
}

export function toApplication(payload: PayloadReader, depth: Depth, context?: ApplicantContext): Draft<Application> {
  const row = lenient(payload);
  const key = row.id("id");
  const stage = () => row.object("stage");
  const mapped = recordOf({ key, remoteId: key, depth }, payload, {
    outcome: () => toOutcome(row),
    stageKind: () => toStageKind(stage()?.text("title") ?? null),
    stageKindLabel: () => stage()?.text("title") ?? null,
    appliedAt: () => row.instant("created_at"),
    source: () => row.text("source"),
    remoteCreatedAt: () => row.instant("created_at"),
    jobRef: () => toJobRef(row, context),
    stageRef: () => toStageRef(stage()),
  });
  const candidateRef = { key, mention: () => toCandidate(payload, depth, context) };
  return { ...mapped, candidateRef, context, extras: extrasOf(row, documented.application) };
}

/** The application that a candidate's payload holds; null when the position is not known from it. */
export function applicationOfCandidate(parent: ParentRecord): Draft<Application>[] | null {
  if (parent.model !== "Candidate" || !isObject(parent.payload)) return null;
  const depth = fullDepths.get(parent.depth);
  const context = toContext(parent.context);
  if (depth === undefined || (depth === Depth.LIST && context === undefined)) return null;
  return [toApplication(reader(parent.payload, "applicant"), depth, context)];
}

export function toStage(payload: PayloadReader, depth: Depth): Draft<JobInterviewStage> {
  const row = lenient(payload);
  const key = row.id("id");
  return recordOf({ key, remoteId: key, depth }, payload, {
    name: () => row.text("title"),
    kind: () => toStageKind(row.text("title")),
    kindLabel: () => row.text("title"),
  });
}

export function toStageRef(stage: PayloadReader | null): Ref<Draft<JobInterviewStage>> | null {
  return stage && { key: stage.id("id"), mention: () => toStage(stage, Depth.MENTION) };
}

/** Hired and rejected are told by a day; there is no word for either, and none for a withdrawal. */
function toOutcome(row: PayloadReader): ApplicationOutcome {
  if (row.date("hired_date") !== null) return ApplicationOutcome.HIRED;
  return row.date("disqualified_date") === null ? ApplicationOutcome.ACTIVE : ApplicationOutcome.REJECTED;
}

function toJobRef(row: PayloadReader, context: ApplicantContext | undefined): Ref<Draft<Job>> | null {
  const key = row.text("position_id") ?? context?.positionKey ?? null;
  if (key === null) return null;
  const position = context?.positionKey === key ? context.position : undefined;
  if (position === undefined) return { key };
  return { key, mention: () => toJob(reader(position, "position"), Depth.LIST) };
}

function toContext(value: unknown): ApplicantContext | undefined {
  if (!isObject(value) || typeof value["positionKey"] !== "string") return undefined;
  return { positionKey: value["positionKey"], position: value["position"] };
}

function toContacts(value: string | null): { value: string; isPrimary: boolean }[] {
  return value === null ? [] : [{ value, isPrimary: true }];
}

function toAddress(formatted: string | null): { formatted: string } | null {
  return formatted === null ? null : { formatted };
}
