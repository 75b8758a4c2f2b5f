import type { OAuthRule, Provider, ReachableAccount } from "../datasources/provider.js";
import { AppError } from "../lib/errors.js";
import type { Logger } from "../lib/logger.js";
import type { Store } from "../store/store.js";
import type { KeptConsent, LinkConsents, ReturnedConsent } from "./link-consents.js";
import { findLinkToken } from "./link-tokens.js";
import type { FoundLinkToken } from "./link-tokens.js";
import { getLinkedAccount } from "./linked-accounts.js";
import type { LinkedAccountRow } from "./linked-accounts.js";
import type { Linking } from "./linking.js";
import { toCredentials } from "./tokens.js";
import type { OAuthParty } from "./tokens.js";

export interface OAuthLinkingOptions {
  readonly store: Store;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly consents: LinkConsents;
  readonly linking: Linking;
  readonly partyOf: (providerId: string) => OAuthParty | null;
  readonly logger: Logger;
  /** The address that providers send browsers back to, the same to the letter in both calls. */
  readonly redirectUri: () => string;
}

/** Why a consent did not lead to a linked account; the connect page has words for each. */
export const consentFailures = ["denied", "failed", "unavailable", "misconfigured", "nothing", "other"] as const;
export type ConsentFailure = (typeof consentFailures)[number];

/** What came of a consent. `token` is the link's, by which the page goes on; a link that is over meanwhile links nothing. */
export type ConsentOutcome =
  | { readonly kind: "linked"; readonly link: FoundLinkToken; readonly linked: LinkedAccountRow }
  | { readonly kind: "choose"; readonly token: string; readonly consentId: string }
  | { readonly kind: "failed"; readonly token: string; readonly provider: string; readonly why: ConsentFailure }
  | { readonly kind: "over" };

/** What the provider's redirect carries, each given once. */
export interface ConsentAnswer {
  readonly state: string;
  readonly code: string | null;
  readonly error: string | null;
  readonly issuer: string | null;
}

export interface OAuthLinking {
  isOffered(providerId: string): boolean;
  /** Where the person consents, and what the browser must bring back. */
  begin(link: FoundLinkToken, token: string, providerId: string, sessionId: string): Promise<StartedTrip>;
  /** Null for what is no answer to a consent that this browser was asked for. */
  finish(answer: ConsentAnswer, browserSecret: string): Promise<ConsentOutcome | null>;
  /** The accounts that a consent of this link and session reaches. */
  choices(consentId: string, link: FoundLinkToken, sessionId: string): Promise<Choices | null>;
  /** Links one of them; null when the link is over. Throws CONFLICT as `linkByToken` does. */
  choose(choices: Choices, link: FoundLinkToken, subdomain: string): Promise<LinkedAccountRow | null>;
}

export interface StartedTrip {
  readonly url: string;
  readonly state: string;
  readonly browserSecret: string;
}

export interface Choices extends KeptConsent {
  /** The provider's id. */
  readonly provider: string;
}

export function createOAuthLinking(options: OAuthLinkingOptions): OAuthLinking {
  const { store, providers, consents, linking, partyOf, redirectUri } = options;

  const linkOne = async (
    providerId: string,
    link: FoundLinkToken,
    { subdomain, displayName }: ReachableAccount,
    credentials: KeptConsent["credentials"],
  ): Promise<LinkedAccountRow | null> => {
    const provider = need(providers.get(providerId) ?? null);
    const place = await linking.place(link.workspaceId, provider, subdomain);
    // That the provider named the account to this token is the proof.
    return linking.linkByToken(link, place, { credentials, settings: place.known?.settings ?? {}, displayName });
  };

  const settle = async (
    consent: ReturnedConsent,
    party: OAuthParty,
    link: FoundLinkToken,
    code: string,
  ): Promise<ConsentOutcome> => {
    const { token, codeVerifier, scopes, provider } = consent;
    const grant = await party.client.exchange(party.provider, { code, codeVerifier, redirectUri: redirectUri() });
    const credentials = { ...toCredentials(grant), scopes: scopes.join(" ") };
    const reached = await party.client.accounts(party.provider, grant.accessToken);
    const wanted = await wantedOf(store, link, reached);
    const [only, ...others] = wanted;
    if (!only) return { kind: "failed", token, provider, why: reached.length === 0 ? "nothing" : "other" };
    if (others.length > 0) {
      await consents.keep(consent, { credentials, accounts: wanted });
      return { kind: "choose", token, consentId: consent.id };
    }
    const linked = await linkOne(provider, link, only, credentials);
    return linked ? { kind: "linked", link, linked } : { kind: "over" };
  };

  return {
    isOffered: (providerId) => partyOf(providerId) !== null,
    async begin(link, token, providerId, sessionId) {
      const { client, provider } = need(partyOf(providerId));
      const scopes = scopesOf(provider.oauth, link.scopes);
      const started = await consents.start(link, { provider: providerId, token, scopes }, sessionId);
      const { state, browserSecret, codeChallenge } = started;
      const url = client.authorizeUrl(provider, { state, codeChallenge, scopes, redirectUri: redirectUri() });
      return { url, state, browserSecret };
    },
    async finish({ state, code, error, issuer }, browserSecret) {
      const consent = await consents.take(state, browserSecret);
      if (!consent) return null;
      const { token, provider } = consent;
      const failed = (why: ConsentFailure): ConsentOutcome => ({ kind: "failed", token, provider, why });
      const [link, party] = [await findLinkToken(store, token), partyOf(provider)];
      if (!link || link.isOver) return { kind: "over" };
      if (error === "access_denied") return failed("denied");
      if (!party || code === null || error !== null || isForeign(issuer, party.provider.oauth)) return failed("failed");
      try {
        return await settle(consent, party, link, code);
      } catch (cause) {
        options.logger.warn({ err: cause, provider }, "a consent did not lead to a linked account");
        return failed(failureOf(cause));
      }
    },
    async choices(consentId, link, sessionId) {
      const found = await consents.kept(consentId, link, sessionId);
      return found && { ...found.kept, provider: found.provider };
    },
    async choose({ provider, accounts, credentials }, link, subdomain) {
      const account = accounts.find((other) => other.subdomain === subdomain);
      if (!account)
        throw new AppError("BAD_USER_INPUT", "Choose one of the accounts.", { details: { field: "subdomain" } });
      return linkOne(provider, link, account, credentials);
    },
  };
}

/** The provider's scopes for what a link asks for, in the provider's order. */
function scopesOf({ scopes, scopesFor }: OAuthRule, asked: readonly string[]): string[] {
  const wanted = new Set([...scopesFor.always, ...asked.flatMap((scope) => scopesFor[scope] ?? [])]);
  return scopes.filter((scope) => wanted.has(scope));
}

/** A link that is to link an account again has use for that one only. */
async function wantedOf(store: Store, link: FoundLinkToken, reached: ReachableAccount[]): Promise<ReachableAccount[]> {
  if (link.accountId === null) return reached;
  const account = await getLinkedAccount(store, link.workspaceId, link.accountId);
  return reached.filter(({ subdomain }) => subdomain === account?.subdomain);
}

/** A provider that names itself (RFC 9207) must be the one that was asked. */
function isForeign(issuer: string | null, { authorizeUrl }: OAuthRule): boolean {
  if (issuer === null) return false;
  const own = new URL(authorizeUrl);
  return !URL.canParse(issuer) || new URL(issuer).origin !== own.origin;
}

function failureOf(error: unknown): ConsentFailure {
  if (!(error instanceof AppError)) return "failed";
  if (error.code === "PROVIDER_UNAVAILABLE" || error.code === "PROVIDER_RATE_LIMITED") return "unavailable";
  // A code that is not taken is the consent's end; any other refusal is of our application.
  return error.code === "PROVIDER_REJECTED" ? "misconfigured" : error.code === "CONFLICT" ? "other" : "failed";
}

function need<Found>(found: Found | null): Found {
  if (found !== null) return found;
  throw new AppError("UNSUPPORTED_BY_PROVIDER", "This provider is not linked by consent here.");
}
