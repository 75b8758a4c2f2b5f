import type { LinkedAccountRow } from "../accounts/linked-accounts.js";
import type { Draft } from "../schema/draft.js";
import type { ModelName } from "../schema/model-name.js";
import type { Models } from "../schema/models.js";
import type { ProviderRecord } from "../schema/provider-record.js";
import { recordId } from "../schema/relay/global-id.js";

/** A record as resolvers see it; the fields that resolvers compute are not on it. */
export type RecordOf<Name extends ModelName> = Models[Name];

/** Adds to a draft what follows from its account and the moment of reading. */
export function toRecord<Name extends ModelName>(
  model: Name,
  account: LinkedAccountRow,
  draft: Draft<Models[Name]>,
): RecordOf<Name> {
  const record = draft as unknown as RecordOf<Name>;
  // A mention by wording has no key yet; its id is found when it is selected.
  if (draft.key !== "") record.id = recordId(model, account.id, draft.key);
  record.model = model;
  record.accountId = account.id;
  record.provider = account.provider;
  record.fetchedAt = presentInstant();
  return record;
}

let present = { ms: 0, instant: "" };

/** Now, as text. The records of a page are made within a millisecond or two, and writing an instant is the dearest part of each. */
function presentInstant(): string {
  const ms = Date.now();
  if (ms !== present.ms) present = { ms, instant: new Date(ms).toISOString() };
  return present.instant;
}

/** Whether a record is known only by its wording. */
export function isNameless(record: ProviderRecord): boolean {
  return record.key === "";
}
