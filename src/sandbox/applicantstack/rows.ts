/** Times are Unix seconds; text dates are as typed (`MM/DD/YYYY` or empty). Note texts are plain: serving escapes them. */
export interface JobRow {
  serial: string;
  jobId: string;
  name: string;
  stage: string;
  stageType: string;
  location: string;
  department: string;
  category: string;
  type: string;
  campaignStartDate: string;
  salaryRange: string;
  boards: string[];
  listing: string;
  listingHtml: string;
  questionnaireSerials: string[];
  note: string;
  createdAt: number;
  modifiedAt: number;
  /** Fields that the customer invented, by label. */
  custom: Record<string, string>;
}

/** The contact fields that candidates and hires share. */
export interface ContactFields {
  firstName: string;
  lastName: string;
  address1: string;
  address2: string;
  city: string;
  state: string;
  zip: string;
  phone: string;
  email: string;
}

export interface NoteRow {
  text: string;
  type: string;
  timestamp: number;
}

/** An uploaded file has `content`, an invented one is made up when it is downloaded. */
export interface FileRow {
  serial: string;
  name: string;
  isResume: boolean;
  content?: Buffer;
}

/** A `file` answers with a link to that file, anything else with `value`. */
export interface AnswerRow {
  question: string;
  value: string;
  file?: FileRow;
}

/** A filled questionnaire or form: `score` only when scored, `user` only when staff filled it in. */
export interface FilledRow {
  name: string;
  serial: string;
  submittedAt: number;
  score?: number;
  user?: string;
  answers: AnswerRow[];
}

export interface CandidateRow extends ContactFields {
  serial: string;
  jobSerial: string;
  jobName: string;
  source: string;
  rating: string;
  disposition: string;
  referredBy: string;
  stage: string;
  stageType: string;
  score: string;
  createdAt: number;
  coverLetter: string;
  notes: NoteRow[];
  files: FileRow[];
  questionnaires: FilledRow[];
  custom: Record<string, string>;
}

export interface HireRow extends ContactFields {
  serial: string;
  /** Empty when the hire was made by hand. */
  candidateSerial: string;
  startDate: string;
  hireDate: string;
  birthDate: string;
  ssn: string;
  payChangeDate: string;
  jobName: string;
  department: string;
  location: string;
  category: string;
  type: string;
  payRate: string;
  stage: string;
  manager: string;
  createdAt: number;
  modifiedAt: number;
  questionnaires: FilledRow[];
  forms: FilledRow[];
  custom: Record<string, string>;
}

/** Lists are in order of creation: what is pushed appears on the last page. */
export interface ApplicantStackData {
  jobs: JobRow[];
  candidates: CandidateRow[];
  hires: HireRow[];
}
