import { createHash, randomBytes } from "node:crypto";
import type { Provider } from "../datasources/provider.js";
import { AppError } from "../lib/errors.js";
import { deleteOldConsents } from "../store/link-consents.js";
import { countLinkFailure, deleteOldLinkTokens, insertLinkToken, selectLinkToken } from "../store/link-tokens.js";
import type { FoundLinkToken, LinkTokenRow, NewLinkToken } from "../store/link-tokens.js";
import type { Store } from "../store/store.js";
import { isLinkScope, linkScopes } from "./link-scopes.js";
import { getLinkedAccount } from "./linked-accounts.js";
import { readName } from "./names.js";
import { createOpaqueId } from "./opaque-id.js";
import { readAllowedOrigin, readRedirectUrl } from "./return-address.js";

export type { FoundLinkToken, LinkTokenRow };

/** What a link is to be good for; `null` is as good as nothing. */
export type LinkTokenInput = {
  readonly workspaceId: string;
  readonly externalId?: string | null | undefined;
  readonly provider?: string | null | undefined;
  readonly scopes?: readonly string[] | null | undefined;
  readonly redirectUrl?: string | null | undefined;
  /** The origin of `redirectUrl` unless given. */
  readonly allowedOrigin?: string | null | undefined;
  /** The account that is to be linked again. */
  readonly accountId?: string | null | undefined;
  /** 60 unless given. */
  readonly expiresInMinutes?: number | null | undefined;
};

/** A link that was checked and is not made yet. */
export type NewLink = Omit<NewLinkToken, "hash">;

type Tools = { readonly store: Store; readonly providers: ReadonlyMap<string, Provider> };

const prefix = "hg_link_";
const secretBytes = 32;
const tokenPattern = /^hg_link_[\w-]{43}$/;
const defaultMinutes = 60;
const maxMinutes = 10_080;
const keptDays = 30;

/** Makes a link and stores the token's hash; the token is in the answer and nowhere else. */
export async function createLinkToken({ db }: Store, link: NewLink): Promise<{ token: string; expiresAt: Date }> {
  const token = `${prefix}${randomBytes(secretBytes).toString("base64url")}`;
  await deleteOldLinkTokens(db, keptDays);
  await deleteOldConsents(db);
  const expiresAt = await insertLinkToken(db, { ...link, hash: hashLinkToken(token) });
  return { token, expiresAt };
}

/** Checks what a link is to be good for. Throws BAD_USER_INPUT and NOT_FOUND that name the field. */
export async function readLink({ store, providers }: Tools, input: LinkTokenInput): Promise<NewLink> {
  const { workspaceId, redirectUrl, allowedOrigin } = input;
  const account = await accountOf(store, input);
  const target = redirectUrl == null ? null : readRedirectUrl(redirectUrl);
  const row = {
    ...{ id: createOpaqueId(), workspaceId, accountId: account?.id ?? null },
    externalId: input.externalId == null ? (account?.externalId ?? null) : readName(input.externalId, "externalId"),
    provider: readProvider(providers, input.provider ?? account?.provider),
    scopes: readScopes(input.scopes),
    redirectUrl: target,
    allowedOrigin: allowedOrigin == null ? target && new URL(target).origin : readAllowedOrigin(allowedOrigin),
    lifetimeMinutes: readMinutes(input.expiresInMinutes ?? defaultMinutes),
  };
  if (row.externalId === null && account === null)
    throw wrong("externalId", "is missing: your own id of the customer whose account is to be linked");
  return row;
}

/** Where a link is opened. */
export function connectAddress(publicUrl: string, token: string): string {
  return `${publicUrl}/connect/${token}`;
}

/** The link that a token stands for, also one that is over; null for anything that is no token of ours. */
export async function findLinkToken(store: Store, token: string): Promise<FoundLinkToken | null> {
  return tokenPattern.test(token) ? selectLinkToken(store.db, hashLinkToken(token)) : null;
}

/** Notes that credentials were not accepted; after many such tries the link is over. */
export async function noteLinkFailure(store: Store, { id }: LinkTokenRow): Promise<void> {
  await countLinkFailure(store.db, id);
}

/** A plain hash is enough for 32 random bytes, as for API keys. */
function hashLinkToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

async function accountOf(store: Store, { workspaceId, accountId, provider }: LinkTokenInput) {
  if (accountId == null) return null;
  const account = await getLinkedAccount(store, workspaceId, accountId);
  if (!account)
    throw new AppError("NOT_FOUND", "There is no such linked account.", { details: { field: "accountId" } });
  if (provider != null && provider !== account.provider)
    throw wrong("provider", `must be ${account.provider}, as the account is`);
  return account;
}

function readProvider(providers: Tools["providers"], id: string | undefined): string | null {
  if (id === undefined) return null;
  if (providers.has(id)) return id;
  throw wrong("provider", `must be one of ${[...providers.keys()].join(", ")}`);
}

function readScopes(scopes: readonly string[] | null | undefined): readonly string[] {
  if (scopes == null) return linkScopes;
  const unknown = scopes.find((scope) => !isLinkScope(scope));
  if (unknown !== undefined || scopes.length === 0) throw wrong("scopes", `must be some of ${linkScopes.join(" ")}`);
  return [...new Set(scopes)];
}

function readMinutes(minutes: number): number {
  if (Number.isInteger(minutes) && minutes >= 1 && minutes <= maxMinutes) return minutes;
  throw wrong("expiresInMinutes", `must be a whole number from 1 to ${maxMinutes}`);
}

function wrong(field: string, what: string): AppError {
  return new AppError("BAD_USER_INPUT", `${field} ${what}.`, { details: { field } });
}
