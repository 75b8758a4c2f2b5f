import type { LinkedAccountRow } from "../accounts/linked-accounts.js";
import type { ListSource } from "../datasources/provider.js";
import { AppError } from "../lib/errors.js";
import type { ModelName } from "../schema/model-name.js";
import type { RecordOrder } from "../schema/filters.js";
import { readAccount } from "./account-walk.js";
import type { AccountList, AccountRows, Direction } from "./account-walk.js";
import { askableList } from "./askable-list.js";
import { accountsInScope } from "./conditions.js";
import type { FilterInput } from "./conditions.js";
import { cursorBinding } from "./cursor.js";
import type { Place } from "./cursor.js";
import type { ProviderRecord } from "../schema/provider-record.js";
import type { PageRequest } from "./page-request.js";
import type { ReadRequest } from "./read-request.js";
import { toRecord } from "./record.js";
import type { RecordOf } from "./record.js";
import { createSourceLog } from "./source-log.js";
import type { SourceEntry, SourceLog } from "./source-log.js";

/** What a connection field asks for. */
export interface ListQuery<Name extends ModelName> {
  model: Name;
  filter: FilterInput;
  orderBy?: RecordOrder | undefined;
  page: PageRequest;
  /** The record whose connection this is; its own payload may hold the rows, and what its provider lacks is told, not thrown. */
  parent?: { field: string; record: ProviderRecord };
}

/** A page of a connection over several accounts. */
export interface Walked<Name extends ModelName> {
  edges: { node: RecordOf<Name>; cursor: string }[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  startCursor: string | null;
  endCursor: string | null;
  sources: SourceEntry[];
  complete: boolean;
  /** How many records all accounts hold; null when one does not tell, or failed, or rows are dropped here. */
  count(): Promise<number | null>;
}

interface Part<Name extends ModelName> {
  account: LinkedAccountRow;
  open(): Promise<AccountList<Name>>;
}

/** When an account takes this long, the next one is asked as well, so that one slow account does not use up the request's time. */
const impatienceMs = 1_000;

/**
 * Reads one page: account by account, each in the provider's own order, and only as many accounts as the page needs.
 * An account that fails is skipped and told in `sources`. Throws when nothing at all could be read, and for bad cursors, filters and orders.
 */
export async function walk<Name extends ModelName>(
  request: ReadRequest,
  query: ListQuery<Name>,
): Promise<Walked<Name>> {
  const { direction, size, cursor } = query.page;
  const scope = accountsInScope(request.accounts, query.filter);
  const binding = cursorBinding([query.model, query.filter, query.orderBy]);
  const from = cursor === undefined ? null : request.cursors.decode(cursor, binding);
  const log = createSourceLog(scope, from?.skipped ?? []);
  const parts = prepare(request, query, scope, log);
  const ordered = direction === "forward" ? parts : parts.toReversed();
  const remaining = from ? ordered.slice(startOf(ordered, scope, from, direction)) : ordered;
  const { rows, hasMore, lastSeen, totals } = await readParts(remaining, direction, size, from, log);
  if (log.nothingRead()) {
    const failure = log.failure(query.model);
    if (!query.parent || failure.code !== "UNSUPPORTED_BY_PROVIDER") throw failure;
  }

  const skipped = log.skipped();
  const cursorOf = (place: Omit<Place, "skipped">): string => request.cursors.encode({ ...place, skipped }, binding);
  const edges = rows.map(({ account, row }) => {
    const record = toRecord(query.model, account, row.draft);
    request.records.prime(query.model, account, record);
    return { record, place: { accountId: account.id, ...row.anchor } };
  });
  if (direction === "backward") edges.reverse();
  const isShort = direction === "forward" && hasMore && edges.length < size;
  const start = edges.at(0)?.place;
  // A page may hold less than asked for, even nothing, and yet have a place to go on from.
  const end = isShort && lastSeen ? lastSeen : (edges.at(-1)?.place ?? lastSeen);
  return {
    edges: edges.map(({ record, place }) => ({
      node: record,
      get cursor() {
        return cursorOf(place);
      },
    })),
    hasNextPage: direction === "forward" ? hasMore : cursor !== undefined,
    hasPreviousPage: direction === "forward" ? cursor !== undefined : hasMore,
    // Signed only when they are selected, as those of the edges are.
    get startCursor() {
      return start ? cursorOf(start) : null;
    },
    get endCursor() {
      return end ? cursorOf(end) : null;
    },
    sources: log.entries(),
    complete: log.isComplete(),
    count: () => (log.isComplete() ? count(parts, totals) : Promise.resolve(null)),
  };
}

/** The accounts that can be asked; the others are told in the log. Throws when one cannot honour the filter, the order or the direction. */
function prepare<Name extends ModelName>(
  request: ReadRequest,
  query: ListQuery<Name>,
  scope: readonly LinkedAccountRow[],
  log: SourceLog,
): Part<Name>[] {
  return scope.flatMap((account) => {
    const found = askableList(request, account, { ...query, accounts: scope.length });
    if (typeof found === "string") {
      log.unsupported(account, found);
      return [];
    }
    const { list, conditions, compare } = found;
    const open = async (): Promise<AccountList<Name>> => ({
      account,
      session: await request.session(account, query.model),
      list: query.parent ? fromParent(list, query.parent.record) : list,
      conditions,
      ...(compare && { compare }),
    });
    return [{ account, open }];
  });
}

/** The list of a parent's own payload, where that holds the rows, so that no call is made. */
function fromParent<Name extends ModelName>(list: ListSource<Name>, parent: ProviderRecord): ListSource<Name> {
  const drafts = list.fromParent?.(parent);
  if (!drafts) return list;
  const page = { drafts, next: null, total: drafts.length, problems: [] };
  return { ...list, isWhole: true, page: () => Promise.resolve(page) };
}

/** Where in the order of accounts a cursor goes on: at its own account, or after it when that can no longer be asked. */
function startOf<Name extends ModelName>(
  ordered: Part<Name>[],
  scope: readonly LinkedAccountRow[],
  from: Place,
  direction: Direction,
): number {
  const rank = (id: string): number =>
    scope.findIndex((account) => account.id === id) * (direction === "forward" ? 1 : -1);
  if (!scope.some((account) => account.id === from.accountId)) {
    throw new AppError(
      "INVALID_CURSOR",
      "The account that this cursor stood in is no longer linked. Start again without it.",
    );
  }
  const start = ordered.findIndex((part) => rank(part.account.id) >= rank(from.accountId));
  return start === -1 ? ordered.length : start;
}

interface ReadSoFar<Name extends ModelName> {
  rows: { account: LinkedAccountRow; row: AccountRows<Name>["rows"][number] }[];
  hasMore: boolean;
  lastSeen: Omit<Place, "skipped"> | null;
  /** How many records each account that was read holds; null where it does not tell. */
  totals: Map<string, number | null>;
}

async function readParts<Name extends ModelName>(
  parts: Part<Name>[],
  direction: Direction,
  size: number,
  from: Place | null,
  log: SourceLog,
): Promise<ReadSoFar<Name>> {
  const soFar: ReadSoFar<Name> = { rows: [], hasMore: false, lastSeen: null, totals: new Map() };
  const begun = new Map<number, Promise<AccountRows<Name>>>();
  const begin = (index: number, want: number): Promise<AccountRows<Name>> => {
    const part = parts[index];
    if (!part) return Promise.reject(new RangeError("no such account"));
    const known = begun.get(index);
    if (known) return known;
    const anchor = from?.accountId === part.account.id ? from : null;
    const reading = part.open().then((list) => readAccount(list, direction, want, anchor));
    reading.catch(() => undefined);
    begun.set(index, reading);
    return reading;
  };
  for (const [index, part] of parts.entries()) {
    const want = size - soFar.rows.length;
    const askNext = (): unknown => index + 1 < parts.length && begin(index + 1, want);
    const rows = await log.read(part.account, () => impatient(begin(index, want), askNext));
    if (!rows) continue;
    soFar.totals.set(part.account.id, rows.total);
    const taken = rows.rows.slice(0, want);
    soFar.rows.push(...taken.map((row) => ({ account: part.account, row })));
    const isCut = taken.length < rows.rows.length;
    const last = isCut ? taken.at(-1)?.anchor : rows.lastSeen;
    if (last) soFar.lastSeen = { accountId: part.account.id, ...last };
    soFar.hasMore = rows.hasMore || isCut;
    if (soFar.hasMore) return soFar;
    if (soFar.rows.length === size) return { ...soFar, hasMore: index + 1 < parts.length };
  }
  return soFar;
}

/** Calls back, once, when a promise takes longer than the patience. */
async function impatient<T>(promise: Promise<T>, onSlow: () => unknown): Promise<T> {
  const timer = setTimeout(onSlow, impatienceMs);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}

/** Asks only the accounts that this page did not read. */
async function count<Name extends ModelName>(
  parts: Part<Name>[],
  known: ReadonlyMap<string, number | null>,
): Promise<number | null> {
  if ([...known.values()].includes(null)) return null;
  const totals = await Promise.all(
    parts.map(async (part) => {
      const total = known.get(part.account.id);
      if (total !== undefined) return total;
      return part
        .open()
        .then((list) => readAccount(list, "forward", 1, null))
        .then(
          (rows) => rows.total,
          () => null,
        );
    }),
  );
  return totals.reduce<number | null>((sum, total) => (sum === null || total === null ? null : sum + total), 0);
}
