/** A leave policy; amounts are decimals as text. `flags` are the booleans that only the detail shows. */
export interface PolicyRow {
  id: number;
  name: string;
  color: string;
  do_not_accrue: boolean;
  unit: string;
  default_allowance: string;
  max_carryover: string;
  accrue_type: string;
  flags: Record<string, boolean>;
}

/** A time-off request as the API shows it. */
export interface LeaveRequestRow {
  id: number;
  status: string;
  status_code: string;
  policy_id: number;
  employee_id: number;
  replacement: { id: number; full_name: string } | null;
  details: string | null;
  is_multi_date: boolean;
  is_single_day: boolean;
  is_part_of_day: boolean;
  first_part_of_day: boolean;
  second_part_of_day: boolean;
  specific_time: boolean;
  start_time: string | null;
  end_time: string | null;
  start_date: string;
  end_date: string;
  request_date: string;
  approval_date: string | null;
  hours: number | null;
  child_id: number | null;
  shared_person_name: string | null;
  shared_person_nin: string | null;
  fields: { title: string; answer: string }[];
}
