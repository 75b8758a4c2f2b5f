import type { ProviderTenant, SandboxRequest, TenantContext, TenantOptions } from "../core.js";
import { createEmployeeReads } from "./employee-reads.js";
import { failure, notFound } from "./envelope.js";
import { createLeaveReads } from "./leave-reads.js";
import { createRecruitmentReads } from "./recruitment-reads.js";
import { findRead } from "./router.js";
import type { SageHrData } from "./rows.js";
import { createSageHrData } from "./seed.js";

/** One Sage HR account below `/api`. */
export function createSageHrTenant(options: TenantOptions, context: TenantContext): ProviderTenant<SageHrData> {
  const data = createSageHrData(options, context.today);
  const reads = {
    ...createEmployeeReads(data),
    ...createLeaveReads(data, context.today, context.settings),
    ...createRecruitmentReads(data),
  };
  const handle = (request: SandboxRequest) => {
    if (request.headers["x-auth-token"] !== options.token) return failure(401, "unauthorized");
    const found = request.method === "GET" ? findRead(reads, request.path) : undefined;
    return found ? found.read(request.query, found.id) : notFound();
  };
  return { data, handle };
}
