import type {
  Conditions,
  ListSource,
  ModelSource,
  Provider,
  ProviderSession,
} from "../../../src/datasources/provider.js";
import { createWorkable } from "../../../src/datasources/workable/index.js";
import { startSandbox } from "../../../src/sandbox/index.js";
import type { Sandbox } from "../../../src/sandbox/index.js";
import type { Draft } from "../../../src/schema/draft.js";
import type { ModelName } from "../../../src/schema/model-name.js";
import type { Models } from "../../../src/schema/models.js";
import { sandboxSession } from "../../support/provider-session.js";
import type { TestSession } from "../../support/provider-session.js";

const now = new Date("2026-11-20T15:00:00Z");
const token = "sandbox-workable-token";
const subdomain = "acme-demo";

export interface WorkableAccount {
  provider: Provider;
  tenant: ReturnType<Sandbox["workable"]>;
  session(options?: {
    settings?: Record<string, string>;
    credentials?: Record<string, string>;
    subdomain?: string;
  }): TestSession;
  source<Name extends ModelName>(name: Name): ModelSource<Name>;
  stop(): Promise<void>;
}

/** A sandbox account without rate limit, and sessions on it in the name of its HR administrator. */
export async function startWorkableAccount(settings: Record<string, unknown> = {}): Promise<WorkableAccount> {
  const tenant = { subdomain, token, candidates: 230, jobs: 15, employees: 60, seed: 1 };
  const sandbox = await startSandbox({
    now: () => now,
    tenants: { workable: [{ ...tenant, settings: { rateLimit: null, ...settings } }] },
  });
  const provider = createWorkable({ baseUrl: sandbox.urls.workable, wwwUrl: sandbox.urls.workableWww });
  return {
    provider,
    tenant: sandbox.workable(subdomain),
    session: (options = {}) =>
      sandboxSession(provider, {
        subdomain,
        credentials: { token },
        settings: { memberId: "2b44e1" },
        now,
        ...options,
      }),
    source<Name extends ModelName>(name: Name) {
      const source: ModelSource<Name> | undefined = provider.models[name];
      return present(source);
    },
    stop: sandbox.stop,
  };
}

export function present<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Error("expected a value");
  return value;
}

/** The rows of all pages, in order. */
export async function readAll<Name extends ModelName>(
  source: ModelSource<Name>,
  session: ProviderSession,
  conditions: Conditions = {},
  limit = 100,
): Promise<Draft<Models[Name]>[]> {
  const list: ListSource<Name> = present(source.list);
  const drafts: Draft<Models[Name]>[] = [];
  let next: string | null | undefined;
  do {
    const page = await list.page(session, { conditions, limit, ...(next == null ? {} : { token: next }) });
    if (page.problems.length > 0) throw new Error(page.problems.join("; "));
    drafts.push(...page.drafts);
    next = page.next;
  } while (next !== null);
  return drafts;
}
