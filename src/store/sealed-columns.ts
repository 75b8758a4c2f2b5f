import type { Queryable } from "./database.js";

/** Where a secret belongs; it opens nowhere else, so rows cannot be swapped in the database. */
export type SecretPlace = { readonly workspaceId: string; readonly accountId: string; readonly column: string };

type Address = { readonly id: string; readonly workspaceId: string; readonly accountId: string };

export type SealedRow = Address & { readonly keyId: string; readonly sealed: Buffer };

/** A row with what it is to hold in place of what was read. */
export type Resealed = { readonly row: SealedRow; readonly sealed: Buffer };

/** A table with the columns workspace_id, account_id, key_id and sealed. */
export type SealedTable = {
  readonly name: string;
  /** The column that tells its rows apart. */
  readonly id: string;
  readonly placeOf: (row: Address) => SecretPlace;
};

export function placeOfCredentials({ workspaceId, accountId }: Omit<Address, "id">): SecretPlace {
  return { workspaceId, accountId, column: "credentials.sealed" };
}

export function placeOfWrite({ id, workspaceId, accountId }: Address): SecretPlace {
  return { workspaceId, accountId, column: `writes.sealed ${id}` };
}

/** Everything that the vault seals: what is not listed here is left under the old key when keys are rotated. */
export const sealedTables: readonly SealedTable[] = [
  { name: "credentials", id: "account_id", placeOf: placeOfCredentials },
  { name: "writes", id: "id", placeOf: placeOfWrite },
];

/** Rows that are sealed under another key, in the order of their ids, which are greater than `after`. */
export async function selectSealedOtherwise(
  db: Queryable,
  { name, id }: SealedTable,
  keyId: string,
  after: string,
  limit: number,
): Promise<SealedRow[]> {
  const { rows } = await db.query<SealedRow>(
    `select ${id} as id, workspace_id as "workspaceId", coalesce(account_id, '') as "accountId", key_id as "keyId", sealed
     from ${name} where key_id <> $1 and ${id} > $2 order by ${id} limit $3`,
    [keyId, after, limit],
  );
  return rows;
}

export async function countSealedOtherwise(db: Queryable, { name }: SealedTable, keyId: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(`select count(*) from ${name} where key_id <> $1`, [keyId]);
  return rows[0]?.count ?? 0;
}

/**
 * Replaces what is still as it was read, and gives the ids. Rows that another session is writing are left out and never waited for, so that this
 * cannot end in a deadlock.
 */
export async function replaceSealed(
  db: Queryable,
  { name, id }: SealedTable,
  keyId: string,
  changes: readonly Resealed[],
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `with fresh as (select * from unnest($2::text[], $3::bytea[], $4::bytea[]) as fresh (id, sealed, was)),
       free as (select ${id} as id from ${name} where ${id} = any ($2) for update skip locked)
     update ${name} as held set key_id = $1, sealed = fresh.sealed
     from fresh join free using (id)
     where held.${id} = fresh.id and held.sealed = fresh.was
     returning fresh.id`,
    [
      keyId,
      changes.map(({ row }) => row.id),
      changes.map(({ sealed }) => sealed),
      changes.map(({ row }) => row.sealed),
    ],
  );
  return rows.map((row) => row.id);
}
