import type { SandboxRequest, SandboxResponse } from "./core.js";
import { emptyResponse, jsonResponse } from "./response.js";
import { isObject, readFault, readRateLimit } from "./settings.js";
import type { LiveTenant } from "./tenant.js";

const notFound = jsonResponse(404, { error: "No such sandbox tenant or control" });

/** Answers `/__sandbox/{subdomain or shared host}/{calls|faults|settings}`, for people who run the sandbox on its own. */
export function answerControl(
  request: SandboxRequest,
  tenants: ReadonlyMap<string, LiveTenant<unknown>>,
): SandboxResponse {
  const [, subdomain = "", control = ""] = request.path.split("/");
  const tenant = tenants.get(subdomain);
  if (!tenant) return notFound;
  switch (`${request.method} ${control}`) {
    case "GET calls":
      return jsonResponse(200, { calls: tenant.control.calls() });
    case "DELETE calls":
      tenant.control.clearCalls();
      return emptyResponse(204);
    case "POST faults":
      return addFault(request.body, tenant);
    case "DELETE faults":
      tenant.control.clearFaults();
      return emptyResponse(204);
    case "PUT settings":
      return changeSettings(request.body, tenant);
    default:
      return notFound;
  }
}

function addFault(body: unknown, tenant: LiveTenant<unknown>): SandboxResponse {
  const fault = readFault(body);
  if (!fault) return jsonResponse(400, { error: "Not a fault: kind is missing or unknown" });
  tenant.control.fault(fault);
  return emptyResponse(204);
}

function changeSettings(body: unknown, tenant: LiveTenant<unknown>): SandboxResponse {
  if (!isObject(body)) return jsonResponse(400, { error: "Settings are a JSON object" });
  const { control } = tenant;
  if (typeof body["latencyMs"] === "number") control.latencyMs = body["latencyMs"];
  if ("rateLimit" in body) control.rateLimit = readRateLimit(body["rateLimit"]);
  Object.assign(control.settings, body);
  return jsonResponse(200, { latencyMs: control.latencyMs, rateLimit: control.rateLimit });
}
