import type { SandboxRequest, SandboxResponse } from "../../core.js";
import { answerUncached, oauthError } from "./answers.js";
import { isProven } from "./codes.js";
import { parametersOf } from "./parameters.js";
import type { OAuthParts } from "./parts.js";
import type { TokenPair } from "./tokens.js";

const invalidGrant = oauthError(
  400,
  "invalid_grant",
  "The code or refresh token is invalid, expired, revoked, used before, or was given for another redirect address.",
);
const invalidClient = oauthError(401, "invalid_client", "The client is unknown or its secret is wrong.");
const unsupportedGrantType = oauthError(
  400,
  "unsupported_grant_type",
  "The grant type is neither authorization_code nor refresh_token.",
);

/** `POST /oauth/token`: a form with a code or a refresh token, and the application's id and secret. */
export function answerToken(request: SandboxRequest, parts: OAuthParts, at: number): SandboxResponse {
  const form = parametersOf(request.body);
  const grantType = form.get("grant_type");
  if (grantType === null) return missing("grant_type");
  const give = grantTypes.get(grantType);
  if (!give) return unsupportedGrantType;
  const { clientId, clientSecret } = parts.application;
  if (form.get("client_id") !== clientId || form.get("client_secret") !== clientSecret) return invalidClient;
  const absent = give.needs.find((name) => !form.get(name));
  if (absent !== undefined) return missing(absent);
  const pair = give.pair(form, parts, at);
  return pair ? answerPair(pair, at) : invalidGrant;
}

interface GrantType {
  readonly needs: readonly string[];
  pair(form: URLSearchParams, parts: OAuthParts, at: number): TokenPair | null;
}

const grantTypes: ReadonlyMap<string, GrantType> = new Map([
  ["authorization_code", { needs: ["code", "redirect_uri"], pair: exchangeCode }],
  ["refresh_token", { needs: ["refresh_token"], pair: refresh }],
]);

/** A code that comes again may be stolen: what it gave ends, whoever holds it. */
function exchangeCode(form: URLSearchParams, { codes, grants, rulesOf }: OAuthParts, at: number): TokenPair | null {
  const code = codes.find(form.get("code") ?? "");
  if (!code) return null;
  if (code.grant) {
    grants.revoke(code.grant);
    return null;
  }
  const proof = { redirectUri: form.get("redirect_uri") ?? "", verifier: form.get("code_verifier") };
  if (!isProven(code, proof, at)) return null;
  const { grant, pair } = grants.open({ userId: code.userId, scopes: code.scopes }, rulesOf, at);
  code.grant = grant;
  return pair;
}

function refresh(form: URLSearchParams, { grants, rulesOf }: OAuthParts, at: number): TokenPair | null {
  return grants.refresh(form.get("refresh_token") ?? "", rulesOf, at);
}

function missing(parameter: string): SandboxResponse {
  return oauthError(400, "invalid_request", `Missing required parameter: ${parameter}.`);
}

function answerPair(pair: TokenPair, at: number): SandboxResponse {
  return answerUncached(200, {
    access_token: pair.accessToken,
    token_type: "bearer",
    expires_in: pair.expiresInSeconds,
    refresh_token: pair.refreshToken,
    scope: pair.scopes.join(" "),
    created_at: Math.floor(at / 1000),
  });
}
