import { setTimeout as sleep } from "node:timers/promises";

import type { Grant, OAuthClient } from "../datasources/http/oauth-client.js";
import { deliveryOf } from "../datasources/http/translate.js";
import type { OAuthRule, Provider } from "../datasources/provider.js";
import { AppError } from "../lib/errors.js";
import type { Logger } from "../lib/logger.js";
import { lockWhile } from "../store/lock.js";
import type { Store } from "../store/store.js";
import type { Directory } from "./directory.js";
import { readCredentials, replaceCredentials } from "./linked-accounts.js";
import type { Credentials, LinkedAccountRow } from "./linked-accounts.js";
import type { Vault } from "./vault.js";

/** Where an account was linked by consent: its provider's rule, and our application there. */
export interface OAuthParty {
  readonly provider: Pick<Provider, "id" | "name"> & { readonly oauth: OAuthRule };
  readonly client: OAuthClient;
}

export interface TokensOptions {
  readonly store: Store;
  readonly vault: Vault;
  readonly directory: Directory;
  readonly logger: Logger;
  /** Null where the provider has no OAuth, or the operator no application there. */
  readonly partyOf: (providerId: string) => OAuthParty | null;
}

/** Credentials that are fit to be sent: access tokens are renewed before they end, once over all processes. */
export interface Tokens {
  /** Throws ACCOUNT_NEEDS_RELINK when the grant has ended, and PROVIDER_UNAVAILABLE when an ended token cannot be renewed now. */
  current(account: LinkedAccountRow): Promise<Credentials>;
  /** After the provider refused these: whether there are others by now. */
  renew(account: LinkedAccountRow, refused: Credentials): Promise<boolean>;
}

/** A token is renewed when less is left of it than this, or than a fifth of its life. */
const greatestMarginMs = 60_000;
const maxStoreTries = 5;

export function createTokens(options: TokensOptions): Tokens {
  const { directory, logger } = options;
  const running = new Map<string, Promise<Credentials>>();
  // What this process renewed, until the notice of it has reached its own cache.
  const newest = new Map<string, Credentials>();

  const known = async (account: LinkedAccountRow): Promise<Credentials> => {
    const [stored, own] = [await directory.credentials(account), newest.get(account.id)];
    return own && issuedAt(own) > issuedAt(stored) ? own : stored;
  };
  const refresh = (account: LinkedAccountRow, isStale: (found: Credentials) => boolean): Promise<Credentials> => {
    const other = running.get(account.id);
    if (other) return other;
    const own = renewed(options, account, isStale).finally(() => running.delete(account.id));
    running.set(account.id, own);
    return own.then((credentials) => {
      newest.set(account.id, credentials);
      return credentials;
    });
  };

  return {
    async current(account) {
      const credentials = await known(account);
      if (!isDue(credentials)) return credentials;
      try {
        return await refresh(account, isDue);
      } catch (error) {
        const isOver = error instanceof AppError && error.code === "ACCOUNT_NEEDS_RELINK";
        if (isOver || msLeft(credentials) <= 0) throw error;
        // It is renewed early enough for another try.
        logger.warn({ err: error, accountId: account.id }, "could not renew an access token yet");
        return credentials;
      }
    },
    async renew(account, refused) {
      // Also of a key: the account was linked again while the call was under way.
      if ((await known(account))["token"] !== refused["token"]) return true;
      if (refused["refreshToken"] === undefined) return false;
      const found = await refresh(account, ({ token }) => token === refused["token"]);
      return found["token"] !== refused["token"];
    },
  };
}

/** Renews under a lock that all processes heed, and only where no other process has done so meanwhile. The new pair is stored before anyone gets it. */
async function renewed(
  { store, vault, partyOf }: TokensOptions,
  account: LinkedAccountRow,
  isStale: (found: Credentials) => boolean,
): Promise<Credentials> {
  const party = partyOf(account.provider);
  return lockWhile(store, `refresh ${account.id}`, async () => {
    const found = await readCredentials(store, vault, account);
    const refreshToken = found["refreshToken"];
    if (!isStale(found)) return found;
    if (refreshToken === undefined) throw ended(account);
    if (!party) throw withoutApplication(account);
    const credentials = { ...found, ...toCredentials(await refreshOnce(party, refreshToken, account)) };
    await stored(() => replaceCredentials(store, vault, account, credentials));
    return credentials;
  });
}

/** An answer that was lost may have taken the old pair with it: it is tried once more, and then only linking again helps. */
async function refreshOnce(
  { provider, client }: OAuthParty,
  refreshToken: string,
  account: LinkedAccountRow,
): Promise<Grant> {
  const blame = (error: unknown): unknown => {
    if (!(error instanceof AppError)) return error;
    const details = { ...error.details, provider: account.provider, accountId: account.id };
    return new AppError(error.code, error.message, { cause: error, retryable: error.retryable, details });
  };
  try {
    return await client.refresh(provider, refreshToken);
  } catch (error) {
    const isLost = ["answered", "unanswered"].includes(deliveryOf(error));
    if (!isLost) throw blame(error);
    return client.refresh(provider, refreshToken).catch((again: unknown) => {
      throw blame(again);
    });
  }
}

/** A new pair that is not stored is a grant that is lost, so that a database that is away for a moment is waited for. */
async function stored(store: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await store();
      return;
    } catch (error) {
      if (tries === maxStoreTries) throw error;
      await sleep(100 * 2 ** tries);
    }
  }
}

/** A grant as an account's credentials hold it. */
export function toCredentials({ accessToken, refreshToken, expiresAt }: Grant): Credentials {
  return {
    token: accessToken,
    issuedAt: new Date().toISOString(),
    ...(refreshToken !== null && { refreshToken }),
    ...(expiresAt && { expiresAt: expiresAt.toISOString() }),
  };
}

function isDue(credentials: Credentials): boolean {
  const lifetimeMs = timeOf(credentials["expiresAt"]) - issuedAt(credentials);
  return msLeft(credentials) < Math.min(greatestMarginMs, lifetimeMs / 5);
}

function msLeft(credentials: Credentials): number {
  return timeOf(credentials["expiresAt"]) - Date.now();
}

function issuedAt(credentials: Credentials): number {
  const at = timeOf(credentials["issuedAt"]);
  return at === Infinity ? 0 : at;
}

/** What has no end ends never. */
function timeOf(instant: string | undefined): number {
  return instant === undefined ? Infinity : Date.parse(instant);
}

/** The operator's mistake and not the account's end, which would have everybody link again. */
function withoutApplication({ id, provider }: LinkedAccountRow): AppError {
  return new AppError(
    "PROVIDER_UNAVAILABLE",
    `The access token has ended and cannot be renewed: no OAuth application of ${provider} is configured here.`,
    { details: { provider, accountId: id } },
  );
}

function ended({ id, provider }: LinkedAccountRow): AppError {
  return new AppError("ACCOUNT_NEEDS_RELINK", "The access to the account has ended. Link the account again.", {
    details: { provider, accountId: id },
  });
}
