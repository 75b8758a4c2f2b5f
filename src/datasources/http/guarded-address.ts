import type { LookupAddress, LookupAllOptions } from "node:dns";
import type { LookupFunction } from "node:net";
import { isForbiddenHost, withoutRootDot } from "./forbidden-address.js";
import { refusal } from "./guarded-failure.js";

/** `dns.lookup` as it is with `all`. With an error it gives no list, whatever its types say. */
export type Lookup = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses?: LookupAddress[]) => void,
) => void;

/** What the operator vouches for, as `hostAndPort` writes it. */
export type AllowList = ReadonlySet<string>;

const maxUrlLength = 8192;
const forbiddenPlace = "that is not fetched from: this machine, a network that is not public, or a reserved address";

/** Reads entries of the form `host:port`; throws a TypeError for one of another form. */
export function createAllowList(entries: readonly string[]): AllowList {
  return new Set(
    entries.map((entry) => {
      const isEntry = /^(?:\[[^\s/?#@\]]+\]|[^\s/?#@:[\]\\]+):\d{1,5}$/u.test(entry);
      if (!isEntry || !URL.canParse(`http://${entry}`)) {
        throw new TypeError(`An allowed place must be written as host:port, found ${JSON.stringify(entry)}`);
      }
      return hostAndPort(new URL(`http://${entry}`));
    }),
  );
}

/** How an address stands in the allow-list: always with its port. */
export function hostAndPort({ protocol, hostname, port }: URL): string {
  return `${withoutRootDot(hostname)}:${port || (protocol === "https:" ? "443" : "80")}`;
}

/** Parses an address that a client gave; throws an AppError when it must not be fetched, as far as its text tells. */
export function checkAddress(text: string, allowList: AllowList): URL {
  return check(text, undefined, allowList, "leads to a place");
}

/** The address to go on with after a redirect, under the same rules as a client's. */
export function checkRedirect(location: string, from: URL, allowList: AllowList): URL {
  // Headers are read as Latin-1, and written in UTF-8.
  const to = check(Buffer.from(location, "latin1").toString("utf8"), from, allowList, "redirects to a place");
  if (from.protocol === "https:" && to.protocol === "http:") throw refusal("redirects from https to http");
  return to;
}

function check(text: string, base: URL | undefined, allowList: AllowList, leads: string): URL {
  if (text.length > maxUrlLength || !URL.canParse(text, base?.href)) throw refusal("is not a valid URL");
  const url = new URL(text, base);
  if (url.protocol !== "http:" && url.protocol !== "https:") throw refusal("does not begin with http:// or https://");
  if (url.username !== "" || url.password !== "") throw refusal("holds a user name or a password");
  if (!allowList.has(hostAndPort(url)) && isForbiddenHost(url.hostname)) throw refusal(`${leads} ${forbiddenPlace}`);
  return url;
}

/**
 * A lookup for a socket, which then connects to what was checked here and asks for no name again. One forbidden address among several
 * forbids the name, because the socket may try them all.
 */
export function createSocketLookup(lookup: Lookup, isForbidden: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses = []) => {
      const [first] = addresses;
      if (error) callback(error, []);
      else if (!first) callback(Object.assign(new Error("The name has no address"), { code: "ENOTFOUND" }), []);
      else if (addresses.some(({ address }) => isForbidden(address)))
        callback(refusal(`leads to a place ${forbiddenPlace}`), []);
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
