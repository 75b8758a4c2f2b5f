import type { Command } from "commander";
import { commandActor, writeAuditEvent } from "../accounts/audit.js";
import { loadEncryptionKeys } from "../accounts/key-material.js";
import { linkAccount, listLinkedAccounts } from "../accounts/linked-accounts.js";
import { createVault } from "../accounts/vault.js";
import { loadConfig } from "../config.js";
import { accountAddress } from "../datasources/http/address.js";
import type { Provider } from "../datasources/provider.js";
import { AppError } from "../lib/errors.js";
import { accountGlobalId } from "../schema/relay/global-id.js";
import { addFieldOptions, readFields } from "./link-fields.js";
import type { OptionValues } from "./link-fields.js";
import { printJson, printLine } from "./output.js";
import { loadCallingConfig } from "./sandbox-environment.js";
import { withWorkspace, workspaceOption } from "./with-workspace.js";

type LinkOptions = OptionValues & {
  subdomain: string;
  workspace: string;
  externalId?: string;
  name?: string;
  json?: true;
};

export function addLinkCommand(program: Command, env: NodeJS.ProcessEnv): void {
  const link = program
    .command("link")
    .description("Link an account with an API key, after a cheap call that proves it.")
    .usage("<provider> [options]")
    .addHelpText(
      "after",
      "\nExamples:\n  hiregraph link workable --help\n  hiregraph link sagehr --subdomain acme --token -",
    );
  // The providers bring the graph's vocabulary with them, which would slow down the start of every other command.
  program.hook("preSubcommand", async (_, command) => {
    if (command === link) await addProviderCommands(link, env);
  });
}

async function addProviderCommands(link: Command, env: NodeJS.ProcessEnv): Promise<void> {
  const { createProviders } = await import("../datasources/registry.js");
  // What an account needs does not depend on addresses, so those of an empty environment will do.
  const providers = createProviders(loadConfig({}).providerUrls);
  for (const provider of providers.values()) addProviderCommand(link, provider, env);
  link
    .argument("[provider]")
    .allowUnknownOption()
    .allowExcessArguments()
    .action((name: string | undefined) => {
      const found = name === undefined ? "No provider" : `There is no provider ${JSON.stringify(name)}`;
      throw new AppError("BAD_USER_INPUT", `${found}; choose one of ${[...providers.keys()].join(", ")}.`);
    });
}

function addProviderCommand(link: Command, provider: Provider, env: NodeJS.ProcessEnv): void {
  const command = link
    .command(provider.id)
    .description(`Link an account of ${provider.name}. Linking it again replaces its credentials and keeps its id.`)
    .requiredOption("--subdomain <name>", "the account's own part of its address: acme in acme.example.com");
  addFieldOptions(command, provider.credentials);
  command
    .option("--external-id <id>", "your own name for the customer")
    .option("--name <text>", "how the account is shown; the provider's own name for it unless given")
    .option(...workspaceOption)
    .option("--json", 'print {"id","provider","status"}')
    .addHelpText(
      "after",
      `\nExamples:\n  hiregraph link ${provider.id} --subdomain acme --token-file ./token` +
        `\n  hiregraph link ${provider.id} --subdomain acme --token - --json < ./token`,
    )
    .action((options: LinkOptions) => linkProvider(provider.id, options, env));
}

async function linkProvider(id: string, options: LinkOptions, env: NodeJS.ProcessEnv): Promise<void> {
  const config = await loadCallingConfig(env);
  const { createProviders } = await import("../datasources/registry.js");
  const { verifyAccount } = await import("./verify-account.js");
  const provider = createProviders(config.providerUrls).get(id);
  if (provider === undefined) throw new Error(`The provider ${id} vanished.`);
  accountAddress(provider.baseUrl, options.subdomain);
  const { credentials, settings } = await readFields(provider.credentials, options);
  const vault = createVault(await loadEncryptionKeys(config, "existing"));
  const candidate = { id: "unlinked", provider: id, subdomain: options.subdomain, settings };
  const { displayName } = await verifyAccount(provider, candidate, credentials, config);
  const account = await withWorkspace(config, options.workspace, async (store, workspaceId) => {
    const known = await listLinkedAccounts(store, workspaceId);
    const row = await linkAccount(store, vault, {
      ...{ workspaceId, provider: id, subdomain: options.subdomain, credentials, settings },
      ...namesOf(options, displayName),
    });
    const action = known.some((other) => other.id === row.id) ? "account.relinked" : "account.linked";
    const told = { accountId: row.id, detail: { provider: id } };
    await writeAuditEvent(store, { workspaceId, actor: commandActor, action, ...told });
    return row;
  });
  const linked = { id: accountGlobalId(account.id), provider: id, status: account.status };
  if (options.json) printJson(linked);
  else printLine(`Linked ${account.displayName ?? account.subdomain} of ${provider.name} as ${linked.id}.`);
}

function namesOf(options: LinkOptions, verifiedName: string | null): { externalId?: string; displayName?: string } {
  const displayName = options.name ?? verifiedName;
  return {
    ...(options.externalId === undefined ? {} : { externalId: options.externalId }),
    ...(displayName === null ? {} : { displayName }),
  };
}
