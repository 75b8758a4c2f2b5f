/** The keys that the documentation names, by object. Others are the customer's or new, and are told in `customFields`. */
const employeeKeys = [
  ...["id", "email", "first_name", "last_name", "picture_url", "employment_start_date", "date_of_birth"],
  ...[
    "team",
    "team_id",
    "position",
    "position_id",
    "reports_to_employee_id",
    "work_phone",
    "home_phone",
    "mobile_phone",
  ],
  ...[
    "gender",
    "street_first",
    "street_second",
    "city",
    "post_code",
    "country",
    "employee_number",
    "employment_status",
  ],
  ...["nationality", "marital_status", "irregular_contract_worker"],
  // Numbers of the state: known, and on purpose nowhere but in the payload.
  ...["personal_identification_number", "tax_number"],
  ...["team_history", "employment_status_history", "position_history", "termination_date", "termination"],
];

const positionKeys = [
  ...["id", "title", "status", "visibility", "completed_at", "link", "team", "applicants_required"],
  ...["applicants_count", "employment_type", "location", "location_id", "group", "group_id", "priority"],
  ...["description_blocks", "applicants", "hiring_team"],
];

const applicantKeys = [
  ...["id", "full_name", "first_name", "last_name", "email", "address", "phone_number", "summary", "source"],
  ...["created_at", "disqualified_date", "hired_date", "stage", "position_id", "added_by", "referrer"],
];

const leaveRequestKeys = [
  ...["id", "policy_id", "employee_id", "status", "status_code", "replacement", "details", "is_multi_date"],
  ...["is_single_day", "is_part_of_day", "first_part_of_day", "second_part_of_day", "specific_time", "start_time"],
  ...["end_time", "start_date", "end_date", "request_date", "approval_date", "hours", "child_id"],
  ...["shared_person_name", "shared_person_nin", "fields"],
];

export const documented = {
  employee: new Set(employeeKeys),
  /** Without the days `created_at` and `internal_date`: no field here takes a day for them, so they are told as extras. */
  position: new Set(positionKeys),
  candidate: new Set(applicantKeys),
  /** Without the days that `hiredAt` and `rejectedAt`, which are instants, cannot hold. */
  application: new Set(applicantKeys.filter((key) => key !== "hired_date" && key !== "disqualified_date")),
  action: new Set(["action", "message", "created_at"]),
  team: new Set(["id", "name", "manager_ids", "employee_ids"]),
  policy: new Set(["id", "name", "color", "unit", "default_allowance", "max_carryover", "accrue_type"]),
  balance: new Set(["policy_id", "used", "available"]),
  leaveRequest: new Set(leaveRequestKeys),
  customField: new Set(["id", "label", "type", "value", "options"]),
};
