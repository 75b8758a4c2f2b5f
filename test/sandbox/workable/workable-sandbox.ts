import { startSandbox, type Sandbox } from "../../../src/sandbox/index.js";

export const token = "sandbox-workable-token";
export const oauthToken = "sandbox-workable-oauth-token";
const now = () => new Date("2026-11-20T15:00:00Z");

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  body: Record<string, unknown>;
}

export interface WorkableSandbox {
  sandbox: Sandbox;
  baseUrl: string;
  tenant: ReturnType<Sandbox["workable"]>;
  /** Gets a path below `/spi/v3`, or an absolute address, with the account token. */
  get: (path: string, headers?: Record<string, string>) => Promise<Answer>;
  rows: (path: string, envelope: string) => Promise<Record<string, unknown>[]>;
  /** Sends JSON with the account token, or text as it is. */
  send: (method: string, path: string, body: unknown, headers?: Record<string, string>) => Promise<Answer>;
  stop: () => Promise<void>;
}

export async function startWorkable(settings: Record<string, unknown> = { rateLimit: null }): Promise<WorkableSandbox> {
  const options = { subdomain: "acme-demo", token, candidates: 200, jobs: 15, employees: 60, seed: 1 };
  const sandbox = await startSandbox({
    now,
    tenants: { workable: [{ ...options, settings: { oauthToken, ...settings } }] },
  });
  const baseUrl = sandbox.urls.workable.replace("{subdomain}", "acme-demo");
  const call = async (path: string, headers: Record<string, string>, init: RequestInit): Promise<Answer> => {
    const url = path.startsWith("http") ? path : `${baseUrl}${path}`;
    const response = await fetch(url, { ...init, headers: { authorization: `Bearer ${token}`, ...headers } });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json") ?? false;
    return { status: response.status, headers: response.headers, text, body: toRecord(isJson ? text : "") };
  };
  const get: WorkableSandbox["get"] = (path, headers = {}) => call(path, headers, {});
  const send: WorkableSandbox["send"] = (method, path, body, headers = {}) =>
    call(
      path,
      { "content-type": "application/json", ...headers },
      { method, body: typeof body === "string" ? body : JSON.stringify(body) },
    );
  const rows = async (path: string, envelope: string) => {
    const answer = await get(path);
    return listOf(answer.body, envelope);
  };
  return { sandbox, baseUrl, tenant: sandbox.workable("acme-demo"), get, rows, send, stop: sandbox.stop };
}

export function listOf(body: Record<string, unknown>, envelope: string): Record<string, unknown>[] {
  const list = body[envelope];
  if (!Array.isArray(list)) throw new Error(`No list ${envelope} in the answer`);
  return list.filter(isRecord);
}

/** A JSON answer; bare arrays pass too, as objects with numbered keys. */
function toRecord(text: string): Record<string, unknown> {
  const value: unknown = text === "" ? {} : JSON.parse(text);
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** The address of the next page, undefined on the last one. */
export function nextOf(body: Record<string, unknown>): string | undefined {
  const { paging } = body as { paging?: { next?: string } };
  return paging?.next;
}

/** The attributes that a write was refused for, with what is wrong; throws when it was not refused with 422. */
export function problemsOf(answer: Answer): Record<string, unknown> {
  const { validation_errors: problems } = answer.body;
  if (answer.status !== 422 || !isRecord(problems)) throw new Error(`Not refused, but answered ${answer.status}`);
  return problems;
}
