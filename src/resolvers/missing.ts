import { neededDepth } from "../loaders/deepen.js";
import { isLate } from "../loaders/late.js";
import { isHidden } from "../loaders/personal.js";
import type { ReadRequest } from "../loaders/read-request.js";
import { MissingReason } from "../schema/provenance.js";
import type { ProviderRecord } from "../schema/provider-record.js";
import type { MissingField } from "../schema/values.js";
import { mappedFields, publicName } from "./mapped-fields.js";

/** The fields of a record that have no value, each with the reason, as far as the payload at hand reaches. */
export function missingFields(request: ReadRequest, record: ProviderRecord): MissingField[] {
  const values = record as ProviderRecord & Readonly<Record<string, unknown>>;
  const malformed = new Set(record.problems?.map(({ field }) => field));
  const entries = mappedFields(record.model).flatMap((field) => {
    const reason = reasonOf(request, record, field, values[field], malformed);
    return reason === null ? [] : [{ field: publicName(field), reason }];
  });
  const worked = ["customFields", "remoteData"].filter((field) => isForbidden(request, record, field));
  return [...entries, ...worked.map((field) => ({ field, reason: MissingReason.FORBIDDEN }))];
}

function isForbidden({ principal }: ReadRequest, { model }: ProviderRecord, field: string): boolean {
  return field === "remoteData" ? !principal.scopes.has("raw:read") : isHidden(principal, model, field);
}

function reasonOf(
  request: ReadRequest,
  record: ProviderRecord,
  field: string,
  value: unknown,
  malformed: ReadonlySet<string>,
): MissingReason | null {
  if (isHidden(request.principal, record.model, field)) return MissingReason.FORBIDDEN;
  if (malformed.has(field)) return MissingReason.BAD_RESPONSE;
  if (value === "UNMAPPED") return MissingReason.UNMAPPED;
  if (value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0)) return null;
  const depth = neededDepth(request, record, field);
  if (depth === null) return MissingReason.UNSUPPORTED_BY_PROVIDER;
  const isOpen = record.depth < depth || (value === undefined && isLate(request, record, field));
  return isOpen ? null : MissingReason.EMPTY_UPSTREAM;
}
