import type { IncomingHttpHeaders } from "node:http";

/** What of a client's headers the provider gets. All else speaks of the connection to us, or of who the client is to us. */
const passedUp = [
  "accept",
  "accept-language",
  "content-type",
  "content-length",
  "if-none-match",
  "if-modified-since",
  "range",
  "idempotency-key",
  "x-request-id",
];

/** They change what a call means, so that they must not get lost without a word. */
const notToBeLost = ["content-encoding", "content-range", "if-match", "if-unmodified-since", "if-range"];

const ofOneConnection = [
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
];

/** What a host says of itself to browsers, which would take it for ours: cookies, where to go, whom to trust, what to forget. */
const ofTheHost = [
  "set-cookie",
  "set-cookie2",
  "location",
  "refresh",
  "alt-svc",
  "clear-site-data",
  "content-security-policy",
  "content-security-policy-report-only",
  "cache-control",
  "expires",
  "nel",
  "report-to",
  "reporting-endpoints",
  "service-worker-allowed",
  "strict-transport-security",
  "x-content-type-options",
];

const notPassedDown = new Set([...ofOneConnection, ...ofTheHost]);

/** The name of a header that cannot be passed on and must not be left out; null when there is none. */
export function unpassableHeader(client: IncomingHttpHeaders): string | null {
  const coding = client["transfer-encoding"];
  if (coding !== undefined && coding.trim().toLowerCase() !== "chunked") return "transfer-encoding";
  return notToBeLost.find((name) => client[name] !== undefined) ?? null;
}

/** The headers of a call: what the client may say, and what authenticates the account; names in small letters. */
export function headersUp(
  client: IncomingHttpHeaders,
  authentication: Readonly<Record<string, string>>,
  userAgent: string,
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(authentication)) headers[name.toLowerCase()] = value;
  for (const name of passedUp) {
    const value = client[name];
    if (typeof value === "string") headers[name] = value;
  }
  if (client["transfer-encoding"] !== undefined) headers["transfer-encoding"] = "chunked";
  return { ...headers, "user-agent": userAgent };
}

/** What of an answer's headers the client gets; names and values in turn, as they came. */
export function headersDown(raw: readonly string[], connection = ""): string[] {
  const named = new Set(connection.toLowerCase().split(/[\s,]+/u));
  return raw.flatMap((name, index) => {
    const value = raw[index + 1];
    const key = name.toLowerCase();
    const isKept = index % 2 === 0 && !notPassedDown.has(key) && !named.has(key);
    return isKept && value !== undefined ? [name, value] : [];
  });
}
