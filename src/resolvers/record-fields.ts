import type { GraphQLField, GraphQLFieldResolver, GraphQLSchema } from "graphql";
import { defaultFieldResolver, getNullableType, isListType, isObjectType } from "graphql";

import { askProvider } from "../loaders/ask-provider.js";
import { accountOf } from "../loaders/read-request.js";
import { deepen, neededDepth } from "../loaders/deepen.js";
import { readOpenField } from "../loaders/late.js";
import { AppError } from "../lib/errors.js";
import type { ModelName } from "../schema/model-name.js";
import { personalFields, personalParts } from "../schema/personal.js";
import { DataSource } from "../schema/provenance.js";
import { Depth } from "../schema/provider-record.js";
import type { ProviderRecord } from "../schema/provider-record.js";
import type { CustomFieldValue, MissingField } from "../schema/values.js";
import type { Context } from "./context.js";
import { toLinkedAccount } from "./linked-account.js";
import { missingFields } from "./missing.js";
import { redactedPayload } from "./redacted-payload.js";

type RecordResolver = GraphQLFieldResolver<ProviderRecord & Record<string, unknown>, Context>;

/** Fields of every record that are worked out rather than mapped. */
const computed: Readonly<Record<string, RecordResolver>> = {
  id: (record, _args, context) => (record.key === "" ? identified(record, context).then(({ id }) => id) : record.id),
  remoteId: (record, _args, context) =>
    record.remoteId === "" ? identified(record, context).then(({ remoteId }) => remoteId) : record.remoteId,
  account: (record, _args, { request }) => {
    const account = accountOf(request, record.accountId);
    return account && toLinkedAccount(account);
  },
  freshness: ({ fetchedAt }) => ({ fetchedAt, source: DataSource.LIVE }),
  customFields: customFields,
  missing: missing,
  remoteData: async (record, _args, { request, personalReads }) => {
    const { scopes } = request.principal;
    if (!scopes.has("raw:read")) return null;
    if (scopes.has("pii:read") && personalFields[record.model]) personalReads.note(record.model, record);
    const source = record.payload === undefined ? await deepen(request, record, Depth.LIST) : record;
    return source ? redactedPayload(request.principal, source, source.payload ?? null) : null;
  },
};

/**
 * Gives the fields of provider records their resolvers: worked-out fields, and for mapped fields one that reads what the payload
 * at hand leaves open: the record to the depth at which its provider fills the field, or the call that settles it late. Fields with a resolver of their own keep it.
 */
export function attachRecordFields(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || !type.getInterfaces().some(({ name }) => name === "ProviderRecord")) continue;
    for (const field of Object.values<GraphQLField<unknown, Context>>(type.getFields())) attach(field);
    hide(type, personalFields[type.name as ModelName]);
  }
  for (const [name, fields] of Object.entries(personalParts)) hide(schema.getType(name), fields);
}

/** Leaves fields that tell of a person empty, and unread, for keys without `pii:read`; for others it is noted whose they were. */
function hide(type: unknown, personal: ReadonlySet<string> | undefined): void {
  if (!personal || !isObjectType(type)) return;
  for (const field of Object.values<GraphQLField<unknown, Context>>(type.getFields())) {
    if (!personal.has(field.name)) continue;
    const open = field.resolve ?? defaultFieldResolver;
    const hidden = isListType(getNullableType(field.type)) ? [] : null;
    field.resolve = (source, args, context, info) => {
      if (!context.request.principal.scopes.has("pii:read")) return hidden;
      context.personalReads.note(type.name, source);
      return open(source, args, context, info);
    };
  }
}

function attach(field: GraphQLField<unknown, Context>): void {
  const special = computed[field.name];
  if (special) field.resolve = special as GraphQLFieldResolver<unknown, Context>;
  // Edges and other fields with a resolver of their own came with one; plain fields came without.
  else if (!field.resolve && field.name !== "provider")
    field.resolve = mapped(field.name, isListType(getNullableType(field.type))) as GraphQLFieldResolver<
      unknown,
      Context
    >;
}

function mapped(name: string, isList: boolean): RecordResolver {
  return (record, _args, { request }) => {
    const value = record[name];
    if (value !== undefined && value !== null) return value;
    const reading = value === undefined ? readOpenField(request, record, name) : null;
    if (reading) return reading.then((found) => found ?? (isList ? [] : null));
    return isList ? [] : null;
  };
}

/** The record that is known only by its wording, or, of one that was just written, only by its key. */
async function identified(record: ProviderRecord, { request }: Context): Promise<ProviderRecord> {
  const found = await deepen(request, record, record.key === "" ? Depth.MENTION : Depth.LIST);
  if (found) return found;
  const details = { provider: record.provider, accountId: record.accountId };
  throw new AppError(
    "PROVIDER_BAD_RESPONSE",
    `${record.provider} names a ${record.model} that its own list does not have.`,
    { details },
  );
}

async function customFields(record: ProviderRecord, _args: unknown, { request }: Context): Promise<CustomFieldValue[]> {
  const account = accountOf(request, record.accountId);
  if (!account) return [];
  const source = request.provider(account).customFields;
  if (source?.models.includes(record.model)) {
    const session = await request.session(account, record.model);
    return askProvider(account, () => source.read(session, record.model, record.key));
  }
  const depth = neededDepth(request, record, "extras");
  const full = depth !== null && record.depth < depth ? await deepen(request, record, depth) : record;
  return (full?.extras ?? []).map(({ key, label, value }) => ({ key, label: label ?? null, value }));
}

/** Tells of the fields that the payload at hand can carry; those that would need another call are told once they are selected. */
async function missing(record: ProviderRecord, _args: unknown, { request }: Context): Promise<MissingField[]> {
  const full = record.depth < Depth.LIST ? await deepen(request, record, Depth.LIST) : record;
  return full ? missingFields(request, full) : [];
}
