import type { Conditions } from "../provider.js";
import type { Query } from "./workable.paging.js";
import { unconfirmed } from "./workable.vocabulary.js";

/** The text that a field must equal, where a condition says so. */
export function equalTo(conditions: Conditions, field: string): string | undefined {
  const wanted = conditions[field]?.eq;
  return typeof wanted === "string" ? wanted : undefined;
}

/** `created_after` and `updated_after` for the lower bounds that were asked for. */
export function sinceQuery(conditions: Conditions, createdFields: readonly string[]): Query {
  return {
    created_after: lowerBound(conditions, createdFields),
    updated_after: lowerBound(conditions, ["remoteUpdatedAt"]),
  };
}

function lowerBound(conditions: Conditions, fields: readonly string[]): string | undefined {
  const bounds = fields
    .flatMap((field) => [conditions[field]?.gte, conditions[field]?.gt])
    .map((bound) => (typeof bound === "string" ? Date.parse(bound) : Number.NaN))
    .filter((at) => !Number.isNaN(at));
  if (bounds.length === 0) return undefined;
  const wholeSecond = Math.floor(Math.max(...bounds) / 1000) * 1000;
  return `${new Date(wholeSecond - unconfirmed.sinceMarginMs).toISOString().slice(0, 19)}Z`;
}
