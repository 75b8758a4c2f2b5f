import { Field, InputType, ObjectType } from "type-graphql";

import { StageKindComparator } from "./application.js";
import type { Draft } from "./draft.js";
import { StageKind } from "./enums.js";
import { RecordFilter, RecordOrder, RelationFilter, StringComparator } from "./filters.js";
import { int, maybe, text } from "./fields.js";
import type { Maybe } from "./fields.js";
import type { Job } from "./job.js";
import { Node } from "./node.js";
import { ProviderRecord } from "./provider-record.js";
import type { Ref } from "./provider-record.js";

@ObjectType({
  simpleResolvers: true,
  implements: [ProviderRecord, Node],
  description: "A step of a job's pipeline. `remoteId` may repeat from job to job; `id` does not.",
})
export class JobInterviewStage extends ProviderRecord {
  @text("Name.")
  name?: Maybe<string>;
  @maybe(() => StageKind, "What the stage is for.")
  kind?: Maybe<StageKind>;
  @text("The provider's word for what the stage is for.")
  kindLabel?: Maybe<string>;
  @int("Place in the pipeline, from 1; null where the provider keeps no order.")
  position?: Maybe<number>;

  /** Null for a stage that the provider keeps for the whole account. */
  jobRef?: Maybe<Ref<Draft<Job>>>;
}

@InputType({ description: "Which stages. All conditions must hold." })
export class JobInterviewStageFilter extends RecordFilter {
  @Field(() => RelationFilter, { nullable: true, description: "Of which job." })
  job?: RelationFilter;
  @Field(() => StringComparator, { nullable: true, description: "Name." })
  name?: StringComparator;
  @Field(() => StageKindComparator, { nullable: true, description: "What the stage is for." })
  kind?: InstanceType<typeof StageKindComparator>;
}

@InputType({ description: "In which order stages come." })
export class JobInterviewStageOrder extends RecordOrder {}
