import { AppError } from "../../lib/errors.js";
import { isObject } from "../http/payload.js";
import type { ListRequest, ProviderSession, QueryValue } from "../provider.js";

export type Query = Readonly<Record<string, QueryValue>>;
export type PageRequest = Pick<ListRequest, "token" | "limit">;

/** A call that lists: where, below which key of the answer the rows are, and with which filters. */
export interface ListCall {
  path: string;
  envelope: string;
  query?: Query;
}

export interface RowsPage {
  rows: unknown[];
  next: string | null;
  previous: string | null;
  total: number | null;
}

/** The most rows of any page of Workable. */
export const maxPageSize = 100;
/** The only sizes of pages that are counted by offset. */
const offsetSizes = [10, 20, 50, maxPageSize] as const;

export function badResponse(message: string, cause?: unknown): AppError {
  return new AppError("PROVIDER_BAD_RESPONSE", message, cause === undefined ? {} : { cause });
}

/** The rows below a key of an answer. Throws PROVIDER_BAD_RESPONSE when the answer has another shape. */
export function rowsIn(body: unknown, envelope: string): unknown[] {
  const rows = isObject(body) ? body[envelope] : undefined;
  if (Array.isArray(rows)) return rows;
  throw badResponse(`Workable did not answer with a list of ${envelope}.`);
}

/** The rows of an answer that has no envelope. */
export function bareRows(body: unknown, what: string): unknown[] {
  if (Array.isArray(body)) return body;
  throw badResponse(`Workable did not answer with a list of ${what}.`);
}

/** Reads a page that begins at the id in the token, and goes on at the id in `paging.next`. */
export async function readCursorPage(
  session: ProviderSession,
  call: ListCall,
  request: PageRequest,
  isOwnHost: (url: URL) => boolean,
): Promise<RowsPage> {
  const limit = Math.min(Math.max(request.limit, 1), maxPageSize);
  const body = await session.get(call.path, { ...call.query, limit, since_id: request.token });
  const rows = rowsIn(body, call.envelope);
  const next = nextIdOf(body, isOwnHost);
  // A next page that begins where this one did would be asked for without end.
  if (next !== null && next === request.token) throw badResponse("paging.next does not lead on.");
  return { rows, next, previous: null, total: null };
}

/**
 * Only `since_id` is taken from `next`: whether `next` keeps the filters is not documented, and it may switch to another route.
 * On the last page `paging` is absent, empty, or without `next`.
 */
function nextIdOf(body: unknown, isOwnHost: (url: URL) => boolean): string | null {
  const paging = isObject(body) ? (body["paging"] ?? {}) : {};
  if (!isObject(paging)) throw badResponse("paging is no object.");
  const next = paging["next"];
  if (next === undefined || next === null || next === "") return null;
  const url = typeof next === "string" && URL.canParse(next) ? new URL(next) : null;
  if (!url) throw badResponse("paging.next is no web address.");
  if (!isOwnHost(url)) throw badResponse("paging.next points to another host.");
  const sinceId = url.searchParams.get("since_id");
  if (sinceId === null || sinceId === "") throw badResponse("paging.next has no since_id.");
  return sinceId;
}

/** Reads a page that is counted by offset. Its size stays the same over a walk, so that pages neither overlap nor leave a gap. */
export async function readOffsetPage(
  session: ProviderSession,
  call: ListCall,
  request: PageRequest,
): Promise<RowsPage> {
  const { offset, size } = request.token === undefined ? firstPlace(request.limit) : placeOf(request.token);
  const body = await session.get(call.path, { ...call.query, limit: size, offset });
  const rows = rowsIn(body, call.envelope);
  const total = totalIn(body);
  const isLast = rows.length === 0 || (total === null ? rows.length < size : offset + size >= total);
  return {
    rows,
    total,
    next: isLast ? null : tokenOf(offset + size, size),
    previous: offset === 0 ? null : tokenOf(Math.max(0, offset - size), size),
  };
}

/** The token of the last page, which takes a call of its own because only answers tell the total. */
export async function lastOffsetToken(session: ProviderSession, call: ListCall, limit: number): Promise<string> {
  const { size } = firstPlace(limit);
  const { total } = await readOffsetPage(session, call, { limit: offsetSizes[0] });
  if (total === null) throw badResponse("Workable did not tell how many rows there are.");
  return tokenOf(Math.max(0, Math.ceil(total / size) - 1) * size, size);
}

function firstPlace(limit: number): { offset: number; size: number } {
  return { offset: 0, size: offsetSizes.find((size) => size >= limit) ?? maxPageSize };
}

function tokenOf(offset: number, size: number): string {
  return `${String(offset)}:${String(size)}`;
}

function placeOf(token: string): { offset: number; size: number } {
  const [, offset, size] = /^(\d{1,9}):(10|20|50|100)$/u.exec(token) ?? [];
  if (offset === undefined || size === undefined) {
    throw new AppError("INVALID_CURSOR", "The cursor names no page of Workable.");
  }
  return { offset: Number(offset), size: Number(size) };
}

/** Older answers write `totalCount`. */
function totalIn(body: unknown): number | null {
  if (!isObject(body)) return null;
  const total = body["total_count"] ?? body["totalCount"];
  return typeof total === "number" && Number.isInteger(total) && total >= 0 ? total : null;
}
