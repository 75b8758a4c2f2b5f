import type { SandboxResponse } from "../core.js";
import type { Sent } from "./sent.js";

/** Answers a read; `id` is the number in the path, 0 where the path has none. */
export type Read = (query: URLSearchParams, id: number) => SandboxResponse;

/** Reads by path, with `:id` where a number stands. */
export type Reads = Readonly<Record<string, Read>>;

/** Carries out a write and answers it; `id` and `subId` are the numbers in the path, 0 where it has none. */
export type Write = (sent: Sent, id: number, subId: number) => SandboxResponse;

/** Writes by method and path, as `POST api/employees/:id/rehire`. */
export type Writes = Readonly<Record<string, Write>>;

export interface Route<Handler> {
  readonly handler: Handler;
  readonly id: number;
  readonly subId: number;
}

const anyNumber = /^\d+$/u;

/** Finds what answers a path, or a path with a method before it; undefined when there is nothing. A trailing slash is tolerated. */
export function findRoute<Handler>(
  handlers: Readonly<Record<string, Handler>>,
  path: string,
  method?: string,
): Route<Handler> | undefined {
  const segments = path.split("/").filter((segment) => segment !== "");
  const [id = 0, subId = 0] = segments.filter((segment) => anyNumber.test(segment)).map(Number);
  const pattern = segments.map((segment) => (anyNumber.test(segment) ? ":id" : segment)).join("/");
  const key = method === undefined ? pattern : `${method} ${pattern}`;
  const handler = Object.hasOwn(handlers, key) ? handlers[key] : undefined;
  return handler && { handler, id, subId };
}
