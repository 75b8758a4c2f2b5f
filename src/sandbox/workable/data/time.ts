export const dayMs = 86_400_000;

/** `YYYY-MM-DDTHH:MM:SSZ`, as jobs and candidates carry it. */
export function seconds(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** With milliseconds, as activities and HR objects carry it. */
export function milliseconds(at: number): string {
  return new Date(at).toISOString();
}

/** `YYYY-MM-DD`. */
export function plainDate(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** Local time without a zone, as time off carries it. */
export function zoneless(at: number): string {
  return new Date(at).toISOString().slice(0, 23);
}
