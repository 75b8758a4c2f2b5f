/** The id after the greatest one. */
export function nextId<Row>(rows: readonly Row[], idOf: (row: Row) => number): number {
  return rows.reduce((greatest, row) => Math.max(greatest, idOf(row)), 0) + 1;
}
