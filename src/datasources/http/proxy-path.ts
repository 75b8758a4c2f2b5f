import { callAddress } from "./address.js";

/** Where a proxied call goes. */
export interface ProxyTarget {
  /** An address on the account's own host; without the query. */
  readonly url: URL;
  /** Path and query as they go onto the line. A URL would rewrite some letters of the query. */
  readonly onLine: string;
}

/** Letters that mean themselves in a path to every server, and well-formed escapes. */
const plainPath = /^\/(?:[A-Za-z0-9._~!$&'()*+,=:@/-]|%[0-9A-Fa-f]{2})*$/u;
/** No space, control character or fragment; all else is for the provider to read. */
const plainQuery = /^[\x21\x22\x24-\x7e]*$/u;
/** What a server that decodes once too often, or folds letters that look alike, would take for another path. */
const ambiguous = /[\p{C}\p{Zl}\p{Zp}/\\;%?#\u{2044}\u{2215}\u{2216}\u{29F5}\u{29F8}\u{29F9}]/u;
const blanksAndDots = /^[\s.]+$/u;

/**
 * Where a path with its query, as a client wrote them, leads below the account's address. Null when it is not written so plainly that no server could
 * read another place out of it: with the account's credentials a call must not get elsewhere.
 */
export function proxyTarget(base: string, written: string): ProxyTarget | null {
  const mark = written.indexOf("?");
  const [path, query] = mark < 0 ? [written, ""] : [written.slice(0, mark), written.slice(mark)];
  if (!plainPath.test(path) || !plainQuery.test(query)) return null;
  if (!path.split("/").every(isUnambiguous)) return null;
  const address = callAddress(base, path);
  if (address === null) return null;
  const url = new URL(address);
  return { url, onLine: url.pathname + query };
}

/** Where a `Location` leads, from the account's address on; null when it leads elsewhere. */
export function locationBelow(base: string, from: URL, location: string): string | null {
  // Headers are read as Latin-1, and written in UTF-8.
  const text = Buffer.from(location, "latin1").toString("utf8");
  if (!URL.canParse(text, from.href)) return null;
  const { origin, username, password, pathname, search, hash } = new URL(text, from.href);
  const home = new URL(base);
  const above = home.pathname.replace(/\/$/u, "");
  if (origin !== home.origin || username !== "" || password !== "" || !pathname.startsWith(`${above}/`)) return null;
  const path = pathname.slice(above.length);
  return proxyTarget(base, path + search) ? path + search + hash : null;
}

function isUnambiguous(segment: string): boolean {
  try {
    const text = decodeURIComponent(segment).normalize("NFKC");
    return !ambiguous.test(text) && !(blanksAndDots.test(text) && text.includes("."));
  } catch {
    // Escapes that are no UTF-8, such as the long forms of a dot or a slash.
    return false;
  }
}
