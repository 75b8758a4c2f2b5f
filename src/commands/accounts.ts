import type { Command } from "commander";
import { commandActor, writeAuditEvent } from "../accounts/audit.js";
import { getLinkedAccount, listLinkedAccounts, unlinkAccount } from "../accounts/linked-accounts.js";
import { loadConfig } from "../config.js";
import { AppError } from "../lib/errors.js";
import { accountGlobalId, parseGlobalId } from "../schema/relay/global-id.js";
import { printJson, printLine, printTable } from "./output.js";
import { withWorkspace, workspaceOption } from "./with-workspace.js";

type Options = { workspace: string; json?: true };

export function addAccountsCommand(program: Command, env: NodeJS.ProcessEnv): void {
  const accounts = program
    .command("accounts")
    .description("List the linked accounts and their health, or remove one.")
    .addHelpText("after", "\nExamples:\n  hiregraph accounts --json\n  hiregraph accounts remove <id>");
  accounts
    .command("list", { isDefault: true })
    .description("List the linked accounts; what accounts does by itself.")
    .option(...workspaceOption)
    .option("--json", "print a JSON list")
    .addHelpText("after", "\nExamples:\n  hiregraph accounts\n  hiregraph accounts list --json")
    .action((options: Options) => listAccounts(options, env));
  accounts
    .command("remove")
    .description("Forget an account and its credentials. The provider keeps everything.")
    .argument("<id>", "the account's id, as list prints it")
    .option(...workspaceOption)
    .addHelpText("after", "\nExamples:\n  hiregraph accounts remove <id>")
    .action((id: string, options: Options) => removeAccount(id, options, env));
}

async function listAccounts(options: Options, env: NodeJS.ProcessEnv): Promise<void> {
  const rows = await withWorkspace(loadConfig(env), options.workspace, listLinkedAccounts);
  const accounts = rows.map(({ id, provider, subdomain, externalId, displayName, status, issues, createdAt }) => {
    return { id: accountGlobalId(id), provider, subdomain, externalId, displayName, status, issues, createdAt };
  });
  if (options.json) {
    printJson(accounts);
    return;
  }
  printTable(
    ["ID", "PROVIDER", "SUBDOMAIN", "EXTERNAL ID", "STATUS", "CREATED"],
    accounts.map(({ id, provider, subdomain, externalId, status, createdAt }) => {
      return [id, provider, subdomain, externalId ?? "–", status, createdAt.toISOString().slice(0, 10)];
    }),
  );
  for (const { provider, subdomain, issues } of accounts)
    for (const { code, model, direction, since, hint } of issues)
      printLine(
        `${provider} ${subdomain}: ${code}${model === "*" ? "" : ` (${direction} ${model})`} since ${since.slice(0, 16)}Z. ${hint ?? ""}`,
      );
}

async function removeAccount(id: string, options: Options, env: NodeJS.ProcessEnv): Promise<void> {
  const address = parseGlobalId(id);
  const isRemoved = await withWorkspace(loadConfig(env), options.workspace, async (store, workspaceId) => {
    if (address?.type !== "LinkedAccount") return false;
    const { accountId } = address;
    const provider = (await getLinkedAccount(store, workspaceId, accountId))?.provider ?? null;
    if (!(await unlinkAccount(store, workspaceId, accountId))) return false;
    const told = { action: "account.unlinked", accountId, detail: { provider } } as const;
    await writeAuditEvent(store, { workspaceId, actor: commandActor, ...told });
    return true;
  });
  if (!isRemoved) throw new AppError("NOT_FOUND", `There is no account ${JSON.stringify(id)}; see hiregraph accounts.`);
  printLine(`Removed ${id}.`);
}
