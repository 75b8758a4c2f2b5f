import { AppError } from "../../lib/errors.js";
import type { Draft } from "../../schema/draft.js";
import type { ModelName } from "../../schema/model-name.js";
import type { Models } from "../../schema/models.js";
import { mapRows } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import type { ListPage, ListRequest, ListSource, ProviderSession } from "../provider.js";
import { maxDerivedPages, pageSize, readAllRows, readPage } from "./applicantstack.client.js";
import type { Resource } from "./applicantstack.client.js";

type RowMapper<Name extends ModelName> = (row: PayloadReader, session: ProviderSession) => Draft<Models[Name]>;

/** A list that the provider pages by number; a page's token is its number. */
export function pagedList<Name extends ModelName>(resource: Resource, toDraft: RowMapper<Name>): ListSource<Name> {
  return {
    call: `GET ${resource.list}/{page}`,
    pageSize,
    native: {},
    isBackward: true,
    last: async (session) => {
      const { pageCount } = await readPage(session, resource, 1);
      if (pageCount !== null) return String(Math.max(1, pageCount));
      throw new AppError("UNSUPPORTED_BY_PROVIDER", "ApplicantStack did not tell which page is the last.");
    },
    page: async (session, request) => {
      const number = pageNumber(request.token);
      const { rows, pageCount, total } = await readPage(session, resource, number);
      const mapped = mapRows(rows, resource.noun, (row) => toDraft(row, session));
      // Without a count of pages the first empty one is the end.
      const isLast = pageCount === null ? rows.length === 0 : number >= pageCount;
      return {
        drafts: mapped.rows,
        problems: mapped.problems,
        next: isLast ? null : String(number + 1),
        previous: number > 1 ? String(number - 1) : null,
        total,
      };
    },
  };
}

/** A list that the provider does not have, put together from all rows of another; `what` names it in the plural. */
export function derivedList<Name extends ModelName>(
  resource: Resource,
  what: string,
  toDraft: (row: PayloadReader, request: ListRequest) => Draft<Models[Name]> | null,
): ListSource<Name> {
  return {
    call: `GET ${resource.list}/{page}`,
    calls: maxDerivedPages,
    pageSize: pageSize * maxDerivedPages,
    native: {},
    isWhole: true,
    page: async (session, request) => {
      const rows = await readAllRows(session, resource, what);
      const mapped = mapRows(rows, resource.noun, (row) => toDraft(row, request));
      const distinct = new Map(mapped.rows.flatMap((draft) => (draft ? [[draft.key, draft]] : [])));
      return wholePage([...distinct.values()].sort(byKey), mapped.problems);
    },
  };
}

/** The only page of a list. */
export function wholePage<Name extends ModelName>(drafts: Draft<Models[Name]>[], problems: string[]): ListPage<Name> {
  return { drafts, problems, next: null, previous: null, total: drafts.length };
}

function pageNumber(token: string | undefined): number {
  if (token === undefined) return 1;
  if (/^[1-9]\d{0,8}$/.test(token)) return Number(token);
  throw new AppError("INVALID_CURSOR", "The cursor names no page of ApplicantStack.");
}

function byKey(left: { key: string }, right: { key: string }): number {
  return left.key < right.key ? -1 : 1;
}
