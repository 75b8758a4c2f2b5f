import type { ProviderDefinition, ProviderTenant, SandboxRequest, TenantContext, TenantOptions } from "../core.js";
import { jsonResponse } from "../response.js";
import { accountRoutes } from "./account-routes.js";
import { forbidden, notAuthorized, notFound } from "./answers.js";
import { bearerOf, readCaller } from "./auth.js";
import { createCandidateRoutes } from "./candidate-routes.js";
import { createWorkableData } from "./data/index.js";
import { employeeRoutes } from "./employee-routes.js";
import { jobRoutes } from "./job-routes.js";
import { answerFile } from "./pdf.js";
import { createCallCounter } from "./rate-limit.js";
import { createRouter } from "./router.js";
import type { WorkableData } from "./types.js";

export type { WorkableData } from "./types.js";

const sharedHost = "www";
const apiPath = "/spi/v3";

/**
 * Workable, reads only. Settings of a tenant: `scopes` (names; default all reads), `oauthToken` (a second token, with
 * the partner's limit and no need of a `member_id`), `strictMemberId` (the documented rule for employees).
 */
export const workable: ProviderDefinition<WorkableData> = {
  provider: "workable",
  defaultTenant: { subdomain: "acme-demo", token: "sandbox-workable-token", candidates: 130, jobs: 13, employees: 42 },
  defaultRateLimit: { limit: 10, windowMs: 10_000, partnerLimit: 50 },
  createTenant: createWorkableTenant,
  unknownTenant: (request) => (request.segment === sharedHost ? notAuthorized : notFound),
  tenantOfSharedHost: (request, tenants) => {
    const bearer = bearerOf(request);
    if (request.segment !== sharedHost || bearer === undefined) return undefined;
    return tenants.find((tenant) => [tenant.token, tenant.settings?.["oauthToken"]].includes(bearer))?.subdomain;
  },
};

function createWorkableTenant(options: TenantOptions, context: TenantContext): ProviderTenant<WorkableData> {
  const data = createWorkableData(options, context);
  const findRoute = createRouter([...accountRoutes, ...jobRoutes, ...createCandidateRoutes(data), ...employeeRoutes]);
  const handle = (request: SandboxRequest) => {
    if (request.path.startsWith("/files/")) return answerFile(request);
    const caller = readCaller(request, options.token, context.settings);
    if (!caller) return notAuthorized;
    if (request.method !== "GET" || !request.path.startsWith(`${apiPath}/`)) return notFound;
    const path = request.path.slice(apiPath.length);
    if (request.segment === sharedHost) {
      return path === "/accounts" ? jsonResponse(200, { accounts: [data.account] }) : notFound;
    }
    const match = findRoute(path);
    if (!match) return notFound;
    if (!caller.scopes.includes(match.route.scope)) return forbidden;
    const { query } = request;
    return match.route.answer({ request, query, key: match.key, caller, data, context });
  };
  return { data, handle, countCall: createCallCounter(context.settings) };
}
