import type { Provider } from "../datasources/provider.js";
import { AppError } from "../lib/errors.js";
import { deleteAllAccountIssues, upsertAccountIssue } from "../store/account-issues.js";
import type { AccountIssue } from "../store/account-issues.js";
import { selectLinkedAccount, updateAccountDetails } from "../store/linked-accounts.js";
import type { AccountChanges } from "../store/linked-accounts.js";
import type { Store } from "../store/store.js";
import { openAccountSession } from "./account-session.js";
import type { SessionLimits, SessionTools } from "./account-session.js";
import type { Actor, AuditEvent } from "./audit.js";
import { isByConsent, unlinkAccount } from "./linked-accounts.js";
import type { Credentials, LinkedAccountRow } from "./linked-accounts.js";
import type { OAuthParty } from "./tokens.js";

export interface AccountCareOptions {
  readonly store: Store;
  readonly sessions: SessionTools;
  readonly partyOf: (providerId: string) => OAuthParty | null;
  /** Keeps what was done; nothing is told of as done before that. */
  readonly record: (event: AuditEvent) => Promise<void>;
}

/** What is done to an account after it was linked. Null and false: the workspace has no such account any more. */
export interface AccountCare {
  /** Proves the credentials anew and notes what came of it. Throws an AppError when the provider cannot be asked now. */
  check(account: LinkedAccountRow, limits: SessionLimits, actor: Actor): Promise<LinkedAccountRow | null>;
  update(account: LinkedAccountRow, changes: AccountChanges, actor: Actor): Promise<LinkedAccountRow | null>;
  /** Forgets the account and its credentials, and ends its consent at the provider as far as the provider lets us. */
  unlink(account: LinkedAccountRow, actor: Actor): Promise<boolean>;
  /** The calls that `unlink` makes, as `POST /path`. */
  callsToUnlink(account: LinkedAccountRow): Promise<string[]>;
}

export function createAccountCare(options: AccountCareOptions): AccountCare {
  const { store, sessions, partyOf, record } = options;
  const tell = (account: LinkedAccountRow, actor: Actor, event: Pick<AuditEvent, "action" | "detail">) => {
    const { workspaceId, id: accountId, provider } = account;
    return record({ workspaceId, actor, accountId, ...event, detail: { provider, ...event.detail } });
  };
  return {
    async check(account, limits, actor) {
      const issue = await issueOf(options, account, limits);
      const checked = await store.transaction(async (db) => {
        const present = await selectLinkedAccount(db, account.workspaceId, account.id);
        if (present?.timesLinked !== account.timesLinked) return present;
        if (issue) await upsertAccountIssue(db, account, { model: "*", direction: "*", ...issue });
        else await deleteAllAccountIssues(db, account.id);
        return selectLinkedAccount(db, account.workspaceId, account.id);
      });
      store.announce();
      // What the system tries over and over is news only when it changes something.
      const isNews = actor.kind !== "system" || checked?.status !== account.status;
      if (checked && isNews)
        await tell(checked, actor, { action: "account.refreshed", detail: { status: checked.status } });
      return checked;
    },
    async update(account, changes, actor) {
      const updated = await updateAccountDetails(store.db, account, changes);
      store.announce();
      if (updated) await tell(updated, actor, { action: "account.updated", detail: { fields: Object.keys(changes) } });
      return updated;
    },
    async callsToUnlink(account) {
      const party = partyOf(account.provider);
      if (!party) return [];
      // Credentials that cannot be opened keep nobody from unlinking: only the consent is not ended then.
      const credentials = await sessions.directory.credentials(account).catch(() => null);
      return credentials && isByConsent(credentials)
        ? [`POST ${new URL(party.provider.oauth.revokeUrl).pathname}`]
        : [];
    },
    async unlink(account, actor) {
      const credentials = await lastCredentials(options, account);
      if (!(await unlinkAccount(store, account.workspaceId, account.id))) return false;
      await tell(account, actor, { action: "account.unlinked" });
      if (credentials) await endGrant(options, account, credentials);
      return true;
    },
  };
}

/** What is wrong with the credentials; null when they are good. */
async function issueOf(
  { sessions }: AccountCareOptions,
  account: LinkedAccountRow,
  limits: SessionLimits,
): Promise<Pick<AccountIssue, "code" | "hint"> | null> {
  try {
    // Also of an account that is known not to work, since that is what may have changed.
    const session = await openAccountSession(sessions, { ...account, status: "OK", issues: [] }, limits);
    await providerOf(sessions, account).verify(session);
    return null;
  } catch (error) {
    if (error instanceof AppError && error.code === "ACCOUNT_NEEDS_RELINK")
      return { code: "NEEDS_RELINK", hint: error.message };
    if (error instanceof AppError && error.code === "FORBIDDEN") return { code: "FORBIDDEN", hint: error.message };
    throw error;
  }
}

function providerOf({ providers }: SessionTools, account: LinkedAccountRow): Provider {
  const provider = providers.get(account.provider);
  if (!provider) throw new AppError("INTERNAL", `There is no provider ${account.provider}.`);
  return provider;
}

/** An account that was linked by consent has to show a token that is still good, to end what it was given for. */
async function lastCredentials(
  { sessions, partyOf }: AccountCareOptions,
  account: LinkedAccountRow,
): Promise<Credentials | null> {
  if (!partyOf(account.provider)) return null;
  try {
    return await sessions.tokens.current(account);
  } catch {
    return null;
  }
}

async function endGrant(
  { partyOf }: AccountCareOptions,
  { provider }: LinkedAccountRow,
  credentials: Credentials,
): Promise<void> {
  const party = partyOf(provider);
  if (!party || !isByConsent(credentials)) return;
  const { token = "", refreshToken } = credentials;
  const grant = { accessToken: token, refreshToken: refreshToken ?? null, expiresAt: null };
  await party.client.revoke(party.provider, grant);
}
