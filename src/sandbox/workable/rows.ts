/** The hexadecimal id after all of the rows', so that a new row is listed last. */
export function nextId(rows: Iterable<{ readonly id: string }>, step = 1): string {
  let last = 0;
  for (const row of rows) last = Math.max(last, Number.parseInt(row.id, 16));
  return (last + step).toString(16);
}

/** Puts a row in another's place; what was written out of the old one is forgotten with it. */
export function replaceRow<Row>(rows: Row[], old: Row, row: Row): Row {
  rows.splice(rows.indexOf(old), 1, row);
  return row;
}

/** Removes rows in place, as tests hold on to the lists. */
export function removeRows<Row>(rows: Row[], isGone: (row: Row) => boolean): void {
  const kept = rows.filter((row) => !isGone(row));
  rows.splice(0, rows.length, ...kept);
}
