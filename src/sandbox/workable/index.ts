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
import { answerFile } from "./pdf.js";
import { createCallCounter } from "./rate-limit.js";
import { Refusal } from "./refusal.js";
import { createRouter, isOpenTo, type Call, type Route } from "./router.js";
import { timeoffRoutes } from "./timeoff-routes.js";
import { timeoffWriteRoutes } from "./timeoff-writes.js";
import type { WorkableData } from "./types.js";

export type { WorkableData } from "./types.js";

const sharedHost = "www";
const apiPath = "/spi/v3";

/**
 * Workable. Settings of a tenant: `scopes` (names; default all), `oauthToken` (a second token, with the partner's limit
 * and no need of a `member_id` for HR), `strictMemberId` (the documented rule for employees), `blankComment` (a comment
 * is answered without its id, as the reference has it).
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
    const caller = readCaller(request, options.token, context.settings);
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
  return { data, handle, countCall: createCallCounter(context.settings) };
}

function answerOrRefuse(route: Route, call: Call): SandboxResponse {
  try {
    return route.answer(call);
  } catch (error) {
    if (error instanceof Refusal) return error.response;
    throw error;
  }
}
