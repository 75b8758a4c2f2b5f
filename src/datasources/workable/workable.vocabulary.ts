import {
  ActivityKind,
  AttachmentKind,
  EmploymentStatus,
  GroupType,
  JobStatus,
  QuestionKind,
  StageKind,
  TimeoffStatus,
  TimeoffUnit,
} from "../../schema/enums.js";
import { FieldType } from "../../schema/field-type.js";

/**
 * What Workable does not document surely, and how it is met here; docs/providers/workable.md tells each at length.
 * Every entry is a plausible form that is accepted, or a value that is chosen so that either truth gives the right rows.
 */
export const unconfirmed = {
  /** Whether `created_after` and `updated_after` include the moment itself: they are asked this much earlier, and rows are checked. */
  sinceMarginMs: 1000,
  /** How far back and ahead time off is read where a condition leaves a side open. */
  openYears: 10,
  /** The bound of a résumé on application forms; whether it holds for the API too is not documented. */
  maxResumeBytes: 5 * 1024 * 1024,
  /** The length of short texts, as documented for answers and custom attributes. */
  maxShortText: 128,
} as const;

/** Words are compared without case, and `_` and blanks count as `-`, because Workable's own pages differ in that. */
function normal(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/gu, "-");
}

type Vocabulary<Meaning> = Readonly<Record<string, Meaning>>;

/** The meaning of a provider's word; null for no word, undefined for one that is not in the table. */
export function meaningOf<Meaning>(table: Vocabulary<Meaning>, word: string | null): Meaning | null | undefined {
  if (word === null) return null;
  const key = normal(word);
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** The provider's word for a meaning, where there is exactly one. */
export function wordFor<Meaning>(table: Vocabulary<Meaning>, meaning: unknown): string | null {
  const words = Object.keys(table).filter((word) => table[word] === meaning);
  return words.length === 1 ? (words[0] ?? null) : null;
}

export const jobStates: Vocabulary<JobStatus> = {
  draft: JobStatus.DRAFT,
  published: JobStatus.OPEN,
  // May mean "internal"; the label keeps the word.
  closed: JobStatus.CLOSED,
  archived: JobStatus.ARCHIVED,
};

/** Kinds of stages. The slugs of the default pipeline are the same words. */
export const stageKinds: Vocabulary<StageKind> = {
  sourced: StageKind.SOURCED,
  applied: StageKind.APPLIED,
  "phone-screen": StageKind.SCREEN,
  // Unconfirmed: selectable in the pipeline editor, not seen in an answer.
  shortlisted: StageKind.SCREEN,
  assessment: StageKind.ASSESSMENT,
  interview: StageKind.INTERVIEW,
  offer: StageKind.OFFER,
  hired: StageKind.HIRED,
};

/** Actions of a timeline that are no stage moves. */
export const actions: Vocabulary<ActivityKind> = {
  applied: ActivityKind.APPLIED,
  uploaded: ActivityKind.APPLIED,
  comment: ActivityKind.NOTE,
  message: ActivityKind.EMAIL,
  rating: ActivityKind.RATING,
  event: ActivityKind.INTERVIEW,
  disqualified: ActivityKind.REJECTED,
  reverted: ActivityKind.REVERTED,
  copied: ActivityKind.OTHER,
  // Not a stage move: relocated from another job.
  moved: ActivityKind.OTHER,
  referral: ActivityKind.OTHER,
  recommended: ActivityKind.OTHER,
  opened: ActivityKind.OTHER,
  "assessment-requested": ActivityKind.ASSESSMENT,
  "assessment-completed": ActivityKind.ASSESSMENT,
  "video-interview-requested": ActivityKind.INTERVIEW,
  "video-interview-completed": ActivityKind.INTERVIEW,
};

/** Actions with which a candidate's record, and so its timeline, may begin. */
export const arrivals: ReadonlySet<string> = new Set([
  "applied",
  "uploaded",
  "copied",
  "moved",
  "referral",
  "recommended",
]);

/** Words of a file's `kind`, and of its `source` where there is no kind. `upload` is not here: it says how, not what. */
export const fileKinds: Vocabulary<AttachmentKind> = {
  resume: AttachmentKind.RESUME,
  cv: AttachmentKind.RESUME,
  "cover-letter": AttachmentKind.COVER_LETTER,
  offer: AttachmentKind.OFFER_LETTER,
  "offer-letter": AttachmentKind.OFFER_LETTER,
};

export const questionKinds: Vocabulary<QuestionKind> = {
  "short-text": QuestionKind.SHORT_TEXT,
  "free-text": QuestionKind.LONG_TEXT,
  boolean: QuestionKind.BOOLEAN,
  dropdown: QuestionKind.SINGLE_SELECT,
  "multiple-choice": QuestionKind.MULTI_SELECT,
  numeric: QuestionKind.NUMBER,
  date: QuestionKind.DATE,
  file: QuestionKind.FILE,
};

/** Both the semantic type and, where that is absent, the state. "Inactive" does not say whether the person left. */
export const employeeStates: Vocabulary<EmploymentStatus> = {
  "status-active": EmploymentStatus.ACTIVE,
  "status-draft": EmploymentStatus.PENDING,
  "status-inactive": EmploymentStatus.INACTIVE,
  published: EmploymentStatus.ACTIVE,
  draft: EmploymentStatus.PENDING,
  inactive: EmploymentStatus.INACTIVE,
};

export const legalEntityTypes: Vocabulary<GroupType> = {
  entity: GroupType.LEGAL_ENTITY,
  location: GroupType.LOCATION,
  site: GroupType.SITE,
};

/** Types of employee fields (`payRate`) and of custom attributes (`free_text`). */
export const fieldTypes: Vocabulary<FieldType> = {
  text: FieldType.TEXT,
  "short-text": FieldType.TEXT,
  paragraph: FieldType.PARAGRAPH,
  "free-text": FieldType.PARAGRAPH,
  numeric: FieldType.NUMBER,
  percentage: FieldType.PERCENTAGE,
  currency: FieldType.CURRENCY,
  payrate: FieldType.PAY_RATE,
  boolean: FieldType.BOOLEAN,
  date: FieldType.DATE,
  dropdown: FieldType.SINGLE_SELECT,
  "multiple-choice": FieldType.MULTI_SELECT,
  country: FieldType.COUNTRY,
  location: FieldType.LOCATION,
  phone: FieldType.PHONE,
  email: FieldType.EMAIL,
  file: FieldType.FILE,
  composite: FieldType.COMPOSITE,
  employee: FieldType.EMPLOYEE,
  directreports: FieldType.EMPLOYEE,
  department: FieldType.DEPARTMENT,
  legalentity: FieldType.LEGAL_ENTITY,
  workschedule: FieldType.WORK_SCHEDULE,
};

export const timeoffUnits: Vocabulary<TimeoffUnit> = {
  "full-days": TimeoffUnit.DAYS,
  "half-days": TimeoffUnit.HALF_DAYS,
  hours: TimeoffUnit.HOURS,
};

export const timeoffStates: Vocabulary<TimeoffStatus> = {
  pending: TimeoffStatus.PENDING,
  approved: TimeoffStatus.APPROVED,
  rejected: TimeoffStatus.DECLINED,
  canceled: TimeoffStatus.CANCELLED,
};
