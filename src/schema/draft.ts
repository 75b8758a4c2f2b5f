import type { ProviderRecord } from "./provider-record.js";

type AddedByLoader = "id" | "provider" | "model" | "accountId" | "fetchedAt" | "remoteDeletedAt";

/** A record as a mapper makes it: everything but what follows from the account and the moment of reading. */
export type Draft<Model extends ProviderRecord> = Omit<Model, AddedByLoader>;
