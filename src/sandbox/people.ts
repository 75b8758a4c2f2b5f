import { cities, firstNames, lastNames, longName, type City } from "./names.js";
import type { Random } from "./random.js";

/** An invented person. The names of the one unnamed person are empty. */
export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly city: City;
}

const unnamedIndex = 7;
const longNamedIndex = 11;

/** Invents `count` people with different e-mail addresses; number 7 has no name and number 11 a very long one. */
export function createPeople(random: Random, count: number, emailDomain = "people.test"): Person[] {
  return Array.from({ length: count }, (_, index) => {
    const name =
      index === longNamedIndex ? longName : { firstName: random.pick(firstNames), lastName: random.pick(lastNames) };
    return {
      ...(index === unnamedIndex ? { firstName: "", lastName: "" } : name),
      email: `${mailboxOf(name.firstName)}.${index + 1}@${emailDomain}`,
      phone: `+1555${String(random.int(0, 9_999_999)).padStart(7, "0")}`,
      city: random.pick(cities),
    };
  });
}

function mailboxOf(name: string): string {
  const plain = name
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/[^a-z]/gu, "");
  return plain === "" ? "person" : plain.slice(0, 20);
}
