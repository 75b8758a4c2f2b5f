import { createHash, randomBytes } from "node:crypto";
import { insertApiKey, markApiKeyRevoked, selectApiKeys, selectLiveApiKey } from "../store/api-keys.js";
import type { ApiKeyRow } from "../store/api-keys.js";
import type { Store } from "../store/store.js";
import { createOpaqueId } from "./opaque-id.js";
import { isScope } from "./scopes.js";
import type { Scope } from "./scopes.js";

/** Who asks: resolved from an API key or a JWT, and the only source of a workspace id on the request path. */
export type Principal = {
  readonly workspaceId: string;
  readonly kind: "api_key" | "jwt";
  /** The id of the API key; of a JWT, a hash of its issuer and subject. */
  readonly keyId: string;
  readonly scopes: ReadonlySet<Scope>;
  /** The linked accounts that it may see; null for all of the workspace. */
  readonly accountIds: ReadonlySet<string> | null;
  /** Without one, there is no limit. */
  readonly requestsPerMinute?: number;
};

export type ApiKey = Omit<ApiKeyRow, "scopes"> & { readonly scopes: readonly Scope[] };

export type ApiKeyInput = {
  readonly workspaceId: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expiresAt?: Date;
  /** The accounts that it sees; all of the workspace, also later ones, unless given. */
  readonly accountIds?: readonly string[];
  readonly requestsPerMinute?: number;
};

const prefix = "hg_";
const secretBytes = 32;
const keyPattern = /^hg_[\w-]{43}$/;

/** Makes a key and stores its hash; the key itself is in the answer and nowhere else. */
export async function createApiKey(store: Store, input: ApiKeyInput): Promise<ApiKey & { readonly key: string }> {
  const key = `${prefix}${randomBytes(secretBytes).toString("base64url")}`;
  const { accountIds, requestsPerMinute = null, expiresAt = null } = input;
  const limits = { accountIds: accountIds ? [...accountIds] : null, requestsPerMinute, expiresAt };
  const row = { ...input, ...limits, id: createOpaqueId() };
  const createdAt = await insertApiKey(store.db, { ...row, hash: hashApiKey(key) });
  return { ...row, key, createdAt, lastUsedAt: null, revokedAt: null };
}

/** The keys of a workspace, revoked ones too, oldest first. */
export async function listApiKeys(store: Store, workspaceId: string): Promise<ApiKey[]> {
  const rows = await selectApiKeys(store.db, workspaceId);
  return rows.map((row) => ({ ...row, scopes: row.scopes.filter(isScope) }));
}

/** Revokes a key for good; false when the workspace has no such key that is still live. */
export async function revokeApiKey(store: Store, workspaceId: string, id: string): Promise<boolean> {
  return markApiKeyRevoked(store.db, workspaceId, id);
}

/** Resolves the token of an `Authorization: Bearer` header by a query; null for anything but a live key. */
export async function authenticate(store: Store, bearer: string): Promise<Principal | null> {
  const row = await findLiveKey(store, bearer);
  return row === null ? null : toPrincipal(row);
}

/** The stored key behind a token, so that a cache can heed its expiry. */
export async function findLiveKey(store: Store, bearer: string): Promise<ApiKeyRow | null> {
  return keyPattern.test(bearer) ? selectLiveApiKey(store.db, hashApiKey(bearer)) : null;
}

/** Whether a text could be an API key, as opposed to a JWT. */
export function isApiKey(bearer: string): boolean {
  return bearer.startsWith(prefix);
}

export function toPrincipal(row: ApiKeyRow): Principal {
  const { workspaceId, id: keyId, accountIds, requestsPerMinute } = row;
  return {
    ...{ workspaceId, kind: "api_key", keyId, scopes: new Set(row.scopes.filter(isScope)) },
    accountIds: accountIds && new Set(accountIds),
    ...(requestsPerMinute !== null && { requestsPerMinute }),
  };
}

/** A plain hash is enough for 32 random bytes: there is nothing to guess, and it must be quick. */
export function hashApiKey(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}
