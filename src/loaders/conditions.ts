import type { LinkedAccountRow } from "../accounts/linked-accounts.js";
import type {
  Conditions,
  ListSource,
  ModelSource,
  OpenRow,
  Provider,
  ProviderSession,
} from "../datasources/provider.js";
import { AppError } from "../lib/errors.js";
import type { Comparison } from "../schema/filters.js";
import type { ModelName } from "../schema/model-name.js";
import type { Ref } from "../schema/provider-record.js";
import { parseGlobalId } from "../schema/relay/global-id.js";
import { lateValues, settle } from "./late.js";

/** A filter argument as GraphQL gives it: comparisons by field, and relations with a comparison of their `id`. */
export type FilterInput = Readonly<
  Record<string, (Comparison & { id?: Comparison<string> | null }) | null | undefined>
>;

/** The conditions of a filter for one account: those that the provider applies, and a test for the others. */
export interface SplitConditions {
  native: Conditions;
  /** Whether a row passes the conditions that it can be tested for, or may pass them once it is settled. */
  matches(row: object): boolean;
  /** Whether rows may have to be settled, so that a page may cost further calls. */
  settlesRows: boolean;
  /** Reads what rows leave open of the late fields that are tested; a row that fails whatever it settles to costs nothing. */
  settle(session: ProviderSession, rows: readonly OpenRow[]): Promise<void>;
  /** Whether rows may be dropped here, so that a page may hold fewer than asked for. */
  dropsRows: boolean;
}

/** A filter with what the place of a connection settles. Throws BAD_USER_INPUT when the filter speaks of that too, since it could only be ignored. */
export function narrowed(filter: FilterInput, place: FilterInput): FilterInput {
  const settled = Object.keys(place).find((field) => filter[field] != null);
  if (settled === undefined) return { ...filter, ...place };
  const details = { field: `filter.${settled}` };
  throw new AppError("BAD_USER_INPUT", `filter.${settled} is settled by where this connection stands; leave it out.`, {
    details,
  });
}

/** The accounts that a filter leaves in scope: by account, by provider, and by the accounts of the records that it names. */
export function accountsInScope(
  accounts: readonly LinkedAccountRow[],
  filter: FilterInput,
): readonly LinkedAccountRow[] {
  const named = Object.entries(filter).flatMap(([field, value]) => (value?.id ? [accountIds(field, value.id)] : []));
  return accounts.filter(
    (account) => passes(account.provider, filter["provider"] ?? {}) && named.every((ids) => ids.has(account.id)),
  );
}

function accountIds(field: string, id: Comparison<string>): Set<string> {
  const wanted = [...(id.eq == null ? [] : [id.eq]), ...(id.in ?? [])];
  return new Set(wanted.map((globalId) => addressOf(field, globalId).accountId));
}

function addressOf(field: string, globalId: string): { type: string; accountId: string; key: string } {
  const address = parseGlobalId(globalId);
  const isAccount = address?.type === "LinkedAccount";
  if (address && isAccount === (field === "account")) return address;
  const details = { field: `filter.${field}` };
  throw new AppError("BAD_USER_INPUT", `filter.${field}.id: this is not the id of such a record.`, { details });
}

/**
 * Splits a filter into what the provider applies and what is applied here.
 * Throws UNSUPPORTED_BY_PROVIDER, naming provider and field, when neither can be done.
 */
export function splitConditions<Name extends ModelName>(
  filter: FilterInput,
  account: LinkedAccountRow,
  provider: Provider,
  source: ModelSource<Name>,
  list: ListSource<Name>,
): SplitConditions {
  const native: Record<string, Comparison> = {};
  const tests: ((row: object) => boolean)[] = [];
  const late = new Set<string>();
  let dropsRows = false;
  for (const [field, value] of Object.entries(filter)) {
    if (field === "account" || field === "provider") continue;
    const comparison = value?.id ? keysOf(field, value.id, account) : value;
    if (!comparison || asked(comparison).length === 0) continue;
    const isParent = list.requires?.includes(field) ?? false;
    const isNative = isParent ? hasOnly(comparison, ["eq"]) : hasOnly(comparison, list.native[field] ?? []);
    if (isNative) native[field] = requireShort(field, comparison);
    else if (isParent || !isCovered(field, source)) throw unsupportedFilter(field, account, provider);
    else dropsRows = true;
    const possible = isNative ? undefined : lateValues(source.late, field);
    const mayPass = possible?.some((found) => passesRow({ [field]: found }, field, comparison));
    if (mayPass) late.add(field);
    tests.push((row) => {
      if (mayPass !== undefined && isOpen(row, field)) return mayPass;
      return isUntestable(row, field, isNative) || passesRow(row, field, comparison);
    });
  }
  const matches = (row: object): boolean => tests.every((test) => test(row));
  const isToSettle = (row: object): boolean => [...late].some((field) => isOpen(row, field)) && matches(row);
  return {
    native,
    dropsRows,
    settlesRows: late.size > 0,
    matches,
    settle: async (session, rows) => {
      if (source.late) await settle(source.late, session, rows.filter(isToSettle));
    },
  };
}

/** In characters: what a provider is asked for stands in an address, and no name, word or id that it holds is as long. */
const maxAsked = 1_000;

function requireShort(field: string, comparison: Comparison): Comparison {
  const values: unknown[] = Object.values(comparison).flat();
  if (!values.some((value) => typeof value === "string" && value.length > maxAsked)) return comparison;
  const details = { field: `filter.${field}` };
  throw new AppError("BAD_USER_INPUT", `filter.${field} is longer than ${maxAsked} characters.`, { details });
}

function isOpen(row: object, field: string): boolean {
  return (row as Readonly<Record<string, unknown>>)[field] === undefined;
}

function keysOf(field: string, id: Comparison<string>, account: LinkedAccountRow): Comparison<string> {
  const key = (globalId: string): string[] => {
    const address = addressOf(field, globalId);
    return address.accountId === account.id ? [address.key] : [];
  };
  const keys = id.in?.flatMap(key);
  return {
    ...(id.eq != null && { eq: key(id.eq)[0] ?? "" }),
    ...(keys && (keys.length === 1 && keys[0] !== undefined ? { eq: keys[0] } : { in: keys })),
  };
}

/** What a comparison asks; a null, as clients send for variables that are not set, asks nothing. */
function asked(comparison: Comparison): (keyof Comparison)[] {
  return Object.entries(comparison).flatMap(([name, value]) => (value == null ? [] : [name as keyof Comparison]));
}

function hasOnly(comparison: Comparison, allowed: readonly (keyof Comparison)[]): boolean {
  return asked(comparison).every((name) => allowed.includes(name));
}

/** The record's fields that hold what a filter's field is about. */
function holders(field: string): readonly string[] {
  return field === "email" ? ["emails", "workEmail"] : [field, `${field}Ref`, `${field}Refs`];
}

function isCovered<Name extends ModelName>(field: string, source: ModelSource<Name>): boolean {
  const coverage: Readonly<Record<string, unknown>> = source.coverage;
  return holders(field).some((name) => coverage[name] === "list");
}

/** Whether a list can be narrowed to one record of a relation, by the provider or here. */
export function canFilterBy<Name extends ModelName>(
  field: string,
  source: ModelSource<Name>,
  list: ListSource<Name>,
): boolean {
  const isNative = list.native[field]?.includes("eq") ?? false;
  return isNative || list.requires?.includes(field) === true || isCovered(field, source);
}

function unsupportedFilter(field: string, account: LinkedAccountRow, provider: Provider): AppError {
  const details = { provider: provider.id, accountId: account.id, field: `filter.${field}` };
  const message = `${provider.name} cannot list by ${field} in this way. Leave filter.${field} out, or the accounts of this provider.`;
  return new AppError("UNSUPPORTED_BY_PROVIDER", message, { details });
}

// A provider's own answer stands where a row cannot be tested for its condition: it may not carry the field, or name the target only by wording.
function isUntestable(row: object, field: string, isNative: boolean): boolean {
  return isNative && valuesOf(row, field).every((value) => value === undefined);
}

function valuesOf(row: object, field: string): unknown[] {
  const fields = row as Readonly<Record<string, unknown>>;
  return holders(field).flatMap((name) => {
    const value = fields[name];
    if (name.endsWith("Ref")) return value ? [(value as Ref<unknown>).key ?? undefined] : value === null ? [null] : [];
    if (name.endsWith("Refs")) return ((value ?? []) as Ref<unknown>[]).map((ref) => ref.key ?? undefined);
    if (name === "emails") return ((value ?? []) as { value: string }[]).map((email) => email.value);
    if (Array.isArray(value)) return value as unknown[];
    return name in fields ? [value] : [];
  });
}

function passesRow(row: object, field: string, comparison: Comparison): boolean {
  const values = valuesOf(row, field);
  const { isNull, neq, nin, ...positive } = comparison;
  const present = values.filter((value) => value !== null && value !== undefined);
  if (isNull != null && isNull !== (present.length === 0)) return false;
  if (present.some((value) => !passes(value, { neq, nin }))) return false;
  return asked(positive).length === 0 || present.some((value) => passes(value, positive));
}

/** Whether one value passes a comparison. Text is compared without case, instants and dates by time. */
export function passes(value: unknown, comparison: Comparison): boolean {
  const found = comparable(value);
  const { eq, neq, in: any, nin: none, gt, gte, lt, lte, contains } = comparison;
  const is = (wanted: unknown): boolean => found === comparable(wanted);
  if (eq !== undefined && eq !== null && !is(eq)) return false;
  if (neq !== undefined && neq !== null && is(neq)) return false;
  if (any && !any.some(is)) return false;
  if (none?.some(is)) return false;
  if (gt != null && !(found > comparable(gt))) return false;
  if (gte != null && !(found >= comparable(gte))) return false;
  if (lt != null && !(found < comparable(lt))) return false;
  if (lte != null && !(found <= comparable(lte))) return false;
  return contains == null || String(found).includes(contains.toLowerCase());
}

function comparable(value: unknown): string | number | boolean {
  if (typeof value === "number" || typeof value === "boolean") return value;
  return typeof value === "string" ? value.toLowerCase() : "";
}
