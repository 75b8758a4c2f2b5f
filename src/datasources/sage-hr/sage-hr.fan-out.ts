import { AppError } from "../../lib/errors.js";
import type { ListRequest, ProviderSession } from "../provider.js";
import { applicantsPage, lastPageNumber, nullWhenNotFound, recruitmentPageSize } from "./sage-hr.client.js";
import type { Page } from "./sage-hr.client.js";
import { keyIn, pageNumber } from "./sage-hr.list.js";
import { compareKeys, pagesOf, readPositions } from "./sage-hr.positions.js";
import type { Position, Positions } from "./sage-hr.positions.js";

/** One page of the applicants of one position. */
interface Segment {
  position: Position;
  number: number;
}

export interface ApplicantPages {
  pages: { position: Position; rows: unknown[] }[];
  next: string | null;
  previous: string | null;
  total: number | null;
  problems: string[];
}

/** How many pages of applicants are read at the same time. */
export const mostSegments = 4;
/** Pages are joined until they are likely to hold so many rows: enough for a usual page of an answer, and no call that it may not need. */
const joinedRows = 50;

const lastOfPosition = "last";

/**
 * Reads applicants from a place on: position by position in ascending order of id, whole pages of each. As many following pages are joined
 * as `limit` asks for, so that a token alone says where a page begins, and the same token with another limit gives more or fewer of the same rows.
 */
export async function readApplicants(session: ProviderSession, request: ListRequest): Promise<ApplicantPages> {
  const stageKey = keyIn(request.conditions, "stage");
  const { positions, problems } = await positionsFor(session, request);
  const start = request.token === undefined ? undefined : await startOf(session, positions, request.token, stageKey);
  const segments = segmentsFrom(positions, start, Math.min(request.limit, joinedRows));
  const read = await Promise.all(segments.map((segment) => readSegment(session, segment, stageKey)));
  const { pages, next } = join(positions, segments, read);
  return {
    pages,
    next,
    previous: previousToken(positions, segments[0]),
    total: totalOf(request, positions, read),
    problems,
  };
}

/** The token of the last page of applicants. */
export async function lastApplicants(session: ProviderSession, request: ListRequest): Promise<string> {
  const { positions } = await positionsFor(session, request);
  return tokenOf(positions.at(-1) ?? { key: "0", count: 0 }, lastOfPosition);
}

/** A filter by job needs no list of positions. */
async function positionsFor(session: ProviderSession, { conditions }: ListRequest): Promise<Positions> {
  const job = keyIn(conditions, "job");
  if (job === undefined) return readPositions(session);
  return { positions: [{ key: job, count: null }], problems: [] };
}

/** Where a token points to. When its position is gone, the next greater one takes its place. */
async function startOf(
  session: ProviderSession,
  positions: readonly Position[],
  token: string,
  stageKey: string | undefined,
): Promise<Segment | undefined> {
  const [, key, page] = /^(\d{1,18}):(\w+)$/.exec(token) ?? [];
  if (key === undefined) throw new AppError("INVALID_CURSOR", "The cursor names no position of Sage HR.");
  const position = positions.find((candidate) => compareKeys(candidate.key, key) >= 0);
  if (position === undefined) return { position: { key, count: 0 }, number: 1 };
  if (position.key !== key) return { position, number: 1 };
  if (page !== lastOfPosition) return { position, number: pageNumber(page) };
  const read = (from: ProviderSession, number: number) => applicantsPage(from, key, number, stageKey);
  return { position, number: await lastPageNumber(session, read) };
}

/** The pages to read at the same time, as far as the counts of applicants foretell them. */
function segmentsFrom(positions: readonly Position[], start: Segment | undefined, limit: number): Segment[] {
  const segments: Segment[] = [];
  let rows = 0;
  for (const position of positions) {
    if (start && compareKeys(position.key, start.position.key) < 0) continue;
    const first = start?.position.key === position.key ? start.number : 1;
    for (let number = first; number <= Math.max(first, pagesOf(position)); number += 1) {
      if (rows >= limit || segments.length === mostSegments) return segments;
      segments.push({ position, number });
      rows += Math.min(recruitmentPageSize, (position.count ?? Infinity) - (number - 1) * recruitmentPageSize);
    }
  }
  return segments;
}

async function readSegment(
  session: ProviderSession,
  { position, number }: Segment,
  stageKey: string | undefined,
): Promise<Page> {
  const read = () => applicantsPage(session, position.key, number, stageKey);
  // A position out of the list that has gone in the meantime took its applicants along; one that was asked for by name must be there.
  if (position.row === undefined) return read();
  return (await nullWhenNotFound(read)) ?? { rows: [], number, next: null, totalPages: null, totalRows: 0 };
}

/** Joins pages up to the first that goes on where the counts did not foretell it. */
function join(
  positions: readonly Position[],
  segments: readonly Segment[],
  read: readonly Page[],
): Pick<ApplicantPages, "pages" | "next"> {
  const pages: ApplicantPages["pages"] = [];
  let next: Segment | undefined;
  for (const [index, page] of read.entries()) {
    const position = segments[index]?.position;
    if (position === undefined) break;
    pages.push({ position, rows: page.rows });
    next = following(positions, position, page);
    const foretold = segments[index + 1];
    if (page.next !== null && (foretold?.position !== position || foretold.number !== page.next)) break;
  }
  return { pages, next: next ? tokenOf(next.position, next.number) : null };
}

function following(positions: readonly Position[], position: Position, page: Page): Segment | undefined {
  if (page.next !== null) return { position, number: page.next };
  const after = positions[positions.indexOf(position) + 1];
  return after && { position: after, number: 1 };
}

function previousToken(positions: readonly Position[], first: Segment | undefined): string | null {
  if (first === undefined) return null;
  if (first.number > 1) return tokenOf(first.position, first.number - 1);
  const before = positions[positions.indexOf(first.position) - 1];
  return before ? tokenOf(before, lastOfPosition) : null;
}

function totalOf({ conditions }: ListRequest, positions: readonly Position[], read: readonly Page[]): number | null {
  if (keyIn(conditions, "job") !== undefined) return read[0]?.totalRows ?? null;
  if (keyIn(conditions, "stage") !== undefined) return null;
  return positions.reduce<number | null>((sum, { count }) => (sum === null || count === null ? null : sum + count), 0);
}

function tokenOf(position: Position, page: number | "last"): string {
  return `${position.key}:${page}`;
}
