import type { Logger } from "../lib/logger.js";
import type { Store } from "../store/store.js";
import { createAccountCare } from "./account-care.js";
import type { AccountCare } from "./account-care.js";
import type { SessionTools } from "./account-session.js";
import type { Actor, Audit, AuditEvent } from "./audit.js";
import { createLinkConsents } from "./link-consents.js";
import { connectAddress, createLinkToken, readLink } from "./link-tokens.js";
import type { LinkTokenInput, NewLink } from "./link-tokens.js";
import { getLinkedAccount } from "./linked-accounts.js";
import type { LinkedAccountRow } from "./linked-accounts.js";
import { createLinking } from "./linking.js";
import type { Linking } from "./linking.js";
import { createOAuthLinking } from "./oauth-linking.js";
import type { OAuthLinking } from "./oauth-linking.js";
import type { OAuthParty } from "./tokens.js";
import type { Vault } from "./vault.js";

export interface AccountsOptions {
  readonly store: Store;
  readonly vault: Vault;
  readonly sessions: SessionTools;
  readonly partyOf: (providerId: string) => OAuthParty | null;
  readonly audit: Audit;
  readonly logger: Logger;
  readonly requestTimeoutMs: number;
  /** The address under which this server is known outside. */
  readonly publicUrl: () => string;
}

/** A link to the connect page. The token in it is told this once. */
export interface ConnectLink {
  readonly token: string;
  readonly url: string;
  readonly expiresAt: Date;
}

/** All that is done to linked accounts while a server runs. */
export interface Accounts {
  readonly linking: Linking;
  readonly oauth: OAuthLinking;
  readonly care: AccountCare;
  /** The account as it is now. */
  find(workspaceId: string, id: string): Promise<LinkedAccountRow | null>;
  /** Checks what a link is to be good for. Throws BAD_USER_INPUT and NOT_FOUND that name the field. */
  readLink(input: LinkTokenInput): Promise<NewLink>;
  createLink(link: NewLink, actor: Actor): Promise<ConnectLink>;
}

export function createAccounts(options: AccountsOptions): Accounts {
  const { store, vault, sessions, partyOf, audit, logger, requestTimeoutMs, publicUrl } = options;
  const { providers } = sessions;
  const record = (event: AuditEvent) => audit.record(event, { durable: true });
  const linking = createLinking({ store, vault, logger, requestTimeoutMs, record });
  const consents = createLinkConsents({ store, vault });
  const redirectUri = () => `${publicUrl()}/oauth/callback`;
  return {
    linking,
    oauth: createOAuthLinking({ store, providers, consents, linking, partyOf, logger, redirectUri }),
    care: createAccountCare({ store, sessions, partyOf, record }),
    find: (workspaceId, id) => getLinkedAccount(store, workspaceId, id),
    readLink: (input) => readLink({ store, providers }, input),
    async createLink(link, actor) {
      const { token, expiresAt } = await createLinkToken(store, link);
      const { workspaceId, accountId, provider } = link;
      await record({ workspaceId, actor, action: "link_token.created", accountId, detail: { provider } });
      return { token, expiresAt, url: connectAddress(publicUrl(), token) };
    },
  };
}
