import { registerEnumType } from "type-graphql";

export enum MissingReason {
  EMPTY_UPSTREAM = "EMPTY_UPSTREAM",
  UNSUPPORTED_BY_PROVIDER = "UNSUPPORTED_BY_PROVIDER",
  FORBIDDEN = "FORBIDDEN",
  UNMAPPED = "UNMAPPED",
  BAD_RESPONSE = "BAD_RESPONSE",
}
registerEnumType(MissingReason, {
  name: "MissingReason",
  description: "Why a field has no value.",
  valuesConfig: {
    EMPTY_UPSTREAM: { description: "The provider has the field, and it is empty there." },
    UNSUPPORTED_BY_PROVIDER: { description: "The provider has no such field." },
    FORBIDDEN: { description: "The API key may not see it." },
    UNMAPPED: { description: "The provider's value has no counterpart here." },
    BAD_RESPONSE: { description: "The provider sent something that is not a value of this field." },
  },
});

export enum DataSource {
  LIVE = "LIVE",
  MIRROR = "MIRROR",
  WEBHOOK = "WEBHOOK",
}
registerEnumType(DataSource, {
  name: "DataSource",
  description: "Where an answer was read from.",
  valuesConfig: {
    LIVE: { description: "Asked of the provider for this request." },
    MIRROR: { description: "Held here from an earlier reading." },
    WEBHOOK: { description: "Sent by the provider." },
  },
});

export enum SourceStatus {
  OK = "OK",
  NOT_READ = "NOT_READ",
  RATE_LIMITED = "RATE_LIMITED",
  UNAUTHORIZED = "UNAUTHORIZED",
  FORBIDDEN = "FORBIDDEN",
  UNAVAILABLE = "UNAVAILABLE",
  BAD_RESPONSE = "BAD_RESPONSE",
  UNSUPPORTED = "UNSUPPORTED",
}
registerEnumType(SourceStatus, {
  name: "SourceStatus",
  description: "What became of one linked account while a connection was read.",
  valuesConfig: {
    OK: { description: "Read." },
    NOT_READ: { description: "This page did not need it." },
    RATE_LIMITED: { description: "The provider's budget is spent; see `retryAfter`." },
    UNAUTHORIZED: { description: "The credentials no longer work; the account must be linked again." },
    FORBIDDEN: { description: "The credentials do not cover this." },
    UNAVAILABLE: { description: "The provider did not answer, or answered with a failure." },
    BAD_RESPONSE: { description: "The provider's answer, or a part of it, could not be understood." },
    UNSUPPORTED: { description: "The provider cannot answer this; the message says what would help." },
  },
});

export enum Derivation {
  NATIVE = "NATIVE",
  INFERRED = "INFERRED",
  OBSERVED = "OBSERVED",
}
registerEnumType(Derivation, {
  name: "Derivation",
  description: "How a fact is known.",
  valuesConfig: {
    NATIVE: { description: "The provider states it." },
    INFERRED: { description: "Read out of a text or from other facts." },
    OBSERVED: { description: "Seen as a difference between two readings." },
  },
});
