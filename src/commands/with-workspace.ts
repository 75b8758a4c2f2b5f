import { ensureWorkspace } from "../accounts/workspaces.js";
import type { Config } from "../config.js";
import { openStore } from "../store/store.js";
import type { Store } from "../store/store.js";

/** Runs a short command in a workspace, which is made on first use, beside a server or without one; always closes the store. */
export async function withWorkspace<T>(
  config: Config,
  name: string,
  run: (store: Store, workspaceId: string) => Promise<T>,
): Promise<T> {
  const store = await openStore(config);
  try {
    const { id } = await ensureWorkspace(store, name);
    return await run(store, id);
  } finally {
    await store.close();
  }
}

/** The option that all commands on workspaces share. */
export const workspaceOption = ["--workspace <name>", "the workspace", "default"] as const;
