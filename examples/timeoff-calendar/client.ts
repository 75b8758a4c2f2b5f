import { postGraphql } from "../shared/post-graphql";
import type { GraphqlError } from "../shared/post-graphql";
import type { TypedDocumentString } from "./generated/graphql";

export interface Answer<Result> {
  data: Result;
  errors: GraphqlError[];
}

export type Client = <Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
) => Promise<Answer<Result>>;

/** A whole GraphQL client: the document's own types say what goes in and what comes out. */
export function createClient(path: string, apiKey: string): Client {
  return async <Result, Variables>(query: TypedDocumentString<Result, Variables>, variables: Variables) =>
    (await postGraphql(path, apiKey, { query, variables })) as Answer<Result>;
}
