import { InvalidArgumentError } from "commander";
import type { Command } from "commander";
import { commandActor, writeAuditEvent } from "../accounts/audit.js";
import { connectAddress, createLinkToken, readLink } from "../accounts/link-tokens.js";
import type { Provider } from "../datasources/provider.js";
import { AppError } from "../lib/errors.js";
import { printJson, printLine } from "./output.js";
import { loadCallingConfig } from "./sandbox-environment.js";
import { withNewWorkspace } from "./with-workspace.js";

export type ConnectLinkOptions = {
  workspace: string;
  connect?: true;
  externalId?: string;
  redirectUrl?: string;
  expiresInMinutes?: number;
  json?: true;
};

/** The options of a link to the connect page, in place of an account's own. */
export function addConnectOptions(command: Command): void {
  command
    .option("--connect", "print a link to a page on which somebody links the account, and nothing else")
    .option("--redirect-url <url>", "with --connect: where the browser goes afterwards")
    .option("--expires-in-minutes <minutes>", "with --connect: how long the link works; 60 unless given", readMinutes);
}

/** Makes a link and prints it; the server at the public address shows the page. */
export async function printConnectLink(
  provider: Provider,
  options: ConnectLinkOptions,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const { externalId, redirectUrl, expiresInMinutes } = options;
  if (externalId === undefined)
    throw new AppError("BAD_USER_INPUT", "--external-id: your own name for the customer is missing.");
  const config = await loadCallingConfig(env);
  const link = await withNewWorkspace(config, options.workspace, async (store, workspaceId) => {
    const providers = new Map([[provider.id, provider]]);
    const input = { workspaceId, provider: provider.id, externalId, redirectUrl, expiresInMinutes };
    const made = await createLinkToken(store, await readLink({ store, providers }, input));
    const told = { action: "link_token.created", detail: { provider: provider.id } } as const;
    await writeAuditEvent(store, { workspaceId, actor: commandActor, ...told });
    return made;
  });
  const url = connectAddress(config.publicUrl, link.token);
  const expiresAt = link.expiresAt.toISOString();
  if (options.json) printJson({ url, token: link.token, expiresAt });
  else printLine(`${url}\nIt links one account of ${provider.name}, once, until ${expiresAt}.`);
}

function readMinutes(text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new InvalidArgumentError("Expected whole minutes, 1 to 10080.");
  return Number(text);
}
