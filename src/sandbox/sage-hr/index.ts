import type { ProviderDefinition } from "../core.js";
import { jsonResponse } from "../response.js";

export interface SageHrData {
  employees: object[];
}

export const sageHr: ProviderDefinition<SageHrData> = {
  provider: "sagehr",
  defaultTenant: { subdomain: "acme-demo", token: "sandbox-sagehr-token", candidates: 80, jobs: 7, employees: 40 },
  defaultRateLimit: null,
  createTenant: () => ({ data: { employees: [] }, handle: () => jsonResponse(404, {}) }),
  unknownTenant: () => jsonResponse(404, { error_code: "not_found", errors: [] }),
};
