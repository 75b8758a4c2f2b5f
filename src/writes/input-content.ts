import { createHash } from "node:crypto";

import type { MutationInput } from "../schema/writes/mutation-input.js";
import { without } from "./input-ids.js";
import type { Input } from "./input-ids.js";

/** What an input asks for, without what concerns the request alone. */
export function contentOf(given: MutationInput): Input {
  return without({ ...given }, ["idempotencyKey", "clientMutationId", "dryRun"]);
}

/** An input in which null is as good as nothing. */
export function present(input: Input): Input {
  const clean = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(clean);
    if (typeof value !== "object" || value === null || value instanceof Promise) return value;
    const entries = Object.entries(value).filter(([, inner]) => inner !== null && inner !== undefined);
    return Object.fromEntries(entries.map(([key, inner]) => [key, clean(inner)]));
  };
  return clean(input) as Input;
}

/** Over JSON with its keys in order, so that the same input in another spelling is the same. */
export function hashOf(value: unknown): Buffer {
  const ordered = JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
  return createHash("sha256").update(ordered).digest();
}
