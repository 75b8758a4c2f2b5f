import type { Command } from "commander";
import { addressExample, subdomainIn } from "../accounts/account-address.js";
import { commandActor, writeAuditEvent } from "../accounts/audit.js";
import type { AuditEvent } from "../accounts/audit.js";
import { loadEncryptionKeys } from "../accounts/key-material.js";
import { readName } from "../accounts/names.js";
import { createVault } from "../accounts/vault.js";
import { loadConfig } from "../config.js";
import type { Provider } from "../datasources/provider.js";
import { AppError } from "../lib/errors.js";
import { accountGlobalId } from "../schema/relay/global-id.js";
import { createCommandLogger } from "./command-logger.js";
import { addConnectOptions, printConnectLink } from "./connect-link.js";
import type { ConnectLinkOptions } from "./connect-link.js";
import { addFieldOptions, readFields } from "./link-fields.js";
import type { OptionValues } from "./link-fields.js";
import { printJson, printLine } from "./output.js";
import { loadCallingConfig } from "./sandbox-environment.js";
import { withNewWorkspace, workspaceOption } from "./with-workspace.js";

type LinkOptions = OptionValues & ConnectLinkOptions & { subdomain?: string; name?: string };

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
    if (command !== link) return;
    // A secret among the arguments is then no longer in the list of processes, which everybody on the machine may read.
    process.title = "hiregraph link";
    await addProviderCommands(link, env);
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
    .option("--subdomain <name>", "the account's own part of its address: acme in acme.example.com (required)");
  addFieldOptions(command, provider.credentials);
  addConnectOptions(command);
  command
    .option("--external-id <id>", "your own name for the customer")
    .option("--name <text>", "how the account is shown; the provider's own name for it unless given")
    .option(...workspaceOption)
    .option("--json", 'print {"id","provider","status"}')
    .addHelpText(
      "after",
      `\nExamples:\n  hiregraph link ${provider.id} --subdomain acme --token-file ./token` +
        `\n  hiregraph link ${provider.id} --subdomain acme --token - --json < ./token` +
        `\n  hiregraph link ${provider.id} --connect --external-id customer-1`,
    )
    .action((options: LinkOptions) =>
      options.connect ? printConnectLink(provider, options, env) : linkProvider(provider.id, options, env),
    );
}

async function linkProvider(id: string, options: LinkOptions, env: NodeJS.ProcessEnv): Promise<void> {
  const config = await loadCallingConfig(env);
  const { createProviders } = await import("../datasources/registry.js");
  const { createLinking } = await import("../accounts/linking.js");
  const provider = createProviders(config.providerUrls).get(id);
  if (provider === undefined) throw new Error(`The provider ${id} vanished.`);
  const subdomain = readSubdomain(provider, options.subdomain);
  const fields = await readFields(provider.credentials, { ...options, subdomain });
  const vault = createVault(await loadEncryptionKeys(config, "existing"));
  const { requestTimeoutMs } = config;
  const logger = createCommandLogger(config);
  const { externalId, name } = options;
  const names = {
    externalId: externalId === undefined ? undefined : readName(externalId, "--external-id"),
    displayName: name === undefined ? undefined : readName(name, "--name"),
  };
  const account = await withNewWorkspace(config, options.workspace, async (store, workspaceId) => {
    const record = (event: AuditEvent) => writeAuditEvent(store, event);
    const linking = createLinking({ store, vault, logger, requestTimeoutMs, record });
    const place = await linking.place(workspaceId, provider, subdomain);
    return linking.link(place, await linking.prove(place, fields), names, commandActor);
  });
  const linked = { id: accountGlobalId(account.id), provider: id, status: account.status };
  if (options.json) printJson(linked);
  else printLine(`Linked ${account.displayName ?? account.subdomain} of ${provider.name} as ${linked.id}.`);
}

function readSubdomain(provider: Provider, text: string | undefined): string {
  const subdomain = subdomainIn(provider, text ?? "");
  if (subdomain !== null) return subdomain;
  const found = text === undefined ? "is missing" : "was not understood";
  throw new AppError(
    "BAD_USER_INPUT",
    `--subdomain: the account's part of its address ${found}; acme in ${addressExample(provider)}.`,
  );
}
