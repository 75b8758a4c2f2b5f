import type { Queryable } from "./database.js";

export type ActorKind = "api_key" | "jwt" | "command" | "link" | "system";

/** A plain value that is told of an event; never a text that a client or a provider wrote. */
export type Fact = string | number | boolean | null | readonly string[];

export type AuditEventRow = {
  /** The place in the log: later events have greater ones. */
  readonly id: number;
  readonly workspaceId: string;
  readonly at: Date;
  readonly actorKind: ActorKind;
  readonly actorId: string | null;
  readonly action: string;
  /** The account may be gone. */
  readonly accountId: string | null;
  readonly detail: Readonly<Record<string, Fact>>;
};

export type NewAuditEvent = Omit<AuditEventRow, "id">;

/** Which events of a workspace; what is given must all hold, and an empty list holds for none. */
export type AuditFilter = {
  readonly accountIds?: readonly string[];
  readonly actions?: readonly string[];
  readonly actorId?: string;
  readonly at?: TimeConditions;
};

/** Conditions on an instant, ISO 8601 texts; one that is absent or null asks nothing. */
export type TimeConditions = {
  readonly [Comparison in "eq" | "neq" | "gt" | "gte" | "lt" | "lte"]?: string | null | undefined;
} & {
  readonly in?: readonly string[] | null | undefined;
  readonly nin?: readonly string[] | null | undefined;
  readonly isNull?: boolean | null | undefined;
};

/** A stretch of the log, read from `from`, which is not in it: the newest first, or towards newer ones the oldest first. */
export type AuditStretch = {
  readonly direction: "older" | "newer";
  readonly from: number | null;
  readonly limit: number;
};

const timeConditions: Readonly<Record<keyof TimeConditions, string>> = {
  eq: "at = ?",
  neq: "at <> ?",
  gt: "at > ?",
  gte: "at >= ?",
  lt: "at < ?",
  lte: "at <= ?",
  in: "at = any(?::timestamptz[])",
  nin: "at <> all(?::timestamptz[])",
  isNull: "(at is null) = ?",
};

const columns = `id, workspace_id as "workspaceId", at, actor_kind as "actorKind", actor_id as "actorId", action,
  account_id as "accountId", detail`;

/** Appends events in their order; those of a workspace that is gone are left out, so that they do not hold up the others. */
export async function insertAuditEvents(db: Queryable, events: readonly NewAuditEvent[]): Promise<void> {
  await db.query(
    `insert into audit_events (workspace_id, at, actor_kind, actor_id, action, account_id, detail)
     select "workspaceId", at, "actorKind", "actorId", action, "accountId", detail
     from rows from (jsonb_to_recordset($1) as (
       "workspaceId" text, at timestamptz, "actorKind" text, "actorId" text, action text, "accountId" text, detail jsonb
     )) with ordinality as event ("workspaceId", at, "actorKind", "actorId", action, "accountId", detail, place)
     where exists (select 1 from workspaces where id = "workspaceId")
     order by place`,
    [JSON.stringify(events)],
  );
}

export async function selectAuditEvents(
  db: Queryable,
  workspaceId: string,
  filter: AuditFilter,
  { direction, from, limit }: AuditStretch,
): Promise<AuditEventRow[]> {
  const { where, values } = conditions(workspaceId, filter);
  const [side, order] = direction === "older" ? ["<", "desc"] : [">", "asc"];
  const place = `$${values.length + 1}::bigint`;
  const { rows } = await db.query<AuditEventRow>(
    `select ${columns} from audit_events where ${where} and (${place} is null or id ${side} ${place})
     order by id ${order} limit $${values.length + 2}`,
    [...values, from, limit],
  );
  return rows;
}

export async function countAuditEvents(db: Queryable, workspaceId: string, filter: AuditFilter): Promise<number> {
  const { where, values } = conditions(workspaceId, filter);
  const { rows } = await db.query<{ count: number }>(`select count(*) from audit_events where ${where}`, values);
  return rows[0]?.count ?? 0;
}

export async function selectAuditEvent(db: Queryable, workspaceId: string, id: number): Promise<AuditEventRow | null> {
  const { rows } = await db.query<AuditEventRow>(
    `select ${columns} from audit_events where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  );
  return rows[0] ?? null;
}

/** Forgets the events that are older than so many days; how many they were. */
export async function deleteOldAuditEvents(db: Queryable, days: number): Promise<number> {
  const { rowCount } = await db.query(`delete from audit_events where at < now() - $1 * interval '1 day'`, [days]);
  return rowCount ?? 0;
}

function conditions(workspaceId: string, filter: AuditFilter): { where: string; values: unknown[] } {
  const values: unknown[] = [];
  const clauses: string[] = [];
  const add = (clause: string, value: unknown) => {
    if (value === undefined || value === null) return;
    values.push(value);
    clauses.push(clause.replace("?", `$${values.length}`));
  };
  add("workspace_id = ?", workspaceId);
  add("account_id = any(?)", filter.accountIds);
  add("action = any(?)", filter.actions);
  add("actor_id = ?", filter.actorId);
  const times: Readonly<Record<string, unknown>> = filter.at ?? {};
  for (const [name, clause] of Object.entries(timeConditions)) add(clause, times[name]);
  return { where: clauses.join(" and "), values };
}
