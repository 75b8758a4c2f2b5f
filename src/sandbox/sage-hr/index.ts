import type { ProviderDefinition } from "../core.js";
import { notFound } from "./envelope.js";
import type { SageHrData } from "./rows.js";
import { createSageHrTenant } from "./tenant.js";

export type { SageHrData } from "./rows.js";

export const sageHr: ProviderDefinition<SageHrData> = {
  provider: "sagehr",
  defaultTenant: { subdomain: "acme-demo", token: "sandbox-sagehr-token", candidates: 110, jobs: 8, employees: 60 },
  defaultRateLimit: null,
  createTenant: createSageHrTenant,
  unknownTenant: notFound,
};
