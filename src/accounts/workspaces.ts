import type { Store } from "../store/store.js";
import { upsertWorkspace } from "../store/workspaces.js";
import type { WorkspaceRow } from "../store/workspaces.js";
import { createOpaqueId } from "./opaque-id.js";

/** The workspace where none is named. */
export const defaultWorkspace = "default";

/** Finds a workspace by name, `default` unless told otherwise, and makes it on first use. */
export async function ensureWorkspace(store: Store, name = defaultWorkspace): Promise<WorkspaceRow> {
  return upsertWorkspace(store.db, { id: createOpaqueId(), name });
}
