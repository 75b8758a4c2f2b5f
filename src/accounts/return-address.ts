import { AppError } from "../lib/errors.js";
import type { LinkTokenRow } from "../store/link-tokens.js";

const maxLength = 2_048;

/**
 * Reads where a browser may be sent after linking: https, or http to the same machine, without a user name or password. Throws BAD_USER_INPUT that names
 * `redirectUrl`.
 */
export function readRedirectUrl(text: string): string {
  return readAddress(text, "redirectUrl").href;
}

/** Reads an origin that may frame the connect page and is told the outcome. Throws BAD_USER_INPUT that names `allowedOrigin`. */
export function readAllowedOrigin(text: string): string {
  const url = readAddress(text, "allowedOrigin");
  if (url.href === `${url.origin}/`) return url.origin;
  throw wrong("allowedOrigin", "must be an origin alone, such as https://app.example.com, without a path");
}

function readAddress(text: string, field: string): URL {
  // What a parser would forgive, browsers and people may each read in their own way.
  if (text.length > maxLength || !/^[\x21-\x7e]+$/u.test(text) || text.includes("\\") || !URL.canParse(text))
    throw wrong(field, "must be a whole web address, such as https://app.example.com/settings");
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") throw wrong(field, "must begin with https://");
  if (url.username !== "" || url.password !== "") throw wrong(field, "must not hold a user name or password");
  if (url.protocol === "http:" && !isLoopback(url.hostname))
    throw wrong(field, "must begin with https://; http:// is for addresses of this same machine");
  return url;
}

function isLoopback(hostname: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/u.test(hostname) || hostname.endsWith(".localhost");
}

function wrong(field: string, why: string): AppError {
  return new AppError("BAD_USER_INPUT", `${field} ${why}.`, { details: { field } });
}

/** What became of a link: `accountId` is the global id. */
export type LinkResult = { readonly status: "linked"; readonly accountId: string } | { readonly status: "cancelled" };

/** Where the browser goes back to, with what became of the link; null where the link names no place. */
export function returnAddress({ redirectUrl }: Pick<LinkTokenRow, "redirectUrl">, result: LinkResult): string | null {
  if (redirectUrl === null) return null;
  const url = new URL(redirectUrl);
  url.searchParams.set("hiregraph_status", result.status);
  url.searchParams.delete("hiregraph_account");
  if (result.status === "linked") url.searchParams.set("hiregraph_account", result.accountId);
  return url.href;
}
