import type { SandboxRequest, SandboxResponse } from "../../core.js";
import { emptyResponse } from "../../response.js";
import { isRegistered, type OAuthApplication } from "./application.js";
import { consentPage, errorPage } from "./authorize-page.js";
import { parametersOf } from "./parameters.js";
import type { OAuthParts } from "./parts.js";
import { readScopes } from "./scopes.js";

/**
 * `/oauth/authorize`: a GET shows the page, whose form comes back as a POST and is checked again. Nobody is sent to an
 * address that the application did not register; what else is wrong, the application learns by a redirect.
 */
export function answerAuthorize(request: SandboxRequest, parts: OAuthParts, at: number): SandboxResponse {
  const isDecision = request.method === "POST";
  const given = isDecision ? parametersOf(request.body) : request.query;
  const { application, users } = parts;
  const problem = problemOfClient(given, application);
  if (problem !== null) return errorPage(problem);
  const error = errorOf(given);
  if (error !== null) return sendBack(given, { error });
  const scopes = readScopes(given.get("scope"));
  if (!scopes) return sendBack(given, { error: "invalid_scope" });
  return isDecision
    ? decide(given, scopes, parts, at)
    : consentPage({ application, given, scopes, users: users.list() });
}

function problemOfClient(given: URLSearchParams, application: OAuthApplication): string | null {
  if (given.get("client_id") !== application.clientId) return "No application has this client_id.";
  const redirectUri = given.get("redirect_uri");
  if (redirectUri === null) return "The redirect_uri is missing.";
  return isRegistered(application, redirectUri) ? null : "The redirect_uri is not one that the application registered.";
}

/** What is wrong with a request in the words of RFC 6749, section 4.1.2.1; null when nothing is. */
function errorOf(given: URLSearchParams): string | null {
  const responseType = given.get("response_type");
  if (responseType === null || given.get("resource") !== "user") return "invalid_request";
  if (responseType !== "code") return "unsupported_response_type";
  const [challenge, method] = [given.get("code_challenge"), given.get("code_challenge_method")];
  if (challenge === null && method === null) return null;
  const isHash = challenge !== null && /^[\w-]{43}$/u.test(challenge);
  return isHash && method === "S256" ? null : "invalid_request";
}

function decide(given: URLSearchParams, scopes: string[], { users, codes }: OAuthParts, at: number): SandboxResponse {
  const decision = given.get("decision");
  if (decision === "deny") return sendBack(given, { error: "access_denied" });
  if (decision !== "allow") return errorPage("Neither Allow nor Deny was chosen.");
  const userId = given.get("user");
  const user = users.list().find(({ id }, index) => (userId === null ? index === 0 : id === userId));
  if (!user) return errorPage("Nobody of the sandbox is this user.");
  const redirectUri = given.get("redirect_uri") ?? "";
  const code = codes.issue({ userId: user.id, scopes, redirectUri, challenge: given.get("code_challenge") }, at);
  return sendBack(given, { code });
}

/** Goes back to the application, with its `state` as it came. */
function sendBack(given: URLSearchParams, answer: Record<string, string>): SandboxResponse {
  const url = new URL(given.get("redirect_uri") ?? "");
  for (const [name, value] of Object.entries(answer)) url.searchParams.append(name, value);
  const state = given.get("state");
  if (state !== null) url.searchParams.append("state", state);
  return emptyResponse(302, { location: url.href, "cache-control": "no-store" });
}
