import { createHash } from "node:crypto";
import type { Grant, Permission } from "./grants.js";
import { createToken } from "./token-text.js";

/** What a code is given for, and what whoever exchanges it has to show. */
interface CodeTerms extends Permission {
  readonly redirectUri: string;
  /** The SHA-256 of the verifier in base64url, null when none was announced. */
  readonly challenge: string | null;
}

export interface Code extends CodeTerms {
  readonly issuedAt: number;
  /** What it was exchanged for; null as long as it is good. */
  grant: Grant | null;
}

export interface CodeProof {
  readonly redirectUri: string;
  readonly verifier: string | null;
}

export interface Codes {
  issue(terms: CodeTerms, at: number): string;
  /** Codes stay known, so that a second use is seen. */
  find(code: string): Code | undefined;
}

const lifetimeMs = 10 * 60_000;

export function createCodes(): Codes {
  const codes = new Map<string, Code>();
  return {
    issue: (terms, at) => {
      const code = createToken("code");
      codes.set(code, { ...terms, issuedAt: at, grant: null });
      return code;
    },
    find: (code) => codes.get(code),
  };
}

/** Whether the proof fits and comes in time. A verifier that nobody announced does not fit either. */
export function isProven(code: Code, { redirectUri, verifier }: CodeProof, at: number): boolean {
  const challenge = verifier === null ? null : createHash("sha256").update(verifier).digest("base64url");
  return at < code.issuedAt + lifetimeMs && redirectUri === code.redirectUri && challenge === code.challenge;
}
