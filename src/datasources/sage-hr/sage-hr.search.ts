import { isObject } from "../http/payload.js";
import type { ProviderSession } from "../provider.js";
import type { Page, ReadPage } from "./sage-hr.client.js";

/** A row of a list, unmapped. */
export type Row = Readonly<Record<string, unknown>>;

/** Clocks may differ by this much. */
const clockMarginMs = 60_000;

/** The rows of a list; of one with more than `mostPages`, those of the first page and of the last ones, where new ones are. */
export async function rowsToSearch(session: ProviderSession, read: ReadPage, mostPages: number): Promise<Row[]> {
  const first = await read(session, 1);
  const pages = await pagesAfter(session, read, first, mostPages);
  return [first, ...pages].flatMap(({ rows }) => rows.filter(isObject));
}

/** Where the number of pages is not told, they are counted by reading them. */
async function pagesAfter(session: ProviderSession, read: ReadPage, first: Page, mostPages: number): Promise<Page[]> {
  const last = first.totalPages;
  if (last !== null) {
    const numbers = Array.from({ length: Math.max(0, Math.min(mostPages, last) - 1) }, (_, index) => last - index);
    return Promise.all(numbers.map((number) => read(session, number)));
  }
  const pages: Page[] = [];
  for (let page = first; page.next !== null && page.number < mostPages;) {
    page = await read(session, page.next);
    pages.push(page);
  }
  return pages;
}

/** Whether a call that was sent then can have made a row, by the row's own word. */
export function isSince(row: Row, sentAt: Date): boolean {
  // The provider tells whole seconds.
  return Date.parse(String(row["created_at"])) + 999 >= sentAt.getTime() - clockMarginMs;
}

export function isSameEmail(left: unknown, right: string): boolean {
  return typeof left === "string" && left.trim().toLowerCase() === right.trim().toLowerCase();
}

export function isSameText(left: unknown, right = ""): boolean {
  return (typeof left === "string" ? left.trim() : "") === right.trim();
}
