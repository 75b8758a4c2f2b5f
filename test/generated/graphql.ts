/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** How an application stands, apart from the stage it is in. */
export type ApplicationOutcome =
  /** Still under consideration. */
  | 'ACTIVE'
  /** Ended in a hire. */
  | 'HIRED'
  /** The employer said no. */
  | 'REJECTED'
  /** The provider's word has no counterpart here; see `outcomeLabel`. */
  | 'UNMAPPED'
  /** The candidate said no. */
  | 'WITHDRAWN';

/** Where an answer was read from. */
export type DataSource =
  /** Asked of the provider for this request. */
  | 'LIVE'
  /** Held here from an earlier reading. */
  | 'MIRROR'
  /** Sent by the provider. */
  | 'WEBHOOK';

/** Whether a person works for the company. */
export type EmploymentStatus =
  /** Works there. */
  | 'ACTIVE'
  /** Switched off; the provider does not say whether the person left. */
  | 'INACTIVE'
  /** A draft or a hire whose onboarding is not finished. */
  | 'PENDING'
  /** Left. */
  | 'TERMINATED'
  /** The provider's word has no counterpart here; see `employmentStatusLabel`. */
  | 'UNMAPPED';

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

/** What a stage is for, comparable across accounts whatever the stage is called there. */
export type StageKind =
  /** Has applied. */
  | 'APPLIED'
  /** Test or work sample. */
  | 'ASSESSMENT'
  /** Background is checked. */
  | 'BACKGROUND_CHECK'
  /** Hired. */
  | 'HIRED'
  /** Interviews. */
  | 'INTERVIEW'
  /** An offer is prepared or out. */
  | 'OFFER'
  /** Known to be none of these. */
  | 'OTHER'
  /** References are asked. */
  | 'REFERENCE_CHECK'
  /** First sorting: phone screen, CV review, shortlist. */
  | 'SCREEN'
  /** Found by a recruiter, has not applied. */
  | 'SOURCED'
  /** The provider does not say what the stage is for; see the stage's name. */
  | 'UNMAPPED';

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

export type RecruitingOverviewQueryVariables = Exact<{
  first: number;
}>;


export type RecruitingOverviewQuery = { candidates: { complete: boolean, nodes: Array<{ id: string, name: string | null, provider: string, emails: Array<{ value: string }>, applications: { nodes: Array<{ outcome: ApplicationOutcome | null, stageKind: StageKind | null, job: { title: string | null } | null }> } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, sources: Array<{ status: SourceStatus, account: { provider: string } }> } | null };

export type TimeOffQueryVariables = Exact<{
  first: number;
}>;


export type TimeOffQuery = { employees: { complete: boolean, nodes: Array<{ id: string, employmentStatus: EmploymentStatus | null, timeoffRequests: { nodes: Array<{ status: TimeoffStatus | null, startDate: string | null, endDate: string | null }> } | null }> } | null };

export type OneRecordQueryVariables = Exact<{
  id: string | number;
}>;


export type OneRecordQuery = { node:
    | { __typename: 'Activity', remoteId: string, id: string, freshness: { fetchedAt: string, source: DataSource } }
    | { __typename: 'Application', remoteId: string, id: string, freshness: { fetchedAt: string, source: DataSource } }
    | { __typename: 'Attachment', remoteId: string, id: string, freshness: { fetchedAt: string, source: DataSource } }
    | { __typename: 'AuditEvent', id: string }
    | { __typename: 'Candidate', remoteId: string, id: string, freshness: { fetchedAt: string, source: DataSource } }
    | { __typename: 'Department', remoteId: string, id: string, freshness: { fetchedAt: string, source: DataSource } }
    | { __typename: 'Employee', remoteId: string, id: string, freshness: { fetchedAt: string, source: DataSource } }
    | { __typename: 'Field', remoteId: string, id: string, freshness: { fetchedAt: string, source: DataSource } }
    | { __typename: 'Group', remoteId: string, id: string, freshness: { fetchedAt: string, source: DataSource } }
    | { __typename: 'Job', remoteId: string, id: string, freshness: { fetchedAt: string, source: DataSource } }
    | { __typename: 'JobInterviewStage', remoteId: string, id: string, freshness: { fetchedAt: string, source: DataSource } }
    | { __typename: 'LinkedAccount', id: string }
    | { __typename: 'RejectReason', remoteId: string, id: string, freshness: { fetchedAt: string, source: DataSource } }
    | { __typename: 'TimeoffBalance', remoteId: string, id: string, freshness: { fetchedAt: string, source: DataSource } }
    | { __typename: 'TimeoffRequest', remoteId: string, id: string, freshness: { fetchedAt: string, source: DataSource } }
    | { __typename: 'TimeoffType', remoteId: string, id: string, freshness: { fetchedAt: string, source: DataSource } }
    | { __typename: 'User', remoteId: string, id: string, freshness: { fetchedAt: string, source: DataSource } }
   | null };


export const RecruitingOverviewDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RecruitingOverview"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"candidates"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"emails"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"applications"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"stageKind"}},{"kind":"Field","name":{"kind":"Name","value":"job"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"complete"}}]}}]}}]} as unknown as DocumentNode<RecruitingOverviewQuery, RecruitingOverviewQueryVariables>;
export const TimeOffDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TimeOff"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"employees"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"employmentStatus"}},{"kind":"Field","name":{"kind":"Name","value":"timeoffRequests"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"startDate"}},{"kind":"Field","name":{"kind":"Name","value":"endDate"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"complete"}}]}}]}}]} as unknown as DocumentNode<TimeOffQuery, TimeOffQueryVariables>;
export const OneRecordDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"OneRecord"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProviderRecord"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"remoteId"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fetchedAt"}},{"kind":"Field","name":{"kind":"Name","value":"source"}}]}}]}}]}}]}}]} as unknown as DocumentNode<OneRecordQuery, OneRecordQueryVariables>;