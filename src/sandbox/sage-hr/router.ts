import type { SandboxResponse } from "../core.js";

/** Answers a read; `id` is the number in the path, 0 where the path has none. */
export type Read = (query: URLSearchParams, id: number) => SandboxResponse;

/** Reads by path, with `:id` where a number stands. */
export type Reads = Readonly<Record<string, Read>>;

const anyNumber = /^\d+$/u;

/** Finds the read of a path; undefined when there is none. A trailing slash is tolerated. */
export function findRead(reads: Reads, path: string): { read: Read; id: number } | undefined {
  let id = 0;
  const segments = path.split("/").filter((segment) => segment !== "");
  const pattern = segments.map((segment) => {
    if (!anyNumber.test(segment)) return segment;
    id = Number(segment);
    return ":id";
  });
  const read = reads[pattern.join("/")];
  return read ? { read, id } : undefined;
}
