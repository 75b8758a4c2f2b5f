import type { ProviderDefinition } from "../core.js";
import { jsonResponse } from "../response.js";

export interface ApplicantStackData {
  jobs: object[];
}

export const applicantStack: ProviderDefinition<ApplicantStackData> = {
  provider: "applicantstack",
  defaultTenant: {
    subdomain: "acme-demo",
    token: "sandbox-applicantstack-token",
    candidates: 120,
    jobs: 8,
    employees: 20,
  },
  defaultRateLimit: null,
  createTenant: () => ({ data: { jobs: [] }, handle: () => jsonResponse(404, {}) }),
  unknownTenant: () => jsonResponse(404, {}),
};
