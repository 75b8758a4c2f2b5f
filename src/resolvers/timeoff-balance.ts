import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";

import { Employee } from "../schema/employee.js";
import { TimeoffBalance } from "../schema/timeoff-balance.js";
import { TimeoffType } from "../schema/timeoff-type.js";
import type { Context } from "./context.js";
import { readRef } from "./read.js";

@Resolver(() => TimeoffBalance)
export class TimeoffBalanceResolver {
  @FieldResolver(() => Employee, { nullable: true, description: "Whose time off it is." })
  employee(@Root() timeoffBalance: TimeoffBalance, @Ctx() context: Context) {
    return readRef(context, "Employee", timeoffBalance, "employeeRef");
  }

  @FieldResolver(() => TimeoffType, { nullable: true, description: "What kind of time off." })
  type(@Root() timeoffBalance: TimeoffBalance, @Ctx() context: Context) {
    return readRef(context, "TimeoffType", timeoffBalance, "typeRef");
  }
}
