import { recordNotFound } from "./refusal.js";

/** The row with that serial; throws a Refusal when there is none. */
export function rowOf<Row extends { serial: string }>(rows: readonly Row[], serial: string): Row {
  const row = rows.find((known) => known.serial === serial);
  if (!row) throw recordNotFound();
  return row;
}

/** Puts a changed copy in the place of the row with its serial; rows that were served are frozen. */
export function replaceRow<Row extends { serial: string }>(rows: Row[], changed: Row): void {
  rows[rows.findIndex((row) => row.serial === changed.serial)] = changed;
}
