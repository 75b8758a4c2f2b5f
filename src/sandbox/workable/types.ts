import type {
  EmployeeDocumentRow,
  EmployeeFieldRow,
  EmployeeRow,
  TimeoffBalanceRow,
  TimeoffCategoryRow,
  TimeoffRequestRow,
} from "./hr-types.js";

/** A stage of a pipeline; `kind` is Workable's meaning of it, `slug` the account's own. */
export interface StageRow {
  id: number;
  identifier: string;
  slug: string;
  name: string;
  kind: string;
  position: number;
}

export interface MemberRow {
  id: string;
  name: string;
  headline: string | null;
  email: string;
  role: string;
  type: "Member";
  hris_role: string;
  roles: string[];
  active: boolean;
  collaboration_rules: object[];
  hris_member_scope: null;
}

export interface DepartmentRow {
  id: string;
  name: string;
  parent_id: string | null;
  sample: boolean;
}

export interface LegalEntityRow {
  id: string;
  name: string;
  legal_name: string | null;
  type: "entity" | "location" | "site";
  parent_id: string | null;
  display_name: string;
  sample: boolean;
  timezone: string | null;
  geofencing_settings: object | null;
}

export interface ReasonRow {
  id: string;
  description: string;
  candidate_withdrew: boolean;
  position: number;
}

export interface Choice {
  id: string;
  body: string;
}

/** An attribute that an account adds to its candidates; only choice types have `choices`. */
export interface CustomAttributeRow {
  id: string;
  type: string;
  enabled: boolean;
  label: string;
  hint: string | null;
  single_answer?: boolean;
  choices?: (Choice & { hint: string | null; translations: object })[];
}

export interface QuestionRow {
  id: string;
  body: string;
  type: string;
  required: boolean;
  single_answer?: boolean;
  choices?: Choice[];
  supported_file_types?: string[];
  max_file_size?: number;
}

/** A job as listed, plus what other calls tell about it: `detail`, its own `stages` and `questions`, its `memberIds`. */
export interface JobRow {
  id: string;
  title: string;
  full_title: string;
  shortcode: string;
  code: string | null;
  state: string;
  department: string | null;
  department_hierarchy: { id: number; name: string }[];
  url: string;
  application_url: string;
  shortlink: string;
  workplace_type: string;
  location: Record<string, string | boolean | null>;
  locations: Record<string, string | boolean | null>[];
  salary: { salary_from: number | null; salary_to: number | null; salary_currency: string | null };
  created_at: string;
  updated_at: string;
  detail: {
    texts: { full_description: string; description: string; requirements: string; benefits: string };
    facts: Record<string, string | null>;
  };
  stages: StageRow[];
  questions: QuestionRow[];
  memberIds: string[];
}

/** A candidate as listed, with the slug of its stage in place of name and kind, plus the `detail` keys. */
export interface CandidateRow {
  id: string;
  name: string | null;
  firstname: string | null;
  lastname: string | null;
  headline: string | null;
  /** Null for the talent pool: such a record is read by id and never listed. */
  job: { shortcode: string; title: string } | null;
  stageSlug: string;
  disqualified: boolean;
  anonymized: boolean;
  disqualification_reason: string | null;
  hired_at: string | null;
  moved_to_offer_at: string | null;
  sourced: boolean;
  profile_url: string;
  address: string | null;
  phone: string | null;
  email: string | null;
  domain: string | null;
  outlet: string | null;
  common_source: string;
  common_source_category: string;
  created_at: string;
  updated_at: string;
  resume_metadata?: { filename: string; filetype: string; created_at: string; updated_at: string };
  detail: CandidateDetail;
}

export interface CandidateDetail {
  image_url: string | null;
  disqualified_at: string | null;
  withdrew: boolean;
  uploader_id: string | null;
  cover_letter: string | null;
  summary: string | null;
  education_entries: object[];
  experience_entries: object[];
  skills: { name: string }[];
  answers: { question: { body: string }; answer: object }[];
  resume_url: string | null;
  social_profiles?: object[];
  tags: string[];
  location: Record<string, string | null>;
  originating_candidate_id: string | null;
}

/** One entry of a timeline; `target` is set for stage moves, whose `action` is then the target's slug. */
export interface ActivityRow {
  id: string;
  jobShortcode: string | null;
  candidate: { id: string; name: string | null } | null;
  action: string;
  stage: StageRow | null;
  target: StageRow | null;
  created_at: string;
  member: { id: string; name: string; type: string } | null;
  /** Absent when it was never changed. */
  updated_at?: string;
  body: string | null;
  rating?: { score: string; scale: string; grade: number };
  visibility_roles?: string[];
}

/** A candidate's file; `content` is there when it was uploaded, else a made-up page is served. */
export interface FileRow {
  candidateId: string;
  name: string;
  preview_url: string;
  source: string;
  kind?: string;
  content?: Buffer;
}

export interface OfferRow {
  candidateId: string;
  created_at: string;
  state: string;
  document_variables: object[];
  documents: object[];
}

/** Everything a Workable sandbox account holds. Rows may be inserted, deleted and replaced; lists are served by ascending id. */
export interface WorkableData {
  account: {
    id: string;
    name: string;
    subdomain: string;
    description: string | null;
    summary: string | null;
    website_url: string;
  };
  members: MemberRow[];
  recruiters: { id: string; name: string; email: string }[];
  departments: DepartmentRow[];
  legalEntities: LegalEntityRow[];
  stages: StageRow[];
  disqualificationReasons: ReasonRow[];
  customAttributes: CustomAttributeRow[];
  jobs: JobRow[];
  candidates: CandidateRow[];
  talentPool: CandidateRow[];
  activities: ActivityRow[];
  files: FileRow[];
  offers: OfferRow[];
  employees: EmployeeRow[];
  employeeFields: EmployeeFieldRow[];
  employeeDocuments: EmployeeDocumentRow[];
  timeoffCategories: TimeoffCategoryRow[];
  timeoffBalances: TimeoffBalanceRow[];
  timeoffRequests: TimeoffRequestRow[];
}
