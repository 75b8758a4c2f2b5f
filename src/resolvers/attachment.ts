import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";

import { Application } from "../schema/application.js";
import { Attachment } from "../schema/attachment.js";
import { Candidate } from "../schema/candidate.js";
import type { Context } from "./context.js";
import { readRef } from "./read.js";

@Resolver(() => Attachment)
export class AttachmentResolver {
  @FieldResolver(() => Candidate, { nullable: true, description: "Whose file it is." })
  candidate(@Root() attachment: Attachment, @Ctx() context: Context) {
    return readRef(context, "Candidate", attachment, "candidateRef");
  }

  @FieldResolver(() => Application, { nullable: true, description: "For which application." })
  application(@Root() attachment: Attachment, @Ctx() context: Context) {
    return readRef(context, "Application", attachment, "applicationRef");
  }
}
