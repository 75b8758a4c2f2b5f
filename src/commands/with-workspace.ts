import { readName } from "../accounts/names.js";
import { defaultWorkspace, ensureWorkspace } from "../accounts/workspaces.js";
import type { Config } from "../config.js";
import { AppError } from "../lib/errors.js";
import { openStore } from "../store/store.js";
import type { Store } from "../store/store.js";
import { selectWorkspaceByName } from "../store/workspaces.js";
import type { WorkspaceRow } from "../store/workspaces.js";

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

/** Finds a workspace by name; `default` is always there. Throws NOT_FOUND for others that are not. */
export async function findWorkspace(store: Store, name: string): Promise<WorkspaceRow> {
  const found = name === defaultWorkspace ? await ensureWorkspace(store) : await selectWorkspaceByName(store.db, name);
  if (found) return found;
  throw new AppError("NOT_FOUND", `--workspace: there is no workspace ${JSON.stringify(name)}.`);
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
