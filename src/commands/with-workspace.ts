import { readName } from "../accounts/link-tokens.js";
import { defaultWorkspace, ensureWorkspace, findWorkspace } from "../accounts/workspaces.js";
import type { Config } from "../config.js";
import { openStore } from "../store/store.js";
import type { Store } from "../store/store.js";

type Run<T> = (store: Store, workspaceId: string) => Promise<T>;

/** Runs a short command in a workspace that there is, beside a server or without one; always closes the store. */
export async function withWorkspace<T>(config: Config, name: string, run: Run<T>): Promise<T> {
  return withStore(config, async (store) => run(store, (await findWorkspace(store, name)).id));
}

/** As `withWorkspace`, for commands that put something into it: one that there is not is made. */
export async function withNewWorkspace<T>(config: Config, name: string, run: Run<T>): Promise<T> {
  const readable = readName(name, "--workspace");
  return withStore(config, async (store) => run(store, (await ensureWorkspace(store, readable)).id));
}

async function withStore<T>(config: Config, run: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(config);
  try {
    return await run(store);
  } finally {
    await store.close();
  }
}

/** The option that all commands on workspaces share. */
export const workspaceOption = ["--workspace <name>", "the workspace", defaultWorkspace] as const;
