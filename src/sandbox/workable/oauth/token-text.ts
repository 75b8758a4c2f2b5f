import { randomBytes } from "node:crypto";

type TokenKind = "at" | "rt" | "code";

/** A token that cannot be guessed and says that it is none of a real account. */
export function createToken(kind: TokenKind): string {
  return `sandbox-${kind}-${randomBytes(24).toString("base64url")}`;
}

/** Whether it looks like an access token of the OAuth server, good or not. */
export function looksLikeAccessToken(text: string): boolean {
  return text.startsWith("sandbox-at-");
}
