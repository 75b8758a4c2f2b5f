import { Field, Float, ID, InputType, Int, registerEnumType } from "type-graphql";

import { flag, maybe, text } from "../fields.js";
import { FileInput, WriteInput } from "./write-input.js";

const optional = { nullable: true } as const;

export enum TransferMode {
  COPY = "COPY",
  MOVE = "MOVE",
}
registerEnumType(TransferMode, {
  name: "TransferMode",
  description: "What becomes of an application that goes to another job.",
  valuesConfig: {
    COPY: { description: "It stays, and a new one is made in the other job." },
    MOVE: { description: "It is taken to the other job; its id may change, and the old one leads to the new." },
  },
});

export enum RatingScale {
  THUMBS = "THUMBS",
  STARS = "STARS",
  NUMBERS = "NUMBERS",
}
registerEnumType(RatingScale, {
  name: "RatingScale",
  description: "A scale of grades. All begin at 0.",
  valuesConfig: {
    THUMBS: { description: "Down, up, twice up: 0 to 2." },
    STARS: { description: "One to five stars: 0 to 4." },
    NUMBERS: { description: "One to ten: 0 to 9." },
  },
});

export enum AssessmentStatus {
  PASSED = "PASSED",
  FAILED = "FAILED",
  COMPLETED = "COMPLETED",
  CANCELLED = "CANCELLED",
}
registerEnumType(AssessmentStatus, {
  name: "AssessmentStatus",
  description: "How a test or check ended.",
  valuesConfig: {
    PASSED: { description: "The candidate passed." },
    FAILED: { description: "The candidate did not pass." },
    COMPLETED: { description: "Finished, without a verdict." },
    CANCELLED: { description: "Not finished." },
  },
});

@InputType({ description: "A change of one application." })
abstract class ApplicationInput extends WriteInput {
  @Field(() => ID, { description: "The `Application`." })
  applicationId!: string;
}

@InputType({ description: "Moves an application to another stage of its job." })
export class MoveApplicationInput extends ApplicationInput {
  @Field(() => ID, { description: "The `JobInterviewStage` to move to." })
  stageId!: string;
}

@InputType({ description: "Takes an application to another job." })
export class TransferApplicationInput extends ApplicationInput {
  @Field(() => ID, { description: "The other `Job`, of the same account." })
  jobId!: string;
  @Field(() => ID, {
    ...optional,
    description: "The `JobInterviewStage` of the other job; otherwise the provider's choice.",
  })
  stageId?: string;
  @Field(() => TransferMode, { description: "Whether the application stays in its job too." })
  mode!: TransferMode;
}

@InputType({ description: "Ends an application without a hire." })
export class RejectApplicationInput extends ApplicationInput {
  @Field(() => ID, { ...optional, description: "The `RejectReason`." })
  reasonId?: string;
  @text("A note for the people of the company.")
  note?: string;
  @flag("Whether it was the candidate who said no. False unless said.")
  withdrawn?: boolean;
}

@InputType({ description: "Takes a rejection back." })
export class ReinstateApplicationInput extends ApplicationInput {}

@InputType({ description: "Rates an application." })
export class RateApplicationInput extends ApplicationInput {
  @Field(() => RatingScale, { description: "The scale of the grade." })
  scale!: RatingScale;
  @Field(() => Int, { description: "The grade, from 0." })
  grade!: number;
  @text("Why.")
  comment?: string;
}

@InputType({
  description:
    "The result of a test or check, written into the profile the best way the provider has: a rating, a comment, a file. When a part fails, the same input with the same `idempotencyKey` sends only what is not done.",
})
export class RecordAssessmentResultInput extends ApplicationInput {
  @Field(() => AssessmentStatus, { description: "How it ended." })
  status!: AssessmentStatus;
  @Field(() => Float, { ...optional, description: "The score that was reached." })
  score?: number;
  @Field(() => Float, {
    ...optional,
    description: "The greatest score that could be reached; without it the score is told and not graded.",
  })
  maxScore?: number;
  @text("What people shall read.")
  summary?: string;
  @text("Where the whole report is; it is linked, not fetched.")
  reportUrl?: string;
  @maybe(() => FileInput, "The report as a file.")
  report?: FileInput;
}
