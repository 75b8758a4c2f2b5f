/** Standard output belongs to what a command answers; logs and failures go to standard error. */
export function printLine(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** One line, so that a program reads one answer a line. */
export function printJson(value: unknown): void {
  printLine(JSON.stringify(value));
}

/** Columns under their headings, as wide as they need to be. */
export function printTable(headings: readonly string[], rows: readonly (readonly string[])[]): void {
  const lines = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  for (const line of lines)
    printLine(
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    );
}
