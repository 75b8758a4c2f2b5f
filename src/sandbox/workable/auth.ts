import type { SandboxRequest } from "../core.js";

/** The scopes of all that the sandbox has; a tenant's `scopes` setting narrows them. */
const allScopes = [
  ...["r_jobs", "r_candidates", "r_account", "r_employees", "r_timeoff", "r_offers"],
  ...["w_candidates", "w_comments", "w_employees", "w_timeoff"],
];

export interface Caller {
  /** Whether the token stands for no member, so that some calls need a `member_id`. */
  readonly needsMemberId: boolean;
  readonly scopes: readonly string[];
}

/** Reads the bearer token; null when it is missing or not the tenant's account or OAuth token. */
export function readCaller(request: SandboxRequest, token: string, settings: Record<string, unknown>): Caller | null {
  const bearer = bearerOf(request);
  const isOAuth = bearer !== undefined && bearer === settings["oauthToken"];
  if (bearer !== token && !isOAuth) return null;
  const scopes = settings["scopes"];
  return {
    needsMemberId: !isOAuth,
    scopes: Array.isArray(scopes) ? scopes.map(String) : allScopes,
  };
}

export function bearerOf(request: SandboxRequest): string | undefined {
  return /^Bearer (?<token>\S+)$/u.exec(request.headers.authorization ?? "")?.groups?.["token"];
}

/** Whether a call counts against the larger budget of partner and OAuth tokens. */
export function isPartnerCall(request: SandboxRequest, settings: Record<string, unknown>): boolean {
  const bearer = bearerOf(request);
  const hasClientId = request.headers["x-workable-client-id"] !== undefined;
  return hasClientId || (bearer !== undefined && bearer === settings["oauthToken"]);
}
