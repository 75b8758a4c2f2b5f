import { AppError } from "../lib/errors.js";

export const SCOPES = [
  "ats:read",
  "ats:write",
  "hris:read",
  "hris:write",
  "pii:read",
  "raw:read",
  "proxy",
  "accounts:manage",
] as const;

export type Scope = (typeof SCOPES)[number];

export function isScope(text: string): text is Scope {
  return SCOPES.some((scope) => scope === text);
}

/** Reads `all`, or scopes parted by commas or spaces. Throws BAD_USER_INPUT that names the wrong one. */
export function parseScopes(text: string): Scope[] {
  const words = [...new Set(text.split(/[\s,]+/).filter((word) => word !== ""))];
  if (words.length === 1 && words[0] === "all") return [...SCOPES];
  const unknown = words.find((word) => !isScope(word));
  if (unknown !== undefined || words.length === 0) {
    const found = unknown === undefined ? "no scope" : `the scope ${JSON.stringify(unknown)}`;
    throw new AppError("BAD_USER_INPUT", `Found ${found}, expected all or some of: ${SCOPES.join(" ")}.`, {
      details: { field: "scopes" },
    });
  }
  return words.filter(isScope);
}
