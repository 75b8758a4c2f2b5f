import { InvalidArgumentError } from "commander";
import type { Command } from "commander";
import { accountsNamed } from "../accounts/account-names.js";
import { createApiKey, listApiKeys, revokeApiKey } from "../accounts/api-keys.js";
import type { ApiKey } from "../accounts/api-keys.js";
import { commandActor, writeAuditEvent } from "../accounts/audit.js";
import { readName } from "../accounts/names.js";
import { listLinkedAccounts } from "../accounts/linked-accounts.js";
import { parseScopes, SCOPES } from "../accounts/scopes.js";
import { loadConfig } from "../config.js";
import { AppError } from "../lib/errors.js";
import { accountGlobalId, accountIdOf } from "../schema/relay/global-id.js";
import type { Store } from "../store/store.js";
import { printJson, printLine, printTable } from "./output.js";
import { addRotateEncryptionCommand } from "./rotate-encryption.js";
import { withNewWorkspace, withWorkspace, workspaceOption } from "./with-workspace.js";

type CreateOptions = {
  name: string;
  scopes: string;
  workspace: string;
  accounts?: string;
  rate?: number;
  expiresInDays?: number;
  json?: true;
};
type ListOptions = { workspace: string; json?: true };

const dayMs = 86_400_000;

export function addKeysCommand(program: Command, env: NodeJS.ProcessEnv): void {
  const keys = program.command("keys").description("Make, list and revoke API keys; rotate the encryption key.");
  keys
    .command("create")
    .description("Make an API key. It is shown once; only its hash is stored.")
    .requiredOption("--name <name>", "what the key is for")
    .requiredOption("--scopes <scopes>", `all, or a list with commas of: ${SCOPES.join(" ")}`)
    .option(...workspaceOption)
    .option("--accounts <ids>", "which accounts it sees, by id or external id, with commas; all unless given")
    .option("--rate <requests>", "how many requests a minute; any number unless given", readRate)
    .option("--expires-in-days <days>", "when it stops working; never unless given", readDays)
    .option("--json", 'print {"id","key","scopes"}, and the limits that it has: "accounts", "rate", "expiresAt"')
    .addHelpText(
      "after",
      "\nExamples:\n  hiregraph keys create --name ci --scopes ats:read,hris:read --expires-in-days 90" +
        "\n  hiregraph keys create --name acme --scopes ats:read --accounts acme-inc --rate 120",
    )
    .action((options: CreateOptions) => createKey(options, env));
  keys
    .command("list")
    .description("List the keys of a workspace, revoked ones too. The keys themselves are not stored.")
    .option(...workspaceOption)
    .option("--json", "print a JSON list")
    .addHelpText("after", "\nExamples:\n  hiregraph keys list\n  hiregraph keys list --json")
    .action((options: ListOptions) => listKeys(options, env));
  keys
    .command("revoke")
    .description("Revoke a key for good; running servers refuse it at once.")
    .argument("<id>", "the key's id, as list prints it")
    .option(...workspaceOption)
    .addHelpText("after", "\nExamples:\n  hiregraph keys revoke <id>")
    .action((id: string, options: ListOptions) => revokeKey(id, options, env));
  addRotateEncryptionCommand(keys, env);
}

const readDays = (text: string) => readWhole(text, 36_500, "Expected whole days from 1 to 36500.");
const readRate = (text: string) => readWhole(text, 1_000_000, "Expected requests a minute from 1 to 1000000.");

function readWhole(text: string, max: number, expected: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > max) throw new InvalidArgumentError(expected);
  return value;
}

async function createKey(options: CreateOptions, env: NodeJS.ProcessEnv): Promise<void> {
  const scopes = parseScopes(options.scopes);
  const name = readName(options.name, "--name");
  const { rate, expiresInDays } = options;
  const { id, key, accountIds, expiresAt } = await withNewWorkspace(
    loadConfig(env),
    options.workspace,
    async (store, workspaceId) => {
      const accountIds =
        options.accounts === undefined ? null : await readAccounts(store, workspaceId, options.accounts);
      const created = await createApiKey(store, {
        ...{ workspaceId, name, scopes },
        ...(accountIds && { accountIds }),
        ...(rate !== undefined && { requestsPerMinute: rate }),
        ...(expiresInDays !== undefined && { expiresAt: new Date(Date.now() + expiresInDays * dayMs) }),
      });
      const limits = { ...(accountIds && { accountIds }), ...(rate !== undefined && { rate }) };
      const detail = { keyId: created.id, scopes, ...limits };
      await writeAuditEvent(store, { workspaceId, actor: commandActor, action: "key.created", detail });
      return created;
    },
  );
  const accounts = accountIds?.map(accountGlobalId);
  if (options.json)
    printJson({
      id,
      key,
      scopes,
      ...(accounts && { accounts }),
      ...(rate && { rate }),
      ...(expiresAt && { expiresAt }),
    });
  else printLine(`API key ${key}\nIt is shown this once. Its id is ${id}, its scopes are ${scopes.join(" ")}.`);
}

/** Ids of the accounts that a list names. Throws for one that names none, so that no key is made that sees less than was meant. */
async function readAccounts(store: Store, workspaceId: string, list: string): Promise<string[]> {
  const rows = await listLinkedAccounts(store, workspaceId);
  const found = list.split(",").map((name) => {
    const accounts = accountsNamed(rows, name.trim(), accountIdOf);
    if (accounts.length > 0) return accounts;
    throw new AppError("NOT_FOUND", `--accounts: there is no account ${JSON.stringify(name)}; see hiregraph accounts.`);
  });
  return [...new Set(found.flat().map(({ id }) => id))];
}

async function listKeys(options: ListOptions, env: NodeJS.ProcessEnv): Promise<void> {
  const keys = await withWorkspace(loadConfig(env), options.workspace, listApiKeys);
  if (options.json) {
    printJson(
      keys.map(({ id, name, scopes, createdAt, lastUsedAt, expiresAt, revokedAt, ...limits }) => {
        const accounts = limits.accountIds?.map(accountGlobalId) ?? null;
        const rate = limits.requestsPerMinute;
        return { id, name, scopes, accounts, rate, createdAt, lastUsedAt, expiresAt, revokedAt };
      }),
    );
    return;
  }
  printTable(
    ["ID", "NAME", "STATE", "CREATED", "LAST USED", "LIMITS", "SCOPES"],
    keys.map((key) => [
      ...[key.id, key.name, stateOf(key), day(key.createdAt), day(key.lastUsedAt)],
      ...[limitsOf(key), key.scopes.join(" ")],
    ]),
  );
}

function limitsOf({ accountIds, requestsPerMinute }: ApiKey): string {
  const accounts = accountIds && (accountIds.length === 1 ? "1 account" : `${accountIds.length} accounts`);
  const rate = requestsPerMinute !== null && `${requestsPerMinute} a minute`;
  return [accounts, rate].filter(Boolean).join(", ") || "–";
}

function stateOf({ revokedAt, expiresAt }: ApiKey): string {
  if (revokedAt !== null) return "revoked";
  if (expiresAt === null) return "live";
  return `${expiresAt.getTime() > Date.now() ? "live until" : "expired"} ${day(expiresAt)}`;
}

function day(date: Date | null): string {
  return date === null ? "–" : date.toISOString().slice(0, 10);
}

async function revokeKey(id: string, options: ListOptions, env: NodeJS.ProcessEnv): Promise<void> {
  const isRevoked = await withWorkspace(loadConfig(env), options.workspace, async (store, workspaceId) => {
    if (!(await revokeApiKey(store, workspaceId, id))) return false;
    const event = { workspaceId, actor: commandActor, action: "key.revoked", detail: { keyId: id } } as const;
    await writeAuditEvent(store, event);
    return true;
  });
  if (!isRevoked)
    throw new AppError("NOT_FOUND", `There is no live key ${JSON.stringify(id)}; see hiregraph keys list.`);
  printLine(`Revoked ${id}.`);
}
