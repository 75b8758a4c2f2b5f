import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";

import { connectionTypes } from "../schema/connections.js";
import type { ModelArgs } from "../schema/connections.js";
import { Candidate } from "../schema/candidate.js";
import { Employee } from "../schema/employee.js";
import type { Context } from "./context.js";
import { readChildren, readHire } from "./read.js";

const applicationTypes = connectionTypes("Application");
const activityTypes = connectionTypes("Activity");
const attachmentTypes = connectionTypes("Attachment");

@Resolver(() => Candidate)
export class CandidateResolver {
  @FieldResolver(() => applicationTypes.connection, { nullable: true, description: "The person's runs for jobs." })
  applications(
    @Root() candidate: Candidate,
    @Args(() => applicationTypes.args) args: ModelArgs,
    @Ctx() context: Context,
  ) {
    return readChildren(context, "Application", candidate, "candidate", args);
  }

  @FieldResolver(() => activityTypes.connection, {
    nullable: true,
    description: "What happened, in the provider's order.",
  })
  activities(@Root() candidate: Candidate, @Args(() => activityTypes.args) args: ModelArgs, @Ctx() context: Context) {
    return readChildren(context, "Activity", candidate, "candidate", args);
  }

  @FieldResolver(() => attachmentTypes.connection, { nullable: true, description: "Files." })
  attachments(
    @Root() candidate: Candidate,
    @Args(() => attachmentTypes.args) args: ModelArgs,
    @Ctx() context: Context,
  ) {
    return readChildren(context, "Attachment", candidate, "candidate", args);
  }

  @FieldResolver(() => Employee, {
    nullable: true,
    description:
      "The employee that the candidate became; null where the provider does not link the two in its list of employees.",
  })
  employee(@Root() candidate: Candidate, @Ctx() context: Context) {
    return readHire(context, candidate);
  }
}
