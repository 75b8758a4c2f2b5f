import type { Draft } from "../../schema/draft.js";
import type { Employee } from "../../schema/employee.js";
import { Depth } from "../../schema/provider-record.js";
import type { Address, PhoneNumber } from "../../schema/values.js";
import { isObject, reader } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import { recordOf } from "./workable.draft.js";
import { groupRefsOf } from "./workable.group.js";
import { emailsOf, employmentStatusOf, fullName, refTo } from "./workable.person.js";

/**
 * Maps an employee as read by itself: an object keyed by field, of which only those are present that are filled and may be read.
 * It tells neither the candidate nor the photo, which rows do.
 */
export function toDetailedEmployee(row: PayloadReader, id: string): Draft<Employee> {
  const employee = recordOf(
    row,
    { key: id, remoteId: id, depth: Depth.DETAIL },
    {
      firstName: () => row.text("firstname"),
      middleName: () => row.text("middle_name"),
      lastName: () => row.text("lastname"),
      name: () => fullName(row.text("firstname"), row.text("middle_name"), row.text("lastname")),
      preferredName: () => row.text("preferred_name"),
      employeeNumber: () => row.text("employee_number"),
      workEmail: () => row.text("work_email"),
      personalEmail: () => personalEmails(row)[0] ?? null,
      emails: () => emailsOf(row.text("work_email"), personalEmails(row)),
      phones: () => phonesIn(row),
      address: () => addressOf(row.object("address")),
      jobTitle: () => row.text("job_title"),
      employmentStatus: () => employmentStatusOf(row.text("status")),
      employmentStatusLabel: () => row.text("status"),
      employmentType: () => choice(compositeIn(row, "employment_group")?.text("employment_status") ?? null),
      startDate: () => row.date("start_date"),
      hireDate: () => row.date("hire_date"),
      dateOfBirth: () => row.date("birthdate"),
      gender: () => choice(row.text("gender")),
      maritalStatus: () => choice(row.object("marital_status_group")?.text("marital_status") ?? null),
      nationality: () => displayOf(row, "nationality"),
      managerRef: () => refTo<Draft<Employee>>(row.text("reports_to")),
      groupRefs: () =>
        groupRefsOf({
          department: row.text("department"),
          legalEntity: row.text("legal_entity"),
          division: row.text("division"),
        }),
    },
  );
  return { ...employee, extras: customValues(row) };
}

/** The values of a field that holds a list, the primary one first. A list is made of rows that wrap their values. */
function valuesIn(row: PayloadReader, field: string): unknown[] {
  if (!Array.isArray(row.raw[field])) return row.has(field) && row.raw[field] !== null ? [row.raw[field]] : [];
  const entries = row.objects(field).map(({ raw }) => ({ value: raw["value"], isPrimary: raw["is_primary"] === true }));
  return [...entries.filter((one) => one.isPrimary), ...entries.filter((one) => !one.isPrimary)].map(
    ({ value }) => value,
  );
}

function compositesIn(row: PayloadReader, field: string): PayloadReader[] {
  const values = valuesIn(row, field);
  return values.map((value, index) => reader(value, `${row.place}.${field}[${String(index)}].value`));
}

function compositeIn(row: PayloadReader, field: string): PayloadReader | null {
  return compositesIn(row, field)[0] ?? null;
}

function personalEmails(row: PayloadReader): string[] {
  const values = valuesIn(row, "personal_email");
  return values.flatMap((value) => reader({ value }, `${row.place}.personal_email`).text("value") ?? []);
}

/** The names of the parts of a phone number are not documented beyond its type. */
function phonesIn(row: PayloadReader): PhoneNumber[] {
  return compositesIn(row, "phone_group").flatMap((phone, index) => {
    const value = phone.text("phone_number") ?? phone.text("phone") ?? phone.text("number");
    return value === null ? [] : [{ value, kind: choice(phone.text("phone_type")), isPrimary: index === 0 }];
  });
}

function addressOf(place: PayloadReader | null): Address | null {
  if (!place) return null;
  const street = [place.text("street_name"), place.text("street_number")].filter((part) => part !== null).join(" ");
  return {
    formatted: place.text("location_string") ?? place.text("label"),
    street1: street || null,
    city: place.text("city"),
    state: place.text("state_code") ?? place.text("subregion"),
    postalCode: place.text("zip_code"),
    country: place.text("country"),
    countryCode: place.text("country_code"),
  };
}

/** A country is an object with its name, or bare text. */
function displayOf(row: PayloadReader, field: string): string | null {
  if (!isObject(row.raw[field])) return row.text(field);
  const country = row.object(field);
  return country?.text("display") ?? country?.text("value") ?? null;
}

/** The prefixes of Workable's own choices; "employement" is how Workable writes it. A customer's own choices stay as they are. */
const choicePrefix = /^(gender|marital_status|employement_type|employment_type|phone_type)_(?=.)/u;

function choice(id: string | null): string | null {
  return id?.replace(choicePrefix, "") ?? null;
}

/** Ids of fields that the customer made are hexadecimal; those of Workable's own are words. So bank, tax and identity groups stay out. */
export const customField = /^(?=.*\d)[0-9a-f]{3,}$/u;

function customValues(row: PayloadReader): { key: string; value: unknown }[] {
  return Object.keys(row.raw)
    .filter((key) => customField.test(key) && row.has(key) && row.raw[key] !== null)
    .map((key) => ({ key, value: Array.isArray(row.raw[key]) ? valuesIn(row, key) : row.raw[key] }));
}
