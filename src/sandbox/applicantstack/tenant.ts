import type { ProviderTenant, SandboxRequest, TenantContext, TenantOptions } from "../core.js";
import { htmlResponse } from "../response.js";
import { failure } from "./answers.js";
import { createFileStore } from "./files.js";
import { createReads } from "./routes.js";
import type { ApplicantStackData } from "./rows.js";
import { createApplicantStackData } from "./seed.js";
import { readAccountShape } from "./settings.js";
import { createViews } from "./views.js";

/** One ApplicantStack account: recruiting under `/api`, onboarding under `/o/api`, files under `/x/attachment`. */
export function createApplicantStackTenant(
  options: TenantOptions,
  { settings, baseUrl, today }: TenantContext,
): ProviderTenant<ApplicantStackData> {
  const shape = readAccountShape(settings);
  const data = createApplicantStackData(options, today);
  const files = createFileStore(baseUrl, options.token, shape, settings, data);
  const reads = createReads(data, createViews(shape, files.links), settings);
  const handle = (request: SandboxRequest) => {
    const segments = request.path.split("/").filter((segment) => segment !== "");
    const [first, second, third = ""] = segments;
    if (first === "x" && second === "attachment") return files.download(third, request.query.get("apikey") ?? "");
    if (first === "public" && second === "login") return htmlResponse(200, "<h1>Sign in</h1>");
    if (request.headers["token"] !== options.token) return failure(401, "Invalid token", settings);
    const nounLength = first === "o" ? 3 : 2;
    const read = reads[segments.slice(0, nounLength).join("/")];
    if (!read || segments.length > nounLength + 1) return failure(404, "Unknown method", settings);
    if (request.method !== "GET") return failure(405, "Method not allowed", settings);
    return read(segments[nounLength] ?? "", request.query);
  };
  return { data, handle };
}
