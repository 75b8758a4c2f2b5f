import type { LinkedAccountRow } from "../../accounts/linked-accounts.js";
import type { ListSource, Mention, ModelSource, Provider } from "../../datasources/provider.js";
import { accountsInScope, narrowed } from "../../loaders/conditions.js";
import type { FilterInput } from "../../loaders/conditions.js";
import { isHidden } from "../../loaders/personal.js";
import { lateValues } from "../../loaders/late.js";
import { requireScope } from "../../accounts/authorise.js";
import { isModelName } from "../../schema/model-name.js";
import type { ModelName } from "../../schema/model-name.js";
import { models } from "../../schema/models.js";
import { Depth } from "../../schema/provider-record.js";
import { assumedListSize } from "../../schema/relay/connection.js";
import { accountGlobalId, recordId } from "../../schema/relay/global-id.js";
import { isRecord } from "./cost.js";
import { addLate } from "./plan-ledger.js";
import { planPages, readListArgs } from "./plan-list.js";
import type { ListArgs, Path, Planning } from "./plan-list.js";
import { isIncluded } from "./selection.js";
import type { SelectedField } from "./selection.js";

/** Records of one account and model that an operation holds at one place. */
export interface RecordSet {
  account: LinkedAccountRow;
  model: ModelName;
  count: number;
  depth: Depth;
  /** What is known of a mere mention. */
  mention?: readonly string[];
  /** They were read by key, so that a single one has its detail. */
  isBatched?: boolean;
  /** It is what a mutation writes: nothing but its key may be known, and reading it is planned by the caller. */
  isWritten?: boolean;
}

/** Edges that are not named after the model at whose records they hang. */
const relations: Readonly<Record<string, string>> = {
  "JobInterviewStage.applications": "stage",
  "Employee.directReports": "manager",
};

/** The model that a connection field lists; null for other fields. */
export function listedModel({ type }: SelectedField): ModelName | null {
  const name = type?.name.replace(/Connection$/, "") ?? "";
  return type !== null && name !== type.name && isModelName(name) ? name : null;
}

/** Plans a root connection, or that of one account. */
export function planConnection(
  planning: Planning,
  field: SelectedField,
  model: ModelName,
  path: Path,
  place: FilterInput = {},
): void {
  planning.attempt(path, () => {
    const args = readListArgs(planning, field, model);
    const filter = narrowed(args.filter, place);
    const accounts = accountsInScope(planning.request.accounts, filter);
    for (const account of accounts) {
      const asked = { ...args, filter, model, accounts: accounts.length };
      const rows = planPages(planning, account, asked, field, path);
      planPage(planning, { account, model, count: rows ?? 0, depth: Depth.LIST }, field, path);
    }
  });
}

/** Plans what is selected below a connection. */
function planPage(planning: Planning, set: RecordSet, field: SelectedField, path: Path): void {
  for (const part of included(planning, field, field.type?.name)) {
    const at = [...path, part.key];
    if (part.definition.name === "nodes") planRecords(planning, set, included(planning, part, set.model), at);
    if (part.definition.name === "edges") {
      for (const node of included(planning, part, part.type?.name))
        planRecords(planning, set, included(planning, node, set.model), [...at, node.key]);
    }
    if (part.definition.name === "sources") planValues(planning, set.account, 1, part, at);
  }
}

/** Plans the connections of one account. */
export function planAccount(planning: Planning, account: LinkedAccountRow, field: SelectedField, path: Path): void {
  for (const part of included(planning, field, "LinkedAccount")) {
    const model = listedModel(part);
    const place = { account: { id: { eq: accountGlobalId(account.id) } } };
    if (model) planConnection(planning, part, model, [...path, part.key], place);
  }
}

/** Plans what is selected of records: what each field takes, then, once for all, the depth that they need; tells whether there is one. */
export function planRecords(planning: Planning, set: RecordSet, fields: readonly SelectedField[], path: Path): boolean {
  if (set.count === 0) return false;
  const provider = planning.request.provider(set.account);
  const source: ModelSource<ModelName> | undefined = provider.models[set.model];
  if (!source) return false;
  const depths = new Set<Depth>();
  const visit: Visit = { planning, set, provider, source, depths };
  for (const field of fields) planField(visit, field, [...path, field.key]);
  if (!set.isWritten) planReading(planning, set, source, depths);
  return depths.size > 0;
}

function planReading(
  { ledger }: Planning,
  { account, model, count, isBatched = false }: RecordSet,
  source: ModelSource<ModelName>,
  depths: ReadonlySet<Depth>,
): void {
  const details = depths.has(Depth.DETAIL) ? count : 0;
  if (depths.has(Depth.LIST)) ledger.batch(account, model, source, { count, details });
  else if (isBatched) ledger.batch(account, model, source, { count: 0, details });
  else if (source.get) ledger.add(account, source.get, { times: details, likely: details });
}

interface Visit {
  planning: Planning;
  set: RecordSet;
  provider: Provider;
  source: ModelSource<ModelName>;
  /** The depths that have to be read. */
  depths: Set<Depth>;
}

function planField(visit: Visit, field: SelectedField, path: Path): void {
  const { planning, set, provider, source } = visit;
  const { name } = field.definition;
  if (isHidden(planning.request.principal, set.model, name)) return;
  const child = listedModel(field);
  if (child) {
    planChildren(visit, field, child, path, relations[`${set.model}.${name}`] ?? inner(set.model));
    return;
  }
  if (name === "account") {
    planAccount(planning, set.account, field, path);
    return;
  }
  if (set.model === "Candidate" && name === "employee") {
    planHire(visit, field, path);
    return;
  }
  if (isRecord(field.type)) {
    planReference(visit, field, path);
    return;
  }
  const own = ownSource(provider, set.model, name);
  if (own) {
    if (own === provider.stageHistory && set.depth < Depth.LIST) visit.depths.add(Depth.LIST);
    planning.ledger.add(set.account, own, { times: set.count, likely: set.count }, `${pathOf(path)} ${own.call}`);
  } else {
    need(visit, fillerOf(visit, name));
    const isLate = set.depth < Depth.DETAIL && lateValues(source.late, name) !== undefined;
    if (source.late && isLate) addLate(planning.ledger, set.account, source.late, set.count, pathOf(path));
  }
  planValues(planning, set.account, set.count, field, path);
}

function pathOf(path: Path): string {
  return path.slice(0, -1).join(".");
}

function inner(model: ModelName): string {
  return model.slice(0, 1).toLowerCase() + model.slice(1);
}

/** The calls that a field has of its own. */
function ownSource(provider: Provider, model: ModelName, name: string) {
  if (model === "Application" && (name === "stageHistory" || name === "enteredStageAt")) return provider.stageHistory;
  if (model === "Job" && name === "questions") return provider.questions;
  if (model === "Job" && name === "hiringTeam") return provider.hiringTeam;
  return name === "customFields" && provider.customFields?.models.includes(model) ? provider.customFields : undefined;
}

/** The mapped field that a GraphQL field is told from, or the depth that it needs whatever is mapped. */
function fillerOf({ planning, set, source }: Visit, name: string): string | Depth {
  if (name === "customFields") return "extras";
  if (name === "missing") return Depth.LIST;
  if (name === "remoteData") return planning.request.principal.scopes.has("raw:read") ? Depth.LIST : Depth.MENTION;
  // What is known only by its wording is looked up for its id.
  if ((name === "id" || name === "remoteId") && source.identify) return Depth.LIST;
  if (name === "remoteId" && set.isWritten) return Depth.LIST;
  return name;
}

/** Notes the depth that a field has to be read at, and gives it; null when what is at hand holds the field, or nothing does. */
function need({ set, source, depths }: Visit, filler: string | Depth): Depth | null {
  const coverage: Readonly<Record<string, string | undefined>> = source.coverage;
  const from = typeof filler === "string" ? coverage[filler] : undefined;
  const depth = typeof filler === "string" ? (from === "detail" ? Depth.DETAIL : Depth.LIST) : filler;
  const isKnown = typeof filler === "string" && (from === undefined || (set.mention ?? []).includes(filler));
  if (isKnown || set.depth >= depth) return null;
  depths.add(depth);
  return depth;
}

/** A reference, or a list of them: nothing when the target came along, else a batch. */
function planReference(visit: Visit, field: SelectedField, path: Path): void {
  const { planning, set, provider, source } = visit;
  const model = field.type?.name ?? "";
  if (!isModelName(model)) return;
  const { name } = field.definition;
  const holder = field.isList ? `${name.replace(/s$/, "")}Refs` : `${name}Ref`;
  const coverage: Readonly<Record<string, string | undefined>> = source.coverage;
  if (coverage[holder] === undefined || !isAllowed(planning, model, path)) return;
  const depth = need(visit, holder) ?? set.depth;
  const mentions: Readonly<Record<string, Mention | undefined>> = source.mentions ?? {};
  const target = { account: set.account, model, count: set.count * (field.isList ? assumedListSize : 1) };
  planTarget(planning, provider, { ...target, ...reach(mentions[holder], depth) }, field, path);
}

function reach(mention: Mention | undefined, depth: Depth): Pick<RecordSet, "depth" | "mention" | "isBatched"> {
  if (mention === undefined) return { depth: Depth.LIST, isBatched: true };
  if (mention === "same") return { depth };
  if (mention === "list") return { depth: Depth.LIST };
  return mention === "detail" ? { depth: Depth.DETAIL } : { depth: Depth.MENTION, mention };
}

function planTarget(planning: Planning, provider: Provider, set: RecordSet, field: SelectedField, path: Path): void {
  const source: ModelSource<ModelName> | undefined = provider.models[set.model];
  if (set.isBatched && source) planning.ledger.batch(set.account, set.model, source, { count: set.count, details: 0 });
  planRecords(planning, set, included(planning, field, set.model), path);
}

/** Records that values point at, such as the people in a hiring team, are read by key. */
function planValues(
  planning: Planning,
  account: LinkedAccountRow,
  count: number,
  field: SelectedField,
  path: Path,
): void {
  if (field.type === null) return;
  const each = count * (field.isList ? assumedListSize : 1);
  for (const part of included(planning, field, field.type.name)) {
    const at = [...path, part.key];
    const model = part.type?.name ?? "";
    if (model === "LinkedAccount") planAccount(planning, account, part, at);
    else if (!isModelName(model)) planValues(planning, account, each, part, at);
    else if (isAllowed(planning, model, at)) {
      const set = { account, model, count: each, depth: Depth.LIST, isBatched: true };
      planTarget(planning, planning.request.provider(account), set, part, at);
    }
  }
}

function planChildren({ planning, set }: Visit, field: SelectedField, model: ModelName, path: Path, relation: string) {
  planning.attempt(path, () => {
    const rows = planRows(planning, set, field, model, path, relation, readListArgs(planning, field, model));
    if (rows) planPage(planning, rows, field, path);
  });
}

/** Plans the rows of a parent's list; null when its account is not asked for them. */
function planRows(
  planning: Planning,
  set: RecordSet,
  field: SelectedField,
  model: ModelName,
  path: Path,
  relation: string,
  args: ListArgs,
): RecordSet | null {
  const { account, count, depth } = set;
  // Any key will do: conditions are only told apart by their field.
  const filter = narrowed(args.filter, { [relation]: { id: { eq: recordId(set.model, account.id, "0") } } });
  if (!accountsInScope([account], filter).includes(account)) return null;
  const holds = (list: ListSource<ModelName>): boolean => isHeldAt(list, set.model, depth);
  const parents = { relation, count, isHeld: holds };
  const rows = planPages(planning, account, { ...args, filter, model, accounts: 1 }, field, path, parents);
  const list: ListSource<ModelName> | undefined = planning.request.provider(account).models[model]?.list;
  if (rows === null || !list) return null;
  return { account, model, count: rows * count, depth: holds(list) ? depth : Depth.LIST };
}

function isHeldAt({ heldBy }: ListSource<ModelName>, parent: ModelName, depth: Depth): boolean {
  const from = heldBy?.[parent];
  return from !== undefined && depth >= (from === "detail" ? Depth.DETAIL : Depth.LIST);
}

/** The employee that a candidate became is looked for in the list of employees. */
function planHire({ planning, set, provider }: Visit, field: SelectedField, path: Path): void {
  if (provider.models.Employee?.coverage.candidateRef !== "list" || !isAllowed(planning, "Employee", path)) return;
  const args: ListArgs = { filter: {}, page: { direction: "forward", size: 1 } };
  const hires = planning.attempt(path, () => planRows(planning, set, field, "Employee", path, "candidate", args));
  if (hires) planRecords(planning, hires, included(planning, field, "Employee"), path);
}

function isAllowed(planning: Planning, model: ModelName, path: Path): boolean {
  return (
    planning.attempt(path, () => {
      requireScope(planning.request.principal, models[model].scope);
      return true;
    }) !== null
  );
}

/** What is selected below a field for one object type, as far as the variables include it. */
export function included({ variables }: Planning, { children }: SelectedField, type = ""): readonly SelectedField[] {
  return (children.get(type) ?? []).filter((field) => isIncluded(field, variables));
}
