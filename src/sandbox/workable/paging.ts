import type { SandboxRequest, SandboxResponse } from "../core.js";
import { jsonTextResponse } from "../response.js";

interface CursorPage<Row> {
  readonly request: SandboxRequest;
  /** The key of the list in the answer. */
  readonly envelope: string;
  readonly rows: readonly Row[];
  readonly write: (row: Row) => string;
  /** The absolute address that `next` is made from, without a query. */
  readonly nextUrl: string;
  /** Query parameters that `next` leaves out. */
  readonly dropped?: readonly string[];
}

const defaultLimit = 50;
const maxLimit = 100;

/** Answers rows by ascending id from `since_id` to `max_id`, both included; the last page has no `paging`. */
export function answerCursorPage<Row extends { id: string }>(page: CursorPage<Row>): SandboxResponse {
  const { query } = page.request;
  const since = numberOf(query.get("since_id")) ?? -1;
  const max = numberOf(query.get("max_id")) ?? Number.POSITIVE_INFINITY;
  const limit = limitOf(query);
  const rows = page.rows
    .map((row) => ({ row, order: Number.parseInt(row.id, 16) }))
    .filter(({ order }) => order >= since && order <= max)
    .toSorted((left, right) => left.order - right.order);
  const list = rows.slice(0, limit).map(({ row }) => page.write(row));
  const next = rows[limit]?.row.id;
  const paging = next === undefined ? "" : `,"paging":{"next":${JSON.stringify(nextOf(page, limit, next))}}`;
  return jsonTextResponse(200, `{"${page.envelope}":[${list.join(",")}]${paging}}`);
}

function nextOf<Row>(page: CursorPage<Row>, limit: number, sinceId: string): string {
  const query = new URLSearchParams(page.request.query);
  for (const name of ["limit", "since_id", ...(page.dropped ?? [])]) query.delete(name);
  query.set("limit", String(limit));
  query.set("since_id", sinceId);
  return `${page.nextUrl}?${query.toString()}`;
}

function limitOf(query: URLSearchParams): number {
  const limit = Math.trunc(Number(query.get("limit") ?? defaultLimit));
  return limit >= 1 ? Math.min(limit, maxLimit) : defaultLimit;
}

function numberOf(id: string | null): number | undefined {
  return id === null ? undefined : Number.parseInt(id, 16);
}

const offsetLimits = new Set([10, 20, 50, 100]);

/** Answers rows from `offset` with `total_count`; null when `limit` is none of 10, 20, 50, 100 or `offset` is malformed. */
export function answerOffsetPage<Row>(
  query: URLSearchParams,
  envelope: string,
  rows: readonly Row[],
  write: (row: Row) => string,
): SandboxResponse | null {
  const limit = Number(query.get("limit") ?? 10);
  const offset = Number(query.get("offset") ?? 0);
  if (!offsetLimits.has(limit) || !Number.isInteger(offset) || offset < 0) return null;
  const list = rows.slice(offset, offset + limit).map(write);
  return jsonTextResponse(200, `{"total_count":${rows.length},"${envelope}":[${list.join(",")}]}`);
}

/**
 * Reads a time filter: ISO 8601, extended or basic, or Unix seconds. Gives milliseconds, undefined when it is not
 * there and null when it is malformed.
 */
export function timeOf(query: URLSearchParams, name: string): number | null | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (/^\d{9,11}$/u.test(text)) return Number(text) * 1000;
  const basic = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(Z?)$/u;
  const at = Date.parse(text.replace(basic, "$1-$2-$3T$4:$5:$6$7"));
  return Number.isNaN(at) ? null : at;
}
