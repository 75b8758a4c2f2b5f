import type { SandboxRequest, SandboxResponse, SharedHost } from "../../core.js";
import { jsonResponse } from "../../response.js";
import { forbidden, notAuthorized, notFound } from "../answers.js";
import { bearerOf } from "../auth.js";
import { createCallCounter, defaultRateLimit } from "../rate-limit.js";
import type { OAuthApplication } from "./application.js";
import { answerAuthorize } from "./authorize.js";
import { createCodes } from "./codes.js";
import { createGrants, type Grant, type Grants, type Permission } from "./grants.js";
import type { OAuthParts } from "./parts.js";
import { answerRevoke } from "./revoke.js";
import { readTokenRules } from "./rules.js";
import { answerToken } from "./token.js";
import { createUsers, type Users } from "./users.js";

/** What tests may see and do of the OAuth server. */
export interface WorkableOAuth {
  /** How many refreshes took effect, those whose answer was lost too. */
  refreshCount(): number;
  /** The grants that are alive, oldest first. */
  grants(): Grant[];
  /** Ends a grant with all its tokens, as a user does who takes the access back; throws when none alive has the id. */
  revokeGrant(id: string): void;
  /** Lets the time of all access tokens run out now. */
  expireAccessTokens(): void;
}

/** Who calls an account with an access token, and what for. */
export interface OAuthAccess {
  readonly memberId: string;
  readonly scopes: readonly string[];
}

export interface OAuthServer {
  readonly addAccount: Users["addAccount"];
  /** Null for a token that is no good, or not there. */
  accessTo(subdomain: string, accessToken: string): OAuthAccess | null;
  readonly host: SharedHost<WorkableOAuth>;
}

const segment = "www";

/**
 * Workable's OAuth server on the host that its accounts share. Settings of the host: `accessTokenLifetimeSeconds`,
 * `refreshGraceMs` (0), `refreshEndsAccessToken` (false: the old access token lives out its time).
 */
export function createOAuthServer(application: OAuthApplication, settings: Record<string, unknown>): OAuthServer {
  const [users, codes, grants] = [createUsers(), createCodes(), createGrants()];
  return {
    addAccount: users.addAccount,
    accessTo: (subdomain, accessToken) => {
      const grant = grants.ofAccessToken(accessToken, Date.now());
      const accounts = grant ? users.accountsOf(grant.userId) : [];
      const account = accounts.find(({ data }) => data.account.subdomain === subdomain);
      return grant && account ? { memberId: account.member.id, scopes: grant.scopes } : null;
    },
    host: {
      options: { subdomain: segment, token: "", settings },
      defaultRateLimit,
      createTenant: (_options, context) => {
        const rulesOf = ({ userId }: Permission) => readTokenRules(context.settings, users.accountsOf(userId));
        const parts = { application, users, codes, grants, rulesOf };
        return {
          data: createHandle(grants),
          handle: (request) => answer(request, parts, Date.now()),
          countCall: createCallCounter(context.settings),
        };
      },
    },
  };
}

function answer(request: SandboxRequest, parts: OAuthParts, at: number): SandboxResponse {
  switch (`${request.method} ${request.path}`) {
    case "GET /oauth/authorize":
    case "POST /oauth/authorize":
      return answerAuthorize(request, parts, at);
    case "POST /oauth/token":
      return answerToken(request, parts, at);
    case "POST /oauth/revoke":
      return answerRevoke(request, parts, at);
    default:
      return request.path.startsWith("/oauth/") ? notFound : answerApi(request, parts, at);
  }
}

/** The one call of the API that this host has: which accounts a user reaches. */
function answerApi(request: SandboxRequest, { grants, users }: OAuthParts, at: number): SandboxResponse {
  const grant = grants.ofAccessToken(bearerOf(request) ?? "", at);
  if (!grant) return notAuthorized;
  if (request.method !== "GET" || request.path !== "/spi/v3/accounts") return notFound;
  if (!grant.scopes.includes("r_jobs")) return forbidden;
  return jsonResponse(200, { accounts: users.accountsOf(grant.userId).map(({ data }) => data.account) });
}

function createHandle(grants: Grants): WorkableOAuth {
  return {
    refreshCount: grants.refreshCount,
    grants: grants.alive,
    revokeGrant: (id) => {
      const grant = grants.alive().find((other) => other.id === id);
      if (!grant) throw new Error(`The Workable sandbox has no grant ${id}`);
      grants.revoke(grant);
    },
    expireAccessTokens: grants.expireAccessTokens,
  };
}
