import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";

import { Employee } from "../schema/employee.js";
import { TimeoffRequest } from "../schema/timeoff-request.js";
import { TimeoffType } from "../schema/timeoff-type.js";
import type { Context } from "./context.js";
import { readRef } from "./read.js";

@Resolver(() => TimeoffRequest)
export class TimeoffRequestResolver {
  @FieldResolver(() => Employee, { nullable: true, description: "Whose time off it is." })
  employee(@Root() timeoffRequest: TimeoffRequest, @Ctx() context: Context) {
    return readRef(context, "Employee", timeoffRequest, "employeeRef");
  }

  @FieldResolver(() => TimeoffType, { nullable: true, description: "What kind of time off." })
  type(@Root() timeoffRequest: TimeoffRequest, @Ctx() context: Context) {
    return readRef(context, "TimeoffType", timeoffRequest, "typeRef");
  }
}
