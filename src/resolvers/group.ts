import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";

import { connectionTypes } from "../schema/connections.js";
import type { ModelArgs } from "../schema/connections.js";
import { Group } from "../schema/group.js";
import type { Context } from "./context.js";
import { readChildren, readRef } from "./read.js";

const employeeTypes = connectionTypes("Employee");

@Resolver(() => Group)
export class GroupResolver {
  @FieldResolver(() => employeeTypes.connection, { nullable: true, description: "Who belongs to it." })
  employees(@Root() group: Group, @Args(() => employeeTypes.args) args: ModelArgs, @Ctx() context: Context) {
    return readChildren(context, "Employee", group, "group", args);
  }

  @FieldResolver(() => Group, { nullable: true, description: "The unit above." })
  parent(@Root() group: Group, @Ctx() context: Context) {
    return readRef(context, "Group", group, "parentRef");
  }
}
