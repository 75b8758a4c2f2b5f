import { AppError } from "../../lib/errors.js";
import type { Draft } from "../../schema/draft.js";
import { Depth } from "../../schema/provider-record.js";
import type { LocalDate } from "../../schema/scalars.js";
import type { TimeoffRequest } from "../../schema/timeoff-request.js";
import { isCalendarDate, mapRows } from "../http/payload.js";
import type { ListPage, ListRequest, ModelSource, ProviderSession } from "../provider.js";
import { fixedPageSize, lastPageNumber, leaveRequest, leaveRequestsPage } from "./sage-hr.client.js";
import type { Page } from "./sage-hr.client.js";
import { toTimeoffRequest } from "./sage-hr.leave.js";
import { emptyPage, pageNumber, readMapped } from "./sage-hr.list.js";
import { lastWindow, rangeOf, windowAfter, windowAt, windowBefore } from "./sage-hr.windows.js";
import type { DateRange, LeaveWindow } from "./sage-hr.windows.js";

/** How many windows after the first are read at the same time when it holds too few. */
const mostFurther = 4;
const lastOfWindow = "last";

export const timeoffRequests: ModelSource<"TimeoffRequest"> = {
  coverage: {
    status: "list",
    statusLabel: "list",
    startDate: "list",
    endDate: "list",
    amount: "list",
    unit: "list",
    parts: "list",
    note: "list",
    answers: "list",
    requestedAt: "list",
    decidedAt: "list",
    employeeRef: "list",
    typeRef: "list",
  },
  list: {
    call: "GET /leave-management/requests",
    pageSize: fixedPageSize,
    calls: 1 + mostFurther,
    // Each window of days ends on a page of its own.
    shortPages: Infinity,
    native: { startDate: ["eq", "gt", "gte", "lt", "lte"] },
    isBackward: true,
    last: (session, { conditions }) => {
      const range = rangeOf(conditions["startDate"], session.now());
      return Promise.resolve(tokenOf(lastWindow(range), lastOfWindow));
    },
    page: readRequests,
  },
  get: {
    call: "GET /leave-management/requests/{id}",
    read: (session, key) =>
      readMapped(leaveRequest(session, key), "request", (row) => toTimeoffRequest(row, Depth.DETAIL)),
  },
};

interface WindowPage {
  window: LeaveWindow;
  page: Page;
  drafts: Draft<TimeoffRequest>[];
  problems: string[];
}

/** One page of one window, and whole windows after it while rows are wanted: a token alone says where a page begins. */
async function readRequests(
  session: ProviderSession,
  { conditions, token, limit }: ListRequest,
): Promise<ListPage<"TimeoffRequest">> {
  const range = rangeOf(conditions["startDate"], session.now());
  if (range.from > range.to) return emptyPage();
  const first = await readFirst(session, range, token);
  const further = await Promise.all(
    windowsAfter(first, range, Math.min(limit, fixedPageSize)).map((window) => readWindow(session, window, 1)),
  );
  const pages = upToFirstWithMore([first, ...further]);
  return {
    drafts: pages.flatMap(({ drafts }) => drafts),
    problems: pages.flatMap(({ problems }) => problems),
    next: nextToken(pages.at(-1) ?? first, range),
    previous: previousToken(first, range),
    total: null,
    range,
  };
}

async function readFirst(session: ProviderSession, range: DateRange, token: string | undefined): Promise<WindowPage> {
  if (token === undefined) return readWindow(session, windowAt(range.from, range), 1);
  const { from, number } = parse(token);
  const window = windowAt(from, range);
  if (number !== lastOfWindow) return readWindow(session, window, pageNumber(number));
  const read = (own: ProviderSession, page: number) => leaveRequestsPage(own, page, window.from, window.to);
  return readWindow(session, window, await lastPageNumber(session, read));
}

async function readWindow(session: ProviderSession, window: LeaveWindow, number: number): Promise<WindowPage> {
  const page = await leaveRequestsPage(session, number, window.from, window.to);
  const { rows, problems } = mapRows(page.rows, "requests", (row) => toTimeoffRequest(row, Depth.LIST));
  const undated = rows.filter(({ startDate }) => typeof startDate !== "string");
  return {
    window,
    page,
    drafts: rows.filter(({ startDate }) => isIn(window, startDate)),
    problems: [...problems, ...undated.map(() => "requests: one has no first day, and is left out")],
  };
}

/** Windows overlap, so that a request is taken only from the one in whose first half it begins. */
function isIn(window: LeaveWindow, startDate: LocalDate | null | undefined): boolean {
  return typeof startDate === "string" && window.from <= startDate && startDate <= window.lastStart;
}

/** As many windows as are likely to hold what is still wanted, going by how much the first held. */
function windowsAfter({ window, page, drafts }: WindowPage, range: DateRange, limit: number): LeaveWindow[] {
  if (page.next !== null || drafts.length >= limit) return [];
  const likely = Math.ceil((limit - drafts.length) / Math.max(1, drafts.length));
  const windows: LeaveWindow[] = [];
  for (let next = windowAfter(window.from, range); next; next = windowAfter(next.from, range)) {
    if (windows.length === Math.min(likely, mostFurther)) break;
    windows.push(next);
  }
  return windows;
}

function upToFirstWithMore(pages: readonly WindowPage[]): readonly WindowPage[] {
  const place = pages.findIndex(({ page }) => page.next !== null);
  return place === -1 ? pages : pages.slice(0, place + 1);
}

function nextToken({ window, page }: WindowPage, range: DateRange): string | null {
  if (page.next !== null) return tokenOf(window, page.next);
  const after = windowAfter(window.from, range);
  return after && tokenOf(after, 1);
}

function previousToken({ window, page }: WindowPage, range: DateRange): string | null {
  if (page.number > 1) return tokenOf(window, page.number - 1);
  const before = windowBefore(window.from, range);
  return before && tokenOf(before, lastOfWindow);
}

function tokenOf({ from }: LeaveWindow, page: number | "last"): string {
  return `${from}:${page}`;
}

function parse(token: string): { from: LocalDate; number: string } {
  const [, from, number] = /^(\d{4}-\d{2}-\d{2}):(\w+)$/.exec(token) ?? [];
  if (from !== undefined && number !== undefined && isCalendarDate(from)) return { from, number };
  throw new AppError("INVALID_CURSOR", "The cursor names no dates of Sage HR requests.");
}
