import { createDirectory } from "../accounts/directory.js";
import { isByConsent } from "../accounts/linked-accounts.js";
import type { LinkedAccountRow } from "../accounts/linked-accounts.js";
import { createOAuthParties } from "../accounts/oauth-parties.js";
import { createTokens } from "../accounts/tokens.js";
import type { Vault } from "../accounts/vault.js";
import type { Config } from "../config.js";
import { createUpstreamCounter } from "../datasources/http/counter.js";
import { createHttp } from "../datasources/http/http.js";
import { createProviders } from "../datasources/registry.js";
import { AppError } from "../lib/errors.js";
import type { Store } from "../store/store.js";
import { createCommandLogger } from "./command-logger.js";

/** Proves the stored credentials of linked accounts, also of those that are known not to work. */
export interface AccountProofs {
  /** Makes the provider's cheap call; an access token that has ended is renewed first, as a server would. Throws an AppError in words for a person. */
  prove(account: LinkedAccountRow): Promise<void>;
  /** Whether it was linked by consent and not by a key; false when its credentials cannot be opened. */
  isByConsent(account: LinkedAccountRow): Promise<boolean>;
  close(): Promise<void>;
}

export function createAccountProofs(store: Store, vault: Vault, config: Config): AccountProofs {
  const { requestTimeoutMs } = config;
  const logger = createCommandLogger(config);
  const directory = createDirectory({ store, vault, logger });
  const http = createHttp({ requestTimeoutMs, userAgent: "hiregraph", logger });
  const providers = createProviders(config.providerUrls);
  const partyOf = createOAuthParties(providers, http, config.oauthApplications);
  const tokens = createTokens({ store, vault, directory, logger, partyOf });
  return {
    async prove(account) {
      const provider = providers.get(account.provider);
      if (!provider) throw new AppError("INTERNAL", "this version does not know the provider");
      const session = http.session({
        ...{ provider, account, credentials: await directory.credentials(account) },
        renewal: { current: () => tokens.current(account), renew: (refused) => tokens.renew(account, refused) },
        counter: createUpstreamCounter(),
        signal: new AbortController().signal,
        deadline: Date.now() + requestTimeoutMs,
      });
      await provider.verify(session);
    },
    isByConsent: (account) => directory.credentials(account).then(isByConsent, () => false),
    async close() {
      http.close();
      await directory.close();
    },
  };
}
