import type { Provider } from "../datasources/provider.js";

type Addressed = Pick<Provider, "baseUrl" | "sites">;

const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u;
const placeholder = "{subdomain}";

/** Hosts of a provider's own, which are nobody's account. */
const ownHosts = new Set(["www", "app", "apply", "jobs", "api", "help", "support", "login", "auth", "secure"]);

/**
 * Reads which account a person means: its subdomain, or its address as a browser shows it, pasted whole. Null when neither can be found in it.
 */
export function subdomainIn({ baseUrl, sites = [] }: Addressed, text: string): string | null {
  const given = text.trim().toLowerCase();
  if (label.test(given)) return given;
  const url = toUrl(given);
  if (url === null) return null;
  const found = [...sites, baseUrl].map((template) => subdomainAt(template, url));
  return found.find((subdomain) => subdomain !== null) ?? null;
}

/** How an account's address looks, for people to compare theirs with: `acme.example.com`. */
export function addressExample({ baseUrl, sites }: Addressed): string {
  const url = new URL((sites?.[0] ?? baseUrl).replaceAll(placeholder, "acme"));
  return `${url.host}${url.pathname === "/" ? "" : url.pathname}`;
}

function toUrl(text: string): URL | null {
  const address = /^https?:\/\//u.test(text) ? text : `https://${text}`;
  return /^[\x21-\x7e]+$/u.test(text) && text.includes(".") && URL.canParse(address) ? new URL(address) : null;
}

function subdomainAt(template: string, url: URL): string | null {
  const [before = "", after = ""] = template.replace(/^https?:\/\//u, "").split(placeholder);
  const hasOwnHost = before === "";
  const found = hasOwnHost ? hostLabel(after, url) : pathSegment(before, url);
  return found !== null && label.test(found) && !(hasOwnHost && ownHosts.has(found)) ? found : null;
}

/** `acme` of `acme.example.com`, when that is what stands before the provider's own name. */
function hostLabel(after: string, url: URL): string | null {
  const [suffix = ""] = after.split(/[:/]/u);
  return suffix !== "" && url.hostname.endsWith(suffix) ? url.hostname.slice(0, -suffix.length) : null;
}

/** `acme` of `example.com/acme/jobs`. */
function pathSegment(before: string, url: URL): string | null {
  const address = `${url.host}${url.pathname}`;
  return address.startsWith(before) ? (address.slice(before.length).split("/")[0] ?? null) : null;
}
