import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";

import { connectionTypes } from "../schema/connections.js";
import type { ModelArgs } from "../schema/connections.js";
import { Job } from "../schema/job.js";
import { JobInterviewStage } from "../schema/job-interview-stage.js";
import type { Context } from "./context.js";
import { readChildren, readRef } from "./read.js";

const applicationTypes = connectionTypes("Application");

@Resolver(() => JobInterviewStage)
export class JobInterviewStageResolver {
  @FieldResolver(() => applicationTypes.connection, { nullable: true, description: "Who is in it." })
  applications(
    @Root() jobInterviewStage: JobInterviewStage,
    @Args(() => applicationTypes.args) args: ModelArgs,
    @Ctx() context: Context,
  ) {
    return readChildren(context, "Application", jobInterviewStage, "stage", args);
  }

  @FieldResolver(() => Job, {
    nullable: true,
    description: "The job whose pipeline it belongs to; null for a stage of the whole account.",
  })
  job(@Root() jobInterviewStage: JobInterviewStage, @Ctx() context: Context) {
    return readRef(context, "Job", jobInterviewStage, "jobRef");
  }
}
