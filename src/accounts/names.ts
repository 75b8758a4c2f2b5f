import { AppError } from "../lib/errors.js";

/** Throws BAD_USER_INPUT when a text is no name that an operator may give a customer, an account, a key or a workspace. */
export function readName(text: string, field: string): string {
  if (/^[^\p{Cc}]{1,255}$/u.test(text) && text.trim() !== "") return text;
  throw new AppError("BAD_USER_INPUT", `${field} must have 1 to 255 characters, on one line.`, { details: { field } });
}
