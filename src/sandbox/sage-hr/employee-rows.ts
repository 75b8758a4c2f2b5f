/** Some examples of the API show `{}` where null is meant. */
export type EmptyObject = Record<string, never>;

/** An employee as the API shows it, field by field. */
export interface EmployeeProfile {
  id: number;
  email: string | null;
  first_name: string | null;
  last_name: string | null;
  picture_url: string | null;
  employment_start_date: string | null;
  date_of_birth: string | null | EmptyObject;
  team: string | null;
  team_id: number | null;
  position: string | null;
  position_id: number | null;
  reports_to_employee_id: number | null;
  work_phone: string | null;
  home_phone: string | null;
  mobile_phone: string | null;
  gender: string | null;
  street_first: string | null;
  street_second: string | null;
  city: string | null;
  post_code: string | number | null;
  country: string | null;
  employee_number: string | number | null;
  employment_status: string | null;
  nationality: string | null;
  marital_status: string | null;
  personal_identification_number: string | null;
  tax_number: string | null;
  irregular_contract_worker: boolean;
}

interface HistoryPeriod {
  start_date: string;
  end_date: string | null;
}

/** The arrays that are shown only on request. `employment_statu_name` is the API's own spelling. */
export interface EmployeeHistory {
  team_history: (HistoryPeriod & { team_id: number; team_name: string })[];
  employment_status_history: (HistoryPeriod & { employment_status_id: number; employment_statu_name: string })[];
  position_history: (HistoryPeriod & { position_id: number; position_name: string; position_code: string | null })[];
}

export interface CustomFieldRow {
  id: number;
  label: string;
  type: string;
  value: string | string[] | null;
  options: string[] | null;
}

export interface BalanceRow {
  policy_id: number;
  used: number;
  available: number | null;
}

export interface Termination {
  date: string;
  reason: string;
  comments: string;
}

/**
 * `termination` set moves the employee from the list of the active to that of the terminated; `leaving` is a termination
 * that does so when its day has come.
 */
export interface EmployeeRow {
  profile: EmployeeProfile;
  history: EmployeeHistory;
  customFields: CustomFieldRow[];
  balances: BalanceRow[];
  locationId: number;
  termination: Termination | null;
  leaving: Termination | null;
}
