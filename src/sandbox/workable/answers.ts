import { jsonResponse } from "../response.js";

export const notAuthorized = jsonResponse(401, { error: "Not authorized" });
export const forbidden = jsonResponse(403, { error: "Forbidden" });
export const notFound = jsonResponse(404, { error: "Not found" });
export const badRequest = jsonResponse(400, {});
export const tooManyRequests = jsonResponse(429, { error: "Too many requests" });
