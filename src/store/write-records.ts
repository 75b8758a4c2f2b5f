import type { Queryable } from "./database.js";

/** What is kept of a write, so that it happens once. What the client sent is sealed, and forgotten when the write is done. */
export type WriteRow = {
  readonly id: string;
  readonly workspaceId: string;
  /** Empty for a change of the workspace's accounts themselves. */
  readonly accountId: string;
  readonly name: string;
  readonly inputHash: Buffer;
  readonly status: "open" | "done";
  /** The process that is at it; null when none is. */
  readonly owner: string | null;
  readonly keyId: string;
  readonly sealed: Buffer;
};

export type NewWrite = Omit<WriteRow, "status"> & { readonly keyHash: Buffer };

export type SavedWrite = Pick<WriteRow, "id" | "status" | "owner" | "keyId" | "sealed"> & {
  /** Whether a call of it may or may not have been taken. */
  readonly isInDoubt: boolean;
};

const columns = `id, workspace_id as "workspaceId", coalesce(account_id, '') as "accountId", name, input_hash as "inputHash", status, owner,
  key_id as "keyId", sealed`;

/** A process that has gone, however it went, has no session at the database any more. */
const isFree = (owner: string) =>
  `(owner is null or owner = ${owner} or not exists (select 1 from pg_stat_activity where application_name = owner))`;

/** Null when the workspace has a write of that key already. */
export async function insertWrite(db: Queryable, write: NewWrite): Promise<WriteRow | null> {
  const { rows } = await db.query<WriteRow>(
    `insert into writes (id, workspace_id, account_id, key_hash, name, input_hash, status, owner, key_id, sealed)
     values ($1, $2, nullif($3, ''), $4, $5, $6, 'open', $7, $8, $9)
     on conflict (workspace_id, key_hash) do nothing returning ${columns}`,
    [
      write.id,
      write.workspaceId,
      write.accountId,
      write.keyHash,
      write.name,
      write.inputHash,
      write.owner,
      write.keyId,
      write.sealed,
    ],
  );
  return rows[0] ?? null;
}

export async function selectWrite(db: Queryable, workspaceId: string, keyHash: Buffer): Promise<WriteRow | null> {
  const { rows } = await db.query<WriteRow>(`select ${columns} from writes where workspace_id = $1 and key_hash = $2`, [
    workspaceId,
    keyHash,
  ]);
  return rows[0] ?? null;
}

/** Takes an open write over from nobody, or from a process that has gone; null when it is done or somebody is at it. */
export async function takeWrite(db: Queryable, id: string, owner: string): Promise<WriteRow | null> {
  const { rows } = await db.query<WriteRow>(
    `update writes set owner = $2, updated_at = clock_timestamp()
     where id = $1 and status = 'open' and ${isFree("$2")} returning ${columns}`,
    [id, owner],
  );
  return rows[0] ?? null;
}

/** Saves a write's progress; false when another process has taken it over meanwhile. */
export async function updateWrite(db: Queryable, write: SavedWrite, owner: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `update writes set status = $2, owner = $3, key_id = $4, sealed = $5, updated_at = clock_timestamp(),
       in_doubt_since = case when $6 then coalesce(in_doubt_since, clock_timestamp()) end
     where id = $1 and owner = $7`,
    [write.id, write.status, write.owner, write.keyId, write.sealed, write.isInDoubt, owner],
  );
  return rowCount === 1;
}

/** Forgets an open write that changed nothing. */
export async function deleteWrite(db: Queryable, id: string, owner: string): Promise<void> {
  await db.query(`delete from writes where id = $1 and owner = $2 and status = 'open'`, [id, owner]);
}

/**
 * Writes in doubt that nobody is at and that were left alone for a time, the longest first. The longer one has been in doubt when it was last
 * looked at, the longer it is left alone.
 */
export async function selectDoubtfulWrites(
  db: Queryable,
  owner: string,
  quietMs: number,
  limit: number,
): Promise<WriteRow[]> {
  const { rows } = await db.query<WriteRow>(
    `select ${columns} from writes
     where in_doubt_since is not null and status = 'open' and ${isFree("$1")}
       and updated_at < clock_timestamp()
         - greatest($2 * interval '1 millisecond', (updated_at - in_doubt_since) / 4)
     order by updated_at limit $3`,
    [owner, quietMs, limit],
  );
  return rows;
}

/**
 * Forgets what is older than the keys are promised to be kept; open writes are kept as long again, those in doubt from when they came to be so, because
 * they are looked at time and again.
 */
export async function deleteOldWrites(db: Queryable, days: number): Promise<void> {
  // Not clock_timestamp(): what may differ from row to row is looked up in no index.
  await db.query(
    `delete from writes where updated_at < now() - $1 * interval '1 day'
         and (status = 'done' or updated_at < now() - 2 * $1 * interval '1 day')
       or in_doubt_since < now() - 2 * $1 * interval '1 day'`,
    [days],
  );
}

/** Marks a record as made by a write; false when another write made it. */
export async function claimRecord(
  db: Queryable,
  accountId: string,
  recordHash: Buffer,
  writeId: string,
): Promise<boolean> {
  const { rows } = await db.query<{ writeId: string }>(
    `with made as (
       insert into write_claims (account_id, record_hash, write_id) values ($1, $2, $3)
       on conflict do nothing returning write_id)
     select write_id as "writeId" from made
     union all select write_id from write_claims where account_id = $1 and record_hash = $2`,
    [accountId, recordHash, writeId],
  );
  return rows.some((row) => row.writeId === writeId);
}

/** Whether a record is marked as made by another write. */
export async function isRecordOfOthers(
  db: Queryable,
  accountId: string,
  recordHash: Buffer,
  writeId: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    "select 1 from write_claims where account_id = $1 and record_hash = $2 and write_id <> $3",
    [accountId, recordHash, writeId],
  );
  return rowCount === 1;
}

export type TwinRow = WriteRow & { readonly isBeingDone: boolean };

/**
 * Other writes of the same input that were at work when this one was noted, or some minutes before it, or at any time since; and whether a process is
 * at them.
 */
export async function selectTwins(db: Queryable, write: WriteRow): Promise<TwinRow[]> {
  const { rows } = await db.query<TwinRow>(
    `select ${columns}, exists (select 1 from pg_stat_activity where application_name = owner) as "isBeingDone"
     from writes where account_id = $1 and input_hash = $2 and id <> $3
       and updated_at > (select created_at from writes where id = $3) - interval '10 minutes'`,
    [write.accountId, write.inputHash, write.id],
  );
  return rows;
}
