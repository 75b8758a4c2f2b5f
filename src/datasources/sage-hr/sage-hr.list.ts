import type { Draft } from "../../schema/draft.js";
import type { Conditions, ListPage, ListRequest, ListSource, ProviderSession } from "../provider.js";
import { AppError } from "../../lib/errors.js";
import type { ModelName } from "../../schema/model-name.js";
import type { Models } from "../../schema/models.js";
import { PayloadError, mapRows, reader } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import { lastPageNumber } from "./sage-hr.client.js";
import type { Page, ReadPage } from "./sage-hr.client.js";

interface NumberedList<Name extends ModelName> {
  /** The list that these conditions ask for; null when no row can meet them, so that nothing need be read. */
  read(conditions: Conditions): ReadPage | null;
  place: string;
  map(row: PayloadReader, conditions: Conditions): Draft<Models[Name]>;
  /** Whether the provider's total is that of these conditions; it is unless said. */
  isCounted?(conditions: Conditions): boolean;
}

type NumberedSource<Name extends ModelName> = Required<Pick<ListSource<Name>, "isBackward" | "last" | "page">>;

/** The paging of a list whose pages are numbered: the token is the number. */
export function numberedList<Name extends ModelName>(list: NumberedList<Name>): NumberedSource<Name> {
  return {
    isBackward: true,
    async last(session, { conditions }) {
      const read = list.read(conditions);
      return read === null ? "1" : String(await lastPageNumber(session, read));
    },
    async page(session: ProviderSession, { conditions, token }: ListRequest): Promise<ListPage<Name>> {
      const read = list.read(conditions);
      if (read === null) return emptyPage();
      const page = await read(session, token === undefined ? 1 : pageNumber(token));
      const { rows, problems } = mapRows(page.rows, list.place, (row) => list.map(row, conditions));
      const total = list.isCounted?.(conditions) === false ? null : page.totalRows;
      return { drafts: rows, next: tokenOf(page.next), previous: tokenOf(numberBefore(page)), total, problems };
    },
  };
}

/** A record that was read by itself; null when there is none. Throws PROVIDER_BAD_RESPONSE when it has no identity. */
export async function readMapped<Value>(
  record: Promise<unknown>,
  place: string,
  map: (row: PayloadReader) => Value,
): Promise<Value | null> {
  const payload = await record;
  if (payload === null) return null;
  try {
    return map(reader(payload, place));
  } catch (error) {
    if (!(error instanceof PayloadError)) throw error;
    throw new AppError("PROVIDER_BAD_RESPONSE", `Sage HR: ${error.message}.`);
  }
}

export function emptyPage<Name extends ModelName>(): ListPage<Name> {
  return { drafts: [], next: null, previous: null, total: 0, problems: [] };
}

function numberBefore(page: Page): number | null {
  return page.number > 1 ? page.number - 1 : null;
}

/** Reads the page number of a token. Throws INVALID_CURSOR. */
export function pageNumber(text: string | undefined): number {
  if (text !== undefined && /^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new AppError("INVALID_CURSOR", "The cursor names no page of a Sage HR list.");
}

/** The key that a condition on a relation asks for. */
export function keyIn(conditions: Conditions, relation: string): string | undefined {
  const key = conditions[relation]?.eq;
  return typeof key === "string" ? key : undefined;
}

function tokenOf(number: number | null): string | null {
  return number === null ? null : String(number);
}
