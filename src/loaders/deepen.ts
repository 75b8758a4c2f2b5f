import type { ModelName } from "../schema/model-name.js";
import { Depth } from "../schema/provider-record.js";
import type { ProviderRecord } from "../schema/provider-record.js";
import { accountOf } from "./read-request.js";
import type { ReadRequest } from "./read-request.js";
import { isNameless } from "./record.js";

/** The depth at which a record's provider fills a field; null when it never does. */
export function neededDepth(request: ReadRequest, record: ProviderRecord, field: string): Depth | null {
  const account = accountOf(request, record.accountId);
  const coverage: Readonly<Record<string, string>> | undefined =
    account && request.provider(account).models[record.model]?.coverage;
  const from = coverage?.[field];
  if (from === undefined) return null;
  return from === "detail" ? Depth.DETAIL : Depth.LIST;
}

/** The same record read to a depth; null when it is gone. A mention by wording is found first. */
export async function deepen<Kind extends ProviderRecord>(
  request: ReadRequest,
  record: Kind,
  depth: Depth,
): Promise<Kind | null> {
  const account = accountOf(request, record.accountId);
  if (!account) return null;
  const model: ModelName = record.model;
  const known = isNameless(record) ? await request.records.identify(model, account, record) : record;
  const full = !known || known.depth >= depth ? known : await request.records.load(model, account, known.key, depth);
  // Records are loaded under their own model's name, so this is one of the same kind.
  return full as Kind | null;
}
