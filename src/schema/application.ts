import { Field, InputType, ObjectType } from "type-graphql";

import type { Candidate } from "./candidate.js";
import { ApplicationOutcome, StageKind } from "./enums.js";
import { Derivation } from "./provenance.js";
import {
  DateTimeComparator,
  RecordFilter,
  RecordOrder,
  RelationFilter,
  StringComparator,
  enumComparator,
} from "./filters.js";
import { float, instant, list, maybe, text } from "./fields.js";
import type { Maybe } from "./fields.js";
import type { Job } from "./job.js";
import type { JobInterviewStage } from "./job-interview-stage.js";
import { Node } from "./node.js";
import { ProviderRecord } from "./provider-record.js";
import type { Draft } from "./draft.js";
import type { Ref } from "./provider-record.js";
import type { Instant } from "./scalars.js";
import type { User } from "./user.js";
import { Answer, Rating } from "./values.js";

@ObjectType({
  simpleResolvers: true,
  implements: [ProviderRecord, Node],
  description: "A candidate's run for one job. Candidates of a talent pool have none.",
})
export class Application extends ProviderRecord {
  @Field(() => ApplicationOutcome, { nullable: true, description: "How it stands, apart from the stage." })
  outcome?: Maybe<ApplicationOutcome>;
  @text("The provider's word for how it stands.")
  outcomeLabel?: Maybe<string>;
  @maybe(() => StageKind, "What the present stage is for.")
  stageKind?: Maybe<StageKind>;
  @text("The provider's word for what the present stage is for, or the stage's name.")
  stageKindLabel?: Maybe<string>;
  @instant("When the person applied or was added.")
  appliedAt?: Maybe<Instant>;
  @instant("When the person was rejected or withdrew.")
  rejectedAt?: Maybe<Instant>;
  @instant("When the person was hired.")
  hiredAt?: Maybe<Instant>;
  @text("Why the person was rejected, in the provider's words.")
  rejectReasonLabel?: Maybe<string>;
  @text("Where the application came from, in the provider's words.")
  source?: Maybe<string>;
  @float("The provider's score, in its own scale.")
  score?: Maybe<number>;
  @maybe(() => Rating, "The rating that the provider keeps on the record itself.")
  rating?: Maybe<Rating>;
  @list(() => Answer, "Answers to the questions of the application.")
  answers?: Answer[];

  candidateRef!: Ref<Draft<Candidate>>;
  /** Null in a talent pool. */
  jobRef?: Maybe<Ref<Draft<Job>>>;
  stageRef?: Maybe<Ref<Draft<JobInterviewStage>>>;
}

const ApplicationOutcomeComparator = enumComparator<ApplicationOutcome>("ApplicationOutcome", ApplicationOutcome);
export const StageKindComparator = enumComparator<StageKind>("StageKind", StageKind);

@InputType({ description: "Which applications. All conditions must hold." })
export class ApplicationFilter extends RecordFilter {
  @Field(() => RelationFilter, { nullable: true, description: "Of which candidate." })
  candidate?: RelationFilter;
  @Field(() => RelationFilter, { nullable: true, description: "For which job." })
  job?: RelationFilter;
  @Field(() => RelationFilter, { nullable: true, description: "In which stage." })
  stage?: RelationFilter;
  @Field(() => StageKindComparator, { nullable: true, description: "What the present stage is for." })
  stageKind?: InstanceType<typeof StageKindComparator>;
  @Field(() => ApplicationOutcomeComparator, { nullable: true, description: "How it stands." })
  outcome?: InstanceType<typeof ApplicationOutcomeComparator>;
  @Field(() => DateTimeComparator, { nullable: true, description: "When the person applied." })
  appliedAt?: DateTimeComparator;
  @Field(() => DateTimeComparator, { nullable: true, description: "When the person was rejected." })
  rejectedAt?: DateTimeComparator;
  @Field(() => DateTimeComparator, { nullable: true, description: "When the person was hired." })
  hiredAt?: DateTimeComparator;
  @Field(() => StringComparator, { nullable: true, description: "Source, in the provider's words." })
  source?: StringComparator;
}

@InputType({ description: "In which order applications come." })
export class ApplicationOrder extends RecordOrder {}

@ObjectType({ simpleResolvers: true, description: "A stage as the history names it; it may no longer exist." })
export class HistoricStage {
  /** Set when it is resolved. */
  accountId?: string;
  stageRef?: Maybe<Ref<Draft<JobInterviewStage>>>;
  @text("The stage's name at the time.")
  label?: Maybe<string>;
  @Field(() => StageKind, { description: "What the stage is for." })
  kind!: StageKind;
}

@ObjectType({ simpleResolvers: true, description: "Who did something." })
export class HistoricActor {
  /** Set when it is resolved. */
  accountId?: string;
  userRef?: Maybe<Ref<Draft<User>>>;
  @text("The person's name at the time.")
  name?: Maybe<string>;
}

@ObjectType({ simpleResolvers: true, description: "A time that an application spent in one stage." })
export class StageHistoryEntry {
  @maybe(() => HistoricStage, "The stage before; null for the first entry.")
  from?: Maybe<HistoricStage>;
  @maybe(() => HistoricStage, "The stage entered.")
  to?: Maybe<HistoricStage>;
  @instant("When it was entered.")
  enteredAt?: Maybe<Instant>;
  @instant("When it was left; null while the application is in it.")
  leftAt?: Maybe<Instant>;
  @maybe(() => HistoricActor, "Who moved it.")
  actor?: Maybe<HistoricActor>;
  @Field(() => Derivation, { description: "How this is known." })
  derivation!: Derivation;
}
