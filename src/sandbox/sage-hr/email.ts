import type { FieldReader } from "./field-reader.js";

/** Reads the field `email`; null when it is blank, undefined when it is not sent or no address. */
export function readEmail(check: FieldReader): string | null | undefined {
  const email = check.text("email");
  if (typeof email !== "string" || /^[^@\s]+@[^@\s]+$/u.test(email)) return email;
  check.errors.push("Email is invalid");
  return undefined;
}

/** Tells an address as wrong that somebody has already, in whatever spelling. */
export function checkUnique(check: FieldReader, email: string | null | undefined, known: readonly (string | null)[]) {
  if (known.some((other) => isSameEmail(other, email))) check.errors.push("Email has already been taken");
}

export function isSameEmail(left: string | null, right: string | null | undefined): boolean {
  return left !== null && left.toLowerCase() === right?.toLowerCase();
}
