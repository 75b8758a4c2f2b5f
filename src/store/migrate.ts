import { AppError } from "../lib/errors.js";
import type { Database, Queryable } from "./database.js";
import { migrations } from "./migrations.js";
import type { Migration } from "./migrations.js";

/** Any fixed number will do, as long as all versions of this program agree on it. */
const advisoryLockId = 4_872_119_033;

/** Brings the schema up to date, once over all processes that start together. Throws when a newer program has been here. */
export async function migrate(database: Database): Promise<void> {
  const current = await readVersion(database);
  refuseNewer(current);
  if (current === latestVersion()) return;
  await database.transaction(async (db) => {
    await db.query("select pg_advisory_xact_lock($1)", [advisoryLockId]);
    await db.query(
      `create table if not exists hiregraph_migrations (
         version int primary key, name text not null, applied_at timestamptz not null default clock_timestamp())`,
    );
    const reached = await readVersion(db);
    for (const migration of migrations.filter(({ version }) => version > reached)) await apply(db, migration);
  });
}

async function readVersion(db: Queryable): Promise<number> {
  const { rows: tables } = await db.query<{ exists: boolean }>(
    "select to_regclass('hiregraph_migrations') is not null as exists",
  );
  if (tables[0]?.exists !== true) return 0;
  const { rows } = await db.query<{ version: number | null }>(
    "select max(version) as version from hiregraph_migrations",
  );
  return rows[0]?.version ?? 0;
}

const latestVersion = () => Math.max(...migrations.map(({ version }) => version));

function refuseNewer(current: number): void {
  if (current <= latestVersion()) return;
  throw new AppError(
    "INTERNAL",
    `The database is at version ${current}, this Hiregraph knows ${latestVersion()}. Run the newer Hiregraph, or another database.`,
  );
}

async function apply(db: Queryable, migration: Migration): Promise<void> {
  await db.query(migration.sql);
  await db.query("insert into hiregraph_migrations (version, name) values ($1, $2)", [
    migration.version,
    migration.name,
  ]);
}
