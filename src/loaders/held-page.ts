import type { ListSource } from "../datasources/provider.js";
import { DataSource, SourceStatus } from "../schema/provenance.js";
import type { ModelName } from "../schema/model-name.js";
import { cursorBinding } from "./cursor.js";
import type { ListQuery, Walked } from "./walk.js";
import { accountOf } from "./read-request.js";
import type { ReadRequest } from "./read-request.js";
import { toRecord } from "./record.js";

/**
 * The first page of a connection whose rows the parent's own payload holds; null when it has to be walked. Nothing is asked of the provider, and a page
 * of 100 parents has 100 such connections, so what only a walk needs is left out.
 */
export function heldPage<Name extends ModelName>(request: ReadRequest, query: ListQuery<Name>): Walked<Name> | null {
  const { model, filter, orderBy, page, parent } = query;
  const account = parent && accountOf(request, parent.record.accountId);
  const isPlain = !orderBy && page.cursor === undefined && Object.keys(filter).length === 1;
  if (!account || !isPlain) return null;
  const list: ListSource<Name> | undefined = request.provider(account).models[model]?.list;
  const drafts = list?.fromParent?.(parent.record);
  if (!drafts) return null;
  const isForward = page.direction === "forward";
  const start = isForward ? 0 : Math.max(0, drafts.length - page.size);
  const taken = drafts.slice(start, start + page.size);
  const cursorAt = (index: number): string => {
    const keys = taken.map(({ key }) => key);
    const place = { before: keys.slice(0, index + 1).reverse(), after: keys.slice(index + 1), skipped: [] };
    return request.cursors.encode({ accountId: account.id, ...place }, cursorBinding([model, filter, orderBy]));
  };
  const edges = taken.map((draft, index) => ({
    node: toRecord(model, account, draft),
    get cursor() {
      return cursorAt(index);
    },
  }));
  const { fetchedAt } = parent.record;
  const source = { status: SourceStatus.OK, readFrom: DataSource.LIVE, fetchedAt };
  return {
    edges,
    hasNextPage: isForward && drafts.length > taken.length,
    hasPreviousPage: start > 0,
    get startCursor() {
      return edges[0]?.cursor ?? null;
    },
    get endCursor() {
      return edges.at(-1)?.cursor ?? null;
    },
    sources: [{ account, ...source, from: null, to: null, message: null, retryAfter: null }],
    complete: true,
    count: () => Promise.resolve(drafts.length),
  };
}
