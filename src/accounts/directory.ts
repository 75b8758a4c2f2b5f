import { markApiKeyUsed } from "../store/api-keys.js";
import type { ApiKeyRow } from "../store/api-keys.js";
import { selectMovedRecord } from "../store/moved-records.js";
import type { Logger } from "../lib/logger.js";
import type { Store } from "../store/store.js";
import type { AccountIdReader } from "./account-names.js";
import { findLiveKey, hashApiKey, isApiKey, toPrincipal } from "./api-keys.js";
import type { Principal } from "./api-keys.js";
import { createChangeCache } from "./change-cache.js";
import { createJwtPrincipals } from "./jwt-principals.js";
import type { JwtVerifier } from "./jwt.js";
import { listLinkedAccounts, readCredentials } from "./linked-accounts.js";
import type { Credentials, LinkedAccountRow } from "./linked-accounts.js";
import { createRequestRates } from "./request-rates.js";
import type { Vault } from "./vault.js";

/** Keys, accounts and credentials for the request path: normally from memory, and never older than the last change notice. */
export type Directory = {
  /** Resolves a bearer token; null for anything but a live key or, where they are accepted, a valid JWT. */
  readonly authenticate: (bearer: string) => Promise<Principal | null>;
  /** Takes one request from what the key may make in this process: 0, or in how many seconds there is one again. */
  readonly waitSeconds: (principal: Principal) => number;
  /** The accounts of a workspace, oldest first. */
  readonly accounts: (workspaceId: string) => Promise<readonly LinkedAccountRow[]>;
  readonly account: (workspaceId: string, id: string) => Promise<LinkedAccountRow | null>;
  /** Throws NOT_FOUND or ACCOUNT_NEEDS_RELINK. */
  readonly credentials: (account: LinkedAccountRow) => Promise<Credentials>;
  /** The key that a record goes on under, since a write moved it; null when none did. */
  readonly movedTo: (account: LinkedAccountRow, model: string, key: string) => Promise<string | null>;
  /** Call before the store is closed: waits for what is still being written. */
  readonly close: () => Promise<void>;
};

type DirectoryOptions = {
  readonly store: Store;
  readonly vault: Vault;
  readonly logger: Logger;
  /** JWTs are refused without it. */
  readonly jwt?: { readonly verifier: JwtVerifier; readonly accountIdOf: AccountIdReader } | undefined;
};
type KnownKey = { readonly principal: Principal; readonly expiresAtMs: number };

/** Opens a directory over a store; a new link or a revoked key counts as soon as its notice arrives (milliseconds). */
export function createDirectory({ store, vault, logger, jwt }: DirectoryOptions): Directory {
  const keys = createChangeCache<KnownKey>(store);
  const accountLists = createChangeCache<readonly LinkedAccountRow[]>(store);
  const credentials = createChangeCache<Credentials>(store);
  const usage = createUsageLog(store, logger);
  const rates = createRequestRates();

  const accounts = async (workspaceId: string) =>
    (await accountLists.get(workspaceId, () => listLinkedAccounts(store, workspaceId))) ?? [];
  const jwtPrincipals = jwt && createJwtPrincipals({ store, logger, accounts, ...jwt });

  return {
    authenticate: async (bearer) => {
      if (!isApiKey(bearer)) return jwtPrincipals?.authenticate(bearer) ?? null;
      const known = await keys.get(hashApiKey(bearer).toString("base64"), async () =>
        toKnownKey(await findLiveKey(store, bearer)),
      );
      if (known === null || known.expiresAtMs <= Date.now()) return null;
      usage.note(known.principal);
      return known.principal;
    },
    waitSeconds: ({ keyId, requestsPerMinute }) =>
      requestsPerMinute === undefined ? 0 : rates.take(keyId, requestsPerMinute),
    accounts,
    account: async (workspaceId, id) => (await accounts(workspaceId)).find((account) => account.id === id) ?? null,
    credentials: async (account) => {
      const opened = await credentials.get(`${account.workspaceId} ${account.id}`, () =>
        readCredentials(store, vault, account),
      );
      return opened ?? {};
    },
    movedTo: (account, model, key) => selectMovedRecord(store.db, account.id, model, key),
    close: async () => {
      for (const cache of [keys, accountLists, credentials]) cache.close();
      jwtPrincipals?.close();
      await usage.settled();
    },
  };
}

function toKnownKey(row: ApiKeyRow | null): KnownKey | null {
  return row === null ? null : { principal: toPrincipal(row), expiresAtMs: row.expiresAt?.getTime() ?? Infinity };
}

const usageIntervalMs = 60_000;

/** Notes when keys were last used, at most once a minute each and without a request waiting for it. */
function createUsageLog(store: Store, logger: Logger) {
  const notedAtMs = new Map<string, number>();
  const pending = new Set<Promise<void>>();
  return {
    note: ({ workspaceId, keyId }: Principal): void => {
      const now = Date.now();
      if (now - (notedAtMs.get(keyId) ?? -Infinity) < usageIntervalMs) return;
      notedAtMs.set(keyId, now);
      const write = markApiKeyUsed(store.db, workspaceId, keyId)
        .catch((error: unknown) => {
          logger.warn({ err: error, keyId }, "could not note the use of an API key");
        })
        .finally(() => pending.delete(write));
      pending.add(write);
    },
    settled: async (): Promise<void> => {
      await Promise.all(pending);
    },
  };
}
