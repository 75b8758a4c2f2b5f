import type { Queryable } from "./database.js";

/** Notes that a record goes on under another key. */
export async function insertMovedRecord(
  db: Queryable,
  accountId: string,
  model: string,
  from: string,
  to: string,
): Promise<void> {
  await db.query(
    `insert into moved_records (account_id, model, old_key, new_key) values ($1, $2, $3, $4)
     on conflict (account_id, model, old_key) do update set new_key = excluded.new_key`,
    [accountId, model, from, to],
  );
}

/** The key that a record goes on under, however often it has moved; null when it has not. */
export async function selectMovedRecord(
  db: Queryable,
  accountId: string,
  model: string,
  key: string,
): Promise<string | null> {
  const { rows } = await db.query<{ key: string }>(
    `with recursive path (key, hops) as (
       select $3::text, 0
       union all
       select moved.new_key, path.hops + 1 from moved_records moved join path on moved.old_key = path.key
       where moved.account_id = $1 and moved.model = $2 and path.hops < 20)
     select key from path where hops > 0 order by hops desc limit 1`,
    [accountId, model, key],
  );
  return rows[0]?.key ?? null;
}
