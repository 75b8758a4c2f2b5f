import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";

import { readHiringTeam, readQuestions } from "../loaders/job-details.js";
import { connectionTypes } from "../schema/connections.js";
import type { ModelArgs } from "../schema/connections.js";
import { Department } from "../schema/department.js";
import { HiringTeamMember, Job } from "../schema/job.js";
import { User } from "../schema/user.js";
import { Question } from "../schema/values.js";
import type { Context } from "./context.js";
import { followRef, readChildren, readRef } from "./read.js";

const applicationTypes = connectionTypes("Application");
const jobInterviewStageTypes = connectionTypes("JobInterviewStage");

@Resolver(() => Job)
export class JobResolver {
  @FieldResolver(() => applicationTypes.connection, { nullable: true, description: "Who runs for it." })
  applications(@Root() job: Job, @Args(() => applicationTypes.args) args: ModelArgs, @Ctx() context: Context) {
    return readChildren(context, "Application", job, "job", args);
  }

  @FieldResolver(() => jobInterviewStageTypes.connection, { nullable: true, description: "Its pipeline." })
  stages(@Root() job: Job, @Args(() => jobInterviewStageTypes.args) args: ModelArgs, @Ctx() context: Context) {
    return readChildren(context, "JobInterviewStage", job, "job", args);
  }

  @FieldResolver(() => Department, { nullable: true, description: "The department it is for." })
  department(@Root() job: Job, @Ctx() context: Context) {
    return readRef(context, "Department", job, "departmentRef");
  }

  @FieldResolver(() => [HiringTeamMember], { nullable: true, description: "Who works on filling it." })
  hiringTeam(@Root() job: Job, @Ctx() { request }: Context) {
    return readHiringTeam(request, job);
  }

  @FieldResolver(() => [Question], {
    nullable: true,
    description: "What candidates are asked; null where the provider does not tell.",
  })
  questions(@Root() job: Job, @Ctx() { request }: Context) {
    return readQuestions(request, job);
  }
}

@Resolver(() => HiringTeamMember)
export class HiringTeamMemberResolver {
  @FieldResolver(() => User, { nullable: true, description: "The person." })
  user(@Root() { accountId, userRef }: HiringTeamMember, @Ctx() context: Context) {
    return accountId === undefined ? null : followRef(context, "User", accountId, userRef);
  }
}
