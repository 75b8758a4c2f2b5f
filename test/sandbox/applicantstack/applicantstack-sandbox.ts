import { startSandbox, type Sandbox } from "../../../src/sandbox/index.js";
import { listOf, readAnswer, type Answer, type Json } from "../json.js";

export const token = "sandbox-applicantstack-token";
export const publisher = "Example Sync";
const caller = { token, publisher };
export const now = () => new Date("2026-11-20T15:00:00Z");

export interface ApplicantStackSandbox {
  baseUrl: string;
  tenant: ReturnType<Sandbox["applicantstack"]>;
  /** Gets a path below the tenant with the account token. */
  get: (path: string, headers?: Record<string, string>) => Promise<Answer>;
  rows: (path: string, noun: string) => Promise<Json[]>;
  /** Sends a form as it is and anything else as JSON, with the account token and a publisher unless other headers are given. */
  send: (method: string, path: string, body: unknown, headers?: Record<string, string>) => Promise<Answer>;
  stop: () => Promise<void>;
}

export async function startApplicantStack(
  settings: Record<string, unknown> = {},
  sizes: { candidates?: number } = {},
): Promise<ApplicantStackSandbox> {
  const options = { subdomain: "acme-demo", token, candidates: 160, jobs: 9, employees: 18, seed: 1, ...sizes };
  const sandbox = await startSandbox({
    now,
    tenants: { workable: [], sagehr: [], applicantstack: [{ ...options, settings }] },
  });
  const baseUrl = sandbox.urls.applicantstack.replace("{subdomain}", "acme-demo");
  const get = async (path: string, headers: Record<string, string> = { token }) =>
    readAnswer(await fetch(`${baseUrl}${path}`, { headers }));
  const rows = async (path: string, noun: string) => listOf((await get(path)).body, noun);
  const send = async (method: string, path: string, body: unknown, headers: Record<string, string> = caller) => {
    const form = body instanceof FormData;
    const type: Record<string, string> = form ? {} : { "content-type": "application/json" };
    const text = form ? body : JSON.stringify(body);
    return readAnswer(await fetch(`${baseUrl}${path}`, { method, headers: { ...type, ...headers }, body: text }));
  };
  return { baseUrl, tenant: sandbox.applicantstack("acme-demo"), get, rows, send, stop: sandbox.stop };
}
