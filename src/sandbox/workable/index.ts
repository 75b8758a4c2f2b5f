import type {
  ProviderDefinition,
  ProviderTenant,
  SandboxRequest,
  SandboxResponse,
  TenantContext,
  TenantOptions,
} from "../core.js";
import { jsonResponse } from "../response.js";
import { accountRoutes } from "./account-routes.js";
import { forbidden, notAuthorized, notFound } from "./answers.js";
import { bearerOf, readCaller } from "./auth.js";
import { candidateActionRoutes } from "./candidate-actions.js";
import { candidateCopyRoutes } from "./candidate-copies.js";
import { candidateNoteRoutes } from "./candidate-notes.js";
import { createCandidateRoutes } from "./candidate-routes.js";
import { candidateWriteRoutes } from "./candidate-writes.js";
import { createWorkableData } from "./data/index.js";
import { employeeDocumentRoutes } from "./employee-documents.js";
import { employeeRoutes } from "./employee-routes.js";
import { employeeWriteRoutes } from "./employee-writes.js";
import { jobRoutes } from "./job-routes.js";
import type { OAuthApplication } from "./oauth/application.js";
import { createOAuthServer, type OAuthServer, type WorkableOAuth } from "./oauth/oauth-server.js";
import { answerFile } from "./pdf.js";
import { createCallCounter, defaultRateLimit } from "./rate-limit.js";
import { Refusal } from "./refusal.js";
import { createRouter, isOpenTo, type Call, type Route } from "./router.js";
import { timeoffRoutes } from "./timeoff-routes.js";
import { timeoffWriteRoutes } from "./timeoff-writes.js";
import type { WorkableData } from "./types.js";

export { defaultOAuthApplication } from "./oauth/application.js";
export type { WorkableOAuth } from "./oauth/oauth-server.js";
export type { WorkableData } from "./types.js";

const sharedHost = "www";
const apiPath = "/spi/v3";

export const defaultWorkableTenant: TenantOptions = {
  subdomain: "acme-demo",
  token: "sandbox-workable-token",
  candidates: 130,
  jobs: 13,
  employees: 42,
};

/**
 * Workable, with an OAuth server of its own. Settings of a tenant: `scopes` (names; default all), `oauthToken` (a second
 * token, with the partner's limit and no need of a `member_id` for HR), `strictMemberId` (the documented rule for
 * employees), `blankComment` (a comment is answered without its id, as the reference has it), `oauthReachable` (false:
 * no user of the OAuth server reaches it), `accessTokenLifetimeSeconds` (of OAuth tokens that reach it).
 */
export function createWorkable(
  application: OAuthApplication,
  hostSettings: Record<string, unknown>,
): ProviderDefinition<WorkableData, WorkableOAuth> {
  const oauth = createOAuthServer(application, hostSettings);
  return {
    provider: "workable",
    defaultTenant: defaultWorkableTenant,
    defaultRateLimit,
    createTenant: (options, context) => createWorkableTenant(options, context, oauth),
    unknownTenant: () => notFound,
    tenantOfSharedHost,
    sharedHost: oauth.host,
  };
}

/** Tokens of one account find it by themselves; what is OAuth is the shared host's. */
function tenantOfSharedHost(request: SandboxRequest, tenants: readonly TenantOptions[]): string | undefined {
  const bearer = bearerOf(request);
  if (request.segment !== sharedHost || request.path.startsWith("/oauth/") || bearer === undefined) return undefined;
  return tenants.find((tenant) => [tenant.token, tenant.settings?.["oauthToken"]].includes(bearer))?.subdomain;
}

function createWorkableTenant(
  options: TenantOptions,
  context: TenantContext,
  oauth: OAuthServer,
): ProviderTenant<WorkableData> {
  const { subdomain, token } = options;
  const { settings } = context;
  const data = createWorkableData(options, context);
  oauth.addAccount({ data, settings });
  const credentials = { token, settings, accessOf: (bearer: string) => oauth.accessTo(subdomain, bearer) };
  const findRoute = createRouter([
    ...accountRoutes,
    ...jobRoutes,
    ...createCandidateRoutes(data),
    ...candidateWriteRoutes,
    ...candidateActionRoutes,
    ...candidateCopyRoutes,
    ...candidateNoteRoutes,
    ...employeeRoutes,
    ...employeeWriteRoutes,
    ...employeeDocumentRoutes,
    ...timeoffRoutes,
    ...timeoffWriteRoutes,
  ]);
  const handle = (request: SandboxRequest) => {
    if (request.path.startsWith("/files/")) return answerFile(request, data.files);
    const caller = readCaller(request, credentials);
    if (!caller) return notAuthorized;
    if (!request.path.startsWith(`${apiPath}/`)) return notFound;
    const path = request.path.slice(apiPath.length);
    if (request.segment === sharedHost) {
      const isKnown = request.method === "GET" && path === "/accounts";
      return isKnown ? jsonResponse(200, { accounts: [data.account] }) : notFound;
    }
    const match = findRoute(request.method, path);
    if (!match) return notFound;
    if (!isOpenTo(match.route, caller.scopes)) return forbidden;
    const { query } = request;
    return answerOrRefuse(match.route, { request, query, key: match.key, caller, data, context, at: Date.now() });
  };
  return { data, handle, countCall: createCallCounter(settings) };
}

function answerOrRefuse(route: Route, call: Call): SandboxResponse {
  try {
    return route.answer(call);
  } catch (error) {
    if (error instanceof Refusal) return error.response;
    throw error;
  }
}
