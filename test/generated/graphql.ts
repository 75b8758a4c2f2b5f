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

/** What a file is. */
export type AttachmentKind =
  /** Result of a test. */
  | 'ASSESSMENT_REPORT'
  /** Result of a background check. */
  | 'BACKGROUND_CHECK_REPORT'
  /** Cover letter. */
  | 'COVER_LETTER'
  /** Offer document. */
  | 'OFFER_LETTER'
  /** Known to be none of these. */
  | 'OTHER'
  /** Résumé or CV. */
  | 'RESUME'
  /** The provider does not say what the file is; see `kindLabel`. */
  | 'UNMAPPED';

/** A file for a candidate. Give `candidateId` or `applicationId`, not both. */
export type CreateAttachmentInput = {
  /** The `User` in whose name to act, where the provider asks for one. Without it, the member that the account was linked with. */
  actorId?: string | number | null | undefined;
  /** The `Application`. */
  applicationId?: string | number | null | undefined;
  /** The `Candidate`. */
  candidateId?: string | number | null | undefined;
  /** Comes back in the payload as it was given. */
  clientMutationId?: string | null | undefined;
  /** What to write beside the file. */
  comment?: string | null | undefined;
  /** The content as base64; needs `fileName`. For large files, upload instead. */
  contentBase64?: string | null | undefined;
  /** Changes nothing: checks the input, looks for a duplicate, and tells in `plan` which calls would be made. */
  dryRun?: boolean | null | undefined;
  /** An upload by the GraphQL multipart request specification. One of `file`, `contentBase64`, `url` must be given. */
  file?: Blob | null | undefined;
  /** The name that the file shall have; otherwise that of the upload or of the address. */
  fileName?: string | null | undefined;
  /** Makes the mutation happen once: repeated with the same input it answers the same result, with another input it is an error. Any text of 1 to 255 characters that you make for this one; kept for 30 days. */
  idempotencyKey?: string | null | undefined;
  /** What the file is. */
  kind?: AttachmentKind | null | undefined;
  /** Where we can fetch the file: a public http(s) address. */
  url?: string | null | undefined;
};

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

/** Why a write was not done. */
export type UserErrorCode =
  /** The input is not right; no call was made. */
  | 'BAD_USER_INPUT'
  /** What would be made is there already; the payload carries it. */
  | 'CONFLICT'
  /** A record that the input names does not exist. */
  | 'NOT_FOUND'
  /** The provider said no; `providerMessage` has its words. */
  | 'PROVIDER_REJECTED'
  /** The provider cannot do this, or not with this field; no call was made. */
  | 'UNSUPPORTED_BY_PROVIDER';

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

export type ScalarsQueryVariables = Exact<{
  id: string | number;
  since: string;
}>;


export type ScalarsQuery = { node:
    | { remoteCreatedAt: string | null, remoteUrl: string | null, remoteData: unknown, applications: { nodes: Array<{ answers: Array<{ date: string | null }> }> } | null }
    | Record<PropertyKey, never>
   | null };

export type AttachFileMutationVariables = Exact<{
  input: CreateAttachmentInput;
}>;


export type AttachFileMutation = { createAttachment: { attachment: { id: string, fileName: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string }> } | null };


export const RecruitingOverviewDocument = {"__meta__":{"hash":"sha256:ab5a6f19c1453f0825396ed73d584e400fc67d15291a6d6b7afc4de25dd445d1"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RecruitingOverview"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"candidates"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"emails"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"applications"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"stageKind"}},{"kind":"Field","name":{"kind":"Name","value":"job"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"complete"}}]}}]}}]} as unknown as DocumentNode<RecruitingOverviewQuery, RecruitingOverviewQueryVariables>;
export const TimeOffDocument = {"__meta__":{"hash":"sha256:083bdcd434789227c0f1ef33a618a52202722376a5dd13293011d3e688196639"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TimeOff"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"employees"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"employmentStatus"}},{"kind":"Field","name":{"kind":"Name","value":"timeoffRequests"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"startDate"}},{"kind":"Field","name":{"kind":"Name","value":"endDate"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"complete"}}]}}]}}]} as unknown as DocumentNode<TimeOffQuery, TimeOffQueryVariables>;
export const OneRecordDocument = {"__meta__":{"hash":"sha256:0da041ed10f66e079c94a63162906941e07fced6ca1a0ea60bf4497e10496fb4"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"OneRecord"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProviderRecord"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"remoteId"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fetchedAt"}},{"kind":"Field","name":{"kind":"Name","value":"source"}}]}}]}}]}}]}}]} as unknown as DocumentNode<OneRecordQuery, OneRecordQueryVariables>;
export const ScalarsDocument = {"__meta__":{"hash":"sha256:a9192e7469dfe555bd29f5c3180b3d913a32087e5d9fea55492232db1b673c4f"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Scalars"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"since"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Candidate"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"remoteCreatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"remoteUrl"}},{"kind":"Field","name":{"kind":"Name","value":"remoteData"}},{"kind":"Field","name":{"kind":"Name","value":"applications"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"appliedAt"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"gte"},"value":{"kind":"Variable","name":{"kind":"Name","value":"since"}}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"answers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"date"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ScalarsQuery, ScalarsQueryVariables>;
export const AttachFileDocument = {"__meta__":{"hash":"sha256:0ef588b1ceb17c0e5786c350a8f88e7e1d9113fb3b1867a6f0aa505462ed6ae6"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AttachFile"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateAttachmentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createAttachment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"attachment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<AttachFileMutation, AttachFileMutationVariables>;