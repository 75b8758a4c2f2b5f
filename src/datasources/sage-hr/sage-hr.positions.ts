import { PayloadError, reader } from "../http/payload.js";
import type { ProviderSession } from "../provider.js";
import { positionsPage, readAllRows, recruitmentPageSize } from "./sage-hr.client.js";

/** A position, as far as its applicants are looked for through it. */
export interface Position {
  key: string;
  /** How many applicants it has; null when the provider does not tell. */
  count: number | null;
  row?: unknown;
}

export interface Positions {
  /** Those that may have applicants, by ascending id. */
  positions: Position[];
  problems: string[];
}

/** Positions are read whole up to this many pages of a hundred. */
export const mostPositionPages = 10;

/** Reads all positions, since applicants are listed only by them. */
export async function readPositions(session: ProviderSession): Promise<Positions> {
  const read = (from: ProviderSession, page: number) => positionsPage(from, page);
  const what = "listing applicants over all positions (a filter by job takes one)";
  const rows = await readAllRows(session, read, mostPositionPages, what);
  const byKey = new Map<string, Position>();
  const problems: string[] = [];
  rows.forEach((row, index) => {
    try {
      const position = toPosition(row, index);
      byKey.set(position.key, position);
    } catch (error) {
      if (!(error instanceof PayloadError)) throw error;
      problems.push(`${error.message}; the applicants of this position are not read`);
    }
  });
  const positions = [...byKey.values()].filter(({ count }) => count !== 0);
  return { positions: positions.sort((left, right) => compareKeys(left.key, right.key)), problems };
}

/** How many pages the applicants of a position fill; 1 when their number is not told. */
export function pagesOf({ count }: Position): number {
  return count === null ? 1 : Math.max(1, Math.ceil(count / recruitmentPageSize));
}

export function compareKeys(left: string, right: string): number {
  return Number(left) - Number(right);
}

function toPosition(row: unknown, index: number): Position {
  const position = reader(row, `positions[${String(index)}]`);
  const count = position.raw["applicants_count"];
  return { key: position.id("id"), count: typeof count === "number" ? count : null, row };
}
