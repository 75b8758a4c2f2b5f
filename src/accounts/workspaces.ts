import { AppError } from "../lib/errors.js";
import type { Store } from "../store/store.js";
import { selectWorkspaceByName, upsertWorkspace } from "../store/workspaces.js";
import type { WorkspaceRow } from "../store/workspaces.js";
import { createOpaqueId } from "./opaque-id.js";

/** The workspace where none is named. */
export const defaultWorkspace = "default";

/** Finds a workspace by name, `default` unless told otherwise, and makes it on first use. */
export async function ensureWorkspace(store: Store, name = defaultWorkspace): Promise<WorkspaceRow> {
  return upsertWorkspace(store.db, { id: createOpaqueId(), name });
}

/** Finds a workspace by name; `default` is always there. Throws NOT_FOUND for others that are not. */
export async function findWorkspace(store: Store, name: string): Promise<WorkspaceRow> {
  const found = name === defaultWorkspace ? await ensureWorkspace(store) : await selectWorkspaceByName(store.db, name);
  if (found) return found;
  throw new AppError("NOT_FOUND", `--workspace: there is no workspace ${JSON.stringify(name)}.`);
}
