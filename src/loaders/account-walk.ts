import type { LinkedAccountRow } from "../accounts/linked-accounts.js";
import type { ListPage, ListSource, ProviderSession } from "../datasources/provider.js";
import { AppError } from "../lib/errors.js";
import type { Draft } from "../schema/draft.js";
import type { ModelName } from "../schema/model-name.js";
import type { Models } from "../schema/models.js";
import type { LocalDate } from "../schema/scalars.js";
import type { SplitConditions } from "./conditions.js";
import type { Anchor } from "./cursor.js";

/** One account's part in a walk. */
export interface AccountList<Name extends ModelName> {
  account: LinkedAccountRow;
  session: ProviderSession;
  list: ListSource<Name>;
  conditions: SplitConditions;
  /** Sorts the rows of a whole list; absent for the provider's own order. */
  compare?: (a: object, b: object) => number;
}

export interface Row<Name extends ModelName> {
  draft: Draft<Models[Name]>;
  anchor: Anchor;
}

/** What one account gave to a page. Rows stand in the order of reading: from the front, or from the back. */
export interface AccountRows<Name extends ModelName> {
  rows: Row<Name>[];
  hasMore: boolean;
  /** Where to go on when the page holds fewer rows than were looked at. */
  lastSeen: Anchor | null;
  problems: string[];
  total: number | null;
  range: { from: LocalDate; to: LocalDate } | null;
}

export type Direction = "forward" | "backward";

/** How many keys on each side an anchor remembers: as many neighbours may vanish before a place is lost. */
const anchorKeys = 3;
/** How far from its page a record is looked for when rows have shifted. */
const maxShiftedPages = 5;
/** How many pages one request looks through for rows that pass a condition which the provider does not apply. */
export const maxScannedPages = 25;

/** Reads up to `want` rows of one account, on from an anchor. Rows that a provider repeats come once. */
export async function readAccount<Name extends ModelName>(
  part: AccountList<Name>,
  direction: Direction,
  want: number,
  anchor: Anchor | null,
): Promise<AccountRows<Name>> {
  const result: AccountRows<Name> = {
    rows: [],
    hasMore: false,
    lastSeen: null,
    problems: [],
    total: null,
    range: null,
  };
  const seen = new Set(direction === "forward" ? anchor?.before : anchor?.before.slice(0, 1));
  let page = await openPage(part, direction, want, anchor);
  for (let scanned = 1; ; scanned++) {
    result.problems.push(...page.content.problems);
    if (part.conditions.settlesRows) await part.conditions.settle(part.session, page.content.drafts);
    result.total = totalOf(part, page.content);
    result.range = page.content.range ?? null;
    if (takeRows(part, page, direction, want, seen, result)) return result;
    const token = direction === "forward" ? page.content.next : (page.content.previous ?? null);
    result.hasMore = token !== null;
    if (token === null || scanned === maxScannedPages) return result;
    const passed = new Set(page.content.drafts.map((draft) => draft.key));
    page = await readPage(part, direction, want - result.rows.length, token);
    if (direction === "backward") page.start = startBefore(page, passed);
  }
}

function totalOf<Name extends ModelName>({ list, conditions }: AccountList<Name>, page: ListPage<Name>): number | null {
  if (list.isWhole) return page.drafts.filter((draft) => conditions.matches(draft)).length;
  return conditions.dropsRows ? null : page.total;
}

interface Page<Name extends ModelName> {
  token: string | undefined;
  content: ListPage<Name>;
  /** Index of the first row to take, in the direction of reading. */
  start: number;
}

async function readPage<Name extends ModelName>(
  { session, list, conditions, compare }: AccountList<Name>,
  direction: Direction,
  want: number,
  token: string | undefined,
): Promise<Page<Name>> {
  // Rows that are dropped here, and pages that keep their places, are read in full pages; else only what is wanted.
  const limit = conditions.dropsRows || !list.startAt ? list.pageSize : Math.min(want, list.pageSize);
  const content = await list.page(session, {
    conditions: conditions.native,
    limit,
    ...(token !== undefined && { token }),
  });
  if (compare) content.drafts.sort(compare);
  return { token, content, start: direction === "forward" ? 0 : content.drafts.length - 1 };
}

/** The page to begin with, and the row in it: the first one, or the one after the anchor, which may have moved to a neighbour page. */
async function openPage<Name extends ModelName>(
  part: AccountList<Name>,
  direction: Direction,
  want: number,
  anchor: Anchor | null,
): Promise<Page<Name>> {
  if (!anchor) {
    const isLast = direction === "backward" && part.list.last !== undefined;
    const token = isLast
      ? await part.list.last?.(part.session, { conditions: part.conditions.native, limit: want })
      : undefined;
    return readPage(part, direction, want, token);
  }
  const page = await readPage(part, direction, want, anchor.token);
  const start = startIn(page, anchor, direction);
  if (start !== null) return { ...page, start };
  if (part.list.startAt) return page;
  return searchNeighbours(part, direction, anchor, page);
}

async function searchNeighbours<Name extends ModelName>(
  part: AccountList<Name>,
  direction: Direction,
  anchor: Anchor,
  origin: Page<Name>,
): Promise<Page<Name>> {
  let previous = origin.content.previous ?? null;
  let next = origin.content.next;
  for (let distance = 0; distance < maxShiftedPages && (previous !== null || next !== null); distance++) {
    for (const token of [previous, next]) {
      if (token === null) continue;
      const page = await readPage(part, direction, part.list.pageSize, token);
      const start = startIn(page, anchor, direction);
      if (start !== null) return { ...page, start };
      if (token === previous) previous = page.content.previous ?? null;
      else next = page.content.next;
    }
  }
  throw new AppError("INVALID_CURSOR", "The records that this cursor stood on are gone. Start again without it.");
}

/** The index of the row to go on with, or null when neither the anchor nor a neighbour of it is on this page. */
function startIn<Name extends ModelName>(page: Page<Name>, anchor: Anchor, direction: Direction): number | null {
  const keys = page.content.drafts.map((draft) => draft.key);
  const step = direction === "forward" ? 1 : -1;
  // `before` and `after` are meant in reading order from the front: going back, the anchor itself is the first of `before`.
  const [own, ...older] = anchor.before;
  const passed = direction === "forward" ? anchor.before : own === undefined ? anchor.after : [own, ...anchor.after];
  const ahead = direction === "forward" ? anchor.after : older;
  for (const key of passed) if (keys.includes(key)) return keys.indexOf(key) + step;
  for (const key of ahead) if (keys.includes(key)) return keys.indexOf(key);
  return null;
}

/** Where to go on backwards: before the first row that the later page held, since pages may overlap when rows shift. */
function startBefore<Name extends ModelName>({ content, start }: Page<Name>, passed: ReadonlySet<string>): number {
  const overlap = content.drafts.findIndex((draft) => passed.has(draft.key));
  return overlap === -1 ? start : overlap - 1;
}

/** Moves rows of a page into the result; true when it has as many as wanted. */
function takeRows<Name extends ModelName>(
  part: AccountList<Name>,
  page: Page<Name>,
  direction: Direction,
  want: number,
  seen: Set<string>,
  result: AccountRows<Name>,
): boolean {
  const { drafts } = page.content;
  const step = direction === "forward" ? 1 : -1;
  for (let index = page.start; index >= 0 && index < drafts.length; index += step) {
    const draft = drafts[index];
    if (!draft || seen.has(draft.key)) continue;
    const passes = part.conditions.matches(draft);
    if (passes && result.rows.length === want) {
      result.hasMore = true;
      return true;
    }
    seen.add(draft.key);
    const anchor = anchorAt(part.list, page, index);
    result.lastSeen = anchor;
    if (passes) result.rows.push({ draft, anchor });
  }
  if (result.rows.length < want) return false;
  result.hasMore = (direction === "forward" ? page.content.next : (page.content.previous ?? null)) !== null;
  return true;
}

function anchorAt<Name extends ModelName>(list: ListSource<Name>, page: Page<Name>, index: number): Anchor {
  const { drafts, next } = page.content;
  const keyAt = (at: number): string[] => drafts.slice(Math.max(at, 0), at + 1).map((draft) => draft.key);
  const own = keyAt(index);
  if (list.startAt) {
    const following = keyAt(index + 1)[0];
    const token = following === undefined ? (next ?? list.startAt(own[0] ?? "")) : list.startAt(following);
    return { token, before: own, after: [] };
  }
  const offsets = Array.from({ length: anchorKeys }, (_, offset) => offset);
  return {
    ...(page.token !== undefined && { token: page.token }),
    before: offsets.flatMap((offset) => (index - offset < 0 ? [] : keyAt(index - offset))),
    after: offsets.flatMap((offset) => keyAt(index + 1 + offset)),
  };
}
