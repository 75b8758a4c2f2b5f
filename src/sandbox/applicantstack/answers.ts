import type { SandboxResponse } from "../core.js";
import { jsonTextResponse } from "../response.js";
import { phpJson } from "./php-json.js";
import { countsAreText, errorsHaveStatus, isNewestFirst } from "./settings.js";

type Settings = Record<string, unknown>;

const pageSize = 100;

/** Answers one page (1-based) of rows in the list envelope; a page beyond the last one is empty. */
export function listAnswer<Row>(
  noun: string,
  rows: readonly Row[],
  page: number,
  write: (row: Row) => string,
  settings: Settings,
): SandboxResponse {
  const total = rows.length;
  const pages = Math.ceil(total / pageSize);
  const counters = countsAreText(settings)
    ? `"NumPages":"${pages}","TotalCount":"${total}"`
    : `"NumPages":${pages},"TotalCount":${total}`;
  const texts = pageOf(rows, page, isNewestFirst(settings)).map(write);
  return jsonTextResponse(200, `{"Method Result":"Success",${counters},"${noun}":[${texts.join(",")}]}`);
}

function pageOf<Row>(rows: readonly Row[], page: number, newestFirst: boolean): Row[] {
  const start = (page - 1) * pageSize;
  if (!newestFirst) return rows.slice(start, start + pageSize);
  const end = Math.max(0, rows.length - start);
  return rows.slice(Math.max(0, end - pageSize), end).reverse();
}

export function recordAnswer(fields: Record<string, unknown>): SandboxResponse {
  return jsonTextResponse(200, phpJson({ "Method Result": "Success", ...fields }));
}

export function failure(status: number, message: string, settings: Settings): SandboxResponse {
  const body = phpJson({ "Method Result": "Failure", Error: message });
  return jsonTextResponse(errorsHaveStatus(settings) ? status : 200, body);
}
