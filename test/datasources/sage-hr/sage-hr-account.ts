import { createSageHr } from "../../../src/datasources/sage-hr/index.js";
import type { Conditions, ListPage, ListRequest, ListSource, Provider } from "../../../src/datasources/provider.js";
import type { Draft } from "../../../src/schema/draft.js";
import type { ModelName } from "../../../src/schema/model-name.js";
import type { Models } from "../../../src/schema/models.js";
import { startSandbox, type Sandbox } from "../../../src/sandbox/index.js";
import { sandboxSession, type TestSession } from "../../support/provider-session.js";

export const token = "sandbox-sagehr-token";
export const now = new Date("2026-11-20T15:00:00Z");

export interface SageHrAccount {
  provider: Provider;
  tenant: ReturnType<Sandbox["sagehr"]>;
  /** A new session, as each request has one; it counts its calls and shares none. */
  session: () => TestSession;
  stop: () => Promise<void>;
}

export interface Sizes {
  candidates?: number;
  jobs?: number;
  employees?: number;
  settings?: Record<string, unknown>;
}

/** One sandbox account of Sage HR and the provider that reads it. */
export async function startAccount(sizes: Sizes = {}): Promise<SageHrAccount> {
  const options = { subdomain: "acme-demo", token, candidates: 110, jobs: 8, employees: 60, seed: 1, ...sizes };
  const sandbox = await startSandbox({
    now: () => now,
    tenants: { workable: [], applicantstack: [], sagehr: [options] },
  });
  const provider = createSageHr({ baseUrl: sandbox.urls.sagehr });
  return {
    provider,
    tenant: sandbox.sagehr("acme-demo"),
    session: () => sandboxSession(provider, { subdomain: "acme-demo", credentials: { token }, now }),
    stop: sandbox.stop,
  };
}

export function present<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Error("nothing is there");
  return value;
}

export function listOf<Name extends ModelName>(provider: Provider, name: Name): ListSource<Name> {
  return present(provider.models[name]?.list);
}

/** All pages from one end to the other. */
export async function walk<Name extends ModelName>(
  list: ListSource<Name>,
  session: TestSession,
  request: Partial<ListRequest> = {},
  direction: "next" | "previous" = "next",
): Promise<ListPage<Name>[]> {
  const asked = { conditions: {}, limit: 25, ...request };
  const pages: ListPage<Name>[] = [];
  let at = direction === "next" ? asked.token : await list.last?.(session, asked);
  for (let turn = 0; turn < 500; turn += 1) {
    const page = await list.page(session, { ...asked, ...(at === undefined ? {} : { token: at }) });
    pages.push(page);
    const following = page[direction] ?? null;
    if (following === null) return pages;
    at = following;
  }
  throw new Error("the list has no end");
}

export async function readAll<Name extends ModelName>(
  account: SageHrAccount,
  name: Name,
  conditions: Conditions = {},
): Promise<Draft<Models[Name]>[]> {
  const pages = await walk(listOf(account.provider, name), account.session(), { conditions });
  return pages.flatMap((page) => page.drafts);
}

export function keysOf<Name extends ModelName>(pages: readonly ListPage<Name>[]): string[] {
  return pages.flatMap((page) => page.drafts.map((draft: Draft<Models[Name]>) => draft.key));
}
