import type { ProviderRecord } from "./provider-record.js";

type AddedByLoader =
  | "id"
  | "provider"
  | "account"
  | "freshness"
  | "customFields"
  | "missing"
  | "remoteData"
  | "remoteDeletedAt"
  | "model"
  | "accountId"
  | "fetchedAt";

/** A record as a mapper makes it: everything but what follows from the account and the moment of reading. */
export type Draft<Model extends ProviderRecord> = Omit<Model, AddedByLoader>;
