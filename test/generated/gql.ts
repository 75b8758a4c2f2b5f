/* eslint-disable */
import * as types from './graphql.js';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query RecruitingOverview($first: Int!) {\n  candidates(first: $first) {\n    nodes {\n      id\n      name\n      provider\n      emails {\n        value\n      }\n      applications(first: 5) {\n        nodes {\n          outcome\n          stageKind\n          job {\n            title\n          }\n        }\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    sources {\n      status\n      account {\n        provider\n      }\n    }\n    complete\n  }\n}\n\nquery TimeOff($first: Int!) {\n  employees(first: $first) {\n    nodes {\n      id\n      employmentStatus\n      timeoffRequests(first: 5) {\n        nodes {\n          status\n          startDate\n          endDate\n        }\n      }\n    }\n    complete\n  }\n}\n\nquery OneRecord($id: ID!) {\n  node(id: $id) {\n    __typename\n    id\n    ... on ProviderRecord {\n      remoteId\n      freshness {\n        fetchedAt\n        source\n      }\n    }\n  }\n}\n\nquery Scalars($id: ID!, $since: DateTime!) {\n  node(id: $id) {\n    ... on Candidate {\n      remoteCreatedAt\n      remoteUrl\n      remoteData\n      applications(first: 5, filter: {appliedAt: {gte: $since}}) {\n        nodes {\n          answers {\n            date\n          }\n        }\n      }\n    }\n  }\n}\n\nmutation AttachFile($input: CreateAttachmentInput!) {\n  createAttachment(input: $input) {\n    attachment {\n      id\n      fileName\n    }\n    userErrors {\n      code\n      message\n    }\n  }\n}": typeof types.RecruitingOverviewDocument,
};
const documents: Documents = {
    "query RecruitingOverview($first: Int!) {\n  candidates(first: $first) {\n    nodes {\n      id\n      name\n      provider\n      emails {\n        value\n      }\n      applications(first: 5) {\n        nodes {\n          outcome\n          stageKind\n          job {\n            title\n          }\n        }\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    sources {\n      status\n      account {\n        provider\n      }\n    }\n    complete\n  }\n}\n\nquery TimeOff($first: Int!) {\n  employees(first: $first) {\n    nodes {\n      id\n      employmentStatus\n      timeoffRequests(first: 5) {\n        nodes {\n          status\n          startDate\n          endDate\n        }\n      }\n    }\n    complete\n  }\n}\n\nquery OneRecord($id: ID!) {\n  node(id: $id) {\n    __typename\n    id\n    ... on ProviderRecord {\n      remoteId\n      freshness {\n        fetchedAt\n        source\n      }\n    }\n  }\n}\n\nquery Scalars($id: ID!, $since: DateTime!) {\n  node(id: $id) {\n    ... on Candidate {\n      remoteCreatedAt\n      remoteUrl\n      remoteData\n      applications(first: 5, filter: {appliedAt: {gte: $since}}) {\n        nodes {\n          answers {\n            date\n          }\n        }\n      }\n    }\n  }\n}\n\nmutation AttachFile($input: CreateAttachmentInput!) {\n  createAttachment(input: $input) {\n    attachment {\n      id\n      fileName\n    }\n    userErrors {\n      code\n      message\n    }\n  }\n}": types.RecruitingOverviewDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query RecruitingOverview($first: Int!) {\n  candidates(first: $first) {\n    nodes {\n      id\n      name\n      provider\n      emails {\n        value\n      }\n      applications(first: 5) {\n        nodes {\n          outcome\n          stageKind\n          job {\n            title\n          }\n        }\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    sources {\n      status\n      account {\n        provider\n      }\n    }\n    complete\n  }\n}\n\nquery TimeOff($first: Int!) {\n  employees(first: $first) {\n    nodes {\n      id\n      employmentStatus\n      timeoffRequests(first: 5) {\n        nodes {\n          status\n          startDate\n          endDate\n        }\n      }\n    }\n    complete\n  }\n}\n\nquery OneRecord($id: ID!) {\n  node(id: $id) {\n    __typename\n    id\n    ... on ProviderRecord {\n      remoteId\n      freshness {\n        fetchedAt\n        source\n      }\n    }\n  }\n}\n\nquery Scalars($id: ID!, $since: DateTime!) {\n  node(id: $id) {\n    ... on Candidate {\n      remoteCreatedAt\n      remoteUrl\n      remoteData\n      applications(first: 5, filter: {appliedAt: {gte: $since}}) {\n        nodes {\n          answers {\n            date\n          }\n        }\n      }\n    }\n  }\n}\n\nmutation AttachFile($input: CreateAttachmentInput!) {\n  createAttachment(input: $input) {\n    attachment {\n      id\n      fileName\n    }\n    userErrors {\n      code\n      message\n    }\n  }\n}"): (typeof documents)["query RecruitingOverview($first: Int!) {\n  candidates(first: $first) {\n    nodes {\n      id\n      name\n      provider\n      emails {\n        value\n      }\n      applications(first: 5) {\n        nodes {\n          outcome\n          stageKind\n          job {\n            title\n          }\n        }\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    sources {\n      status\n      account {\n        provider\n      }\n    }\n    complete\n  }\n}\n\nquery TimeOff($first: Int!) {\n  employees(first: $first) {\n    nodes {\n      id\n      employmentStatus\n      timeoffRequests(first: 5) {\n        nodes {\n          status\n          startDate\n          endDate\n        }\n      }\n    }\n    complete\n  }\n}\n\nquery OneRecord($id: ID!) {\n  node(id: $id) {\n    __typename\n    id\n    ... on ProviderRecord {\n      remoteId\n      freshness {\n        fetchedAt\n        source\n      }\n    }\n  }\n}\n\nquery Scalars($id: ID!, $since: DateTime!) {\n  node(id: $id) {\n    ... on Candidate {\n      remoteCreatedAt\n      remoteUrl\n      remoteData\n      applications(first: 5, filter: {appliedAt: {gte: $since}}) {\n        nodes {\n          answers {\n            date\n          }\n        }\n      }\n    }\n  }\n}\n\nmutation AttachFile($input: CreateAttachmentInput!) {\n  createAttachment(input: $input) {\n    attachment {\n      id\n      fileName\n    }\n    userErrors {\n      code\n      message\n    }\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;