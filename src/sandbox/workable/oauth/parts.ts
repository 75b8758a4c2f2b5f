import type { OAuthApplication } from "./application.js";
import type { Codes } from "./codes.js";
import type { Grants, RulesOf } from "./grants.js";
import type { Users } from "./users.js";

/** What the OAuth server's calls work with. */
export interface OAuthParts {
  readonly application: OAuthApplication;
  readonly users: Users;
  readonly codes: Codes;
  readonly grants: Grants;
  readonly rulesOf: RulesOf;
}
