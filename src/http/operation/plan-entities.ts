import { maxScannedPages } from "../../loaders/account-walk.js";
import { addressedEmployees, requireAddressScopes } from "../../loaders/employees-by-address.js";
import { readReference } from "../../loaders/entity-reference.js";
import type { EntityReference } from "../../loaders/entity-reference.js";
import { Depth } from "../../schema/provider-record.js";
import type { Path, Planning } from "./plan-list.js";
import { included, planRecords } from "./plan-records.js";
import { representationsOf } from "./representations.js";
import type { SelectedField } from "./selection.js";

/** What an `_entities` field refers to; what can name no record is left out. */
export function referencesOf({ variables }: Planning, field: SelectedField): EntityReference[] {
  return representationsOf(field, variables)
    .map(readReference)
    .filter((reference) => reference !== null);
}

/** Plans the employees that a field refers to by their addresses: one walk for all, and each of them may be in any account. */
export function planAddressed(planning: Planning, field: SelectedField, path: Path): void {
  const count = referencesOf(planning, field).filter((reference) => "workEmail" in reference).length;
  if (count === 0) return;
  planning.attempt(path, () => {
    const { request, ledger } = planning;
    requireAddressScopes(request.principal);
    for (const account of request.accounts) {
      const list = addressedEmployees(request, account);
      if (!list) continue;
      const times = list.isWhole ? 1 : maxScannedPages;
      ledger.add(account, list, { times, likely: 1 }, list.isWhole ? "whole" : "addresses");
      const set = { account, model: "Employee", count, depth: Depth.LIST } as const;
      planRecords(planning, set, included(planning, field, set.model), path);
    }
  });
}
