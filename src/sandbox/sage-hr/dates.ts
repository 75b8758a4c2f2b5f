const dayMs = 86_400_000;

/** `YYYY-MM-DD` of the UTC day that lies `days` after `today`. */
export function dayAfter(today: Date, days: number): string {
  return new Date(today.getTime() + days * dayMs).toISOString().slice(0, 10);
}

/** `YYYY-MM-DDThh:mm:ssZ`. */
export function instantText(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 19)}Z`;
}

/** Today in UTC by the real clock, in which those who write live. */
export function presentDay(): string {
  return dayAfter(new Date(), 0);
}

/** The first and last day of the month of a day. */
export function monthOf(day: Date): { from: string; to: string } {
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth()];
  return {
    from: dayAfter(new Date(Date.UTC(year, month, 1)), 0),
    to: dayAfter(new Date(Date.UTC(year, month + 1, 0)), 0),
  };
}

/** Days from one `YYYY-MM-DD` to another; NaN when one of them is no date. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs;
}
