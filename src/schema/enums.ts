import { registerEnumType } from "type-graphql";

export enum ApplicationOutcome {
  ACTIVE = "ACTIVE",
  HIRED = "HIRED",
  REJECTED = "REJECTED",
  WITHDRAWN = "WITHDRAWN",
  UNMAPPED = "UNMAPPED",
}
registerEnumType(ApplicationOutcome, {
  name: "ApplicationOutcome",
  description: "How an application stands, apart from the stage it is in.",
  valuesConfig: {
    ACTIVE: { description: "Still under consideration." },
    HIRED: { description: "Ended in a hire." },
    REJECTED: { description: "The employer said no." },
    WITHDRAWN: { description: "The candidate said no." },
    UNMAPPED: { description: "The provider's word has no counterpart here; see `outcomeLabel`." },
  },
});

export enum StageKind {
  SOURCED = "SOURCED",
  APPLIED = "APPLIED",
  SCREEN = "SCREEN",
  ASSESSMENT = "ASSESSMENT",
  INTERVIEW = "INTERVIEW",
  REFERENCE_CHECK = "REFERENCE_CHECK",
  BACKGROUND_CHECK = "BACKGROUND_CHECK",
  OFFER = "OFFER",
  HIRED = "HIRED",
  OTHER = "OTHER",
  UNMAPPED = "UNMAPPED",
}
registerEnumType(StageKind, {
  name: "StageKind",
  description: "What a stage is for, comparable across accounts whatever the stage is called there.",
  valuesConfig: {
    SOURCED: { description: "Found by a recruiter, has not applied." },
    APPLIED: { description: "Has applied." },
    SCREEN: { description: "First sorting: phone screen, CV review, shortlist." },
    ASSESSMENT: { description: "Test or work sample." },
    INTERVIEW: { description: "Interviews." },
    REFERENCE_CHECK: { description: "References are asked." },
    BACKGROUND_CHECK: { description: "Background is checked." },
    OFFER: { description: "An offer is prepared or out." },
    HIRED: { description: "Hired." },
    OTHER: { description: "Known to be none of these." },
    UNMAPPED: { description: "The provider does not say what the stage is for; see the stage's name." },
  },
});

export enum JobStatus {
  DRAFT = "DRAFT",
  OPEN = "OPEN",
  ON_HOLD = "ON_HOLD",
  INTERNAL = "INTERNAL",
  CLOSED = "CLOSED",
  FILLED = "FILLED",
  CANCELLED = "CANCELLED",
  ARCHIVED = "ARCHIVED",
  UNMAPPED = "UNMAPPED",
}
registerEnumType(JobStatus, {
  name: "JobStatus",
  description: "Whether a job takes candidates.",
  valuesConfig: {
    DRAFT: { description: "Not published yet." },
    OPEN: { description: "Published, takes candidates." },
    ON_HOLD: { description: "Paused." },
    INTERNAL: { description: "Open to people of the company only." },
    CLOSED: { description: "Takes no candidates; the provider does not say why." },
    FILLED: { description: "Closed because somebody was hired." },
    CANCELLED: { description: "Closed without a hire." },
    ARCHIVED: { description: "Put away." },
    UNMAPPED: { description: "The provider's word has no counterpart here; see `statusLabel`." },
  },
});

export enum TimeoffStatus {
  PENDING = "PENDING",
  APPROVED = "APPROVED",
  DECLINED = "DECLINED",
  CANCELLED = "CANCELLED",
  UNMAPPED = "UNMAPPED",
}
registerEnumType(TimeoffStatus, {
  name: "TimeoffStatus",
  description: "What was decided about a time-off request.",
  valuesConfig: {
    PENDING: { description: "Waits for a decision." },
    APPROVED: { description: "Granted." },
    DECLINED: { description: "Refused." },
    CANCELLED: { description: "Taken back." },
    UNMAPPED: { description: "The provider's word has no counterpart here; see `statusLabel`." },
  },
});

export enum EmploymentStatus {
  ACTIVE = "ACTIVE",
  PENDING = "PENDING",
  INACTIVE = "INACTIVE",
  TERMINATED = "TERMINATED",
  UNMAPPED = "UNMAPPED",
}
registerEnumType(EmploymentStatus, {
  name: "EmploymentStatus",
  description: "Whether a person works for the company.",
  valuesConfig: {
    ACTIVE: { description: "Works there." },
    PENDING: { description: "A draft or a hire whose onboarding is not finished." },
    INACTIVE: { description: "Switched off; the provider does not say whether the person left." },
    TERMINATED: { description: "Left." },
    UNMAPPED: { description: "The provider's word has no counterpart here; see `employmentStatusLabel`." },
  },
});

export enum ActivityKind {
  NOTE = "NOTE",
  EMAIL = "EMAIL",
  STAGE_CHANGE = "STAGE_CHANGE",
  APPLIED = "APPLIED",
  REJECTED = "REJECTED",
  REVERTED = "REVERTED",
  HIRED = "HIRED",
  RATING = "RATING",
  INTERVIEW = "INTERVIEW",
  ASSESSMENT = "ASSESSMENT",
  DOCUMENT = "DOCUMENT",
  OTHER = "OTHER",
  UNMAPPED = "UNMAPPED",
}
registerEnumType(ActivityKind, {
  name: "ActivityKind",
  description: "What happened on a candidate's timeline.",
  valuesConfig: {
    NOTE: { description: "Somebody wrote a comment." },
    EMAIL: { description: "A message was sent or received." },
    STAGE_CHANGE: { description: "Moved to another stage." },
    APPLIED: { description: "The application arrived or was uploaded." },
    REJECTED: { description: "Disqualified or withdrawn." },
    REVERTED: { description: "A rejection was taken back." },
    HIRED: { description: "Hired." },
    RATING: { description: "Somebody rated the candidate." },
    INTERVIEW: { description: "An interview, call or meeting was planned or held." },
    ASSESSMENT: { description: "A test was asked for or finished." },
    DOCUMENT: { description: "A file came in." },
    OTHER: { description: "Known to be none of these." },
    UNMAPPED: { description: "The provider's word has no counterpart here; see `kindLabel`." },
  },
});

export enum AttachmentKind {
  RESUME = "RESUME",
  COVER_LETTER = "COVER_LETTER",
  OFFER_LETTER = "OFFER_LETTER",
  ASSESSMENT_REPORT = "ASSESSMENT_REPORT",
  BACKGROUND_CHECK_REPORT = "BACKGROUND_CHECK_REPORT",
  OTHER = "OTHER",
  UNMAPPED = "UNMAPPED",
}
registerEnumType(AttachmentKind, {
  name: "AttachmentKind",
  description: "What a file is.",
  valuesConfig: {
    RESUME: { description: "Résumé or CV." },
    COVER_LETTER: { description: "Cover letter." },
    OFFER_LETTER: { description: "Offer document." },
    ASSESSMENT_REPORT: { description: "Result of a test." },
    BACKGROUND_CHECK_REPORT: { description: "Result of a background check." },
    OTHER: { description: "Known to be none of these." },
    UNMAPPED: { description: "The provider does not say what the file is; see `kindLabel`." },
  },
});

export enum QuestionKind {
  SHORT_TEXT = "SHORT_TEXT",
  LONG_TEXT = "LONG_TEXT",
  BOOLEAN = "BOOLEAN",
  SINGLE_SELECT = "SINGLE_SELECT",
  MULTI_SELECT = "MULTI_SELECT",
  NUMBER = "NUMBER",
  DATE = "DATE",
  FILE = "FILE",
  UNMAPPED = "UNMAPPED",
}
registerEnumType(QuestionKind, {
  name: "QuestionKind",
  description: "What form the answer to a question has.",
  valuesConfig: {
    SHORT_TEXT: { description: "One line of text." },
    LONG_TEXT: { description: "Text of any length." },
    BOOLEAN: { description: "Yes or no." },
    SINGLE_SELECT: { description: "One of the choices." },
    MULTI_SELECT: { description: "Any of the choices." },
    NUMBER: { description: "A number." },
    DATE: { description: "A calendar date." },
    FILE: { description: "A file." },
    UNMAPPED: { description: "The provider does not say." },
  },
});

export enum GroupType {
  TEAM = "TEAM",
  DEPARTMENT = "DEPARTMENT",
  DIVISION = "DIVISION",
  LEGAL_ENTITY = "LEGAL_ENTITY",
  LOCATION = "LOCATION",
  SITE = "SITE",
  UNMAPPED = "UNMAPPED",
}
registerEnumType(GroupType, {
  name: "GroupType",
  description: "What kind of unit employees are grouped in.",
  valuesConfig: {
    TEAM: { description: "Team." },
    DEPARTMENT: { description: "Department." },
    DIVISION: { description: "Division." },
    LEGAL_ENTITY: { description: "Legal entity." },
    LOCATION: { description: "Location of a legal entity." },
    SITE: { description: "Site within a location." },
    UNMAPPED: { description: "The provider's word has no counterpart here; see `typeLabel`." },
  },
});

export enum TimeoffUnit {
  DAYS = "DAYS",
  HALF_DAYS = "HALF_DAYS",
  HOURS = "HOURS",
  UNMAPPED = "UNMAPPED",
}
registerEnumType(TimeoffUnit, {
  name: "TimeoffUnit",
  description: "The unit in which the provider counts time off. It is never converted.",
  valuesConfig: {
    DAYS: { description: "Days." },
    HALF_DAYS: { description: "Days, counted to the half." },
    HOURS: { description: "Hours." },
    UNMAPPED: { description: "The provider does not say." },
  },
});

export enum DayPart {
  FIRST = "FIRST",
  SECOND = "SECOND",
}
registerEnumType(DayPart, {
  name: "DayPart",
  description: "Which half of a day.",
  valuesConfig: { FIRST: { description: "First half." }, SECOND: { description: "Second half." } },
});
