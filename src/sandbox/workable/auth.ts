import type { SandboxRequest } from "../core.js";
import type { OAuthAccess } from "./oauth/oauth-server.js";
import { looksLikeAccessToken } from "./oauth/token-text.js";

/** The scopes of all that the sandbox has; a tenant's `scopes` setting narrows them. */
const allScopes = [
  ...["r_jobs", "r_candidates", "r_account", "r_employees", "r_timeoff", "r_offers"],
  ...["w_candidates", "w_comments", "w_employees", "w_timeoff"],
];

export interface Caller {
  /** Whether the token stands for no member, so that some calls need a `member_id`. */
  readonly needsMemberId: boolean;
  /** The member that the token stands for, where it says which. */
  readonly memberId?: string;
  readonly scopes: readonly string[];
}

/** What a tenant tells callers by. */
export interface Credentials {
  readonly token: string;
  readonly settings: Record<string, unknown>;
  readonly accessOf: (accessToken: string) => OAuthAccess | null;
}

/** Reads the bearer token; null when it is missing or not one of the tenant's. */
export function readCaller(request: SandboxRequest, { token, settings, accessOf }: Credentials): Caller | null {
  const bearer = bearerOf(request);
  if (bearer === undefined) return null;
  const scopes = Array.isArray(settings["scopes"]) ? settings["scopes"].map(String) : allScopes;
  if (bearer === token) return { needsMemberId: true, scopes };
  if (bearer === settings["oauthToken"]) return { needsMemberId: false, scopes };
  const access = accessOf(bearer);
  if (!access) return null;
  const granted = access.scopes.filter((scope) => scopes.includes(scope));
  return { needsMemberId: false, memberId: access.memberId, scopes: granted };
}

export function bearerOf(request: SandboxRequest): string | undefined {
  return /^Bearer (?<token>\S+)$/u.exec(request.headers.authorization ?? "")?.groups?.["token"];
}

/** Whether a call counts against the larger budget of partner and OAuth tokens. */
export function isPartnerCall(request: SandboxRequest, settings: Record<string, unknown>): boolean {
  const bearer = bearerOf(request);
  if (request.headers["x-workable-client-id"] !== undefined) return true;
  return bearer !== undefined && (bearer === settings["oauthToken"] || looksLikeAccessToken(bearer));
}
