import type { SandboxRequest, SandboxResponse } from "../../core.js";
import { notAuthorized } from "../answers.js";
import { bearerOf } from "../auth.js";
import { answerUncached, oauthError } from "./answers.js";
import { parametersOf } from "./parameters.js";
import type { OAuthParts } from "./parts.js";

/**
 * `POST /oauth/revoke`: ends the grant of the bearer by any of its tokens. A token that is no good is no error, as there
 * is nothing left to end; one of another grant is.
 */
export function answerRevoke(request: SandboxRequest, { grants }: OAuthParts, at: number): SandboxResponse {
  const bearer = grants.ofAccessToken(bearerOf(request) ?? "", at);
  if (!bearer) return notAuthorized;
  const form = parametersOf(request.body);
  const token = form.get("refresh_token") ?? form.get("token");
  if (!token) return oauthError(400, "invalid_request", "Missing required parameter: token.");
  const grant = grants.ofToken(token);
  if (grant && grant !== bearer) return oauthError(403, "unauthorized_client", "The token is another grant's.");
  if (grant) grants.revoke(grant);
  return answerUncached(200, {});
}
