import type { EmployeeProfile } from "./employee-rows.js";
import type { FieldReader } from "./field-reader.js";
import { postCode } from "./seed-employees.js";

const texts = [
  ...(["nationality", "country", "street_first", "street_second", "city"] as const),
  ...(["home_phone", "work_phone", "mobile_phone", "personal_identification_number", "tax_number"] as const),
];
const genders = ["Male", "Female", "Other"];
const maritalStatuses = ["Married", "Single", "Divorced", "Widower", "In a relationship", "Other"];

/** The personal and address fields that were sent; those that were sent blank are null. */
export function readPersonalFields(check: FieldReader): Partial<EmployeeProfile> {
  const fields: Partial<EmployeeProfile> = {};
  for (const name of texts) {
    const text = check.text(name);
    if (text !== undefined) fields[name] = text;
  }
  const gender = check.oneOf(genders)("gender");
  if (gender !== undefined) fields.gender = gender;
  const maritalStatus = check.oneOf(maritalStatuses)("marital_status");
  if (maritalStatus !== undefined) fields.marital_status = maritalStatus;
  const birth = check.date("date_of_birth");
  if (birth !== undefined) fields.date_of_birth = birth;
  const code = check.text("post_code");
  if (code !== undefined) fields.post_code = code === null ? null : postCode(code);
  return fields;
}

export const blankProfile: Omit<EmployeeProfile, "id"> = {
  ...{ email: null, first_name: null, last_name: null, picture_url: null },
  ...{ employment_start_date: null, date_of_birth: null },
  ...{ team: null, team_id: null, position: null, position_id: null, reports_to_employee_id: null },
  ...{ work_phone: null, home_phone: null, mobile_phone: null, gender: null },
  ...{ street_first: null, street_second: null, city: null, post_code: null, country: null },
  ...{ employee_number: null, employment_status: null, nationality: null, marital_status: null },
  ...{ personal_identification_number: null, tax_number: null, irregular_contract_worker: false },
};
