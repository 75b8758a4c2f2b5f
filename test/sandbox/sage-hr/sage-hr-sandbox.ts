import { startSandbox, type Sandbox } from "../../../src/sandbox/index.js";
import { found, listOf, readAnswer, recordOf, type Answer, type Json } from "../json.js";

export const token = "sandbox-sagehr-token";
const now = () => new Date("2026-11-20T15:00:00Z");

/** The fields of a write as each of the three encodings that the provider takes, values of forms as text. */
export const encodings: Readonly<Record<string, (fields: Readonly<Record<string, string>>) => unknown>> = {
  JSON: (fields) => fields,
  "a urlencoded form": (fields) => new URLSearchParams(fields),
  "a multipart form": (fields) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    return form;
  },
};

export interface SageHrSandbox {
  baseUrl: string;
  tenant: ReturnType<Sandbox["sagehr"]>;
  /** Gets a path below `/api` with the account's key. */
  get: (path: string, headers?: Record<string, string>) => Promise<Answer>;
  /** The rows of one answer. */
  rows: (path: string) => Promise<Json[]>;
  /** The rows of all pages, following `next_page`. */
  allRows: (path: string) => Promise<Json[]>;
  /** Sends a form as it is, text as it is, anything else as JSON, with the account's key. */
  send: (method: string, path: string, body?: unknown) => Promise<Answer>;
  stop: () => Promise<void>;
}

export async function startSageHr(
  settings: Record<string, unknown> = {},
  sizes: { employees?: number; jobs?: number; candidates?: number } = {},
): Promise<SageHrSandbox> {
  const options = { subdomain: "acme-demo", token, candidates: 110, jobs: 8, employees: 60, seed: 1, ...sizes };
  const sandbox = await startSandbox({
    now,
    tenants: { workable: [], applicantstack: [], sagehr: [{ ...options, settings }] },
  });
  const baseUrl = sandbox.urls.sagehr.replace("{subdomain}", "acme-demo");
  const get = async (path: string, headers: Record<string, string> = { "X-Auth-Token": token }) =>
    readAnswer(await fetch(`${baseUrl}${path}`, { headers }));
  const rows = async (path: string) => listOf((await get(path)).body, "data");
  const allRows = async (path: string) => {
    const all: Json[] = [];
    for (let page = 1; page > 0;) {
      const { body } = await get(`${path}${path.includes("?") ? "&" : "?"}page=${page}`);
      all.push(...listOf(body, "data"));
      page = Number(found(recordOf(body, "meta")["next_page"]));
    }
    return all;
  };
  const send = async (method: string, path: string, body?: unknown) =>
    readAnswer(await fetch(`${baseUrl}${path}`, { method, ...encode(body) }));
  return { baseUrl, tenant: sandbox.sagehr("acme-demo"), get, rows, allRows, send, stop: sandbox.stop };
}

function encode(body: unknown): RequestInit {
  const key = { "X-Auth-Token": token };
  if (body === undefined) return { headers: key };
  if (body instanceof FormData || body instanceof URLSearchParams || typeof body === "string")
    return { headers: key, body };
  return { headers: { ...key, "content-type": "application/json" }, body: JSON.stringify(body) };
}
