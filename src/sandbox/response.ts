import type { SandboxResponse } from "./core.js";

const jsonHeaders = { "content-type": "application/json; charset=utf-8" };

export function jsonResponse(status: number, value: unknown, headers?: Record<string, string>): SandboxResponse {
  return jsonTextResponse(status, JSON.stringify(value), headers);
}

/** Answers JSON that is already text, so that rows which were written out before cost nothing again. */
export function jsonTextResponse(status: number, body: string, headers?: Record<string, string>): SandboxResponse {
  return { status, headers: headers ? { ...jsonHeaders, ...headers } : jsonHeaders, body };
}

export function emptyResponse(status: number, headers?: Record<string, string>): SandboxResponse {
  return { status, body: "", ...(headers ? { headers } : {}) };
}

export function htmlResponse(status: number, body: string): SandboxResponse {
  return { status, headers: { "content-type": "text/html; charset=utf-8" }, body };
}

/**
 * Makes a function that writes a row out as JSON once and freezes it, so that a row changed in place fails loudly
 * rather than being served stale.
 */
export function createRowWriter<Row extends object>(view: (row: Row) => unknown): (row: Row) => string {
  const written = new WeakMap<Row, string>();
  return (row) => {
    const known = written.get(row);
    if (known !== undefined) return known;
    const text = JSON.stringify(view(Object.freeze(row)));
    written.set(row, text);
    return text;
  };
}
