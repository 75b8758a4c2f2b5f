import { isObject, readers } from "../http/payload.js";
import type { OAuthRule } from "../provider.js";

/** Linking by consent: the partner's flow, on behalf of one member. Scopes cover all that is read and written; see docs/providers/workable.md. */
export function oauthRule(wwwUrl: string): OAuthRule {
  return {
    authorizeUrl: `${wwwUrl}/oauth/authorize`,
    tokenUrl: `${wwwUrl}/oauth/token`,
    revokeUrl: `${wwwUrl}/oauth/revoke`,
    scopes: [
      ...["r_jobs", "r_candidates", "w_candidates", "w_comments", "r_account"],
      ...["r_employees", "w_employees", "r_timeoff", "w_timeoff"],
    ],
    scopesFor: {
      // The accounts that a token reaches are told to those with `r_jobs`.
      always: ["r_jobs"],
      "ats:read": ["r_candidates", "r_account"],
      "ats:write": ["w_candidates", "w_comments"],
      "hris:read": ["r_employees", "r_timeoff", "r_account"],
      "hris:write": ["w_employees", "w_timeoff"],
    },
    parameters: { resource: "user" },
    accountsUrl: `${wwwUrl}/spi/v3/accounts`,
    accountsOf: (body) =>
      readers(isObject(body) ? body["accounts"] : undefined, "accounts").map((account) => ({
        subdomain: account.id("subdomain"),
        displayName: account.text("name"),
      })),
  };
}

/** Which scope of a token opens which model. */
export const scopesOf = {
  read: {
    ...{ Job: "r_jobs", JobInterviewStage: "r_jobs", User: "r_jobs", RejectReason: "r_jobs", Field: "r_jobs" },
    ...{ Candidate: "r_candidates", Application: "r_candidates", Activity: "r_candidates", Attachment: "r_candidates" },
    ...{ Department: "r_account", Group: "r_account", Employee: "r_employees" },
    ...{ TimeoffRequest: "r_timeoff", TimeoffBalance: "r_timeoff", TimeoffType: "r_timeoff" },
  },
  write: {
    ...{ Candidate: "w_candidates", Application: "w_candidates", Activity: "w_comments", Attachment: "w_comments" },
    ...{ Employee: "w_employees", TimeoffRequest: "w_timeoff" },
  },
} as const;
