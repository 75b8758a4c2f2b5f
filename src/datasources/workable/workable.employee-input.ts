import { FieldType } from "../../schema/field-type.js";
import { Depth } from "../../schema/provider-record.js";
import type { LocalDate } from "../../schema/scalars.js";
import type { CustomFieldInput } from "../../schema/writes/write-input.js";
import { isCalendarDate } from "../http/payload.js";
import { InputRefusal } from "../write.js";
import type { WriteInputs, WriteSession } from "../write.js";
import type { WorkableClient } from "./workable.client.js";
import { splitKey } from "./workable.draft.js";
import { readEmployeeFields } from "./workable.field.js";
import { ownChoices } from "./workable.write-vocabulary.js";
import { given } from "./workable.written.js";

type Person = Omit<WriteInputs["updateEmployee"], "employeeId" | "customFields">;

/** What is said of an employee, by the ids of Workable's fields. Throws an InputRefusal for groups that are no groups of Workable. */
export function fromEmployee(person: Person): Record<string, unknown> {
  const { startDate, dateOfBirth, maritalStatus, employmentType, personalEmail } = person;
  return given({
    firstname: person.firstName,
    middle_name: person.middleName,
    lastname: person.lastName,
    preferred_name: person.preferredName,
    employee_number: person.employeeNumber,
    work_email: person.workEmail,
    personal_email: personalEmail === undefined ? undefined : rowsOf([personalEmail]),
    phone_group: phonesOf(person),
    address: person.address && placeOf(person.address),
    job_title: person.jobTitle,
    start_date: startDate && midnight(startDate),
    birthdate: dateOfBirth && midnight(dateOfBirth),
    gender: choiceOf("gender", person.gender),
    marital_status_group: maritalStatus && { marital_status: choiceOf("marital_status", maritalStatus) },
    nationality: person.nationality,
    employment_group: employmentType === undefined ? undefined : rowsOf([employmentOf(employmentType, startDate)]),
    reports_to: person.managerId,
    ...groupsOf(person.groupIds),
  });
}

/** Lists are rows that wrap their values; the first is the primary one. */
function rowsOf(values: readonly unknown[]): object[] {
  return values.map((value, index) => ({ is_primary: index === 0, value }));
}

function phonesOf({ phone, workPhone }: Person): object[] | undefined {
  const phones = [
    ...(phone === undefined ? [] : [{ phone_number: phone, phone_type: "phone_type_mobile" }]),
    ...(workPhone === undefined ? [] : [{ phone_number: workPhone, phone_type: "phone_type_work" }]),
  ];
  return phones.length === 0 ? undefined : rowsOf(phones);
}

/** A place in the parts that it is read in; the line, where none is given, of all of them. */
function placeOf(address: NonNullable<Person["address"]>): object {
  const { formatted, street1, street2, city, state, postalCode, country, countryCode } = address;
  const street = [street1, street2].filter((part) => part !== undefined).join(", ") || undefined;
  const line = [street, postalCode, city, state, country].filter((part) => part !== undefined).join(", ");
  return given({
    ...{ location_string: formatted ?? (line || undefined), street_name: street, city },
    ...{ state_code: state, zip_code: postalCode, country, country_code: countryCode },
  });
}

function employmentOf(type: string, startDate: LocalDate | undefined): object {
  const since = startDate && midnight(startDate);
  return given({ employment_status: choiceOf("employement_type", type), employment_effective_date: since });
}

function midnight(day: LocalDate): string {
  return `${day}T00:00:00.000Z`;
}

/** Workable's own choices may be given as they are read, without the prefix; a customer's own stay as they are. */
function choiceOf(prefix: keyof typeof ownChoices, word: string | undefined): string | undefined {
  const known: readonly string[] = ownChoices[prefix];
  const choice = word?.toLowerCase().replace(/[\s-]+/gu, "_");
  return choice !== undefined && known.includes(choice) ? `${prefix}_${choice}` : word;
}

const groupFields: Readonly<Record<string, string>> = {
  department: "department",
  "legal-entity": "legal_entity",
  division: "division",
};

/** The field of each group, which the key of a group begins with. */
function groupsOf(keys: readonly string[] = []): Record<string, string> {
  const groups = new Map<string, string>();
  keys.forEach((key, index) => {
    const { parent: kind, child: id } = splitKey(key);
    const field = Object.hasOwn(groupFields, kind) ? groupFields[kind] : undefined;
    if (field === undefined) throw new InputRefusal("There is no such group.", ["groupIds", String(index)]);
    if (groups.has(field)) throw new InputRefusal("Give one group of a kind.", ["groupIds", String(index)]);
    groups.set(field, id);
  });
  return Object.fromEntries(groups);
}

/** Values of the customer's own fields, checked, and how to write them once it is known what the fields are. */
export interface OwnFields {
  /** Whether the fields have to be read first: a date or a list is written in the form of its field. */
  areToBeRead: boolean;
  resolve(client: WorkableClient, session: WriteSession): Promise<Record<string, unknown>>;
}

/** Throws an InputRefusal when a field is given twice, or is one that another part of the input says as well. */
export function ownFields(
  values: readonly CustomFieldInput[],
  list: "customFields" | "values",
  taken: object = {},
): OwnFields {
  values.forEach(({ key }, index) => {
    const isTwice = Object.hasOwn(taken, key) || values.findIndex((other) => other.key === key) < index;
    if (isTwice) throw new InputRefusal("The field is given twice.", [list, String(index), "key"]);
  });
  const areToBeRead = values.some(({ value }) => isDay(value) || Array.isArray(value));
  return {
    areToBeRead,
    resolve: async (client, session) => {
      const fields = areToBeRead ? (await readEmployeeFields(client, session, Depth.LIST)).drafts : [];
      const entries = values.map(({ key, value = null }) => {
        const field = fields.find(({ remoteId }) => remoteId === key);
        const inner = (one: unknown) => (field?.type === FieldType.DATE && isDay(one) ? midnight(one) : one);
        if (!Array.isArray(value)) return [key, inner(value)];
        return [key, field?.isMultiple === true ? rowsOf(value.map(inner)) : value.map(inner)];
      });
      return Object.fromEntries(entries) as Record<string, unknown>;
    },
  };
}

function isDay(value: unknown): value is LocalDate {
  return typeof value === "string" && value.length === 10 && isCalendarDate(value);
}
