import { Field, ID, InputType } from "type-graphql";

import { ActivityKind } from "../enums.js";
import type { AttachmentKind } from "../enums.js";
import { text } from "../fields.js";
import { fileFields, WriteInput } from "./write-input.js";
import type { FileInput } from "./write-input.js";

const optional = { nullable: true } as const;
const target = "Give `candidateId` or `applicationId`, not both.";

@InputType({ description: "A link with its wording." })
export class LinkInput {
  @Field(() => String, { description: "Where it leads: an http(s) address." })
  url!: string;
  @text("What people read; otherwise the address.")
  label?: string;
}

@InputType({ description: `A note on a timeline. ${target}` })
export class CreateActivityInput extends WriteInput {
  @Field(() => ID, { ...optional, description: "The `Candidate` on whose timeline it goes." })
  candidateId?: string;
  @Field(() => ID, { ...optional, description: "The `Application` on whose timeline it goes." })
  applicationId?: string;
  @Field(() => ActivityKind, { defaultValue: ActivityKind.NOTE, description: "What it is; providers take notes." })
  kind!: ActivityKind;
  @Field(() => String, { description: "What is written." })
  body!: string;
  @Field(() => [LinkInput], { ...optional, description: "Links, put below the text." })
  links?: LinkInput[];
  @Field(() => [String], {
    ...optional,
    description:
      "The provider's roles that may see it; an empty list: administrators only; left out: the provider's default.",
  })
  visibility?: string[];
}

@InputType({ description: `A file for a candidate. ${target}` })
export class CreateAttachmentInput extends WriteInput {
  @Field(() => ID, { ...optional, description: "The `Candidate`." })
  candidateId?: string;
  @Field(() => ID, { ...optional, description: "The `Application`." })
  applicationId?: string;
  @fileFields.file
  file?: FileInput["file"];
  @fileFields.contentBase64
  contentBase64?: string;
  @fileFields.fileName
  fileName?: string;
  @fileFields.url
  url?: string;
  @fileFields.kind
  kind?: AttachmentKind;
  @text("What to write beside the file.")
  comment?: string;
}
