import { ActivityKind, JobStatus, StageKind, TimeoffStatus, TimeoffUnit } from "../../schema/enums.js";
import { FieldType } from "../../schema/field-type.js";

// UNCONFIRMED words are accepted because they are plausible, and nothing else is guessed; see docs/providers/sage-hr.md.

const jobStatuses = table<JobStatus>({
  draft: JobStatus.DRAFT,
  published: JobStatus.OPEN,
  internal: JobStatus.INTERNAL,
  // The provider does not say whether somebody was hired.
  completed: JobStatus.CLOSED,
  cancelled: JobStatus.CANCELLED,
  // UNCONFIRMED: in one text sample, not in the list of statuses.
  open: JobStatus.OPEN,
});

/** Pipelines are the customer's own: only the titles that accounts start with are known. */
const stageKinds = table<StageKind>({
  New: StageKind.APPLIED,
  "CV review": StageKind.SCREEN,
  Interview: StageKind.INTERVIEW,
  "Reference check": StageKind.REFERENCE_CHECK,
  Hired: StageKind.HIRED,
});

export const stageMove = "moved_between_stages";
export const applicantCreated = "applicant_created";

/** UNCONFIRMED: the words for disqualified, hired, e-mail, comment and interview. */
const activityKinds = table<ActivityKind>({
  [applicantCreated]: ActivityKind.APPLIED,
  document_created: ActivityKind.DOCUMENT,
  [stageMove]: ActivityKind.STAGE_CHANGE,
});

const timeoffStatuses = table<TimeoffStatus>({
  approved: TimeoffStatus.APPROVED,
  awaiting_approval: TimeoffStatus.PENDING,
  declined: TimeoffStatus.DECLINED,
  // UNCONFIRMED, in either spelling.
  canceled: TimeoffStatus.CANCELLED,
  cancelled: TimeoffStatus.CANCELLED,
});

const timeoffUnits = table<TimeoffUnit>({
  days: TimeoffUnit.DAYS,
  // UNCONFIRMED.
  hours: TimeoffUnit.HOURS,
});

const fieldTypes = table<FieldType>({
  CustomDropdownField: FieldType.SINGLE_SELECT,
  CustomTags: FieldType.MULTI_SELECT,
  // UNCONFIRMED: a text type surely exists.
  CustomTextField: FieldType.TEXT,
});

export const toJobStatus = translation(jobStatuses, JobStatus.UNMAPPED);
export const toStageKind = translation(stageKinds, StageKind.UNMAPPED);
export const toActivityKind = translation(activityKinds, ActivityKind.UNMAPPED);
export const toTimeoffStatus = translation(timeoffStatuses, TimeoffStatus.UNMAPPED);
export const toTimeoffUnit = translation(timeoffUnits, TimeoffUnit.UNMAPPED);
export const toFieldType = translation(fieldTypes, FieldType.UNMAPPED);

/** The word that the list of positions filters by; null when no position can have the status. */
export function fromJobStatus(status: JobStatus): string | null {
  return [...jobStatuses].find(([, known]) => known === status)?.[0] ?? null;
}

function table<Member>(words: Readonly<Record<string, Member>>): ReadonlyMap<string, Member> {
  return new Map(Object.entries(words));
}

function translation<Member>(
  words: ReadonlyMap<string, Member>,
  unmapped: Member,
): (word: string | null) => Member | null {
  return (word) => (word === null ? null : (words.get(word) ?? unmapped));
}
