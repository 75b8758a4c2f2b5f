import { AppError } from "../../lib/errors.js";
import { isObject } from "../http/payload.js";
import type { ProviderSession, QueryValue } from "../provider.js";

/** One page of a list, its rows unread. What the provider's `meta` leaves out is null. */
export interface Page {
  rows: unknown[];
  number: number;
  next: number | null;
  totalPages: number | null;
  totalRows: number | null;
}

export type ReadPage = (session: ProviderSession, page: number) => Promise<Page>;

/** The greatest `per_page` of the recruitment lists. Always asked for, so that a page's number means the same rows whatever is wanted. */
export const recruitmentPageSize = 100;
/** The size of every other page; nothing changes it. */
export const fixedPageSize = 50;

const recruitment = { per_page: recruitmentPageSize };

export function positionsPage(session: ProviderSession, page: number, status?: string): Promise<Page> {
  return readPage(session, "/recruitment/positions", page, { ...recruitment, status });
}

export function position(session: ProviderSession, key: string): Promise<unknown> {
  return readRecord(session, "/recruitment/positions", key);
}

export async function applicantsPage(
  session: ProviderSession,
  positionKey: string,
  page: number,
  stageKey?: string,
): Promise<Page> {
  const query = { ...recruitment, stage_id: stageKey };
  return readPage(session, `/recruitment/positions/${idOf(positionKey)}/applicants`, page, query);
}

export function applicant(session: ProviderSession, key: string): Promise<unknown> {
  return readRecord(session, "/recruitment/applicants", key);
}

export async function actionsPage(session: ProviderSession, applicantKey: string, page: number): Promise<Page> {
  return readPage(session, `/recruitment/applicants/${idOf(applicantKey)}/actions`, page, recruitment);
}

export function employeesPage(session: ProviderSession, page: number): Promise<Page> {
  return readPage(session, "/employees", page);
}

export function terminatedEmployeesPage(session: ProviderSession, page: number): Promise<Page> {
  return readPage(session, "/terminated-employees", page);
}

export function employee(session: ProviderSession, key: string): Promise<unknown> {
  return readRecord(session, "/employees", key);
}

export function terminatedEmployee(session: ProviderSession, key: string): Promise<unknown> {
  return readRecord(session, "/terminated-employees", key);
}

/** Empty for somebody whom the provider does not know, or no longer as an active employee. */
export function customFields(session: ProviderSession, employeeKey: string): Promise<unknown[]> {
  return readOwnRows(session, employeeKey, "custom-fields");
}

/** Empty for somebody whom the provider does not know, or no longer as an active employee. */
export function balances(session: ProviderSession, employeeKey: string): Promise<unknown[]> {
  return readOwnRows(session, employeeKey, "leave-management/balances");
}

export function terminationReasonsPage(session: ProviderSession, page: number): Promise<Page> {
  return readPage(session, "/termination-reasons", page);
}

/** All documents of one employee, as they come whole. */
export function documents(session: ProviderSession, employeeKey: string): Promise<unknown[]> {
  return readRows(session, "/documents", { employee_id: employeeKey });
}

export function teamsPage(session: ProviderSession, page: number): Promise<Page> {
  return readPage(session, "/teams", page);
}

export function policies(session: ProviderSession): Promise<unknown[]> {
  return readRows(session, "/leave-management/policies");
}

export function policy(session: ProviderSession, key: string): Promise<unknown> {
  return readRecord(session, "/leave-management/policies", key);
}

export function leaveRequestsPage(session: ProviderSession, page: number, from: string, to: string): Promise<Page> {
  return readPage(session, "/leave-management/requests", page, { from, to });
}

export function leaveRequest(session: ProviderSession, key: string): Promise<unknown> {
  return readRecord(session, "/leave-management/requests", key);
}

/** How many pages are counted, so that a list that gives the same one for ever ends. */
const mostCountedPages = 200;

/**
 * The number of the last page, for reading a list backwards. Counts the pages where the provider does not; throws UNSUPPORTED_BY_PROVIDER when there are
 * too many.
 */
export async function lastPageNumber(session: ProviderSession, read: ReadPage): Promise<number> {
  let page = await read(session, 1);
  if (page.totalPages !== null) return Math.max(1, page.totalPages);
  for (let counted = 1; page.next !== null; counted += 1) {
    if (counted === mostCountedPages) throw tooMany("finding the last page", mostCountedPages);
    const following = await read(session, page.next);
    if (following.rows.length === 0) break;
    page = following;
  }
  return page.number;
}

/** The rows of all pages. Throws UNSUPPORTED_BY_PROVIDER when there are more than `mostPages` of them. */
export async function readAllRows(
  session: ProviderSession,
  read: ReadPage,
  mostPages: number,
  what: string,
): Promise<unknown[]> {
  const first = await read(session, 1);
  if ((first.totalPages ?? 1) > mostPages) throw tooMany(what, mostPages);
  if (first.next === null) return first.rows;
  const rest = await (first.totalPages === null
    ? readUntilEmpty(session, read, mostPages, what)
    : Promise.all(Array.from({ length: first.totalPages - 1 }, (_, index) => read(session, index + 2))));
  return [first, ...rest].flatMap((page) => page.rows);
}

/** The pages from the second on, where the provider does not tell how many there are. */
async function readUntilEmpty(
  session: ProviderSession,
  read: ReadPage,
  mostPages: number,
  what: string,
): Promise<Page[]> {
  const pages: Page[] = [];
  for (let number: number | null = 2; number !== null;) {
    if (number > mostPages) throw tooMany(what, mostPages);
    const page: Page = await read(session, number);
    pages.push(page);
    number = page.next;
  }
  return pages;
}

export function tooMany(what: string, mostCalls: number): AppError {
  return new AppError("UNSUPPORTED_BY_PROVIDER", `Sage HR: ${what} would take more than ${mostCalls} calls.`);
}

/** What a read answers, or null when the provider has no such record. */
export async function nullWhenNotFound<Value>(read: () => Promise<Value>): Promise<Value | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") return null;
    throw error;
  }
}

/** Ids are numbers; anything else must not become a part of a path. Throws NOT_FOUND. */
function idOf(key: string): string {
  if (/^\d{1,18}$/.test(key)) return key;
  throw new AppError("NOT_FOUND", "Sage HR has no record of this id.");
}

async function readPage(
  session: ProviderSession,
  path: string,
  number: number,
  query: Readonly<Record<string, QueryValue>> = {},
): Promise<Page> {
  const { rows, meta } = envelope(await session.get(path, { ...query, page: number }), path);
  return {
    rows,
    number,
    next: rows.length === 0 ? null : nextPage(meta["next_page"], number),
    totalPages: countOf(meta["total_pages"]),
    totalRows: countOf(meta["total_entries"]),
  };
}

/** Some accounts leave parts of `meta` out: then the list ends with an empty page. */
function nextPage(value: unknown, number: number): number | null {
  if (value === null) return null;
  return typeof value === "number" && Number.isInteger(value) && value > number ? value : number + 1;
}

function countOf(value: unknown): number | null {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : null;
}

async function readRows(
  session: ProviderSession,
  path: string,
  query?: Readonly<Record<string, QueryValue>>,
): Promise<unknown[]> {
  return envelope(await session.get(path, query), path).rows;
}

async function readOwnRows(session: ProviderSession, employeeKey: string, what: string): Promise<unknown[]> {
  const read = async () => readRows(session, `/employees/${idOf(employeeKey)}/${what}`);
  return (await nullWhenNotFound(read)) ?? [];
}

/** One record: an object, or the only member of a list, as the provider's document shows some. Null when there is none. */
async function readRecord(session: ProviderSession, collection: string, key: string): Promise<unknown> {
  const answer = await nullWhenNotFound(async () => [await session.get(`${collection}/${idOf(key)}`)]);
  if (answer === null) return null;
  const [body] = answer;
  const data: unknown = isObject(body) ? body["data"] : undefined;
  const record: unknown = Array.isArray(data) ? (data[0] ?? null) : data;
  if (record === null || isObject(record)) return record;
  throw unexpected("an object", `${collection}/{id}`);
}

function envelope(body: unknown, path: string): { rows: unknown[]; meta: Readonly<Record<string, unknown>> } {
  if (!isObject(body) || !Array.isArray(body["data"])) throw unexpected("a list", path);
  return { rows: body["data"], meta: isObject(body["meta"]) ? body["meta"] : {} };
}

function unexpected(what: string, path: string): AppError {
  return new AppError("PROVIDER_BAD_RESPONSE", `Sage HR: expected ${what} in "data" of ${path}.`);
}
