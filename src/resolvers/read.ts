import { accountOf } from "../loaders/read-request.js";
import type { ReadRequest } from "../loaders/read-request.js";
import { toRecord } from "../loaders/record.js";
import type { RecordOf } from "../loaders/record.js";
import { pageRequest } from "../loaders/page-request.js";
import { deepen, neededDepth } from "../loaders/deepen.js";
import { heldPage } from "../loaders/held-page.js";
import { walk } from "../loaders/walk.js";
import type { Walked } from "../loaders/walk.js";
import { narrowed } from "../loaders/conditions.js";
import type { FilterInput } from "../loaders/conditions.js";
import { AppError } from "../lib/errors.js";
import type { ModelArgs } from "../schema/connections.js";
import type { Draft } from "../schema/draft.js";
import type { Maybe } from "../schema/fields.js";
import type { ModelName } from "../schema/model-name.js";
import { models } from "../schema/models.js";
import type { Models } from "../schema/models.js";
import { Depth } from "../schema/provider-record.js";
import type { ProviderRecord, Ref } from "../schema/provider-record.js";
import type { AccountsConnection } from "../schema/relay/connection.js";
import { refuseHidden } from "../loaders/personal.js";
import { requireScope } from "../accounts/authorise.js";
import type { Context } from "./context.js";
import { toLinkedAccount } from "./linked-account.js";

/** Reads a root connection: every linked account that the filter leaves. */
export async function readConnection<Name extends ModelName>(
  { request }: Context,
  model: Name,
  args: ModelArgs,
  place: FilterInput = {},
): Promise<AccountsConnection<Models[Name]>> {
  requireScope(request.principal, models[model].scope);
  const filter = visibleFilter(request, model, args, place);
  return toConnection(await walk(request, { model, filter, orderBy: args.orderBy, page: pageRequest(args) }));
}

/** Reads the records that belong to another one: the connection of its account, with the parent as a condition. */
export function readChildren<Name extends ModelName>(
  context: Context,
  model: Name,
  parent: ProviderRecord,
  field: string,
  args: ModelArgs,
): PromiseOr<AccountsConnection<Models[Name]>> {
  requireScope(context.request.principal, models[model].scope);
  const account = accountOf(context.request, parent.accountId);
  if (!account) throw new AppError("INTERNAL", "A record has no account.");
  const query = {
    model,
    filter: visibleFilter(context.request, model, args, { [field]: { id: { eq: parent.id } } }),
    orderBy: args.orderBy,
    page: pageRequest(args),
    parent: { field, record: parent },
  };
  const held = heldPage(context.request, query);
  return held ? toConnection(held) : walk(context.request, query).then(toConnection);
}

/** The filter of a connection at its place. Throws FORBIDDEN where it, or the order, is about what the key may not see. */
function visibleFilter(
  { principal }: ReadRequest,
  model: ModelName,
  { filter, orderBy }: ModelArgs,
  place: FilterInput,
): FilterInput {
  // Relay sends null for a variable that was left out, so a default value would not do.
  const given = (filter ?? {}) as FilterInput;
  refuseHidden(principal, model, given, orderBy);
  return narrowed(given, place);
}

function toConnection<Name extends ModelName>(walked: Walked<Name>): AccountsConnection<Models[Name]> {
  return {
    edges: walked.edges,
    nodes: walked.edges.map(({ node }) => node),
    pageInfo: walked,
    totalCount: () => walked.count(),
    sources: walked.sources.map(({ account, ...source }) => ({ account: toLinkedAccount(account), ...source })),
    complete: walked.complete,
  };
}

/** Follows a record's reference: what came along with it, when anything did, else the record itself; null when it does not exist. */
export function readRef<Name extends ModelName, From extends ProviderRecord>(
  context: Context,
  model: Name,
  record: From,
  field: RefField<From, Name>,
): PromiseOr<RecordOf<Name> | null> {
  const follow = (full: From | null) =>
    followRef(context, model, record.accountId, full?.[field] as Maybe<Ref<Draft<Models[Name]>>>);
  if (record[field] !== undefined) return follow(record);
  const depth = neededDepth(context.request, record, field);
  return depth !== null && record.depth < depth ? deepen(context.request, record, depth).then(follow) : follow(record);
}

/** Edges answer at once where nothing has to be read: a promise for each of a page's records costs more than the record. */
type PromiseOr<Value> = Value | Promise<Value>;

type RefField<From, Name extends ModelName> = {
  [Key in keyof From & string]: NonNullable<From[Key]> extends Ref<Draft<Models[Name]>> ? Key : never;
}[keyof From & string];

/** Follows a reference of an account. */
export function followRef<Name extends ModelName>(
  { request }: Context,
  model: Name,
  accountId: string,
  ref: Maybe<Ref<Draft<Models[Name]>>>,
): PromiseOr<RecordOf<Name> | null> {
  if (!ref) return null;
  requireScope(request.principal, models[model].scope);
  const account = accountOf(request, accountId);
  if (!account) return null;
  if (ref.mention) return toRecord(model, account, ref.mention());
  return ref.key === null ? null : request.records.load(model, account, ref.key, Depth.LIST);
}

/** Reads one record by its address; null when it does not exist, or not in this workspace. */
export async function readRecord<Name extends ModelName>(
  request: ReadRequest,
  model: Name,
  accountId: string,
  key: string,
): Promise<RecordOf<Name> | null> {
  requireScope(request.principal, models[model].scope);
  const account = accountOf(request, accountId);
  if (!account) return null;
  const record = await request.records.load(model, account, key, Depth.LIST);
  if (record) return record;
  const movedTo = await request.movedTo(account, model, key);
  return movedTo === null ? null : request.records.load(model, account, movedTo, Depth.LIST);
}

/** Follows a record's list of references; those that no longer exist are left out. */
export async function readRefs<Name extends ModelName, From extends ProviderRecord>(
  context: Context,
  model: Name,
  record: From,
  field: keyof From & string,
): Promise<RecordOf<Name>[]> {
  const depth = neededDepth(context.request, record, field);
  const isDeeper = record[field] === undefined && depth !== null && record.depth < depth;
  const full = isDeeper ? await deepen(context.request, record, depth) : record;
  const refs = (full?.[field] ?? []) as Ref<Draft<Models[Name]>>[];
  const records = await Promise.all(refs.map(async (ref) => followRef(context, model, record.accountId, ref)));
  return records.filter((found) => found !== null);
}

/** The employee that a candidate became: the one whose row names the candidate. */
export async function readHire(context: Context, candidate: ProviderRecord): Promise<RecordOf<"Employee"> | null> {
  const account = accountOf(context.request, candidate.accountId);
  const source = account && context.request.provider(account).models.Employee;
  if (source?.coverage.candidateRef !== "list") return null;
  const { nodes } = await readChildren(context, "Employee", candidate, "candidate", { first: 1 });
  return nodes[0] ?? null;
}
