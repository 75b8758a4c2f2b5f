/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Decides about a time-off request. */
export type DecideTimeoffRequestInput = {
  /** The `User` in whose name to act, where the provider asks for one. Without it, the member that the account was linked with. */
  actorId?: string | number | null | undefined;
  /** Comes back in the payload as it was given. */
  clientMutationId?: string | null | undefined;
  /** The decision. */
  decision: TimeoffDecision;
  /** Changes nothing: checks the input, looks for a duplicate, and tells in `plan` which calls would be made. */
  dryRun?: boolean | null | undefined;
  /** Makes the mutation happen once: repeated with the same input it answers the same result, with another input it is an error. Any text of 1 to 255 characters that you make for this one; kept for 30 days. */
  idempotencyKey?: string | null | undefined;
  /** The `TimeoffRequest`. */
  timeoffRequestId: string | number;
};

/** What became of one linked account while a connection was read. */
export type SourceStatus =
  /** The provider's answer, or a part of it, could not be understood. */
  | 'BAD_RESPONSE'
  /** The credentials do not cover this. */
  | 'FORBIDDEN'
  /** This page did not need it. */
  | 'NOT_READ'
  /** Read. */
  | 'OK'
  /** The provider's budget is spent; see `retryAfter`. */
  | 'RATE_LIMITED'
  /** The credentials no longer work; the account must be linked again. */
  | 'UNAUTHORIZED'
  /** The provider did not answer, or answered with a failure. */
  | 'UNAVAILABLE'
  /** The provider cannot answer this; the message says what would help. */
  | 'UNSUPPORTED';

/** What is decided about a time-off request. */
export type TimeoffDecision =
  /** Granted. */
  | 'APPROVE'
  /** Refused. */
  | 'DECLINE';

/** What was decided about a time-off request. */
export type TimeoffStatus =
  /** Granted. */
  | 'APPROVED'
  /** Taken back. */
  | 'CANCELLED'
  /** Refused. */
  | 'DECLINED'
  /** Waits for a decision. */
  | 'PENDING'
  /** The provider's word has no counterpart here; see `statusLabel`. */
  | 'UNMAPPED';

/** The unit in which the provider counts time off. It is never converted. */
export type TimeoffUnit =
  /** Days. */
  | 'DAYS'
  /** Days, counted to the half. */
  | 'HALF_DAYS'
  /** Hours. */
  | 'HOURS'
  /** The provider does not say. */
  | 'UNMAPPED';

export type AccountsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type AccountsQuery = { linkedAccounts: { nodes: Array<{ id: string, provider: string, subdomain: string, displayName: string | null, capabilities: Array<{ model: string, canList: boolean, reason: string | null, writes: Array<{ mutation: string, isSupported: boolean, needsActor: boolean, reason: string | null }> }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type MonthQueryVariables = Exact<{
  accounts: Array<string | number> | string | number;
  earliest: string;
  first: string;
  last: string;
  after?: string | null | undefined;
}>;


export type MonthQuery = { timeoffRequests: { nodes: Array<{ id: string, startDate: string | null, endDate: string | null, status: TimeoffStatus | null, statusLabel: string | null, account: { id: string }, employee: { id: string, name: string | null } | null, type: { name: string | null, color: string | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, sources: Array<{ status: SourceStatus, message: string | null, account: { id: string } }> } | null };

export type BalancesQueryVariables = Exact<{
  employee: string | number;
}>;


export type BalancesQuery = { node:
    | { timeoffBalances: { nodes: Array<{ id: string, available: number | null, used: number | null, isUnlimited: boolean | null, unit: TimeoffUnit | null, type: { name: string | null } | null }> } | null }
    | Record<PropertyKey, never>
   | null };

export type DecideMutationVariables = Exact<{
  input: DecideTimeoffRequestInput;
}>;


export type DecideMutation = { decideTimeoffRequest: { timeoffRequest: { id: string, status: TimeoffStatus | null } | null, userErrors: Array<{ message: string, providerMessage: string | null }> } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const AccountsDocument = new TypedDocumentString(`
    query Accounts($after: String) {
  linkedAccounts(first: 50, after: $after) {
    nodes {
      id
      provider
      subdomain
      displayName
      capabilities {
        model
        canList
        reason
        writes {
          mutation
          isSupported
          needsActor
          reason
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<AccountsQuery, AccountsQueryVariables>;
export const MonthDocument = new TypedDocumentString(`
    query Month($accounts: [ID!]!, $earliest: LocalDate!, $first: LocalDate!, $last: LocalDate!, $after: String) {
  timeoffRequests(
    first: 100
    after: $after
    filter: {account: {id: {in: $accounts}}, startDate: {gte: $earliest, lte: $last}, endDate: {gte: $first}, status: {nin: [DECLINED, CANCELLED]}}
  ) {
    nodes {
      id
      startDate
      endDate
      status
      statusLabel
      account {
        id
      }
      employee {
        id
        name
      }
      type {
        name
        color
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    sources {
      status
      message
      account {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MonthQuery, MonthQueryVariables>;
export const BalancesDocument = new TypedDocumentString(`
    query Balances($employee: ID!) {
  node(id: $employee) {
    ... on Employee {
      timeoffBalances(first: 50) {
        nodes {
          id
          available
          used
          isUnlimited
          unit
          type {
            name
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BalancesQuery, BalancesQueryVariables>;
export const DecideDocument = new TypedDocumentString(`
    mutation Decide($input: DecideTimeoffRequestInput!) {
  decideTimeoffRequest(input: $input) {
    timeoffRequest {
      id
      status
    }
    userErrors {
      message
      providerMessage
    }
  }
}
    `) as unknown as TypedDocumentString<DecideMutation, DecideMutationVariables>;