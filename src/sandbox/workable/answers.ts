import type { SandboxResponse } from "../core.js";
import { jsonResponse } from "../response.js";

export const notAuthorized = jsonResponse(401, { error: "Not authorized" });
export const forbidden = jsonResponse(403, { error: "Forbidden" });
export const notFound = jsonResponse(404, { error: "Not found" });
export const badRequest = jsonResponse(400, {});
export const tooManyRequests = jsonResponse(429, { error: "Too many requests" });

/** Writes without a result answer plain text, most of them an empty one. */
export function textResponse(status: number, body = ""): SandboxResponse {
  return { status, headers: { "content-type": "text/plain; charset=utf-8" }, body };
}
