export interface EmployeeRow {
  id: string;
  firstname: string;
  lastname: string;
  email: string | null;
  start_date: string | null;
  state: string;
  employee_number: string | null;
  avatar?: string;
  phone: string | null;
  job_title: string | null;
  manager_id: string | null;
  department_id: string | null;
  template_id: null;
  division_id: string | null;
  candidate_id: string | null;
  legal_entity_id: string | null;
  work_schedule_id: string | null;
  work_email: string | null;
  preferred_name: string | null;
  onboarding_member_id: string | null;
  sample: boolean;
  holiday_calendar_id: number | null;
  avatar_processed: boolean;
  status_semantic_type: string;
  reporting_line: number[];
  birthdate: string | null;
  /** The answer of the detail call, keyed by field id. */
  detail: Record<string, unknown>;
}

export interface EmployeeDocumentRow {
  employeeId: string;
  id: string;
  filename: string;
  filepath: string;
  created_at: string;
  updated_at: string;
  filesize: number;
  type: string;
  created_by: string;
}

interface EmployeeValueField {
  id: string;
  label: string;
  hint: string | null;
  type: string;
}

/** A field of the employee's profile; lists have rows of values, composites have `subfields`. */
export interface EmployeeFieldRow extends EmployeeValueField {
  editable_by: string;
  editable_by_roles: string[];
  viewable_by: string;
  viewable_by_roles: string[];
  keep_history: boolean;
  is_multiple: boolean;
  date_format?: string;
  choices?: { id: string; label: string; position?: number }[];
  subfields?: (EmployeeValueField & { position: number })[];
  editable_by_new: number;
  viewable_by_new: number;
}

export interface TimeoffCategoryRow {
  id: string;
  name: string;
  type: "paid" | "unpaid";
  description: string | null;
}

export interface TimeoffBalanceRow {
  employeeId: string;
  units_available: string;
  units_carry_over_available: string;
  units_used: string;
  has_unlimited_timeoff: boolean;
  category_id: string;
  time_off_tracking_unit: string;
  name: string;
  description: string | null;
}

export interface TimeoffRequestRow {
  id: string;
  employee_id: string;
  from_date: string;
  to_date: string;
  formatted_period: string;
  state: string;
  requesting_total: number;
  timeoff_tracking_unit: string;
  half_days: { date: string; half: string }[];
  updated_by: string;
  updated_at: string;
  category_name: string;
  pending_approvals: { id: string; approver_id: string }[];
}
