import { AppError } from "../../lib/errors.js";
import type { QueryValue } from "../provider.js";

export type Query = Readonly<Record<string, QueryValue>>;

const dnsLabel = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/u;

/** Puts the account's subdomain into the provider's address; throws BAD_USER_INPUT when it is not one DNS label. */
export function accountAddress(template: string, subdomain: string): string {
  if (!dnsLabel.test(subdomain)) {
    throw new AppError(
      "BAD_USER_INPUT",
      "The account's subdomain must be one part of a host name: letters, digits, hyphens",
    );
  }
  return template.replaceAll("{subdomain}", subdomain);
}

/** The address of a call; null when the path is not one below the account's address, so that credentials never leave it. */
export function callAddress(base: string, path: string, query: Query = {}): string | null {
  if (!path.startsWith("/") || path.includes("//") || !URL.canParse(base + path)) return null;
  const url = new URL(base + path);
  // Equal only when parsing had nothing to resolve, cut off or escape: dot segments, another host, a query, a fragment.
  const expected = new URL(base).pathname.replace(/\/$/u, "") + path;
  if (url.origin !== new URL(base).origin || url.pathname !== expected) return null;
  const text = queryText(query);
  return text === "" ? url.href : `${url.href}?${text}`;
}

function queryText(query: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    if (typeof value !== "object") params.append(name, String(value));
    else for (const item of value) params.append(`${name}[]`, String(item));
  }
  return params.toString();
}
