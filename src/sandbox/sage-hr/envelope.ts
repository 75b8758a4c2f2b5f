import type { SandboxResponse } from "../core.js";
import { jsonResponse, jsonTextResponse } from "../response.js";

export interface PageRule {
  /** Rows per page when the caller may not or does not say. */
  readonly size: number;
  /** The greatest `per_page` that is obeyed; without it the parameter is ignored. */
  readonly maxSize?: number;
}

export const fixedPages: PageRule = { size: 50 };
export const recruitmentPages: PageRule = { size: 30, maxSize: 100 };
export const allowancePages: PageRule = { size: 25, maxSize: 100 };

/** Answers one page of rows in the `data` and `meta` envelope; a page beyond the last one is empty. */
export function pageAnswer<Row>(
  rows: readonly Row[],
  query: URLSearchParams,
  rule: PageRule,
  write: (row: Row) => string,
): SandboxResponse {
  const page = positiveInteger(query.get("page")) ?? 1;
  const asked = rule.maxSize === undefined ? undefined : positiveInteger(query.get("per_page"));
  const size = Math.min(asked ?? rule.size, rule.maxSize ?? rule.size);
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const meta = {
    current_page: page,
    next_page: page < pages ? page + 1 : null,
    previous_page: page > 1 ? page - 1 : null,
    total_pages: pages,
    per_page: size,
    total_entries: rows.length,
  };
  const texts = rows.slice((page - 1) * size, page * size).map(write);
  return jsonTextResponse(200, `{"data":[${texts.join(",")}],"meta":${JSON.stringify(meta)}}`);
}

/** Answers `{"data": …}` without `meta`, as single records and unpaged lists have it. */
export function dataAnswer(data: unknown): SandboxResponse {
  return jsonResponse(200, { data });
}

/** Answers a write with the id of what it made. */
export function createdAnswer(id: number): SandboxResponse {
  return jsonResponse(201, { data: { id } });
}

/** Refuses a write with a sentence for each problem. */
export function invalid(errors: readonly string[]): SandboxResponse {
  return failure(422, "validation_failed", errors);
}

export function failure(status: number, code: string, errors: readonly string[] = []): SandboxResponse {
  return jsonResponse(status, { error_code: code, errors });
}

export function notFound(): SandboxResponse {
  return failure(404, "not_found");
}

function positiveInteger(text: string | null): number | undefined {
  const value = Number(text);
  return Number.isInteger(value) && value > 0 ? value : undefined;
}
