import type { LinkedAccountRow } from "../accounts/linked-accounts.js";
import { accountOf } from "../loaders/read-request.js";
import type { ReadRequest } from "../loaders/read-request.js";
import type { ModelName } from "../schema/model-name.js";
import { UserErrorCode } from "../schema/writes/payload.js";
import { parseGlobalId } from "../schema/relay/global-id.js";
import { noSuchRecord, refuse } from "./user-error.js";
import type { WriteSpec } from "./write-spec.js";

export type Input = Readonly<Record<string, unknown>>;

export function without(input: Input, fields: readonly string[]): Input {
  return Object.fromEntries(Object.entries(input).filter(([field]) => !fields.includes(field)));
}

/** The account that an input is about, and the provider's keys in place of its global ids. */
export interface KeyedInput {
  account: LinkedAccountRow;
  input: Input;
  /** The same by the keys that were given, also of records that have moved since. */
  asGiven: Input;
  /** The acting member's key, where the input names one. */
  actor: string | null;
  /** The model of a field that may be an id of several. */
  model: ModelName | undefined;
}

interface Found {
  field: string;
  account: LinkedAccountRow;
  model: string;
  keys: string | string[];
}

/**
 * Reads the ids of an input. Throws a WriteRefused for one that names nothing here, and for ids of more than one account. The first id tells whose
 * account it is; then `refuseUnoffered` may throw, before anything else is said of the input.
 */
export async function keyInput(
  request: ReadRequest,
  { ids, oneOf }: WriteSpec,
  given: Input,
  refuseUnoffered: (account: LinkedAccountRow) => void,
): Promise<KeyedInput> {
  if (oneOf && oneOf.filter((field) => given[field] !== undefined).length !== 1)
    throw refuse(UserErrorCode.BAD_USER_INPUT, `Give exactly one of ${oneOf.join(", ")}.`, [...oneOf]);
  const all = { ...ids, accountId: ["LinkedAccount"], actorId: ["User"] };
  const fields = Object.entries(all).filter(([field]) => given[field] !== undefined);
  const [telling, ...others] = fields;
  if (!telling) throw refuse(UserErrorCode.BAD_USER_INPUT, "The input names no account.");
  const find = ([field, models]: (typeof fields)[number]) => findField(request, field, models, given[field]);
  const first = find(telling);
  refuseUnoffered(first.account);
  const found = [first, ...others.map(find)];
  const stranger = found.find(({ account }) => account.id !== first.account.id);
  if (stranger)
    throw refuse(UserErrorCode.BAD_USER_INPUT, `${stranger.field} belongs to another account than ${first.field}.`, [
      stranger.field,
    ]);
  const asGiven = { ...given, ...Object.fromEntries(found.map(({ field, keys }) => [field, keys])) };
  const input: Record<string, unknown> = { ...given };
  for (const { field, account, model, keys } of found) input[field] = await presentKeys(request, account, model, keys);
  const { actorId } = input;
  const open = found.find(({ field }) => (all[field as keyof typeof all] as readonly string[]).length > 1);
  return {
    account: first.account,
    input: without(input, ["accountId", "actorId"]),
    asGiven: without(asGiven, ["accountId"]),
    actor: typeof actorId === "string" ? actorId : null,
    model: open?.model as ModelName | undefined,
  };
}

function findField(request: ReadRequest, field: string, models: readonly string[], value: unknown): Found {
  if (!Array.isArray(value)) {
    const { account, type, key } = findOne(request, [field], models, value);
    return { field, account, model: type, keys: key };
  }
  const all = value.map((one: unknown, index) => findOne(request, [field, String(index)], models, one));
  const [first] = all;
  if (!first) throw refuse(UserErrorCode.BAD_USER_INPUT, `${field} is empty; leave it out.`, [field]);
  const stranger = all.findIndex(({ account }) => account.id !== first.account.id);
  if (stranger >= 0) throw noSuchRecord([field, String(stranger)]);
  return { field, account: first.account, model: first.type, keys: all.map(({ key }) => key) };
}

function findOne(request: ReadRequest, path: readonly string[], models: readonly string[], id: unknown) {
  const address = typeof id === "string" ? parseGlobalId(id) : null;
  const account = address && accountOf(request, address.accountId);
  if (!account || !models.includes(address.type)) throw noSuchRecord(path);
  return { account, type: address.type, key: address.key };
}

/** A record that goes on under another key is written to under that one. */
async function presentKeys(
  request: ReadRequest,
  account: LinkedAccountRow,
  model: string,
  keys: string | string[],
): Promise<string | string[]> {
  const present = async (key: string) => (await request.movedTo(account, model, key)) ?? key;
  return Array.isArray(keys) ? Promise.all(keys.map(present)) : present(keys);
}
