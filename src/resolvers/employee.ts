import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";

import { connectionTypes } from "../schema/connections.js";
import type { ModelArgs } from "../schema/connections.js";
import { Candidate } from "../schema/candidate.js";
import { Employee } from "../schema/employee.js";
import { Group } from "../schema/group.js";
import type { Context } from "./context.js";
import { readChildren, readRef, readRefs } from "./read.js";

const employeeTypes = connectionTypes("Employee");
const timeoffRequestTypes = connectionTypes("TimeoffRequest");
const timeoffBalanceTypes = connectionTypes("TimeoffBalance");

@Resolver(() => Employee)
export class EmployeeResolver {
  @FieldResolver(() => employeeTypes.connection, { nullable: true, description: "Who reports to this person." })
  directReports(@Root() employee: Employee, @Args(() => employeeTypes.args) args: ModelArgs, @Ctx() context: Context) {
    return readChildren(context, "Employee", employee, "manager", args);
  }

  @FieldResolver(() => timeoffRequestTypes.connection, { nullable: true, description: "Time off asked for." })
  timeoffRequests(
    @Root() employee: Employee,
    @Args(() => timeoffRequestTypes.args) args: ModelArgs,
    @Ctx() context: Context,
  ) {
    return readChildren(context, "TimeoffRequest", employee, "employee", args);
  }

  @FieldResolver(() => timeoffBalanceTypes.connection, { nullable: true, description: "Time off left." })
  timeoffBalances(
    @Root() employee: Employee,
    @Args(() => timeoffBalanceTypes.args) args: ModelArgs,
    @Ctx() context: Context,
  ) {
    return readChildren(context, "TimeoffBalance", employee, "employee", args);
  }

  @FieldResolver(() => Employee, { nullable: true, description: "Whom the person reports to." })
  manager(@Root() employee: Employee, @Ctx() context: Context) {
    return readRef(context, "Employee", employee, "managerRef");
  }

  @FieldResolver(() => Candidate, { nullable: true, description: "The candidate who became this employee." })
  candidate(@Root() employee: Employee, @Ctx() context: Context) {
    return readRef(context, "Candidate", employee, "candidateRef");
  }

  @FieldResolver(() => [Group], { nullable: true, description: "The units that the person belongs to." })
  groups(@Root() employee: Employee, @Ctx() context: Context) {
    return readRefs(context, "Group", employee, "groupRefs");
  }
}
