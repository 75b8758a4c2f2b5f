import { graphql } from "./generated";

export const accountsQuery = graphql(`
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
`);

/** `$earliest` bounds how far back providers are read that list time off by its first day only. */
export const monthQuery = graphql(`
  query Month($accounts: [ID!]!, $earliest: LocalDate!, $first: LocalDate!, $last: LocalDate!, $after: String) {
    timeoffRequests(
      first: 100
      after: $after
      filter: {
        account: { id: { in: $accounts } }
        startDate: { gte: $earliest, lte: $last }
        endDate: { gte: $first }
        status: { nin: [DECLINED, CANCELLED] }
      }
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
`);

export const balancesQuery = graphql(`
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
`);

export const decideMutation = graphql(`
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
`);
