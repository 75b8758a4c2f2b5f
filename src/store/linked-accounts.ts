import type { AccountIssue } from "./account-issues.js";
import type { Queryable } from "./database.js";

export type AccountStatus = "OK" | "NEEDS_RELINK" | "DEGRADED";

/** What an account is set to beside its credentials: memberId, publisher, timeZone, clientId. */
export type AccountSettings = Readonly<Record<string, string>>;

export type LinkedAccountRow = {
  /** Short, opaque and safe in a URL; it survives linking again. */
  readonly id: string;
  readonly workspaceId: string;
  readonly provider: string;
  readonly subdomain: string;
  readonly externalId: string | null;
  readonly displayName: string | null;
  readonly status: AccountStatus;
  readonly settings: AccountSettings;
  readonly createdAt: Date;
  /** How often it was linked: what was found out of it before it was linked again holds no longer. */
  readonly timesLinked: number;
  /** What is wrong, the oldest first. */
  readonly issues: readonly AccountIssue[];
};

const columns = `id, workspace_id as "workspaceId", provider, subdomain, external_id as "externalId",
  display_name as "displayName", status, settings, created_at as "createdAt",
  times_linked as "timesLinked",
  (select coalesce(json_agg(json_build_object('code', code, 'model', model, 'direction', direction, 'since', since, 'hint', hint)
     order by since, model), '[]') from account_issues where account_id = linked_accounts.id) as issues`;

/** Inserts an account, or brings the one with the same provider and subdomain up to date and keeps its id and creation time. */
export async function upsertLinkedAccount(
  db: Queryable,
  account: Omit<LinkedAccountRow, "createdAt" | "timesLinked" | "issues">,
): Promise<LinkedAccountRow> {
  const { rows } = await db.query<LinkedAccountRow>(
    `insert into linked_accounts (id, workspace_id, provider, subdomain, external_id, display_name, status, settings)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (workspace_id, provider, subdomain) do update set
       external_id = coalesce(excluded.external_id, linked_accounts.external_id),
       display_name = coalesce(excluded.display_name, linked_accounts.display_name),
       status = excluded.status,
       times_linked = linked_accounts.times_linked + 1,
       settings = linked_accounts.settings || excluded.settings
     returning ${columns}`,
    [
      account.id,
      account.workspaceId,
      account.provider,
      account.subdomain,
      account.externalId,
      account.displayName,
      account.status,
      JSON.stringify(account.settings),
    ],
  );
  const [stored] = rows;
  if (stored === undefined) throw new Error("The linked account was not stored.");
  return stored;
}

/** The accounts of a workspace, oldest first. */
export async function selectLinkedAccounts(db: Queryable, workspaceId: string): Promise<LinkedAccountRow[]> {
  const { rows } = await db.query<LinkedAccountRow>(
    `select ${columns} from linked_accounts where workspace_id = $1 order by created_at, id`,
    [workspaceId],
  );
  return rows;
}

/** Accounts of all workspaces whose credentials were refused, in the order of their ids, which are greater than `after`. */
export async function selectAccountsToRelink(db: Queryable, after: string, limit: number): Promise<LinkedAccountRow[]> {
  const { rows } = await db.query<LinkedAccountRow>(
    `select ${columns} from linked_accounts where status = 'NEEDS_RELINK' and id > $1 order by id limit $2`,
    [after, limit],
  );
  return rows;
}

export async function selectLinkedAccount(
  db: Queryable,
  workspaceId: string,
  id: string,
): Promise<LinkedAccountRow | null> {
  const { rows } = await db.query<LinkedAccountRow>(
    `select ${columns} from linked_accounts where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  );
  return rows[0] ?? null;
}

export async function updateAccountStatus(
  db: Queryable,
  workspaceId: string,
  id: string,
  status: AccountStatus,
): Promise<boolean> {
  const { rowCount } = await db.query(`update linked_accounts set status = $3 where workspace_id = $1 and id = $2`, [
    workspaceId,
    id,
    status,
  ]);
  return rowCount === 1;
}

/** Deletes an account; its credentials go with it. */
export async function deleteLinkedAccount(db: Queryable, workspaceId: string, id: string): Promise<boolean> {
  const { rowCount } = await db.query(`delete from linked_accounts where workspace_id = $1 and id = $2`, [
    workspaceId,
    id,
  ]);
  return rowCount === 1;
}

/** The account that a workspace has linked at a provider under a subdomain. */
export async function selectAccountAt(
  db: Queryable,
  { workspaceId, provider, subdomain }: Pick<LinkedAccountRow, "workspaceId" | "provider" | "subdomain">,
): Promise<LinkedAccountRow | null> {
  const { rows } = await db.query<LinkedAccountRow>(
    `select ${columns} from linked_accounts where workspace_id = $1 and provider = $2 and subdomain = $3`,
    [workspaceId, provider, subdomain],
  );
  return rows[0] ?? null;
}

/** What is absent stays as it is, also when somebody else changes it at the same time; null clears. */
export type AccountChanges = {
  readonly externalId?: string | null;
  readonly displayName?: string | null;
  /** The provider's id of the user in whose name to act where a mutation does not say. */
  readonly memberId?: string | null;
};

/** Null when the workspace has no such account. */
export async function updateAccountDetails(
  db: Queryable,
  { workspaceId, id }: Pick<LinkedAccountRow, "workspaceId" | "id">,
  { externalId, displayName, memberId }: AccountChanges,
): Promise<LinkedAccountRow | null> {
  const { rows } = await db.query<LinkedAccountRow>(
    `update linked_accounts set
       external_id = case when $3 then $4 else external_id end,
       display_name = case when $5 then $6 else display_name end,
       settings = case when $7 then settings - 'memberId' || jsonb_strip_nulls(jsonb_build_object('memberId', $8::text)) else settings end
     where workspace_id = $1 and id = $2 returning ${columns}`,
    [workspaceId, id, ...[externalId, displayName, memberId].flatMap((value) => [value !== undefined, value ?? null])],
  );
  return rows[0] ?? null;
}
