import type { EmployeeFieldRow } from "../hr-types.js";

type FieldFacts = readonly [id: string, label: string, type: string, multiple?: boolean];

const facts: readonly FieldFacts[] = [
  ["firstname", "First name", "text"],
  ["middle_name", "Middle name", "text"],
  ["lastname", "Last name", "text"],
  ["preferred_name", "Preferred name", "text"],
  ["employee_number", "Employee number", "text"],
  ["status", "Status", "dropdown"],
  ["country", "Country", "country"],
  ["address", "Address", "location"],
  ["gender", "Gender", "dropdown"],
  ["birthdate", "Birthdate", "date"],
  ["marital_status_group", "Marital status", "composite"],
  ["phone_group", "Phone", "composite", true],
  ["work_email", "Work email", "email"],
  ["personal_email", "Personal email", "email", true],
  ["job_title", "Job title", "text"],
  ["hire_date", "Hire date", "date"],
  ["start_date", "Start date", "date"],
  ["legal_entity", "Entity", "legalEntity"],
  ["department", "Department", "department"],
  ["division", "Division", "dropdown"],
  ["reports_to", "Reports to", "employee"],
  ["direct_reports", "Direct reports", "directReports"],
  ["employment_group", "Employment", "composite", true],
  ["work_schedule", "Work schedule", "workSchedule"],
  ["salary_group", "Salary", "composite", true],
  ["nationality", "Nationality", "country"],
  ["skills", "Skills", "text", true],
  ["1195b", "Badge & locker", "text"],
];

const choicesOf = new Map([
  ["status", ["status_active", "status_draft", "status_inactive"]],
  ["gender", ["gender_male", "gender_female", "gender_non_binary"]],
]);

const subfieldsOf = new Map([
  ["marital_status_group", [["marital_status", "Marital status", "dropdown"]]],
  [
    "phone_group",
    [
      ["phone_number", "Phone", "phone"],
      ["phone_type", "Type", "dropdown"],
    ],
  ],
  [
    "employment_group",
    [
      ["employment_status", "Employment status", "dropdown"],
      ["employment_effective_date", "Effective date", "date"],
    ],
  ],
  ["salary_group", [["salary", "Salary", "payRate"]]],
] as const);

/** Makes the field list of an account: the commoner standard fields and one custom field with a hexadecimal id. */
export function createEmployeeFields(): EmployeeFieldRow[] {
  return facts.map(([id, label, type, isMultiple = false]) => {
    const choices = choicesOf.get(id);
    const subfields = [...subfieldsOf].find(([field]) => field === id)?.[1];
    return {
      id,
      label,
      hint: null,
      type,
      editable_by: "admin",
      editable_by_roles: [],
      viewable_by: "all",
      viewable_by_roles: [],
      keep_history: isMultiple,
      is_multiple: isMultiple,
      ...(type === "date" ? { date_format: "fullDate" } : {}),
      ...(choices
        ? { choices: choices.map((choice, index) => ({ id: choice, label: labelOf(choice), position: index })) }
        : {}),
      ...(subfields
        ? {
            subfields: subfields.map(([sub, title, kind], position) => ({
              id: sub,
              label: title,
              hint: null,
              type: kind,
              position,
            })),
          }
        : {}),
      editable_by_new: 1,
      viewable_by_new: 1,
    };
  });
}

function labelOf(choice: string): string {
  return choice.replace(/^[a-z]+_/u, "").replaceAll("_", " ");
}
