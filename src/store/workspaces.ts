import type { Queryable } from "./database.js";

export type WorkspaceRow = { readonly id: string; readonly name: string };

/** Inserts a workspace unless the name is taken; returns the one that then bears it. */
export async function upsertWorkspace(db: Queryable, workspace: WorkspaceRow): Promise<WorkspaceRow> {
  const { rows } = await db.query<WorkspaceRow>(
    `with inserted as (
       insert into workspaces (id, name) values ($1, $2) on conflict (name) do nothing returning id, name
     )
     select id, name from inserted union all select id, name from workspaces where name = $2 limit 1`,
    [workspace.id, workspace.name],
  );
  // The row of a concurrent insert, which the statement above waited for but does not show.
  const found = rows[0] ?? (await selectWorkspaceByName(db, workspace.name));
  if (found === null) throw new Error("The workspace vanished while it was being read.");
  return found;
}

export async function selectWorkspaceByName(db: Queryable, name: string): Promise<WorkspaceRow | null> {
  const { rows } = await db.query<WorkspaceRow>("select id, name from workspaces where name = $1", [name]);
  return rows[0] ?? null;
}

/** The id of the workspace with this id, or else with this name; null when there is neither. */
export async function selectWorkspaceByIdOrName(db: Queryable, text: string): Promise<string | null> {
  const { rows } = await db.query<{ id: string }>(
    "select id from workspaces where id = $1 or name = $1 order by id <> $1 limit 1",
    [text],
  );
  return rows[0]?.id ?? null;
}
