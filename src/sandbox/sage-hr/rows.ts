import type { DocumentRow } from "./document-rows.js";
import type { EmployeeRow } from "./employee-rows.js";
import type { LeaveRequestRow, PolicyRow } from "./leave-rows.js";
import type { ApplicantRow, RecruitmentPositionRow } from "./recruitment-rows.js";

/** `manager_ids` are employees; the members of a team follow from the employees. */
export interface TeamRow {
  id: number;
  name: string;
  manager_ids: number[];
}

/** A job title of employees, not a vacancy. */
export interface PositionRow {
  id: number;
  title: string;
  description: string | null;
  code: string | null;
}

export interface TerminationReasonRow {
  id: number;
  name: string;
  code: string | null;
  type: string;
}

export interface DocumentCategoryRow {
  id: number;
  name: string;
}

/** Lists are ascending by id. */
export interface SageHrData {
  employees: EmployeeRow[];
  teams: TeamRow[];
  positions: PositionRow[];
  terminationReasons: TerminationReasonRow[];
  policies: PolicyRow[];
  leaveRequests: LeaveRequestRow[];
  recruitmentPositions: RecruitmentPositionRow[];
  applicants: ApplicantRow[];
  documentCategories: DocumentCategoryRow[];
  documents: DocumentRow[];
}
