/** Writes JSON as PHP does by default: slashes and everything beyond ASCII escaped. */
export function phpJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll("/", "\\/")
    .replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** As the core's row writer, in PHP's spelling: a row is written once, then frozen. */
export function createPhpRowWriter<Row extends object>(view: (row: Row) => unknown): (row: Row) => string {
  const written = new WeakMap<Row, string>();
  return (row) => {
    const known = written.get(row);
    if (known !== undefined) return known;
    const text = phpJson(view(Object.freeze(row)));
    written.set(row, text);
    return text;
  };
}
