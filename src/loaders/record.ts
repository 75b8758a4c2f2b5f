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
  const envelope = {
    // A mention by wording has no key yet; its id is found when it is selected.
    id: draft.key === "" ? undefined : recordId(model, account.id, draft.key),
    model,
    accountId: account.id,
    provider: account.provider,
    fetchedAt: new Date().toISOString(),
  };
  return Object.assign(draft, envelope) as unknown as RecordOf<Name>;
}

/** Whether a record is known only by its wording. */
export function isNameless(record: ProviderRecord): boolean {
  return record.key === "";
}
