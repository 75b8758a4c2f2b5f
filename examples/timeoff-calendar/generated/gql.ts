/* eslint-disable */
import * as types from './graphql';



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
    "\n  query Accounts($after: String) {\n    linkedAccounts(first: 50, after: $after) {\n      nodes {\n        id\n        provider\n        subdomain\n        displayName\n        capabilities {\n          model\n          canList\n          reason\n          writes {\n            mutation\n            isSupported\n            needsActor\n            reason\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.AccountsDocument,
    "\n  query Month($accounts: [ID!]!, $earliest: LocalDate!, $first: LocalDate!, $last: LocalDate!, $after: String) {\n    timeoffRequests(\n      first: 100\n      after: $after\n      filter: {\n        account: { id: { in: $accounts } }\n        startDate: { gte: $earliest, lte: $last }\n        endDate: { gte: $first }\n        status: { nin: [DECLINED, CANCELLED] }\n      }\n    ) {\n      nodes {\n        id\n        startDate\n        endDate\n        status\n        statusLabel\n        account {\n          id\n        }\n        employee {\n          id\n          name\n        }\n        type {\n          name\n          color\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      sources {\n        status\n        message\n        account {\n          id\n        }\n      }\n    }\n  }\n": typeof types.MonthDocument,
    "\n  query Balances($employee: ID!) {\n    node(id: $employee) {\n      ... on Employee {\n        timeoffBalances(first: 50) {\n          nodes {\n            id\n            available\n            used\n            isUnlimited\n            unit\n            type {\n              name\n            }\n          }\n        }\n      }\n    }\n  }\n": typeof types.BalancesDocument,
    "\n  mutation Decide($input: DecideTimeoffRequestInput!) {\n    decideTimeoffRequest(input: $input) {\n      timeoffRequest {\n        id\n        status\n      }\n      userErrors {\n        message\n        providerMessage\n      }\n    }\n  }\n": typeof types.DecideDocument,
};
const documents: Documents = {
    "\n  query Accounts($after: String) {\n    linkedAccounts(first: 50, after: $after) {\n      nodes {\n        id\n        provider\n        subdomain\n        displayName\n        capabilities {\n          model\n          canList\n          reason\n          writes {\n            mutation\n            isSupported\n            needsActor\n            reason\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.AccountsDocument,
    "\n  query Month($accounts: [ID!]!, $earliest: LocalDate!, $first: LocalDate!, $last: LocalDate!, $after: String) {\n    timeoffRequests(\n      first: 100\n      after: $after\n      filter: {\n        account: { id: { in: $accounts } }\n        startDate: { gte: $earliest, lte: $last }\n        endDate: { gte: $first }\n        status: { nin: [DECLINED, CANCELLED] }\n      }\n    ) {\n      nodes {\n        id\n        startDate\n        endDate\n        status\n        statusLabel\n        account {\n          id\n        }\n        employee {\n          id\n          name\n        }\n        type {\n          name\n          color\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      sources {\n        status\n        message\n        account {\n          id\n        }\n      }\n    }\n  }\n": types.MonthDocument,
    "\n  query Balances($employee: ID!) {\n    node(id: $employee) {\n      ... on Employee {\n        timeoffBalances(first: 50) {\n          nodes {\n            id\n            available\n            used\n            isUnlimited\n            unit\n            type {\n              name\n            }\n          }\n        }\n      }\n    }\n  }\n": types.BalancesDocument,
    "\n  mutation Decide($input: DecideTimeoffRequestInput!) {\n    decideTimeoffRequest(input: $input) {\n      timeoffRequest {\n        id\n        status\n      }\n      userErrors {\n        message\n        providerMessage\n      }\n    }\n  }\n": types.DecideDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Accounts($after: String) {\n    linkedAccounts(first: 50, after: $after) {\n      nodes {\n        id\n        provider\n        subdomain\n        displayName\n        capabilities {\n          model\n          canList\n          reason\n          writes {\n            mutation\n            isSupported\n            needsActor\n            reason\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): typeof import('./graphql').AccountsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Month($accounts: [ID!]!, $earliest: LocalDate!, $first: LocalDate!, $last: LocalDate!, $after: String) {\n    timeoffRequests(\n      first: 100\n      after: $after\n      filter: {\n        account: { id: { in: $accounts } }\n        startDate: { gte: $earliest, lte: $last }\n        endDate: { gte: $first }\n        status: { nin: [DECLINED, CANCELLED] }\n      }\n    ) {\n      nodes {\n        id\n        startDate\n        endDate\n        status\n        statusLabel\n        account {\n          id\n        }\n        employee {\n          id\n          name\n        }\n        type {\n          name\n          color\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      sources {\n        status\n        message\n        account {\n          id\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').MonthDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Balances($employee: ID!) {\n    node(id: $employee) {\n      ... on Employee {\n        timeoffBalances(first: 50) {\n          nodes {\n            id\n            available\n            used\n            isUnlimited\n            unit\n            type {\n              name\n            }\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').BalancesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Decide($input: DecideTimeoffRequestInput!) {\n    decideTimeoffRequest(input: $input) {\n      timeoffRequest {\n        id\n        status\n      }\n      userErrors {\n        message\n        providerMessage\n      }\n    }\n  }\n"): typeof import('./graphql').DecideDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
