import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";

import { Department } from "../schema/department.js";
import type { Context } from "./context.js";
import { readRef } from "./read.js";

@Resolver(() => Department)
export class DepartmentResolver {
  @FieldResolver(() => Department, { nullable: true, description: "The department above." })
  parent(@Root() department: Department, @Ctx() context: Context) {
    return readRef(context, "Department", department, "parentRef");
  }
}
