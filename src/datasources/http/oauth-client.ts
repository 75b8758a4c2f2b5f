import type { OAuthRule, Provider, ReachableAccount } from "../provider.js";
import { CallError, type Client, type HttpAnswer } from "./client.js";
import { isObject } from "./payload.js";
import { callError, translate, translateFailure, type CallContext } from "./translate.js";

/** Our application at a provider. */
export interface OAuthApplication {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What a provider granted. Both tokens are secrets. */
export interface Grant {
  readonly accessToken: string;
  /** Null where the provider gives none: then the grant ends with its access token. */
  readonly refreshToken: string | null;
  /** When the access token ends; null when the provider does not tell. */
  readonly expiresAt: Date | null;
}

type OAuthProvider = Pick<Provider, "id" | "name"> & { readonly oauth: OAuthRule };

/** Speaks to the authorisation servers of providers. Nothing is retried; no message holds a token or what the provider wrote. */
export interface OAuthClient {
  /** Where a person consents. */
  authorizeUrl(
    provider: OAuthProvider,
    request: { state: string; redirectUri: string; codeChallenge: string; scopes?: readonly string[] },
  ): string;
  /** Throws an AppError: PROVIDER_REJECTED when the code is not taken. */
  exchange(
    provider: OAuthProvider,
    request: { code: string; redirectUri: string; codeVerifier: string },
  ): Promise<Grant>;
  /** Throws an AppError: ACCOUNT_NEEDS_RELINK when the grant has ended; `deliveryOf` tells whether a lost refresh may have taken place. */
  refresh(provider: OAuthProvider, refreshToken: string): Promise<Grant>;
  /** The accounts that an access token reaches. */
  accounts(provider: OAuthProvider, accessToken: string): Promise<ReachableAccount[]>;
  /** Ends a grant at the provider; a failure is left to the grant's own end. */
  revoke(provider: OAuthProvider, grant: Grant): Promise<void>;
}

const timeoutMs = 10_000;

export function createOAuthClient(client: Client, application: OAuthApplication, now: () => number): OAuthClient {
  const call = async (
    provider: OAuthProvider,
    method: "GET" | "POST",
    url: string,
    options: { form?: Record<string, string>; bearer?: string },
  ): Promise<HttpAnswer> => {
    const { form, bearer } = options;
    const headers = {
      accept: "application/json",
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
      ...(form && { "content-type": "application/x-www-form-urlencoded" }),
    };
    const signal = new AbortController().signal;
    const request = { method, url, headers, timeoutMs, signal };
    try {
      return await client.send(form ? { ...request, form: new URLSearchParams(form).toString() } : request);
    } catch (error) {
      const failure = error instanceof CallError ? error : new CallError("connection");
      throw translateFailure(failure, contextOf(provider, method, url), timeoutMs);
    }
  };
  const credentials = { client_id: application.clientId, client_secret: application.clientSecret };
  const grant = async (provider: OAuthProvider, form: Record<string, string>): Promise<Grant> => {
    const { tokenUrl } = provider.oauth;
    const answer = await call(provider, "POST", tokenUrl, { form: { ...form, ...credentials } });
    return toGrant(answer, contextOf(provider, "POST", tokenUrl), now());
  };

  return {
    authorizeUrl({ oauth }, { state, redirectUri, codeChallenge, scopes = oauth.scopes }) {
      const url = new URL(oauth.authorizeUrl);
      const parameters = {
        ...oauth.parameters,
        client_id: application.clientId,
        redirect_uri: redirectUri,
        response_type: "code",
        scope: scopes.join(" "),
        state,
        // A provider that does not know these leaves them aside.
        code_challenge: codeChallenge,
        code_challenge_method: "S256",
      };
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
      return url.href;
    },
    exchange: (provider, { code, redirectUri, codeVerifier }) =>
      grant(provider, {
        grant_type: "authorization_code",
        code,
        redirect_uri: redirectUri,
        code_verifier: codeVerifier,
      }),
    refresh: async (provider, refreshToken) => {
      const renewed = await grant(provider, { grant_type: "refresh_token", refresh_token: refreshToken });
      return { ...renewed, refreshToken: renewed.refreshToken ?? refreshToken };
    },
    accounts: async (provider, accessToken) => {
      const { accountsUrl } = provider.oauth;
      const answer = await call(provider, "GET", accountsUrl, { bearer: accessToken });
      return provider.oauth.accountsOf(translate(answer, contextOf(provider, "GET", accountsUrl)));
    },
    revoke: async (provider, { accessToken, refreshToken }) => {
      const form = {
        token: refreshToken ?? accessToken,
        ...(refreshToken !== null && { refresh_token: refreshToken }),
      };
      await call(provider, "POST", provider.oauth.revokeUrl, { form, bearer: accessToken }).catch(() => undefined);
    },
  };
}

function contextOf(provider: OAuthProvider, method: string, url: string): CallContext {
  return { provider, accountId: "", method, path: new URL(url).pathname };
}

/** The authorisation server's refusals are told by their codes, never by their words. */
function toGrant(answer: HttpAnswer, context: CallContext, nowMs: number): Grant {
  const code = refusalOf(answer);
  if (code === "invalid_grant")
    throw callError("ACCOUNT_NEEDS_RELINK", "has ended the consent, or never gave it", context);
  if (code !== null)
    throw callError("PROVIDER_REJECTED", "refused our application; check its client id and secret", context);
  const body = translate(answer, context);
  const accessToken = isObject(body) ? body["access_token"] : undefined;
  if (!isObject(body) || typeof accessToken !== "string" || accessToken === "")
    throw callError("PROVIDER_BAD_RESPONSE", "answered without an access token", context);
  const { refresh_token: refreshToken, expires_in: lifetime } = body;
  return {
    accessToken,
    refreshToken: typeof refreshToken === "string" && refreshToken !== "" ? refreshToken : null,
    expiresAt: typeof lifetime === "number" && lifetime > 0 ? new Date(nowMs + lifetime * 1000) : null,
  };
}

function refusalOf({ status, text }: HttpAnswer): string | null {
  if (status !== 400 && status !== 401) return null;
  try {
    const body: unknown = JSON.parse(text);
    return isObject(body) && typeof body["error"] === "string" ? body["error"] : "unknown";
  } catch {
    return "unknown";
  }
}
