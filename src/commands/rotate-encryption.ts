import type { Command } from "commander";
import { commandActor, writeAuditEvent } from "../accounts/audit.js";
import { rotateEncryption } from "../accounts/encryption-rotation.js";
import type { Rotation, Unopened } from "../accounts/encryption-rotation.js";
import { loadEncryptionKeys } from "../accounts/key-material.js";
import { getLinkedAccount } from "../accounts/linked-accounts.js";
import { createVault } from "../accounts/vault.js";
import type { Vault } from "../accounts/vault.js";
import { loadConfig } from "../config.js";
import { AppError } from "../lib/errors.js";
import { accountGlobalId } from "../schema/relay/global-id.js";
import { openStore } from "../store/store.js";
import type { Store } from "../store/store.js";
import { printJson, printLine } from "./output.js";

type Options = { json?: true };
type NamedUnopened = {
  table: string;
  account: string;
  provider: string | null;
  subdomain: string | null;
  reason: string;
};

export function addRotateEncryptionCommand(keys: Command, env: NodeJS.ProcessEnv): void {
  keys
    .command("rotate-encryption")
    .description("Seal everything that is stored anew under the first key of HIREGRAPH_ENCRYPTION_KEY, beside servers.")
    .option("--json", 'print {"keyId","resealed","unopened","left"}')
    .addHelpText(
      "after",
      '\nExamples:\n  HIREGRAPH_ENCRYPTION_KEY="$NEW,$OLD" hiregraph keys rotate-encryption' +
        "\n\nFirst give all servers both keys, the new one first. The old one can go when this has succeeded.",
    )
    .action((options: Options) => rotate(options, env));
}

async function rotate(options: Options, env: NodeJS.ProcessEnv): Promise<void> {
  const config = loadConfig(env);
  const vault = createVault(await loadEncryptionKeys(config, "existing"));
  const store = await openStore(config);
  try {
    const rotation = await rotateEncryption({ store, vault, ...(!options.json && { onProgress: printProgress }) });
    await tellAudit(store, vault, rotation);
    const unopened = await Promise.all(rotation.unopened.map((value) => named(store, value)));
    if (options.json) printResult(vault, rotation, unopened);
    else for (const value of unopened) printLine(describe(value));
    const failure = failureOf(rotation);
    if (failure !== null) throw new AppError("INTERNAL", failure);
    if (!options.json) printLine(`Everything is sealed under the key ${vault.keyId}; the others are no longer needed.`);
  } finally {
    await store.close();
  }
}

function printProgress(table: string, resealed: number): void {
  printLine(`${table}: ${resealed} sealed anew`);
}

function printResult({ keyId }: Vault, { byTable, left }: Rotation, unopened: readonly NamedUnopened[]): void {
  printJson({ keyId, resealed: Object.fromEntries(byTable), unopened, left });
}

async function tellAudit(store: Store, { keyId }: Vault, { byWorkspace }: Rotation): Promise<void> {
  for (const [workspaceId, resealed] of byWorkspace) {
    const detail = { keyId, resealed };
    await writeAuditEvent(store, { workspaceId, actor: commandActor, action: "key.rotated_encryption", detail });
  }
}

async function named(store: Store, { table, workspaceId, accountId, reason }: Unopened): Promise<NamedUnopened> {
  const account = await getLinkedAccount(store, workspaceId, accountId);
  const { provider = null, subdomain = null } = account ?? {};
  return { table, account: accountGlobalId(accountId), provider, subdomain, reason };
}

function describe({ table, account, provider, subdomain, reason }: NamedUnopened): string {
  return `Not opened: ${table} of the account ${account} (${provider ?? "unknown"} ${subdomain ?? ""}). ${reason}`;
}

function failureOf({ unopened, left }: Rotation): string | null {
  const failures = [
    ...(unopened.length > 0
      ? [`${unopened.length} could not be opened; give all keys, or link these accounts again`]
      : []),
    ...(left > 0
      ? [`${left} were sealed under another key meanwhile; give all servers the new key first, then repeat`]
      : []),
  ];
  return failures.length === 0 ? null : `Not everything is sealed under the first key: ${failures.join(". ")}.`;
}
