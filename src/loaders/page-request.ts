import { AppError } from "../lib/errors.js";
import { defaultPageSize, maxPageSize } from "../schema/relay/connection.js";
import type { LiveArgs } from "../schema/relay/connection.js";

/** Which way a page is read, how many records it may hold, and where it goes on. */
export interface PageRequest {
  direction: "forward" | "backward";
  size: number;
  cursor?: string;
}

/** Reads a connection's arguments. Throws BAD_USER_INPUT for sizes outside 1 to 100, both directions at once and a negative age. */
export function pageRequest({ first, after, last, before, maxAge }: LiveArgs): PageRequest {
  if (maxAge != null && maxAge < 0) throw new AppError("BAD_USER_INPUT", "maxAge must be 0 or more seconds.");
  const isBackward = last != null || before != null;
  if (isBackward && (first != null || after != null)) {
    throw new AppError("BAD_USER_INPUT", "Give first and after, or last and before, not both.");
  }
  const [name, size, cursor] = isBackward ? (["last", last, before] as const) : (["first", first, after] as const);
  if (size != null && (size < 1 || size > maxPageSize)) {
    throw new AppError("BAD_USER_INPUT", `${name} must be from 1 to ${String(maxPageSize)}; it is ${String(size)}.`, {
      details: { field: name },
    });
  }
  return {
    direction: isBackward ? "backward" : "forward",
    size: size ?? defaultPageSize,
    ...(cursor != null && { cursor }),
  };
}
