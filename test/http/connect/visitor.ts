/** What a page came back with. */
export interface Visited {
  status: number;
  headers: Headers;
  /** Where it leads on to, as an absolute address. */
  location: string | null;
  text: string;
  /** The values of the first form's hidden fields. */
  hidden: Record<string, string>;
}

type Fields = Record<string, string> | [string, string][];

/** A browser without a screen: it keeps cookies by their paths, follows nothing by itself and runs no scripts. */
export interface Visitor {
  /** Cookies by name. */
  readonly cookies: Map<string, { value: string; path: string; attributes: string }>;
  get(url: string, headers?: Record<string, string>): Promise<Visited>;
  post(url: string, fields: Fields, headers?: Record<string, string>): Promise<Visited>;
  /** Opens a page and sends its form, with what the page put into it unless `fields` says otherwise. */
  submit(url: string, fields: Record<string, string>): Promise<Visited>;
  /** Goes from a link to where the provider would send back to. */
  consent(url: string, choice?: Consent): Promise<string>;
}

export interface Consent {
  decision?: "allow" | "deny";
  /** As the sandbox names its users; the first one unless said. */
  user?: string;
}

export function createVisitor(): Visitor {
  const cookies: Visitor["cookies"] = new Map();
  const send = async (url: string, init: RequestInit): Promise<Visited> => {
    const { pathname } = new URL(url);
    const pairs = [...cookies]
      .filter(([, { path }]) => pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`);
    const cookie = pairs.length > 0 ? { cookie: pairs.join("; ") } : {};
    const response = await fetch(url, { redirect: "manual", ...init, headers: { ...cookie, ...init.headers } });
    for (const line of response.headers.getSetCookie()) keep(cookies, line);
    const text = await response.text();
    const location = response.headers.get("location");
    return {
      status: response.status,
      headers: response.headers,
      location: location === null ? null : new URL(location, url).href,
      text,
      hidden: hiddenIn(text),
    };
  };
  const visitor: Visitor = {
    cookies,
    get: (url, headers = {}) => send(url, { headers }),
    post: (url, fields, headers = {}) =>
      send(url, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
        body: new URLSearchParams(fields).toString(),
      }),
    submit: async (url, fields) => {
      const page = await visitor.get(url);
      return visitor.post(url, { ...page.hidden, ...fields });
    },
    consent: async (url, { decision = "allow", user } = {}) => {
      const { location } = await visitor.submit(url, {});
      const asked = new URL(location ?? "");
      const form = { ...Object.fromEntries(asked.searchParams), decision, ...(user !== undefined && { user }) };
      const answer = await createVisitor().post(`${asked.origin}${asked.pathname}`, form);
      return answer.location ?? "";
    },
  };
  return visitor;
}

function keep(cookies: Visitor["cookies"], line: string): void {
  const [pair = "", ...attributes] = line.split("; ");
  const at = pair.indexOf("=");
  const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
  const path = attributes.find((attribute) => attribute.startsWith("Path="))?.slice(5) ?? "/";
  if (attributes.includes("Max-Age=0")) cookies.delete(name);
  else cookies.set(name, { value, path, attributes: attributes.join("; ") });
}

function hiddenIn(text: string): Record<string, string> {
  const fields = text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
  return Object.fromEntries([...fields].map(([, name = "", value = ""]) => [name, value]));
}
