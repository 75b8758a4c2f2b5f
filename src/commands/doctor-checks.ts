import { loadEncryptionKeys } from "../accounts/key-material.js";
import { listLinkedAccounts } from "../accounts/linked-accounts.js";
import type { LinkedAccountRow } from "../accounts/linked-accounts.js";
import { createVault } from "../accounts/vault.js";
import { defaultWorkspace } from "../accounts/workspaces.js";
import type { Config } from "../config.js";
import { AppError } from "../lib/errors.js";
import { openStore } from "../store/store.js";
import type { Store } from "../store/store.js";
import { createAccountProofs } from "./account-proofs.js";
import type { AccountProofs } from "./account-proofs.js";
import { describeFailure } from "./failure.js";
import { loadCallingConfig } from "./sandbox-environment.js";
import { findWorkspace } from "./with-workspace.js";

export interface CheckResult {
  check: string;
  ok: boolean;
  detail: string;
  /** What to do about a failure, where the detail does not say it. */
  hint: string | null;
}

const greatestSkewMs = 5_000;

/** Checks one thing after the other as far as they do not depend on a failed one; never throws. */
export async function checkAll(env: NodeJS.ProcessEnv, workspace: string): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  const check = async <T>(name: string, run: () => Promise<{ value: T; detail: string }>, hint?: string) => {
    const outcome = await attempt(name, run, env, hint);
    results.push(outcome.result);
    return outcome.value;
  };
  const config = await check("configuration", () => configuration(env), "correct the variable, then try again");
  if (config === undefined) return results;
  const keys = await check("encryption key", () => encryptionKey(config));
  const store = await check("database", () => database(config));
  if (store === undefined) return results;
  try {
    await check("clock", () => clock(store), "synchronise this machine's clock and the database's (NTP)");
    if (keys === undefined) return results;
    const accounts = await check("workspace", () => accountsOf(store, workspace));
    if (accounts === undefined) return results;
    const proofs = createAccountProofs(store, createVault(keys), config);
    const runs = accounts.map((account) => checkAccount(account, { proofs, workspace, env }));
    results.push(...(await Promise.all(runs).finally(() => proofs.close())));
    return results;
  } finally {
    await store.close();
  }
}

async function attempt<T>(
  check: string,
  run: () => Promise<{ value: T; detail: string }>,
  env: NodeJS.ProcessEnv,
  hint: string | ((error: unknown) => string | null) = () => null,
): Promise<{ result: CheckResult; value?: T }> {
  try {
    const { value, detail } = await run();
    return { result: { check, ok: true, detail, hint: null }, value };
  } catch (error) {
    const said = typeof hint === "string" ? hint : hint(error);
    return { result: { check, ok: false, detail: describeFailure(error, env), hint: said } };
  }
}

async function configuration(env: NodeJS.ProcessEnv) {
  const config = await loadCallingConfig(env);
  return { value: config, detail: `data folder ${config.dataDir}` };
}

async function encryptionKey(config: Config) {
  const keys = await loadEncryptionKeys(config, "existing");
  const origin = config.encryptionKeys.length > 0 ? "HIREGRAPH_ENCRYPTION_KEY" : "the data folder";
  return { value: keys, detail: `${keys.length} from ${origin}` };
}

async function database(config: Config) {
  const store = await openStore(config);
  const kind = config.databaseUrl === undefined ? "embedded" : "from HIREGRAPH_DATABASE_URL";
  return { value: store, detail: `${kind}, reachable and migrated` };
}

async function clock(store: Store) {
  const beforeMs = Date.now();
  const { rows } = await store.db.query<{ now: Date }>("select clock_timestamp() as now");
  const skewMs = Math.abs((rows[0]?.now.getTime() ?? 0) - (beforeMs + Date.now()) / 2);
  const detail = `${Math.round(skewMs)} ms from the database's`;
  if (skewMs > greatestSkewMs) throw new AppError("INTERNAL", detail);
  return { value: skewMs, detail };
}

async function accountsOf(store: Store, workspace: string) {
  const { id, name } = await findWorkspace(store, workspace);
  const accounts = await listLinkedAccounts(store, id);
  return { value: accounts, detail: `${name}, linked accounts: ${accounts.length}` };
}

async function checkAccount(
  account: LinkedAccountRow,
  { proofs, workspace, env }: { proofs: AccountProofs; workspace: string; env: NodeJS.ProcessEnv },
): Promise<CheckResult> {
  const isByConsent = await proofs.isByConsent(account);
  const prove = async () => {
    await proofs.prove(account);
    return { value: true, detail: "the provider accepts its credentials" };
  };
  const name = `account ${account.provider} ${account.subdomain}`;
  return (await attempt(name, prove, env, accountHint(account, workspace, isByConsent))).result;
}

function accountHint(
  account: LinkedAccountRow,
  workspace: string,
  isByConsent: boolean,
): (error: unknown) => string | null {
  const { provider, subdomain, externalId } = account;
  const way = isByConsent
    ? `--connect --external-id ${JSON.stringify(externalId ?? subdomain)}`
    : `--subdomain ${subdomain} --token -`;
  const where = workspace === defaultWorkspace ? "" : ` --workspace ${JSON.stringify(workspace)}`;
  const link = `hiregraph link ${provider} ${way}${where}`;
  return (error) => {
    const code = error instanceof AppError ? error.code : "INTERNAL";
    if (code === "ACCOUNT_NEEDS_RELINK") return link;
    if (code === "PROVIDER_UNAVAILABLE" && error instanceof AppError && error.retryable)
      return "check the network between this machine and the provider";
    return null;
  };
}
