import { Environment, Network, RecordSource, Store } from "relay-runtime";
import type { GraphQLResponse } from "relay-runtime";
import { postGraphql } from "../shared/post-graphql";
import type { GraphqlError } from "../shared/post-graphql";

interface EnvironmentOptions {
  path: string;
  apiKey: string;
  /** Told of what one account failed with while others answered, which Relay itself leaves out of the data. */
  onAccountError: (error: GraphqlError) => void;
}

export function createEnvironment({ path, apiKey, onAccountError }: EnvironmentOptions): Environment {
  return new Environment({
    store: new Store(new RecordSource()),
    network: Network.create(async ({ text, name, operationKind }, variables) => {
      const answer = await postGraphql(path, apiKey, { query: text, operationName: name, variables });
      // A mutation's errors are told where it was made.
      if (operationKind === "query") answer.errors.forEach(onAccountError);
      return answer as GraphQLResponse;
    }),
  });
}
