import { InvalidArgumentError } from "commander";
import type { Command } from "commander";
import { auditActions, isAuditAction, listAuditEvents } from "../accounts/audit.js";
import type { AuditAction, AuditEventRow } from "../accounts/audit.js";
import { loadConfig } from "../config.js";
import { accountGlobalId, parseGlobalId, recordId } from "../schema/relay/global-id.js";
import { printJson, printTable } from "./output.js";
import { withWorkspace, workspaceOption } from "./with-workspace.js";

type Options = {
  workspace: string;
  account?: string;
  action?: AuditAction;
  since?: number;
  limit: number;
  json?: true;
};

const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
const greatestLimit = 10_000;

export function addAuditCommand(program: Command, env: NodeJS.ProcessEnv): void {
  program
    .command("audit")
    .description("Print who did what to which account, the newest first. Nothing personal is in it.")
    .option("--account <id>", "only about this account, also when it was removed", readAccount)
    .option("--action <name>", `only this action: ${auditActions.join(" ")}`, readAction)
    .option("--since <age>", "only what is not older: 30m, 12h, 7d, 4w", readAge)
    .option("--limit <n>", "at most so many events", readLimit, 50)
    .option(...workspaceOption)
    .option("--json", 'print JSON lines {"id","at","actorKind","actorId","action","accountId","detail"}')
    .addHelpText(
      "after",
      "\nExamples:\n  hiregraph audit --since 7d\n  hiregraph audit --action key.created --json" +
        "\n  hiregraph audit --account <id> --limit 1000",
    )
    .action((options: Options) => printAudit(options, env));
}

function readAccount(text: string): string {
  const address = parseGlobalId(text);
  if (address?.type !== "LinkedAccount")
    throw new InvalidArgumentError("Expected an account's id, as hiregraph accounts prints it.");
  return address.accountId;
}

function readAction(text: string): AuditAction {
  if (!isAuditAction(text)) throw new InvalidArgumentError(`Expected one of: ${auditActions.join(" ")}.`);
  return text;
}

/** The age in ms. */
function readAge(text: string): number {
  const [, count, unit] = /^(\d{1,5})([mhdw])$/.exec(text) ?? [];
  if (count === undefined) throw new InvalidArgumentError("Expected a number and a unit: 30m, 12h, 7d, 4w.");
  return Number(count) * unitMs[unit as keyof typeof unitMs];
}

function readLimit(text: string): number {
  const limit = Number(text);
  if (!/^\d+$/.test(text) || limit < 1 || limit > greatestLimit)
    throw new InvalidArgumentError(`Expected a whole number from 1 to ${greatestLimit}.`);
  return limit;
}

async function printAudit(options: Options, env: NodeJS.ProcessEnv): Promise<void> {
  const { account, action, since, limit } = options;
  const filter = {
    ...(account !== undefined && { accountIds: [account] }),
    ...(action !== undefined && { actions: [action] }),
    ...(since !== undefined && { at: { gte: new Date(Date.now() - since).toISOString() } }),
  };
  const rows = await withWorkspace(loadConfig(env), options.workspace, (store, workspaceId) =>
    listAuditEvents(store, workspaceId, filter, { direction: "older", from: null, limit }),
  );
  const events = rows.map(toPrinted);
  if (options.json) {
    for (const event of events) printJson(event);
    return;
  }
  printTable(
    ["AT", "ACTION", "ACTOR", "ACCOUNT", "DETAIL"],
    events.map(({ at, action: name, actorKind, actorId, accountId, detail }) => [
      at.toISOString().slice(0, 19).replace("T", " "),
      name,
      actorId === null ? actorKind : `${actorKind} ${actorId}`,
      accountId ?? "–",
      factsOf(detail),
    ]),
  );
}

/** With the ids that the API tells, too. */
function toPrinted({ id, workspaceId, at, accountId, actorKind, actorId, action, detail }: AuditEventRow) {
  return {
    id: recordId("AuditEvent", workspaceId, String(id)),
    ...{ at, actorKind, actorId, action },
    accountId: accountId === null ? null : accountGlobalId(accountId),
    detail,
  };
}

function factsOf(detail: AuditEventRow["detail"]): string {
  const facts = Object.entries(detail).map(([name, fact]) => `${name}=${String(fact)}`);
  return facts.join(" ");
}
