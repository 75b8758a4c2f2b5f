import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import type { ClassType } from "type-graphql";

import { list, text } from "../fields.js";
import type { Maybe } from "../fields.js";
import type { ModelName } from "../model-name.js";
import { models } from "../models.js";
import type { ProviderRecord } from "../provider-record.js";

export enum UserErrorCode {
  BAD_USER_INPUT = "BAD_USER_INPUT",
  NOT_FOUND = "NOT_FOUND",
  UNSUPPORTED_BY_PROVIDER = "UNSUPPORTED_BY_PROVIDER",
  CONFLICT = "CONFLICT",
  PROVIDER_REJECTED = "PROVIDER_REJECTED",
}
registerEnumType(UserErrorCode, {
  name: "UserErrorCode",
  description: "Why a write was not done.",
  valuesConfig: {
    BAD_USER_INPUT: { description: "The input is not right; no call was made." },
    NOT_FOUND: { description: "A record that the input names does not exist." },
    UNSUPPORTED_BY_PROVIDER: { description: "The provider cannot do this, or not with this field; no call was made." },
    CONFLICT: { description: "What would be made is there already; the payload carries it." },
    PROVIDER_REJECTED: { description: "The provider said no; `providerMessage` has its words." },
  },
});

export enum WriteStepStatus {
  DONE = "DONE",
  NOT_DONE = "NOT_DONE",
  REFUSED = "REFUSED",
  UNKNOWN = "UNKNOWN",
}
registerEnumType(WriteStepStatus, {
  name: "WriteStepStatus",
  description: "What became of one part of a write.",
  valuesConfig: {
    DONE: { description: "The provider has taken it." },
    NOT_DONE: { description: "Not sent yet, or surely not taken." },
    REFUSED: { description: "The provider said no." },
    UNKNOWN: { description: "Sent, and no answer came; it is being looked up." },
  },
});

@ObjectType({ simpleResolvers: true, description: "One part of a write, as a rule one call to the provider." })
export class WriteStepReport {
  @Field(() => String, { description: "What it is: `comment`, `rating`, `attachment 1`." })
  name!: string;
  @Field(() => WriteStepStatus, { description: "What became of it." })
  status!: WriteStepStatus;
}

@ObjectType({
  simpleResolvers: true,
  description: "Why a write was not done. Failures of the transport are not told here but as errors.",
})
export class UserError {
  @Field(() => UserErrorCode, { description: "What kind of refusal." })
  code!: UserErrorCode;
  @Field(() => String, { description: "For people who write the client." })
  message!: string;
  @Field(() => [String], { nullable: true, description: "The input's field that it belongs to, by its path." })
  field?: Maybe<readonly string[]>;
  @text("The provider's own words.")
  providerMessage?: Maybe<string>;
}

@ObjectType({ simpleResolvers: true, description: "Calls of one kind that a mutation would make." })
export class PlannedWriteCall {
  @Field(() => ID, {
    nullable: true,
    description: "The `LinkedAccount` that is asked; null for one that is not there yet.",
  })
  accountId?: Maybe<string>;
  @Field(() => String, { description: "HTTP method." })
  method!: string;
  @Field(() => String, {
    description: "The path with its parameters in braces, as the provider's documentation has it.",
  })
  path!: string;
  @Field(() => Int, { description: "How many, at most." })
  times!: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "The calls that a mutation would make at most, when nothing goes wrong: those of the write, and those that its payload's selection takes.",
})
export class WritePlanReport {
  @list(() => PlannedWriteCall, "The calls, in their order.")
  calls!: PlannedWriteCall[];
  @Field(() => Int, { description: "How many they are together." })
  total!: number;
}

/** What every payload tells beside its record. */
@ObjectType({ simpleResolvers: true, description: "What became of a mutation." })
export abstract class MutationPayload {
  @list(() => UserError, "Why it was not done; empty when it was.")
  userErrors!: UserError[];
  @Field(() => Boolean, { description: "Whether an earlier request of the same `idempotencyKey` did it." })
  replayed!: boolean;
  @Field(() => WritePlanReport, { nullable: true, description: "Of a dry run: the calls that would be made." })
  plan?: Maybe<WritePlanReport>;
  @text("As it was given.")
  clientMutationId?: Maybe<string>;
}

@ObjectType({ simpleResolvers: true, description: "What became of a write." })
export abstract class WritePayload extends MutationPayload {
  @list(() => WriteStepReport, "What became of each part, in order; empty for a dry run.")
  steps!: WriteStepReport[];
}

export type PayloadType = ClassType<WritePayload & Record<string, unknown>>;

/** The payload type of a mutation: `CreateActivityPayload` with a field for each model. */
export function payloadOf(mutation: string, payloadModels: readonly ModelName[]): PayloadType {
  const name = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Payload`;

  @ObjectType(name, { simpleResolvers: true, description: `What became of \`${mutation}\`.` })
  class Payload extends WritePayload {
    [record: string]: unknown;
  }
  for (const model of payloadModels) {
    const type = models[model].type as ClassType<ProviderRecord>;
    Field(() => type, {
      nullable: true,
      description: `The record after the write; of a conflict, the one that is there.`,
    })(Payload.prototype, recordField(model));
  }
  return Payload;
}

/** The field of a payload that shows a record of a model: `timeoffRequest`. */
export function recordField(model: ModelName): string {
  return model.charAt(0).toLowerCase() + model.slice(1);
}
