import type { Principal } from "../accounts/api-keys.js";
import { isHidden } from "../loaders/personal.js";
import { personalFields } from "../schema/personal.js";
import type { ProviderRecord } from "../schema/provider-record.js";
import { mappedFields } from "./mapped-fields.js";

const redacted = "[redacted]";

/**
 * A provider's payload for a key without `pii:read`: its shape, with only those values that the key sees as fields of the record anyway. What is not
 * known to be harmless is not shown, since payloads hold customers' own fields too.
 */
export function redactedPayload(principal: Principal, record: ProviderRecord, payload: unknown): unknown {
  if (principal.scopes.has("pii:read") || !personalFields[record.model]) return payload;
  const values = record as ProviderRecord & Readonly<Record<string, unknown>>;
  const visible = mappedFields(record.model).filter((field) => !isHidden(principal, record.model, field));
  const shown = new Set<unknown>([
    "",
    record.remoteId,
    record.key,
    ...visible.flatMap((field) => plainValues(values[field])),
  ]);
  return redact(payload, shown);
}

function plainValues(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(plainValues);
  return typeof value === "string" || typeof value === "number" ? [value, String(value)] : [];
}

function redact(value: unknown, shown: ReadonlySet<unknown>): unknown {
  if (Array.isArray(value)) return value.map((item) => redact(item, shown));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, redact(inner, shown)]));
  const isPlain = typeof value === "boolean" || value === null || value === undefined || shown.has(value);
  return isPlain ? value : redacted;
}
