import type { Queryable } from "./database.js";

/** What is wrong with one use of an account: reading or writing one model; both are `*` for what concerns the whole account. */
export type AccountIssue = {
  readonly code: "NEEDS_RELINK" | "FORBIDDEN" | "UNAVAILABLE";
  readonly model: string;
  readonly direction: string;
  readonly since: string;
  readonly hint: string | null;
};

/** An account as it was when a call was made, whose outcome is noted. */
type CalledAccount = { readonly id: string; readonly timesLinked: number };

type IssuePlace = Pick<AccountIssue, "model" | "direction">;

/** The account's status follows from its issues. */
const statusOf = `case
  when exists (select 1 from account_issues i where i.account_id = a.id and i.code = 'NEEDS_RELINK') then 'NEEDS_RELINK'
  when exists (select 1 from account_issues i where i.account_id = a.id) then 'DEGRADED'
  else 'OK' end`;

/**
 * Raises an issue; of an account that was linked again since the call, or unlinked, none. The row is locked, so that whoever links it at the same
 * moment either ends the issue or is seen here.
 */
export async function upsertAccountIssue(
  db: Queryable,
  { id, timesLinked }: CalledAccount,
  issue: Omit<AccountIssue, "since">,
): Promise<void> {
  await db.query(
    `insert into account_issues (account_id, model, direction, code, hint)
     select id, $3, $4, $5, $6 from linked_accounts where id = $1 and times_linked = $2 for no key update
     on conflict (account_id, model, direction) do update set
       since = case when account_issues.code = excluded.code then account_issues.since else excluded.since end,
       code = excluded.code, hint = excluded.hint`,
    [id, timesLinked, issue.model, issue.direction, issue.code, issue.hint],
  );
  await settleStatus(db, id);
}

/** Ends the issues at these places. */
export async function deleteAccountIssues(
  db: Queryable,
  accountId: string,
  places: readonly IssuePlace[],
): Promise<void> {
  await db.query(
    `delete from account_issues where account_id = $1
       and (model, direction) in (select * from unnest($2::text[], $3::text[]))`,
    [accountId, places.map(({ model }) => model), places.map(({ direction }) => direction)],
  );
  await settleStatus(db, accountId);
}

/** Ends all issues of an account, since it was linked anew. */
export async function deleteAllAccountIssues(db: Queryable, accountId: string): Promise<void> {
  await db.query("delete from account_issues where account_id = $1", [accountId]);
  await settleStatus(db, accountId);
}

/** An account that was unlinked meanwhile has no status to settle. */
async function settleStatus(db: Queryable, accountId: string): Promise<void> {
  await db.query(`update linked_accounts a set status = ${statusOf} where id = $1 and status <> ${statusOf}`, [
    accountId,
  ]);
}
