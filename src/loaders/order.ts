import type { ListSource } from "../datasources/provider.js";
import { OrderDirection, OrderField } from "../schema/filters.js";
import type { RecordOrder } from "../schema/filters.js";
import type { ModelName } from "../schema/model-name.js";

/** What people mean by the name of a record, whatever the model calls it. */
const nameFields = ["name", "title", "label", "fileName"];

/**
 * The comparison that an order asks for. Live, only one account whose list comes whole can be put in order; for all else the error made by `refuse` is thrown,
 * because an order that is ignored looks like one that was kept.
 */
export function orderComparison<Name extends ModelName>(
  order: RecordOrder | undefined,
  list: ListSource<Name>,
  accounts: number,
  refuse: (message: string) => Error,
): ((a: object, b: object) => number) | undefined {
  if (!order) return undefined;
  if (!list.isWhole) throw refuse("gives this list in its own order only; leave orderBy out.");
  if (accounts > 1) throw refuse("can be put in order only by itself; add filter: { account: { id: { eq } } }.");
  const sign = order.direction === OrderDirection.DESC ? -1 : 1;
  const fields = order.field === OrderField.NAME ? nameFields : [order.field];
  return (a, b) => sign * compare(valueOf(a, fields), valueOf(b, fields));
}

function valueOf(row: object, fields: readonly string[]): string {
  const values = row as Readonly<Record<string, unknown>>;
  const value = fields.map((field) => values[field]).find((found) => typeof found === "string");
  return typeof value === "string" ? value : "";
}

function compare(a: string, b: string): number {
  return a.localeCompare(b, "en");
}
