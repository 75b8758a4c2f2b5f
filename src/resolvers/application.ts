import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";

import { readStageHistory } from "../loaders/stage-history.js";
import { connectionTypes } from "../schema/connections.js";
import type { ModelArgs } from "../schema/connections.js";
import { Application, HistoricActor, HistoricStage, StageHistoryEntry } from "../schema/application.js";
import { Candidate } from "../schema/candidate.js";
import { Job } from "../schema/job.js";
import { JobInterviewStage } from "../schema/job-interview-stage.js";
import { DateTime } from "../schema/scalars.js";
import { User } from "../schema/user.js";
import type { Context } from "./context.js";
import { followRef, readChildren, readRef } from "./read.js";

const activityTypes = connectionTypes("Activity");
const attachmentTypes = connectionTypes("Attachment");

@Resolver(() => Application)
export class ApplicationResolver {
  @FieldResolver(() => activityTypes.connection, {
    nullable: true,
    description: "What happened, in the provider's order.",
  })
  activities(
    @Root() application: Application,
    @Args(() => activityTypes.args) args: ModelArgs,
    @Ctx() context: Context,
  ) {
    return readChildren(context, "Activity", application, "application", args);
  }

  @FieldResolver(() => attachmentTypes.connection, { nullable: true, description: "Files." })
  attachments(
    @Root() application: Application,
    @Args(() => attachmentTypes.args) args: ModelArgs,
    @Ctx() context: Context,
  ) {
    return readChildren(context, "Attachment", application, "application", args);
  }

  @FieldResolver(() => Candidate, { nullable: true, description: "Who applied." })
  candidate(@Root() application: Application, @Ctx() context: Context) {
    return readRef(context, "Candidate", application, "candidateRef");
  }

  @FieldResolver(() => Job, { nullable: true, description: "For what." })
  job(@Root() application: Application, @Ctx() context: Context) {
    return readRef(context, "Job", application, "jobRef");
  }

  @FieldResolver(() => JobInterviewStage, { nullable: true, description: "The present stage." })
  stage(@Root() application: Application, @Ctx() context: Context) {
    return readRef(context, "JobInterviewStage", application, "stageRef");
  }

  @FieldResolver(() => [StageHistoryEntry], {
    nullable: true,
    description: "The stages it went through, oldest first.",
  })
  stageHistory(@Root() application: Application, @Ctx() { request }: Context) {
    return readStageHistory(request, application);
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: "When the present stage was entered: the creation when it never moved.",
  })
  async enteredStageAt(@Root() application: Application, @Ctx() { request }: Context) {
    const history = await readStageHistory(request, application);
    const present = history.at(-1);
    // A stage that was entered nobody knows when is not one that was never left.
    return present ? present.enteredAt : application.appliedAt;
  }
}

@Resolver(() => HistoricStage)
export class HistoricStageResolver {
  @FieldResolver(() => JobInterviewStage, { nullable: true, description: "The stage, where it still exists." })
  stage(@Root() { accountId, stageRef }: HistoricStage, @Ctx() context: Context) {
    return accountId === undefined ? null : followRef(context, "JobInterviewStage", accountId, stageRef);
  }
}

@Resolver(() => HistoricActor)
export class HistoricActorResolver {
  @FieldResolver(() => User, { nullable: true, description: "The person, where the provider keeps users." })
  user(@Root() { accountId, userRef }: HistoricActor, @Ctx() context: Context) {
    return accountId === undefined ? null : followRef(context, "User", accountId, userRef);
  }
}
