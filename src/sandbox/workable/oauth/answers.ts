import type { SandboxResponse } from "../../core.js";
import { jsonResponse } from "../../response.js";

/** Tokens must not stay in anybody's cache. */
const uncached = { "cache-control": "no-store", pragma: "no-cache" };

export function answerUncached(status: number, value: unknown): SandboxResponse {
  return jsonResponse(status, value, uncached);
}

/** An error in the words of OAuth 2.0, RFC 6749 section 5.2. */
export function oauthError(status: number, error: string, description: string): SandboxResponse {
  return answerUncached(status, { error, error_description: description });
}
