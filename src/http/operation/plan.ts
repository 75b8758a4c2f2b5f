import { getArgumentValues } from "graphql";

import { AppError } from "../../lib/errors.js";
import { accountOf } from "../../loaders/read-request.js";
import type { ReadRequest } from "../../loaders/read-request.js";
import { requireAccountScope, requireScope } from "../../accounts/authorise.js";
import { isModelName } from "../../schema/model-name.js";
import { models } from "../../schema/models.js";
import { Depth } from "../../schema/provider-record.js";
import { maxPageSize } from "../../schema/relay/connection.js";
import { parseGlobalId } from "../../schema/relay/global-id.js";
import type { NodeAddress } from "../../schema/relay/global-id.js";
import { planAddressed, referencesOf } from "./plan-entities.js";
import { createPlanLedger } from "./plan-ledger.js";
import type { Plan } from "./plan-ledger.js";
import type { Path, Planning } from "./plan-list.js";
import { included, listedModel, planAccount, planConnection, planRecords } from "./plan-records.js";
import { isIncluded } from "./selection.js";
import type { SelectedField } from "./selection.js";

/** An error that is known before anything is called, and the response keys that lead to its field. */
export interface PlanError {
  error: AppError;
  path: Path;
}

/**
 * The calls that a query may make at most, worked out without making any, and the errors that are certain by now. Counted on whole pages:
 * rows that a provider leaves out of a page, and pages that shift while they are read, can cost a call more. Lists of unknown length below a
 * record (the moves of a stage history) are taken to hold ten.
 */
export function planOperation(
  request: ReadRequest,
  selection: readonly SelectedField[],
  variables: Readonly<Record<string, unknown>>,
): { plan: Plan; errors: PlanError[] } {
  const errors = new Map<string, PlanError>();
  const ledger = createPlanLedger();
  const attempt: Planning["attempt"] = (path, step) => {
    try {
      return step();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      errors.set(`${path.join(".")} ${error.message}`, { error, path });
      return null;
    }
  };
  const planning: Planning = { request, variables, ledger, attempt };
  const fields = selection.filter((field) => isIncluded(field, variables));
  const nodes = fields.flatMap((field) => attempt([field.key], () => nodesOf(planning, field)) ?? []);
  for (const field of fields) planRoot(planning, field);
  for (const node of nodes)
    attempt([node.field.key], () => {
      planNodes(planning, node, nodes);
    });
  return { plan: ledger.plan(), errors: [...errors.values()] };
}

function planRoot(planning: Planning, field: SelectedField): void {
  const path = [field.key];
  const model = listedModel(field);
  const { name } = field.definition;
  if (model) planConnection(planning, field, model, path);
  else if (name === "_entities") planAddressed(planning, field, path);
  else if (name === "linkedAccounts" || name === "providers")
    planning.attempt(path, () => {
      requireAccountScope(planning.request.principal);
      if (name === "linkedAccounts") planPage(planning, field, path, planAccounts);
    });
  else if (name === "auditEvents")
    planning.attempt(path, () => {
      requireScope(planning.request.principal, "accounts:manage");
      planPage(planning, field, path, planEvents);
    });
}

/** Plans what is selected of the nodes of a connection that is kept here. */
function planPage(planning: Planning, field: SelectedField, path: Path, planNode: typeof planAccounts): void {
  for (const part of included(planning, field, field.type?.name)) {
    const holders = part.definition.name === "edges" ? included(planning, part, part.type?.name) : [part];
    for (const holder of holders) planNode(planning, holder, [...path, part.key]);
  }
}

/** Every account may be on the page that is asked for. */
function planAccounts(planning: Planning, holder: SelectedField, path: Path): void {
  for (const account of planning.request.accounts) planAccount(planning, account, holder, path);
}

/** An event may be about any account. */
function planEvents(planning: Planning, holder: SelectedField, path: Path): void {
  for (const part of included(planning, holder, "AuditEvent"))
    if (part.type?.name === "LinkedAccount") planAccounts(planning, part, [...path, part.key]);
}

/** The nodes of one account and type that a field asks for. */
interface Nodes {
  field: SelectedField;
  type: string;
  accountId: string;
  keys: ReadonlySet<string>;
}

function nodesOf(planning: Planning, field: SelectedField): Nodes[] {
  const groups = new Map<string, Nodes>();
  for (const { type, accountId, key } of addressesOf(planning, field)) {
    const name = `${type} ${accountId}`;
    const keys = groups.get(name)?.keys ?? [];
    groups.set(name, { field, type, accountId, keys: new Set([...keys, key]) });
  }
  return [...groups.values()];
}

/** The records that a field asks for by their addresses. */
function addressesOf(planning: Planning, field: SelectedField): NodeAddress[] {
  const { name } = field.definition;
  if (name === "_entities") return referencesOf(planning, field).flatMap((to) => ("node" in to ? [to.node] : []));
  if (name !== "node" && name !== "nodes") return [];
  const args: { id?: string; ids?: string[] } = getArgumentValues(field.definition, field.node, planning.variables);
  const ids = args.ids ?? (args.id === undefined ? [] : [args.id]);
  if (ids.length > maxPageSize)
    throw new AppError("BAD_USER_INPUT", `ids may hold at most ${String(maxPageSize)}.`, { details: { field: "ids" } });
  return ids.map(parseGlobalId).filter((address) => address !== null);
}

function planNodes(planning: Planning, { field, type, accountId, keys }: Nodes, all: readonly Nodes[]): void {
  const { request, ledger } = planning;
  const path = [field.key];
  const account = accountOf(request, accountId);
  if (type === "LinkedAccount") requireAccountScope(request.principal);
  if (type === "LinkedAccount" && account) {
    planAccount(planning, account, field, path);
    return;
  }
  if (type === "AuditEvent") {
    requireScope(request.principal, "accounts:manage");
    planEvents(planning, field, path);
    return;
  }
  if (!isModelName(type)) return;
  requireScope(request.principal, models[type].scope);
  const source = account && request.provider(account).models[type];
  if (!account || !source) return;
  ledger.batch(account, type, source, { count: keys.size, details: 0 });
  // All nodes of an operation are read in one batch, and only a record read by itself comes with its detail.
  const together = all.filter((other) => other.type === type && other.accountId === accountId);
  const isAlone = new Set(together.flatMap((other) => [...other.keys])).size === 1;
  const depth = isAlone && source.get ? Depth.DETAIL : Depth.LIST;
  const set = { account, model: type, count: keys.size, depth, isBatched: true };
  planRecords(planning, set, included(planning, field, type), path);
}
