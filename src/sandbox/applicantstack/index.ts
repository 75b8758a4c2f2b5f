import type { ProviderDefinition, SandboxRequest, SandboxResponse } from "../core.js";
import { htmlResponse } from "../response.js";
import type { ApplicantStackData } from "./rows.js";
import { createApplicantStackTenant } from "./tenant.js";

export type { ApplicantStackData } from "./rows.js";

const mainSite = "main";

export const applicantStack: ProviderDefinition<ApplicantStackData> = {
  provider: "applicantstack",
  defaultTenant: {
    subdomain: "acme-demo",
    token: "sandbox-applicantstack-token",
    candidates: 160,
    jobs: 9,
    employees: 18,
  },
  defaultRateLimit: null,
  createTenant: createApplicantStackTenant,
  unknownTenant,
};

/** An unknown subdomain leads to a page with status 200 on the vendor's main site, which is another host. */
function unknownTenant(request: SandboxRequest): SandboxResponse {
  if (request.segment === mainSite) return htmlResponse(200, "<h1>Job not found</h1>");
  const port = request.headers.host?.split(":")[1] ?? "80";
  return { status: 302, headers: { location: `http://localhost:${port}/${mainSite}/notfound` }, body: "" };
}
