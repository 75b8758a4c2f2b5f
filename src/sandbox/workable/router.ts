import type { SandboxRequest, SandboxResponse, TenantContext } from "../core.js";
import type { Caller } from "./auth.js";
import type { WorkableData } from "./types.js";

/** One call as a route sees it; `key` is the path's variable part, or empty. */
export interface Call {
  readonly request: SandboxRequest;
  readonly query: URLSearchParams;
  readonly key: string;
  readonly caller: Caller;
  readonly data: WorkableData;
  readonly context: TenantContext;
}

/** A GET below `/spi/v3`; a colon in `path` stands for one segment, given to the route as `key`. */
export interface Route {
  readonly path: string;
  readonly scope: string;
  answer(call: Call): SandboxResponse;
}

export interface RouteMatch {
  readonly route: Route;
  readonly key: string;
}

/** Makes the look-up of routes; plain paths go before those with a variable part. */
export function createRouter(routes: readonly Route[]): (path: string) => RouteMatch | undefined {
  const byPath = new Map(routes.map((route) => [route.path, route]));
  return (path) => {
    const plain = byPath.get(path);
    if (plain) return { route: plain, key: "" };
    const [, resource = "", key = "", ...rest] = path.split("/");
    const route = byPath.get(["", resource, ":", ...rest].join("/"));
    return route && key !== "" ? { route, key: decodeURIComponent(key) } : undefined;
  };
}
