import { getArgumentValues } from "graphql";

import type { LinkedAccountRow } from "../../accounts/linked-accounts.js";
import { AppError } from "../../lib/errors.js";
import { maxScannedPages } from "../../loaders/account-walk.js";
import { askableList } from "../../loaders/askable-list.js";
import type { AskableList, ListAsked } from "../../loaders/askable-list.js";
import type { FilterInput } from "../../loaders/conditions.js";
import { pageRequest } from "../../loaders/page-request.js";
import type { PageRequest } from "../../loaders/page-request.js";
import { refuseHidden } from "../../loaders/personal.js";
import type { ReadRequest } from "../../loaders/read-request.js";
import { requireScope } from "../../accounts/authorise.js";
import type { RecordOrder } from "../../schema/filters.js";
import type { ModelName } from "../../schema/model-name.js";
import { models } from "../../schema/models.js";
import type { PageArgs } from "../../schema/relay/connection.js";
import { addLate } from "./plan-ledger.js";
import type { PlanLedger, Times } from "./plan-ledger.js";
import { isIncluded } from "./selection.js";
import type { SelectedField } from "./selection.js";

/** What one dry run is worked out with. */
export interface Planning {
  request: ReadRequest;
  /** Coerced. */
  variables: Readonly<Record<string, unknown>>;
  ledger: PlanLedger;
  /** Runs a step; an AppError of it is kept as an error of the field, and null is given. */
  attempt<Result>(path: Path, step: () => Result): Result | null;
}

/** The response keys that lead to a field. */
export type Path = readonly string[];

export interface ListArgs {
  filter: FilterInput;
  orderBy?: RecordOrder | undefined;
  page: PageRequest;
}

/** Whose rows are listed: the field of the rows that points at them, how many they are, and whether their payload holds the rows. */
export interface ListParents {
  relation: string;
  count: number;
  isHeld(list: AskableList<ModelName>["list"]): boolean;
}

/** Reads a connection's arguments as its resolver would. Throws what that would throw for them. */
export function readListArgs({ request, variables }: Planning, field: SelectedField, model: ModelName): ListArgs {
  requireScope(request.principal, models[model].scope);
  const args: PageArgs & { filter?: FilterInput; orderBy?: RecordOrder; maxAge?: number } = getArgumentValues(
    field.definition,
    field.node,
    variables,
  );
  const filter = args.filter ?? {};
  refuseHidden(request.principal, model, filter, args.orderBy);
  return { filter, orderBy: args.orderBy, page: pageRequest(args) };
}

/** Adds the calls that a page of one account takes, for every parent; gives the most rows of a page, or null when the account is not asked. */
export function planPages(
  planning: Planning,
  account: LinkedAccountRow,
  asked: ListAsked<ModelName>,
  field: SelectedField,
  path: Path,
  parents?: ListParents,
): number | null {
  const found = planning.attempt(path, () => ask(planning.request, account, asked, parents));
  if (found === null || typeof found === "string") return null;
  const { list, conditions } = found;
  const native = Object.keys(conditions.native);
  const bounds = native.flatMap((name) => list.mostUnder?.[name] ?? []);
  const rows = Math.min(asked.page.size, ...bounds);
  const late = conditions.settlesRows ? planning.request.provider(account).models[asked.model]?.late : undefined;
  const settle = (records: number): void => {
    if (late) addLate(planning.ledger, account, late, records, path.join("."));
  };
  if (parents?.isHeld(list)) {
    settle(rows * parents.count);
    return rows;
  }
  const under = native.map((name) => list.callUnder?.[name]).find((call) => call !== undefined);
  const pages = bounds.length > 0 ? { times: 1, likely: 1 } : timesOf(found, asked.page);
  const counted =
    isCounted(planning, field) && !list.isWhole ? { ...pages, times: pages.times + recounts(found) } : pages;
  const once = sharedRead(found, native, path, parents);
  const parentCount = once === undefined ? (parents?.count ?? 1) : 1;
  const times = { times: counted.times * parentCount, likely: counted.likely * parentCount };
  planning.ledger.add(account, under === undefined ? list : { call: under }, times, once);
  settle(times.times * list.pageSize);
  for (const further of under === undefined ? (list.further ?? []) : []) {
    if (further.if === undefined || native.includes(further.if))
      planning.ledger.add(account, further, { times: 1, likely: 1 }, "further");
  }
  return rows;
}

function ask(
  request: ReadRequest,
  account: LinkedAccountRow,
  asked: ListAsked<ModelName>,
  parents: ListParents | undefined,
): AskableList<ModelName> | string {
  try {
    return askableList(request, account, asked);
  } catch (error) {
    // Whether there is a parent in this account is not known yet, so that the refusal may never come.
    if (parents && error instanceof AppError && error.code === "UNSUPPORTED_BY_PROVIDER") return error.message;
    throw error;
  }
}

function timesOf({ list, conditions }: AskableList<ModelName>, { direction, size, cursor }: PageRequest): Times {
  if (list.isWhole) return { times: 1, likely: 1 };
  const pages = Math.ceil(size / list.pageSize);
  // Backwards, the place of the last page is asked for, and that page may be short.
  const place = direction === "backward" && list.last && cursor === undefined ? 1 : 0;
  const atCursor = cursor !== undefined && !list.startAt ? 1 : 0;
  const short = (list.shortPages ?? 0) + (direction === "backward" ? 1 : 0);
  const most = conditions.dropsRows ? maxScannedPages : Math.min(pages + atCursor + short, maxScannedPages);
  return { times: most + place, likely: pages + place };
}

/** A total that pages do not tell is asked for again. */
function recounts({ list, conditions }: AskableList<ModelName>): number {
  return conditions.dropsRows ? maxScannedPages : Math.min(1 + (list.shortPages ?? 0), maxScannedPages);
}

function isCounted({ variables }: Planning, { children }: SelectedField): boolean {
  const parts = [...children.values()].flat();
  return parts.some((part) => part.definition.name === "totalCount" && isIncluded(part, variables));
}

/** The word for reads that are equal for all parents, so that a request makes them once. */
function sharedRead(
  { list }: AskableList<ModelName>,
  native: readonly string[],
  path: Path,
  parents: ListParents | undefined,
): string | undefined {
  if (list.isWhole && !list.requires && native.length === 0) return "whole";
  return parents && !native.includes(parents.relation) ? path.join(".") : undefined;
}
