import { Field, ID, InputType } from "type-graphql";

import GraphQLUpload from "graphql-upload/GraphQLUpload.mjs";
import type { FileUpload } from "graphql-upload/processRequest.mjs";

import { AttachmentKind } from "../enums.js";
import { maybe, text } from "../fields.js";
import { Json } from "../scalars.js";
import { MutationInput } from "./mutation-input.js";

const words = { nullable: true } as const;

@InputType({ description: "What every mutation that writes to a provider takes." })
export abstract class WriteInput extends MutationInput {
  @Field(() => ID, {
    ...words,
    description:
      "The `User` in whose name to act, where the provider asks for one. Without it, the member that the account was linked with.",
  })
  actorId?: string;
}

/** The ways to give a file; one decorator each, because inputs that are files and inputs that have one cannot share a class. */
export const fileFields = {
  file: Field(() => GraphQLUpload, {
    ...words,
    description:
      "An upload by the GraphQL multipart request specification. One of `file`, `contentBase64`, `url` must be given.",
  }),
  contentBase64: text("The content as base64; needs `fileName`. For large files, upload instead."),
  fileName: text("The name that the file shall have; otherwise that of the upload or of the address."),
  url: text("Where we can fetch the file: a public http(s) address."),
  kind: maybe(() => AttachmentKind, "What the file is."),
};

@InputType({
  description: "A file, given in exactly one of three ways: `file`, `contentBase64` with `fileName`, or `url`.",
})
export class FileInput {
  @fileFields.file
  file?: Promise<FileUpload>;
  @fileFields.contentBase64
  contentBase64?: string;
  @fileFields.fileName
  fileName?: string;
  @fileFields.url
  url?: string;
  @fileFields.kind
  kind?: AttachmentKind;
}

@InputType({ description: "A value for one of the customer's own fields." })
export class CustomFieldInput {
  @Field(() => String, {
    description: "The provider's key of the field, as `Field.remoteId` and `customFields.key` tell it.",
  })
  key!: string;
  @Field(() => Json, {
    ...words,
    description:
      "The value, in the form that the field's type asks for: text, a number, true or false, a date as `2026-05-04`, ids of options.",
  })
  value?: unknown;
}

/** The mutations that write to providers. */
export const writeNames = [
  "createActivity",
  "createAttachment",
  "createCandidate",
  "updateCandidate",
  "moveApplication",
  "transferApplication",
  "rejectApplication",
  "reinstateApplication",
  "setCandidateTags",
  "rateApplication",
  "recordAssessmentResult",
  "createEmployee",
  "updateEmployee",
  "terminateEmployee",
  "rehireEmployee",
  "createEmployeeDocument",
  "createTimeoffRequest",
  "decideTimeoffRequest",
  "setCustomFields",
] as const;

export type WriteName = (typeof writeNames)[number];

export function isWriteName(name: string): name is WriteName {
  return (writeNames as readonly string[]).includes(name);
}
