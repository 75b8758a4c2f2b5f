import type { Person } from "../people.js";
import type { Random } from "../random.js";
import type { ContactFields } from "./rows.js";
import type { SerialMaker } from "./serials.js";

/** What all seeding shares; `today` is the start of the day in Unix seconds. */
export interface World {
  readonly random: Random;
  readonly serials: SerialMaker;
  readonly today: number;
  /** Questionnaires and forms have one serial each, whoever fills them in. */
  readonly formSerials: Readonly<Record<"screening" | "evaluation" | "emergency" | "handbook" | "w4", string>>;
}

export const daySeconds = 86_400;

export const staff = ["Dana Admin", "Lee O'Hara", "Priya Sample"] as const;

/** `MM/DD/YYYY` of a UTC day. */
export function dayText(time: number): string {
  const [year = "", month = "", day = ""] = new Date(time * 1000).toISOString().slice(0, 10).split("-");
  return `${month}/${day}/${year}`;
}

/** Contact fields as people type them: telephone numbers and states in any spelling, trailing blanks. */
export function createContact(person: Person, index: number): ContactFields {
  const digits = person.phone.slice(-7);
  return {
    firstName: person.firstName,
    lastName: index % 19 === 5 ? `${person.lastName} ` : person.lastName,
    address1: `${index + 1} Test Way`,
    address2: index % 6 === 0 ? "Apt 2/B" : "",
    city: index % 10 === 9 ? `${person.city.name} ` : person.city.name,
    state: index % 2 === 0 ? person.city.region : person.city.region.slice(0, 2).toUpperCase(),
    zip: person.city.zip,
    phone: index % 3 === 0 ? `555-${digits.slice(0, 3)}-${digits.slice(3)}` : index % 3 === 1 ? `555${digits}` : "",
    email: person.email,
  };
}
