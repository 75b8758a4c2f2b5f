import { GraphQLError } from "graphql";
import type { ASTVisitor, ValidationContext } from "graphql";

/** A validation rule for servers whose introspection is off: the SDL that federated graphs ask for tells the same and more. */
export function NoSubgraphSdlRule(context: ValidationContext): ASTVisitor {
  return {
    Field(node) {
      if (node.name.value !== "_service" || context.getParentType() !== context.getSchema().getQueryType()) return;
      const message =
        "The subgraph's schema is not told, as introspection has been disabled. `hiregraph schema --subgraph` prints it.";
      context.reportError(new GraphQLError(message, { nodes: node }));
    },
  };
}
