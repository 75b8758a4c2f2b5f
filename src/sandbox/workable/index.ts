import type { ProviderDefinition } from "../core.js";
import { jsonResponse } from "../response.js";

export interface WorkableData {
  jobs: object[];
}

export const workable: ProviderDefinition<WorkableData> = {
  provider: "workable",
  defaultTenant: { subdomain: "acme-demo", token: "sandbox-workable-token", candidates: 200, jobs: 15, employees: 60 },
  defaultRateLimit: { limit: 10, windowMs: 10_000, partnerLimit: 50 },
  createTenant: () => ({ data: { jobs: [] }, handle: () => jsonResponse(404, {}) }),
  unknownTenant: () => jsonResponse(404, {}),
};
