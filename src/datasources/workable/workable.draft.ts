import { AppError } from "../../lib/errors.js";
import type { Draft } from "../../schema/draft.js";
import type { ModelName } from "../../schema/model-name.js";
import type { Models } from "../../schema/models.js";
import { Depth } from "../../schema/provider-record.js";
import type { FieldProblem } from "../../schema/provider-record.js";
import { PayloadError, mapFields, mapRows } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import type { ListPage, ListSource, ModelSource, ProviderSession } from "../provider.js";
import { badResponse, maxPageSize } from "./workable.paging.js";
import type { RowsPage } from "./workable.paging.js";

type Thunks<Fields> = { [Key in keyof Fields]: () => Fields[Key] };

interface Identity {
  key: string;
  remoteId: string;
  depth: Depth;
}

type Fields<List, Detail> = Identity & { payload: unknown; problems: FieldProblem[] } & Partial<List> & Partial<Detail>;

/** A record whose fields are evaluated one by one; those of `detail` only where the payload is a detail. */
export function recordOf<List extends object, Detail extends object = object>(
  row: PayloadReader,
  identity: Identity,
  list: Thunks<List>,
  detail?: () => Thunks<Detail>,
): Fields<List, Detail> {
  const { fields, problems } = mapFields<List>(list);
  const record = Object.assign(fields, identity, { payload: row.raw, problems });
  const none: Partial<Detail> = {};
  if (!detail || identity.depth < Depth.DETAIL) return Object.assign(record, none);
  const inDetail = mapFields<Detail>(detail());
  return Object.assign(record, inDetail.fields, { problems: [...problems, ...inDetail.problems] });
}

/** What another record tells of one by the way. Without an id it has no key, and is found by its wording. */
export function mentionOf<Values extends object>(id: string | null, values: Values): Identity & Values {
  return { key: id ?? "", remoteId: id ?? "", depth: Depth.MENTION, ...values };
}

/** Reads what has no place for problems of its own: what cannot be read throws PROVIDER_BAD_RESPONSE, saying where. */
export async function readStrictly<Found>(read: () => Promise<Found>): Promise<Found> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof PayloadError ? badResponse(error.message, error) : error;
  }
}

/** Reads one record. A record that does not exist is null; one that cannot be read throws PROVIDER_BAD_RESPONSE. */
export async function readOrNull<Found>(read: () => Promise<Found | null>): Promise<Found | null> {
  try {
    return await readStrictly(read);
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") return null;
    throw error;
  }
}

type RowMapper<Name extends ModelName> = (row: PayloadReader, depth: Depth) => Draft<Models[Name]> | null;

/** A page of records; rows that map to null are none of this model. */
export function pageOf<Name extends ModelName>(
  page: RowsPage,
  place: string,
  toDraft: (row: PayloadReader) => Draft<Models[Name]> | null,
): ListPage<Name> {
  const { rows, problems } = mapRows(page.rows, place, toDraft);
  const drafts = rows.filter((draft) => draft !== null);
  return { drafts, problems, next: page.next, previous: page.previous, total: page.total };
}

/** A list that Workable gives whole. */
export function wholePageOf<Name extends ModelName>(
  rows: unknown[],
  place: string,
  toDraft: (row: PayloadReader) => Draft<Models[Name]> | null,
): ListPage<Name> {
  const page = pageOf<Name>({ rows, next: null, previous: null, total: null }, place, toDraft);
  return { ...page, total: page.drafts.length };
}

/** A model that has one list, without pages or filters, and no call for a single record. */
export function wholeSource<Name extends ModelName>(
  call: string,
  place: string,
  read: (session: ProviderSession) => Promise<unknown[]>,
  toDraft: RowMapper<Name>,
): Required<Pick<ModelSource<Name>, "list" | "get">> {
  const pageAt = async (session: ProviderSession, depth: Depth): Promise<ListPage<Name>> =>
    wholePageOf<Name>(await read(session), place, (row) => toDraft(row, depth));
  const list: ListSource<Name> = {
    call,
    pageSize: maxPageSize,
    native: {},
    isWhole: true,
    page: (session) => pageAt(session, Depth.LIST),
  };
  const get = {
    call,
    read: (session: ProviderSession, key: string) =>
      readOrNull(async () => byKey<Name>((await pageAt(session, Depth.DETAIL)).drafts, key)),
  };
  return { list, get };
}

export function byKey<Name extends ModelName>(
  drafts: readonly Draft<Models[Name]>[],
  key: string,
): Draft<Models[Name]> | null {
  return drafts.find((draft) => draft.key === key) ?? null;
}

/** Splits `parent/child`; the parent is empty where there is no slash. */
export function splitKey(key: string): { parent: string; child: string } {
  const slash = key.indexOf("/");
  return { parent: key.slice(0, Math.max(slash, 0)), child: key.slice(slash + 1) };
}

/** Keys of a payload that are neither documented nor modelled, so that newer ones are not lost. */
export function unknownKeys(row: PayloadReader, documented: ReadonlySet<string>): { key: string; value: unknown }[] {
  const unknown: { key: string; value: unknown }[] = [];
  for (const key in row.raw) {
    if (documented.has(key)) continue;
    const value = row.raw[key];
    if (value !== null && value !== undefined) unknown.push({ key, value });
  }
  return unknown;
}
