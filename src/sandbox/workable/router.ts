import type { SandboxRequest, SandboxResponse, TenantContext } from "../core.js";
import type { Caller } from "./auth.js";
import type { WorkableData } from "./types.js";

/** One call as a route sees it; `key` is the path's variable part, or empty, `at` the moment that a write happens. */
export interface Call {
  readonly request: SandboxRequest;
  readonly query: URLSearchParams;
  readonly key: string;
  readonly caller: Caller;
  readonly data: WorkableData;
  readonly context: TenantContext;
  readonly at: number;
}

/** A call below `/spi/v3`, by default a GET; a colon in `path` stands for one segment, given to the route as `key`. */
export interface Route {
  readonly method?: "POST" | "PUT" | "PATCH";
  readonly path: string;
  /** The scope that opens it, or several of which one is enough. */
  readonly scope: string | readonly string[];
  answer(call: Call): SandboxResponse;
}

export interface RouteMatch {
  readonly route: Route;
  readonly key: string;
}

/** Makes the look-up of routes; plain paths go before those with a variable part, which is the second or third segment. */
export function createRouter(routes: readonly Route[]): (method: string, path: string) => RouteMatch | undefined {
  const known = new Map(routes.map((route) => [`${route.method ?? "GET"} ${route.path}`, route]));
  return (method, path) => {
    const plain = known.get(`${method} ${path}`);
    if (plain) return { route: plain, key: "" };
    const segments = path.split("/");
    for (const place of [2, 3]) {
      const key = segments[place];
      if (key === undefined || key === "") continue;
      const route = known.get(`${method} ${segments.with(place, ":").join("/")}`);
      if (route) return { route, key: decodeURIComponent(key) };
    }
    return undefined;
  };
}

/** Whether a caller with these scopes may use the route. */
export function isOpenTo(route: Route, scopes: readonly string[]): boolean {
  return [route.scope].flat().some((scope) => scopes.includes(scope));
}
