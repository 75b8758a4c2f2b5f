import type { Principal } from "../accounts/api-keys.js";
import { AppError } from "../lib/errors.js";
import type { RecordOrder } from "../schema/filters.js";
import type { ModelName } from "../schema/model-name.js";
import { isPersonal } from "../schema/personal.js";
import type { FilterInput } from "./conditions.js";

/** Whether a field tells of a person and the API key may not see such fields. */
export function isHidden({ scopes }: Principal, model: ModelName, field: string): boolean {
  return !scopes.has("pii:read") && isPersonal(model, field);
}

/** Throws FORBIDDEN for a condition or an order by a field that the API key may not see: the rows would tell of it. */
export function refuseHidden(
  principal: Principal,
  model: ModelName,
  filter: FilterInput,
  orderBy: RecordOrder | undefined,
): void {
  const asked = Object.keys(filter).filter((field) => filter[field] != null);
  const field = asked.find((name) => isHidden(principal, model, name));
  if (field !== undefined) throw forbidden(`filter.${field}`);
  if (orderBy && isHidden(principal, model, orderBy.field)) throw forbidden("orderBy");
}

function forbidden(field: string): AppError {
  return new AppError("FORBIDDEN", `${field} needs an API key with the scope pii:read.`, { details: { field } });
}
