import type { Provider, ProviderSession } from "../../src/datasources/provider.js";
import { AppError } from "../../src/lib/errors.js";

/** A session on one sandbox account, and the number of calls it made. */
export interface TestSession extends ProviderSession {
  calls: string[];
}

export interface SessionOptions {
  subdomain: string;
  credentials: Record<string, string>;
  settings?: Record<string, string>;
  now?: Date;
}

/** The least that an adapter needs, so that its tests can start before the real client does. */
export function sandboxSession(provider: Provider, options: SessionOptions): TestSession {
  const calls: string[] = [];
  const base = provider.baseUrl.replace("{subdomain}", options.subdomain);
  return {
    calls,
    account: { id: "acc", provider: provider.id, subdomain: options.subdomain, settings: options.settings ?? {} },
    signal: new AbortController().signal,
    now: () => options.now ?? new Date(),
    async get(path, query = {}) {
      const url = new URL(base + path);
      for (const [name, value] of Object.entries(query)) {
        if (value === undefined) continue;
        if (typeof value === "object") for (const item of value) url.searchParams.append(`${name}[]`, String(item));
        else url.searchParams.set(name, String(value));
      }
      calls.push(`GET ${url.pathname}${url.search}`);
      const response = await fetch(url, { headers: provider.headers(options.credentials), redirect: "manual" });
      if (response.status === 404) throw new AppError("NOT_FOUND", "not found");
      if (response.status === 401) throw new AppError("ACCOUNT_NEEDS_RELINK", "401");
      if (!response.ok) throw new AppError("PROVIDER_REJECTED", `status ${String(response.status)}`);
      return response.json();
    },
  };
}
