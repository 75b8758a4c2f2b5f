import type { Fault, SandboxResponse } from "./core.js";
import { htmlResponse } from "./response.js";

const foreignLocation = "http://foreign.invalid/elsewhere";
const page = "<!doctype html><html><body><h1>Sorry, we are down for maintenance</h1></body></html>";

/** Takes the first fault that matches the path and counts it down; undefined when the call goes undisturbed. */
export function takeFault(faults: Fault[], method: string, path: string): Fault | undefined {
  const index = faults.findIndex(
    (fault) =>
      (fault.method === undefined || fault.method.toUpperCase() === method) &&
      (fault.path === undefined || path.search(fault.path) >= 0),
  );
  const fault = faults[index];
  if (fault?.times === undefined) return fault;
  if (fault.times > 1) faults[index] = { ...fault, times: fault.times - 1 };
  else faults.splice(index, 1);
  return fault;
}

/**
 * Bends the answer as the fault asks; "none" leaves the caller waiting, "drop" cuts the line. The tenant is asked for
 * its answer by those faults only that act on it; what `html200` hides did happen.
 */
export function applyFault(fault: Fault, answer: () => SandboxResponse): SandboxResponse | "none" | "drop" {
  switch (fault.kind) {
    case "hang":
      return "none";
    case "drop":
      return "drop";
    case "status":
      return { status: fault.status ?? 500, headers: fault.headers ?? {}, body: fault.body ?? "" };
    case "html200":
      answer();
      return htmlResponse(200, fault.body ?? page);
    case "redirect":
      return { status: fault.status ?? 302, headers: { location: fault.location ?? foreignLocation }, body: "" };
    case "truncated":
      return truncate(answer());
    case "foreign-next":
      return withForeignNext(answer(), fault.location ?? foreignLocation);
    case "delay":
      return answer();
  }
}

function truncate(response: SandboxResponse): SandboxResponse {
  const { body } = response;
  const half = Math.max(1, Math.floor(body.length / 2));
  return { ...response, body: typeof body === "string" ? body.slice(0, half) : body.subarray(0, half) };
}

function withForeignNext(response: SandboxResponse, location: string): SandboxResponse {
  const text = response.body.toString();
  const next = `"next":${JSON.stringify(location)}`;
  const replaced = text.replace(/"next":"[^"]*"/u, next);
  const body = replaced === text && text.endsWith("}") ? `${text.slice(0, -1)},"paging":{${next}}}` : replaced;
  return { ...response, body };
}
