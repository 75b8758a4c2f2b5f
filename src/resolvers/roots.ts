import { Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { ClassType } from "type-graphql";

import { connectionTypes } from "../schema/connections.js";
import type { ModelArgs } from "../schema/connections.js";
import { LinkedAccount } from "../schema/linked-account.js";
import type { ModelName } from "../schema/model-name.js";
import { models } from "../schema/models.js";
import type { Context } from "./context.js";
import { readConnection } from "./read.js";

/** The connection of a model over all linked accounts, and over one as a field of that account. */
export function rootResolvers(model: ModelName): ClassType[] {
  const { connection, args } = connectionTypes(model);
  const { plural, description } = models[model];

  @Resolver()
  class WorkspaceResolver {
    @Query(() => connection, { nullable: true, description })
    [plural](@Args(() => args) given: ModelArgs, @Ctx() context: Context): unknown {
      return readConnection(context, model, given);
    }
  }

  @Resolver(() => LinkedAccount)
  class AccountResolver {
    // TypeGraphQL tells field resolvers of one type apart by their method's name, so it has to differ from model to model.
    @FieldResolver(() => connection, {
      nullable: true,
      description: `The same as the root field \`${plural}\`, of this account.`,
    })
    [plural](@Root() { id }: LinkedAccount, @Args(() => args) given: ModelArgs, @Ctx() context: Context): unknown {
      return readConnection(context, model, given, { account: { id: { eq: id } } });
    }
  }
  return [WorkspaceResolver, AccountResolver];
}
