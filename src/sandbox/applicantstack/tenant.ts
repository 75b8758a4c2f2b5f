import type { ProviderTenant, SandboxRequest, SandboxResponse, TenantContext, TenantOptions } from "../core.js";
import { htmlResponse } from "../response.js";
import { failure, recordAnswer } from "./answers.js";
import { createFileStore } from "./files.js";
import { Refusal } from "./refusal.js";
import { createReads } from "./routes.js";
import type { ApplicantStackData } from "./rows.js";
import { createApplicantStackAccount } from "./seed.js";
import { readAccountShape } from "./settings.js";
import { createViews } from "./views.js";
import { createWrites } from "./writes.js";

/** One ApplicantStack account: recruiting under `/api`, onboarding under `/o/api`, files under `/x/attachment`. */
export function createApplicantStackTenant(
  options: TenantOptions,
  { settings, baseUrl, today }: TenantContext,
): ProviderTenant<ApplicantStackData> {
  const shape = readAccountShape(settings);
  const { data, serials } = createApplicantStackAccount(options, today);
  const files = createFileStore(baseUrl, options.token, shape, settings, data);
  const reads = createReads(data, createViews(shape, files.links), settings);
  const writes = createWrites(data, serials, settings);
  const unknownMethod = () => failure(404, "Unknown method", settings);
  const answerRead = (request: SandboxRequest, path: Path) => {
    const read = reads[path.noun];
    return read && path.rest.length < 2 ? read(path.rest[0] ?? "", request.query) : unknownMethod();
  };
  const answerWrite = (request: SandboxRequest, { noun, rest: [serial = "", ...more] }: Path) => {
    const { method, headers, body } = request;
    const publisher = String(headers["publisher"] ?? "").trim();
    if (publisher === "") return failure(400, "Publisher is required", settings);
    const pattern = [noun, ...(serial === "" ? [] : [":serial"]), ...more].join("/");
    const write = writes[`${method} ${pattern}`];
    return write ? orRefusal(() => recordAnswer(write({ serial, body, publisher })), settings) : unknownMethod();
  };
  const handle = (request: SandboxRequest) => {
    const segments = request.path.split("/").filter((segment) => segment !== "");
    const [first, second, third = ""] = segments;
    if (first === "x" && second === "attachment") return files.download(third, request.query.get("apikey") ?? "");
    if (first === "public" && second === "login") return htmlResponse(200, "<h1>Sign in</h1>");
    if (request.headers["token"] !== options.token) return failure(401, "Invalid token", settings);
    const nounLength = first === "o" ? 3 : 2;
    const path = { noun: segments.slice(0, nounLength).join("/"), rest: segments.slice(nounLength) };
    if (request.method === "GET") return answerRead(request, path);
    if (request.method === "POST" || request.method === "PUT") return answerWrite(request, path);
    return unknownMethod();
  };
  return { data, handle };
}

/** A path up to its noun, such as `o/api/hire`, and what follows. */
interface Path {
  readonly noun: string;
  readonly rest: readonly string[];
}

function orRefusal(answer: () => SandboxResponse, settings: Record<string, unknown>): SandboxResponse {
  try {
    return answer();
  } catch (error) {
    if (error instanceof Refusal) return failure(error.status, error.message, settings);
    throw error;
  }
}
