import {
  defaultOAuthApplication,
  startSandbox,
  type Sandbox,
  type SandboxOptions,
} from "../../../src/sandbox/index.js";
import { readAnswer, type Answer } from "../json.js";

export const redirectUri = "http://127.0.0.1:4000/oauth/callback";
const client = { client_id: defaultOAuthApplication.clientId, client_secret: defaultOAuthApplication.clientSecret };

/** Parameters in place of the usual ones; null leaves one out. */
export type Changes = Record<string, string | null>;

export interface Tokens {
  access: string;
  refresh: string;
}

export interface OAuthSandbox {
  sandbox: Sandbox;
  /** Asks for the page, without following a redirect. */
  page: (changes?: Changes) => Promise<Response>;
  /** Submits the page's form. */
  decide: (decision: string, changes?: Changes) => Promise<Response>;
  /** Allows, and gives the code. */
  code: (changes?: Changes) => Promise<string>;
  token: (form: Changes) => Promise<Answer>;
  exchange: (code: string, changes?: Changes) => Promise<Answer>;
  refresh: (refreshToken: string) => Promise<Answer>;
  /** Goes the whole way. */
  tokens: (changes?: Changes) => Promise<Tokens>;
  /** Any call below the provider's server with a bearer token. */
  call: (path: string, bearer: string, init?: RequestInit) => Promise<Response>;
  control: (host: string, what: string, method: string, body?: object) => Promise<Response>;
}

/** Two Workable accounts, `acme-demo` and `beta-demo`, behind one OAuth server. */
export async function startOAuth(options: SandboxOptions = {}): Promise<OAuthSandbox> {
  const tenants = ["acme-demo", "beta-demo"].map((subdomain) => {
    return { subdomain, token: `${subdomain}-token`, candidates: 10, employees: 12, settings: { rateLimit: null } };
  });
  const sandbox = await startSandbox({ tenants: { workable: tenants, applicantstack: [], sagehr: [] }, ...options });
  const { origin } = new URL(sandbox.urls.workableWww);
  const asked = {
    ...{ client_id: client.client_id, redirect_uri: redirectUri, resource: "user", response_type: "code" },
    ...{ scope: "r_jobs r_candidates", state: "state-1" },
  };
  const authorizeUrl = `${sandbox.urls.workableWww}/oauth/authorize`;
  const page = (changes: Changes = {}) =>
    fetch(`${authorizeUrl}?${formOf({ ...asked, ...changes }).toString()}`, { redirect: "manual" });
  const decide = (decision: string, changes: Changes = {}) =>
    fetch(authorizeUrl, { method: "POST", body: formOf({ ...asked, decision, ...changes }), redirect: "manual" });
  const code = async (changes?: Changes) => codeOf(await decide("allow", changes));
  const token = async (form: Changes) =>
    readAnswer(await fetch(`${sandbox.urls.workableWww}/oauth/token`, { method: "POST", body: formOf(form) }));
  const exchange = (given: string, changes: Changes = {}) =>
    token({ grant_type: "authorization_code", ...client, redirect_uri: redirectUri, code: given, ...changes });
  return {
    ...{ sandbox, page, decide, code, token, exchange },
    refresh: (given) => token({ grant_type: "refresh_token", ...client, refresh_token: given }),
    tokens: async (changes) => tokensOf(await exchange(await code(changes))),
    call: (path, bearer, init = {}) =>
      fetch(`${origin}${path}`, { ...init, headers: { authorization: `Bearer ${bearer}`, ...init.headers } }),
    control: (host, what, method, body) =>
      fetch(`${origin}/__sandbox/${host}/${what}`, { method, ...(body ? { body: JSON.stringify(body) } : {}) }),
  };
}

/** Where an answer redirects to; throws when it does not. */
export function locationOf(response: Response): URL {
  if (response.status !== 302) throw new Error(`No redirect, but status ${response.status}`);
  return new URL(response.headers.get("location") ?? "");
}

export function tokensOf({ status, body }: Answer): Tokens {
  const { access_token: access, refresh_token: refresh } = body;
  if (typeof access !== "string" || typeof refresh !== "string") throw new Error(`No tokens, but status ${status}`);
  return { access, refresh };
}

function codeOf(response: Response): string {
  const code = locationOf(response).searchParams.get("code");
  if (code === null) throw new Error("No code in the redirect");
  return code;
}

function formOf(fields: Changes): URLSearchParams {
  return new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]): [string, string][] => (value === null ? [] : [[name, value]])),
  );
}
