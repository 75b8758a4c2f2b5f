import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";

import { Activity } from "../schema/activity.js";
import { Application } from "../schema/application.js";
import { Candidate } from "../schema/candidate.js";
import { Job } from "../schema/job.js";
import { User } from "../schema/user.js";
import type { Context } from "./context.js";
import { readRef } from "./read.js";

@Resolver(() => Activity)
export class ActivityResolver {
  @FieldResolver(() => User, { nullable: true, description: "Who did it." })
  user(@Root() activity: Activity, @Ctx() context: Context) {
    return readRef(context, "User", activity, "userRef");
  }

  @FieldResolver(() => Candidate, { nullable: true, description: "To whom." })
  candidate(@Root() activity: Activity, @Ctx() context: Context) {
    return readRef(context, "Candidate", activity, "candidateRef");
  }

  @FieldResolver(() => Application, { nullable: true, description: "In which application." })
  application(@Root() activity: Activity, @Ctx() context: Context) {
    return readRef(context, "Application", activity, "applicationRef");
  }

  @FieldResolver(() => Job, { nullable: true, description: "In which job." })
  job(@Root() activity: Activity, @Ctx() context: Context) {
    return readRef(context, "Job", activity, "jobRef");
  }
}
