import type { LateSource, OpenRow, ProviderSession } from "../datasources/provider.js";
import type { ModelName } from "../schema/model-name.js";
import type { ProviderRecord } from "../schema/provider-record.js";
import { askProvider } from "./ask-provider.js";
import { deepen, neededDepth } from "./deepen.js";
import { accountOf } from "./read-request.js";
import type { ReadRequest } from "./read-request.js";

/** The values that a late field may settle to; undefined for a field that is not late. */
export function lateValues<Name extends ModelName>(
  late: LateSource<Name> | undefined,
  field: string,
): readonly unknown[] | undefined {
  const fields: Readonly<Record<string, readonly unknown[] | undefined>> = late?.fields ?? {};
  return fields[field];
}

/** Reads the late fields of rows, of all at once, and keeps them on the rows. */
export async function settle<Name extends ModelName>(
  late: LateSource<Name>,
  session: ProviderSession,
  rows: readonly OpenRow[],
): Promise<void> {
  await Promise.all(
    rows.map(async (row) => {
      const none = Object.fromEntries(Object.keys(late.fields).map((field) => [field, null]));
      Object.assign(row, none, await late.read(session, row));
    }),
  );
}

/** Whether rows of a record's provider may leave a field open that another call settles. */
export function isLate(request: ReadRequest, record: ProviderRecord, field: string): boolean {
  const account = accountOf(request, record.accountId);
  return account !== undefined && lateValues(request.provider(account).models[record.model]?.late, field) !== undefined;
}

/** Reads a field that the payload at hand leaves open: with the record at the depth that fills it, or late. Null when nothing can fill it. */
export function readOpenField(
  request: ReadRequest,
  record: ProviderRecord & Readonly<Record<string, unknown>>,
  field: string,
): Promise<unknown> | null {
  const depth = neededDepth(request, record, field);
  if (depth === null) return null;
  if (record.depth >= depth) return readLate(request, record, field);
  return deepen(request, record, depth).then((full) => {
    if (!full || full[field] !== undefined) return full?.[field];
    return readLate(request, full, field);
  });
}

function readLate(
  request: ReadRequest,
  record: ProviderRecord & Readonly<Record<string, unknown>>,
  field: string,
): Promise<unknown> | null {
  const account = accountOf(request, record.accountId);
  const late = account && request.provider(account).models[record.model]?.late;
  if (!late || !isLate(request, record, field)) return null;
  return askProvider(account, async () => {
    await settle(late, await request.session(account, record.model), [record]);
    return record[field];
  });
}
