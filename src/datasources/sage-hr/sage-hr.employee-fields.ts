import { InputRefusal } from "../write.js";
import type { WriteInputs } from "../write.js";
import { givenId } from "./sage-hr.send.js";

type Profile = Omit<WriteInputs["updateEmployee"], "employeeId">;
type Address = NonNullable<Profile["address"]>;

/** JSON fields of a call; what is undefined is not sent. */
export type Fields = Readonly<Record<string, string | number | undefined>>;

/** What a new employee and a change of one take alike. */
export const personalInputs = [
  ...(["firstName", "lastName", "startDate", "dateOfBirth", "gender", "maritalStatus", "nationality"] as const),
  ...(["phone", "workPhone", "address"] as const),
] as const;

/** Throws an InputRefusal for a part of an address that is not kept. */
export function personalFields(input: Pick<Profile, (typeof personalInputs)[number]>): Fields {
  return {
    first_name: input.firstName,
    last_name: input.lastName,
    work_start_date: input.startDate,
    date_of_birth: input.dateOfBirth,
    gender: input.gender,
    marital_status: input.maritalStatus,
    nationality: input.nationality,
    mobile_phone: input.phone,
    work_phone: input.workPhone,
    ...(input.address && addressFields(input.address)),
  };
}

/** What only a change of an employee takes. */
export const placeInputs = ["managerId", "groupIds", "employeeNumber"] as const;

/** Throws an InputRefusal for keys that are none, and for more than one team. */
export function placeFields({
  managerId,
  groupIds,
  employeeNumber,
}: Pick<Profile, (typeof placeInputs)[number]>): Fields {
  return {
    leader_id: managerId === undefined ? undefined : givenId(managerId, "managerId"),
    // All groups here are teams, and somebody is in one.
    team_id: groupIds === undefined ? undefined : givenId(onlyOne(groupIds), "groupIds"),
    employee_number: employeeNumber,
  };
}

/** The words that are taken; both lists are documented. */
export const wordLimits = [
  { field: "gender", values: ["Male", "Female", "Other"] },
  { field: "maritalStatus", values: ["Married", "Single", "Divorced", "Widower", "In a relationship", "Other"] },
  { field: "groupIds", maxItems: 1 },
] as const;

export function isAnySent(fields: Fields): boolean {
  return Object.values(fields).some((value) => value !== undefined);
}

function onlyOne(keys: readonly string[]): string | undefined {
  if (keys.length > 1) throw new InputRefusal("Somebody is in one team of Sage HR.", ["groupIds"]);
  return keys[0];
}

function addressFields({ formatted, country, ...parts }: Address): Fields {
  if (formatted !== undefined) throw refusal("formatted", "Sage HR keeps addresses in parts, not in a line.");
  if (country !== undefined && parts.countryCode === undefined)
    throw refusal("country", "Sage HR takes a country by its code: give countryCode.");
  return {
    street_first: parts.street1,
    street_second: parts.street2,
    city: parts.city,
    state: parts.state,
    post_code: parts.postalCode,
    country: parts.countryCode,
  };
}

function refusal(part: string, message: string): InputRefusal {
  return new InputRefusal(message, ["address", part], "UNSUPPORTED_BY_PROVIDER");
}
