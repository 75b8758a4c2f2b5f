import type { EmptyObject } from "./employee-rows.js";
import type { SentFile } from "./sent.js";

export interface RecruitmentPositionRow {
  id: number;
  title: string;
  status: string;
  visibility: string;
  created_at: string;
  internal_date: string;
  completed_at: string | null;
  link: string | null;
  team: string;
  applicants_required: number;
  employment_type: string | null;
  location: string | null;
  location_id: number | null;
  group: string;
  group_id: number;
  priority: number;
  description_blocks: { title: string; content: string }[];
  hiring_team: { id: number; full_name: string; role: string }[];
}

export interface StageRow {
  id: number;
  title: string;
  created_at: string;
}

export interface ActionRow {
  action: string;
  message: string;
  created_at: string;
}

/** What the lists of applicants show. */
interface ApplicantProfile {
  id: number;
  full_name: string;
  first_name: string;
  last_name: string;
  email: string | null;
  address: string | null;
  phone_number: string | null;
  summary: string | null;
  source: string;
  created_at: string;
  disqualified_date: string | null;
  hired_date: string | null;
  stage: StageRow;
}

interface AddedBy {
  id: number;
  full_name: string;
  email: string;
}

/**
 * An applicant of one position; `actions` are oldest first. `added_by` and `referrer` go out as they stand, or not at
 * all. The `attachment` of an applicant who came through the API is kept to be looked at; no answer gives it away.
 */
export interface ApplicantRow {
  profile: ApplicantProfile;
  positionId: number;
  added_by?: AddedBy | EmptyObject | null;
  referrer?: (AddedBy & { phone_number: string | number }) | EmptyObject | null;
  actions: ActionRow[];
  attachment?: SentFile;
}
