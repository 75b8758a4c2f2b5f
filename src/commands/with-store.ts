import { ensureWorkspace } from "../accounts/workspaces.js";
import type { Config } from "../config.js";
import { openStore } from "../store/store.js";
import type { Store } from "../store/store.js";

/** Runs a short command on the database, beside a server or without one, and closes it whatever happens. */
export async function withStore<T>(config: Config, run: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(config);
  try {
    return await run(store);
  } finally {
    await store.close();
  }
}

/** The same in one workspace, which is made on first use. */
export async function withWorkspace<T>(
  config: Config,
  name: string,
  run: (store: Store, workspaceId: string) => Promise<T>,
): Promise<T> {
  return withStore(config, async (store) => run(store, (await ensureWorkspace(store, name)).id));
}

/** The option that all commands on workspaces share. */
export const workspaceOption = ["--workspace <name>", "the workspace", "default"] as const;
