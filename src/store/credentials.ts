import type { Queryable } from "./database.js";

export type SealedCredentials = { readonly keyId: string; readonly sealed: Buffer };

export async function upsertCredentials(
  db: Queryable,
  workspaceId: string,
  accountId: string,
  credentials: SealedCredentials,
): Promise<void> {
  await db.query(
    `insert into credentials (workspace_id, account_id, key_id, sealed) values ($1, $2, $3, $4)
     on conflict (workspace_id, account_id) do update set
       key_id = excluded.key_id, sealed = excluded.sealed, updated_at = clock_timestamp()`,
    [workspaceId, accountId, credentials.keyId, credentials.sealed],
  );
}

export async function selectCredentials(
  db: Queryable,
  workspaceId: string,
  accountId: string,
): Promise<SealedCredentials | null> {
  const { rows } = await db.query<SealedCredentials>(
    `select key_id as "keyId", sealed from credentials where workspace_id = $1 and account_id = $2`,
    [workspaceId, accountId],
  );
  return rows[0] ?? null;
}
