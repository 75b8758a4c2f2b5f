import type { ErrorCode } from "../../lib/errors.js";
import { ActivityKind, ApplicationOutcome, EmploymentStatus, JobStatus, StageKind } from "../../schema/enums.js";

/** The provider's words are compared trimmed and without case; customers can rename stages, but not their types. */
type Vocabulary<Meaning> = ReadonlyMap<string, Meaning>;

/** What a word means; undefined when it is not in the vocabulary. */
export function meaningOf<Meaning>(vocabulary: Vocabulary<Meaning>, word: string): Meaning | undefined {
  return vocabulary.get(word.trim().toLowerCase());
}

/**
 * What no source states: the most plausible spellings, in one place so that they can be corrected without touching a mapper
 * (docs/providers/applicantstack.md lists them).
 */
const unconfirmed = {
  /** Types of the stage where applications arrive and of the one that hands over to onboarding. */
  arrivalStageType: "new",
  hiredStageType: "hired",
  /** How the text of a failure tells its reason; the first that matches counts. */
  failures: [
    {
      words: /token|unauthori[sz]ed/i,
      code: "ACCOUNT_NEEDS_RELINK",
      message: "ApplicantStack refuses the access token.",
    },
    { words: /not found/i, code: "NOT_FOUND", message: "ApplicantStack has no such record." },
  ],
  /** Types of notes that are no audit lines: whatever speaks of mail is a message, all others are written by people. */
  mailNoteType: /e-?mail/i,
} as const satisfies { failures: readonly Failure[] } & Record<string, unknown>;

interface Failure {
  words: RegExp;
  code: ErrorCode;
  message: string;
}

export const failures: readonly Failure[] = unconfirmed.failures;

export const jobStatuses: Vocabulary<JobStatus> = new Map([
  ["open", JobStatus.OPEN],
  ["filled", JobStatus.FILLED],
]);

/** What the types of candidate stages say; ordinary stages have an empty type, which says nothing. */
export const stageTypes: Vocabulary<{ kind: StageKind; outcome: ApplicationOutcome }> = new Map([
  ["do not pursue", { kind: StageKind.OTHER, outcome: ApplicationOutcome.REJECTED }],
  [unconfirmed.arrivalStageType, { kind: StageKind.APPLIED, outcome: ApplicationOutcome.ACTIVE }],
  [unconfirmed.hiredStageType, { kind: StageKind.HIRED, outcome: ApplicationOutcome.HIRED }],
]);

/** Hires have no stage types, so their two labels that the product itself sets have to do. */
export const hireStages: Vocabulary<EmploymentStatus> = new Map([
  ["new", EmploymentStatus.PENDING],
  ["complete", EmploymentStatus.ACTIVE],
]);

/**
 * The audit lines that are known, with the parts that they name. Texts are unescaped before they are compared. What runs to the end is asked first whether there is
 * one on this line: a text of several lines is else read on from each place where the words stand.
 */
export const auditPhrases: readonly { kind: ActivityKind; pattern: RegExp }[] = [
  { kind: ActivityKind.APPLIED, pattern: /^Application received from / },
  { kind: ActivityKind.STAGE_CHANGE, pattern: /^(?=.+$)(?<actor>.+?) set Stage to (?<stage>.+)$/ },
  { kind: ActivityKind.RATING, pattern: /^(?=.+$)(?<actor>.+?) set Rating to (?<rating>.+)$/ },
  { kind: ActivityKind.OTHER, pattern: /^(?<actor>.+?) submitted answers to '/ },
  { kind: ActivityKind.OTHER, pattern: /^(?<actor>.+?) submitted feedback to '/ },
  { kind: ActivityKind.INTERVIEW, pattern: /^(?<actor>.+?) (?:added|edited) event\b/ },
];

/** What a note is that nobody's phrase explains. */
export function kindOfNoteType(type: string | null): ActivityKind {
  if (type === null || type.toLowerCase() === auditNoteType) return ActivityKind.UNMAPPED;
  return unconfirmed.mailNoteType.test(type) ? ActivityKind.EMAIL : ActivityKind.NOTE;
}

export const auditNoteType = "system";
