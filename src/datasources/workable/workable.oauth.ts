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
    parameters: { resource: "user" },
    accountsUrl: `${wwwUrl}/spi/v3/accounts`,
    accountsOf: (body) =>
      readers(isObject(body) ? body["accounts"] : undefined, "accounts").map((account) => ({
        subdomain: account.id("subdomain"),
        displayName: account.text("name"),
      })),
  };
}
