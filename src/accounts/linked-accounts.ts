import { z } from "zod";
import { AppError } from "../lib/errors.js";
import { deleteAllAccountIssues } from "../store/account-issues.js";
import { selectCredentials, upsertCredentials } from "../store/credentials.js";
import {
  deleteLinkedAccount,
  selectLinkedAccount,
  selectLinkedAccounts,
  updateAccountStatus,
  upsertLinkedAccount,
} from "../store/linked-accounts.js";
import type { AccountSettings, AccountStatus, LinkedAccountRow } from "../store/linked-accounts.js";
import type { Queryable } from "../store/database.js";
import { placeOfCredentials } from "../store/sealed-columns.js";
import type { Store } from "../store/store.js";
import { createOpaqueId } from "./opaque-id.js";
import type { Vault } from "./vault.js";

export type { AccountSettings, AccountStatus, LinkedAccountRow };

/** What a provider wants to see: the fields that its declaration names, for instance `token`. */
export type Credentials = Readonly<Record<string, string>>;

export type LinkInput = {
  /** For a new account; any unless given. */
  readonly id?: string;
  readonly workspaceId: string;
  readonly provider: string;
  readonly subdomain: string;
  readonly externalId?: string;
  readonly displayName?: string;
  readonly settings?: AccountSettings;
  readonly credentials: Credentials;
};

/** Whether these came of a consent, which can end, and not of a key. */
export function isByConsent({ refreshToken, expiresAt }: Credentials): boolean {
  return refreshToken !== undefined || expiresAt !== undefined;
}

type AccountKey = Pick<LinkedAccountRow, "workspaceId" | "id" | "provider">;

const credentialsShape = z.record(z.string(), z.string());
const place = (workspaceId: string, accountId: string) => placeOfCredentials({ workspaceId, accountId });

/** The accounts of a workspace, oldest first. */
export async function listLinkedAccounts(store: Store, workspaceId: string): Promise<LinkedAccountRow[]> {
  return selectLinkedAccounts(store.db, workspaceId);
}

export async function getLinkedAccount(
  store: Store,
  workspaceId: string,
  id: string,
): Promise<LinkedAccountRow | null> {
  return selectLinkedAccount(store.db, workspaceId, id);
}

/**
 * Links an account. The same provider and subdomain again keeps the id, replaces the credentials, adds the given settings to
 * the old ones, and is OK afterwards.
 */
export async function linkAccount(store: Store, vault: Vault, input: LinkInput): Promise<LinkedAccountRow> {
  const account = await store.transaction((db) => linkAccountIn(db, vault, input));
  store.announce();
  return account;
}

/** As `linkAccount`, in a transaction of the caller's. */
export async function linkAccountIn(db: Queryable, vault: Vault, input: LinkInput): Promise<LinkedAccountRow> {
  const { workspaceId, provider, subdomain } = input;
  const account = await upsertLinkedAccount(db, {
    id: input.id ?? createOpaqueId(),
    workspaceId,
    provider,
    subdomain,
    externalId: input.externalId ?? null,
    displayName: input.displayName ?? null,
    status: "OK",
    settings: input.settings ?? {},
  });
  const sealed = vault.seal(JSON.stringify(input.credentials), place(workspaceId, account.id));
  await upsertCredentials(db, workspaceId, account.id, sealed);
  await deleteAllAccountIssues(db, account.id);
  return { ...account, issues: [] };
}

/** Notes an account's health; false when the workspace has no such account. */
export async function setAccountStatus(
  store: Store,
  workspaceId: string,
  id: string,
  status: AccountStatus,
): Promise<boolean> {
  return updateAccountStatus(store.db, workspaceId, id, status);
}

/** Forgets an account and its credentials; false when the workspace has no such account. */
export async function unlinkAccount(store: Store, workspaceId: string, id: string): Promise<boolean> {
  const isGone = await deleteLinkedAccount(store.db, workspaceId, id);
  store.announce();
  return isGone;
}

/** Replaces an account's credentials by others of the same link. */
export async function replaceCredentials(
  store: Store,
  vault: Vault,
  { workspaceId, id }: AccountKey,
  credentials: Credentials,
): Promise<void> {
  const sealed = vault.seal(JSON.stringify(credentials), place(workspaceId, id));
  await upsertCredentials(store.db, workspaceId, id, sealed);
}

/** Opens an account's credentials. Throws NOT_FOUND, or ACCOUNT_NEEDS_RELINK when no key at hand opens them. */
export async function readCredentials(store: Store, vault: Vault, account: AccountKey): Promise<Credentials> {
  const details = { provider: account.provider, accountId: account.id };
  const record = await selectCredentials(store.db, account.workspaceId, account.id);
  if (record === null) throw new AppError("NOT_FOUND", "The account has no stored credentials.", { details });
  try {
    return credentialsShape.parse(JSON.parse(vault.open(record, place(account.workspaceId, account.id))));
  } catch (cause) {
    const why = cause instanceof AppError ? cause.message : "The stored credentials are malformed.";
    throw new AppError("ACCOUNT_NEEDS_RELINK", `${why} Link the account again.`, { cause, details });
  }
}
