import type { Fault, RateLimit } from "./core.js";

const faultKinds: readonly Fault["kind"][] = [
  "status",
  "html200",
  "truncated",
  "hang",
  "drop",
  "redirect",
  "foreign-next",
  "delay",
];

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Reads a rate limit out of settings; anything that is not one means none. */
export function readRateLimit(value: unknown): RateLimit | null {
  if (!isObject(value)) return null;
  const { limit, windowMs, partnerLimit, refuseLast } = value;
  if (typeof limit !== "number" || typeof windowMs !== "number") return null;
  return {
    limit,
    windowMs,
    ...(typeof partnerLimit === "number" ? { partnerLimit } : {}),
    ...(typeof refuseLast === "boolean" ? { refuseLast } : {}),
  };
}

/** Reads a fault as the control plane sends it, with `path` as the text of a regular expression. */
export function readFault(value: unknown): Fault | null {
  if (!isObject(value)) return null;
  const kind = faultKinds.find((known) => known === value["kind"]);
  if (kind === undefined) return null;
  const { status, body, delayMs, location, method, path, times, after, headers } = value;
  return {
    kind,
    ...(typeof status === "number" ? { status } : {}),
    ...(typeof body === "string" ? { body } : {}),
    ...(typeof delayMs === "number" ? { delayMs } : {}),
    ...(typeof location === "string" ? { location } : {}),
    ...(typeof method === "string" ? { method } : {}),
    ...(typeof path === "string" ? { path: new RegExp(path, "u") } : {}),
    ...(typeof times === "number" ? { times } : {}),
    ...(after === true ? { after } : {}),
    ...(isObject(headers) ? { headers: textsOf(headers) } : {}),
  };
}

function textsOf(value: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)]));
}
