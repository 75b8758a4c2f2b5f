import { randomInt } from "node:crypto";

const alphabet = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const length = 12;

/** Makes a random id of 12 letters and digits (71 bits), fit for URLs, shells and file names. */
export function createOpaqueId(): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join("");
}

/** Whether a text may be one of these ids. */
export function isOpaqueId(text: string): boolean {
  return /^[\dA-Za-z]{12}$/u.test(text);
}
