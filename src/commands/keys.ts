import { InvalidArgumentError } from "commander";
import type { Command } from "commander";
import { createApiKey, listApiKeys, revokeApiKey } from "../accounts/api-keys.js";
import type { ApiKey } from "../accounts/api-keys.js";
import { commandActor, writeAuditEvent } from "../accounts/audit.js";
import { parseScopes, SCOPES } from "../accounts/scopes.js";
import { loadConfig } from "../config.js";
import { AppError } from "../lib/errors.js";
import { printJson, printLine, printTable } from "./output.js";
import { withWorkspace, workspaceOption } from "./with-workspace.js";

type CreateOptions = { name: string; scopes: string; workspace: string; expiresInDays?: number; json?: true };
type ListOptions = { workspace: string; json?: true };

const dayMs = 86_400_000;

export function addKeysCommand(program: Command, env: NodeJS.ProcessEnv): void {
  const keys = program.command("keys").description("Make, list and revoke API keys.");
  keys
    .command("create")
    .description("Make an API key. It is shown once; only its hash is stored.")
    .requiredOption("--name <name>", "what the key is for")
    .requiredOption("--scopes <scopes>", `all, or a list with commas of: ${SCOPES.join(" ")}`)
    .option(...workspaceOption)
    .option("--expires-in-days <days>", "when it stops working; never unless given", readDays)
    .option("--json", 'print {"id","key","scopes"}')
    .addHelpText(
      "after",
      "\nExamples:\n  hiregraph keys create --name ci --scopes ats:read,hris:read --expires-in-days 90",
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
}

function readDays(text: string): number {
  const days = Number(text);
  if (!/^\d+$/.test(text) || days < 1 || days > 36_500) {
    throw new InvalidArgumentError("Expected whole days from 1 to 36500.");
  }
  return days;
}

async function createKey(options: CreateOptions, env: NodeJS.ProcessEnv): Promise<void> {
  const scopes = parseScopes(options.scopes);
  const expiresAt =
    options.expiresInDays === undefined ? {} : { expiresAt: new Date(Date.now() + options.expiresInDays * dayMs) };
  const { id, key } = await withWorkspace(loadConfig(env), options.workspace, async (store, workspaceId) => {
    const created = await createApiKey(store, { workspaceId, name: options.name, scopes, ...expiresAt });
    const detail = { keyId: created.id, scopes };
    await writeAuditEvent(store, { workspaceId, actor: commandActor, action: "key.created", detail });
    return created;
  });
  if (options.json) printJson({ id, key, scopes });
  else printLine(`API key ${key}\nIt is shown this once. Its id is ${id}, its scopes are ${scopes.join(" ")}.`);
}

async function listKeys(options: ListOptions, env: NodeJS.ProcessEnv): Promise<void> {
  const keys = await withWorkspace(loadConfig(env), options.workspace, listApiKeys);
  if (options.json) {
    printJson(
      keys.map(({ id, name, scopes, createdAt, lastUsedAt, expiresAt, revokedAt }) => {
        return { id, name, scopes, createdAt, lastUsedAt, expiresAt, revokedAt };
      }),
    );
    return;
  }
  printTable(
    ["ID", "NAME", "STATE", "CREATED", "LAST USED", "SCOPES"],
    keys.map((key) => [key.id, key.name, stateOf(key), day(key.createdAt), day(key.lastUsedAt), key.scopes.join(" ")]),
  );
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
