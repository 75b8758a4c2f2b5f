import type { ProviderTenant, SandboxRequest, SandboxResponse, TenantContext, TenantOptions } from "../core.js";
import { createCustomFieldWrites } from "./custom-field-writes.js";
import { createDocumentReads } from "./document-reads.js";
import { createDocumentWrites } from "./document-writes.js";
import { createEmployeeReads } from "./employee-reads.js";
import { createEmployeeWrites } from "./employee-writes.js";
import { failure, notFound } from "./envelope.js";
import { createLeaveReads } from "./leave-reads.js";
import { createLeaveWrites } from "./leave-writes.js";
import { createRecruitmentReads } from "./recruitment-reads.js";
import { createRecruitmentWrites } from "./recruitment-writes.js";
import { findRoute, type Writes } from "./router.js";
import type { SageHrData } from "./rows.js";
import { createSageHrData } from "./seed.js";
import { readSent } from "./sent.js";
import { createTerminationWrites } from "./termination-writes.js";

/** One Sage HR account below `/api`. */
export function createSageHrTenant(options: TenantOptions, context: TenantContext): ProviderTenant<SageHrData> {
  const data = createSageHrData(options, context.today);
  const reads = {
    ...createEmployeeReads(data),
    ...createLeaveReads(data, context.today, context.settings),
    ...createRecruitmentReads(data),
    ...createDocumentReads(data),
  };
  const writes = {
    ...createEmployeeWrites(data),
    ...createCustomFieldWrites(data),
    ...createTerminationWrites(data),
    ...createLeaveWrites(data),
    ...createRecruitmentWrites(data),
    ...createDocumentWrites(data),
  };
  const handle = (request: SandboxRequest) => {
    if (request.headers["x-auth-token"] !== options.token) return failure(401, "unauthorized");
    if (request.method !== "GET") return answerWrite(writes, request);
    const route = findRoute(reads, request.path);
    return route ? route.handler(request.query, route.id) : notFound();
  };
  return { data, handle };
}

function answerWrite(writes: Writes, { method, path, body }: SandboxRequest): SandboxResponse {
  const route = findRoute(writes, path, method);
  if (!route) return notFound();
  const sent = readSent(body);
  return sent ? route.handler(sent, route.id, route.subId) : failure(400, "bad_request");
}
