import pg from "pg";
import type { QueryResultRow } from "pg";

/** What a statement needs: the pool, or one client inside a transaction. */
export type Queryable = {
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the statement beside it is what makes the row type true
  readonly query: <Row extends QueryResultRow>(
    text: string,
    values?: readonly unknown[],
  ) => Promise<{ rows: Row[]; rowCount: number | null }>;
};

export type Database = Queryable & {
  readonly transaction: <T>(run: (db: Queryable) => Promise<T>) => Promise<T>;
  readonly end: () => Promise<void>;
};

const poolSize = 10;
export const connectTimeoutMs = 10_000;
const int8 = 20;

/** Opens a pool; `bigint` columns arrive as numbers and throw when they do not fit. */
export function createDatabase(url: string, applicationName: string): Database {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: applicationName,
    max: poolSize,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    types: typeParsers(),
  });
  // An idle client that loses its server is replaced by the pool; without a listener the event would end the process.
  pool.on("error", () => undefined);
  return {
    query: (text, values) => pool.query(text, copyOf(values)),
    transaction: async (run) => inTransaction(pool, run),
    end: () => pool.end(),
  };
}

const copyOf = (values: readonly unknown[] | undefined) => (values === undefined ? undefined : [...values]);

function typeParsers(): pg.TypeOverrides {
  const types = new pg.TypeOverrides();
  types.setTypeParser(int8, toSafeInteger);
  return types;
}

function toSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError(`The database returned ${text}, which no number holds exactly.`);
  return value;
}

async function inTransaction<T>(pool: pg.Pool, run: (db: Queryable) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await client.query("begin");
    const result = await run({ query: (text, values) => client.query(text, copyOf(values)) });
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((rollbackError: unknown) => {
      failure = rollbackError instanceof Error ? rollbackError : new Error("rollback failed");
    });
    throw error;
  } finally {
    // A client that could not even roll back is thrown away and not lent again.
    client.release(failure);
  }
}
