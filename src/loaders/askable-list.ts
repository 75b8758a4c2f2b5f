import type { LinkedAccountRow } from "../accounts/linked-accounts.js";
import type { ListSource } from "../datasources/provider.js";
import { AppError } from "../lib/errors.js";
import type { ModelName } from "../schema/model-name.js";
import type { RecordOrder } from "../schema/filters.js";
import { canFilterBy, splitConditions } from "./conditions.js";
import type { FilterInput, SplitConditions } from "./conditions.js";
import { orderComparison } from "./order.js";
import type { PageRequest } from "./page-request.js";
import type { ReadRequest } from "./read-request.js";

/** What is asked of one account's list, and of how many accounts together. */
export interface ListAsked<Name extends ModelName> {
  model: Name;
  filter: FilterInput;
  orderBy?: RecordOrder | undefined;
  page: PageRequest;
  accounts: number;
  /** The record whose connection this is: a provider that does not tell its children is said to, and the page goes on without it. */
  parent?: { field: string } | undefined;
}

/** An account's list with the conditions that it is read under. */
export interface AskableList<Name extends ModelName> {
  list: ListSource<Name>;
  conditions: SplitConditions;
  compare?: (a: object, b: object) => number;
}

/**
 * The list that answers for one account; in its place words for a developer where the account cannot be asked in this way.
 * Throws UNSUPPORTED_BY_PROVIDER when it cannot honour the filter, the order or the direction. Calls nobody.
 */
export function askableList<Name extends ModelName>(
  request: ReadRequest,
  account: LinkedAccountRow,
  { model, filter, orderBy, page, accounts, parent }: ListAsked<Name>,
): AskableList<Name> | string {
  const provider = request.provider(account);
  const source = provider.models[model];
  const list = source?.list;
  if (!source || !list) return `${provider.name} has no list of this.`;
  if (list.requires && !list.requires.some((field) => filter[field]?.id)) {
    return `${provider.name} lists this only by parent: add filter: { ${list.requires.join(" or ")}: { id: { eq } } }.`;
  }
  if (parent && !canFilterBy(parent.field, source, list)) {
    return `${provider.name} does not tell what belongs to which ${parent.field}.`;
  }
  const conditions = splitConditions(filter, account, provider, source, list);
  if (page.direction === "backward" && !list.isBackward && !list.isWhole) {
    throw unsupported(account, `${provider.name} cannot be read backwards here; use first and after.`, "last");
  }
  const compare = orderComparison(orderBy, list, accounts, (message) =>
    unsupported(account, `${provider.name} ${message}`, "orderBy"),
  );
  return { list, conditions, ...(compare && { compare }) };
}

function unsupported(account: LinkedAccountRow, message: string, field: string): AppError {
  return new AppError("UNSUPPORTED_BY_PROVIDER", message, {
    details: { provider: account.provider, accountId: account.id, field },
  });
}
