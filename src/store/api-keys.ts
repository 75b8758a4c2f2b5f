import type { Queryable } from "./database.js";

export type ApiKeyRow = {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly scopes: string[];
  /** Null: all accounts of the workspace. */
  readonly accountIds: string[] | null;
  /** Null: as many as it likes. */
  readonly requestsPerMinute: number | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
};

export type NewApiKey = {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly hash: Buffer;
  readonly scopes: readonly string[];
  readonly accountIds: readonly string[] | null;
  readonly requestsPerMinute: number | null;
  readonly expiresAt: Date | null;
};

const columns = `id, workspace_id as "workspaceId", name, scopes, account_ids as "accountIds",
  requests_per_minute as "requestsPerMinute", created_at as "createdAt", last_used_at as "lastUsedAt",
  expires_at as "expiresAt", revoked_at as "revokedAt"`;

export async function insertApiKey(db: Queryable, key: NewApiKey): Promise<Date> {
  const { rows } = await db.query<{ createdAt: Date }>(
    `insert into api_keys (id, workspace_id, name, hash, scopes, expires_at, account_ids, requests_per_minute)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning created_at as "createdAt"`,
    [
      ...[key.id, key.workspaceId, key.name, key.hash, key.scopes, key.expiresAt],
      ...[key.accountIds, key.requestsPerMinute],
    ],
  );
  return rows[0]?.createdAt ?? new Date();
}

/** All keys of a workspace, revoked ones too, oldest first. */
export async function selectApiKeys(db: Queryable, workspaceId: string): Promise<ApiKeyRow[]> {
  const { rows } = await db.query<ApiKeyRow>(
    `select ${columns} from api_keys where workspace_id = $1 order by created_at, id`,
    [workspaceId],
  );
  return rows;
}

/** The key with that hash unless it is revoked or has expired. */
export async function selectLiveApiKey(db: Queryable, hash: Buffer): Promise<ApiKeyRow | null> {
  const { rows } = await db.query<ApiKeyRow>(
    `select ${columns} from api_keys
     where hash = $1 and revoked_at is null and (expires_at is null or expires_at > clock_timestamp())`,
    [hash],
  );
  return rows[0] ?? null;
}

export async function markApiKeyRevoked(db: Queryable, workspaceId: string, id: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `update api_keys set revoked_at = clock_timestamp() where workspace_id = $1 and id = $2 and revoked_at is null`,
    [workspaceId, id],
  );
  return rowCount === 1;
}

/** Notes a use, but writes at most once a minute over all processes. */
export async function markApiKeyUsed(db: Queryable, workspaceId: string, id: string): Promise<void> {
  await db.query(
    `update api_keys set last_used_at = clock_timestamp()
     where workspace_id = $1 and id = $2 and (last_used_at is null or last_used_at < clock_timestamp() - interval '1 minute')`,
    [workspaceId, id],
  );
}
