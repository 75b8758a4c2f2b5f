import type { Queryable } from "./database.js";

/** What a link allows: one account of one workspace to be linked, once, for a time. The token itself is not stored. */
export type LinkTokenRow = {
  readonly id: string;
  readonly workspaceId: string;
  readonly externalId: string | null;
  /** The provider's id; null when whoever opens the link chooses. */
  readonly provider: string | null;
  /** What the link asks for, as scopes of our own. */
  readonly scopes: readonly string[];
  /** Where the browser goes afterwards. */
  readonly redirectUrl: string | null;
  /** The one origin that may frame the page, and that is told when it is done. */
  readonly allowedOrigin: string | null;
  /** The one account that may be linked, again. */
  readonly accountId: string | null;
  readonly expiresAt: Date;
};

/** `isUsed`: an account was linked with it. `isOver`: it is used, its time is up, or it was tried in vain too often. */
export type FoundLinkToken = LinkTokenRow & { readonly isUsed: boolean; readonly isOver: boolean };

export type NewLinkToken = Omit<LinkTokenRow, "expiresAt"> & {
  readonly hash: Buffer;
  readonly lifetimeMinutes: number;
};

/** How often a link may be tried with credentials that are not accepted, so that nobody guesses them with its help. */
const maxFailures = 30;

const isLive = `used_at is null and expires_at > clock_timestamp() and failures < ${maxFailures}`;

const columns = `id, workspace_id as "workspaceId", external_id as "externalId", provider, scopes,
  redirect_url as "redirectUrl", allowed_origin as "allowedOrigin", account_id as "accountId", expires_at as "expiresAt"`;

/** When it ends, by the database's clock. */
export async function insertLinkToken(db: Queryable, token: NewLinkToken): Promise<Date> {
  const { rows } = await db.query<{ expiresAt: Date }>(
    `insert into link_tokens (id, workspace_id, hash, external_id, provider, scopes, redirect_url, allowed_origin, account_id, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, clock_timestamp() + $10 * interval '1 minute')
     returning expires_at as "expiresAt"`,
    [
      ...[token.id, token.workspaceId, token.hash, token.externalId, token.provider, [...token.scopes]],
      ...[token.redirectUrl, token.allowedOrigin, token.accountId, token.lifetimeMinutes],
    ],
  );
  const [stored] = rows;
  if (stored === undefined) throw new Error("The link token was not stored.");
  return stored.expiresAt;
}

/** The link of that hash, also one that is over. */
export async function selectLinkToken(db: Queryable, hash: Buffer): Promise<FoundLinkToken | null> {
  const { rows } = await db.query<FoundLinkToken>(
    `select ${columns}, used_at is not null as "isUsed", not (${isLive}) as "isOver" from link_tokens where hash = $1`,
    [hash],
  );
  return rows[0] ?? null;
}

/** Uses a link up; false when it is over. Of two transactions that do so at once, the second waits for the first and then has false. */
export async function spendLinkToken(db: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `update link_tokens set used_at = clock_timestamp() where id = $1 and ${isLive}`,
    [id],
  );
  return rowCount === 1;
}

/** Notes that a link was tried with credentials that were not accepted. */
export async function countLinkFailure(db: Queryable, id: string): Promise<void> {
  await db.query("update link_tokens set failures = failures + 1 where id = $1", [id]);
}

/** Forgets links that ended so many days ago; until then, they are known as over. */
export async function deleteOldLinkTokens(db: Queryable, days: number): Promise<void> {
  await db.query("delete from link_tokens where expires_at < now() - $1 * interval '1 day'", [days]);
}
