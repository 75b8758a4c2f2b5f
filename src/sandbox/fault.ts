import type { Fault, SandboxResponse } from "./core.js";
import { htmlResponse } from "./response.js";

const foreignLocation = "http://foreign.invalid/elsewhere";
const page = "<!doctype html><html><body><h1>Sorry, we are down for maintenance</h1></body></html>";

/** Takes the first fault that matches the path and counts it down; undefined when the call goes undisturbed. */
export function takeFault(faults: Fault[], path: string): Fault | undefined {
  const index = faults.findIndex((fault) => fault.path === undefined || path.search(fault.path) >= 0);
  const fault = faults[index];
  if (fault?.times === undefined) return fault;
  if (fault.times > 1) faults[index] = { ...fault, times: fault.times - 1 };
  else faults.splice(index, 1);
  return fault;
}

/** Bends the answer as the fault asks; "none" leaves the caller waiting, "drop" cuts the line. */
export function applyFault(fault: Fault, answer: () => SandboxResponse): SandboxResponse | "none" | "drop" {
  switch (fault.kind) {
    case "hang":
      return "none";
    case "drop":
      return "drop";
    case "status":
      return { status: fault.status ?? 500, headers: fault.headers ?? {}, body: fault.body ?? "" };
    case "html200":
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
  return { ...response, body: response.body.slice(0, Math.max(1, Math.floor(response.body.length / 2))) };
}

function withForeignNext(response: SandboxResponse, location: string): SandboxResponse {
  const text = response.body.toString();
  const next = `"next":${JSON.stringify(location)}`;
  const replaced = text.replace(/"next":"[^"]*"/u, next);
  const body = replaced === text && text.endsWith("}") ? `${text.slice(0, -1)},"paging":{${next}}}` : replaced;
  return { ...response, body };
}
