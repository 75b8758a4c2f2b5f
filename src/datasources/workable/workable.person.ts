import { EmploymentStatus } from "../../schema/enums.js";
import type { Ref } from "../../schema/provider-record.js";
import type { EmailAddress } from "../../schema/values.js";
import { employeeStates, meaningOf } from "./workable.vocabulary.js";

export function employmentStatusOf(word: string | null): EmploymentStatus | null {
  const status = meaningOf(employeeStates, word);
  return status === undefined ? EmploymentStatus.UNMAPPED : status;
}

export function fullName(...names: (string | null)[]): string | null {
  return names.filter((name) => name !== null).join(" ") || null;
}

/** The work address is the one to write to, where there is one. */
export function emailsOf(work: string | null, personal: readonly (string | null)[]): EmailAddress[] {
  const addresses = [
    ...(work === null ? [] : [{ value: work, kind: "work" }]),
    ...personal.flatMap((value) => (value === null ? [] : [{ value, kind: "personal" }])),
  ];
  return addresses.map((address, index) => ({ ...address, isPrimary: index === 0 }));
}

export function refTo<Target>(id: string | null): Ref<Target> | null {
  return id === null ? null : { key: id };
}
