import { Field, InputType, ObjectType } from "type-graphql";

import type { Application } from "./application.js";
import type { Candidate } from "./candidate.js";
import type { Draft } from "./draft.js";
import { ActivityKind } from "./enums.js";
import { DateTimeComparator, RecordFilter, RecordOrder, RelationFilter, enumComparator } from "./filters.js";
import { instant, list, maybe, text } from "./fields.js";
import type { Maybe } from "./fields.js";
import type { Job } from "./job.js";
import { Node } from "./node.js";
import { ProviderRecord } from "./provider-record.js";
import type { Ref } from "./provider-record.js";
import type { Instant } from "./scalars.js";
import type { User } from "./user.js";
import { Rating } from "./values.js";

@ObjectType({
  simpleResolvers: true,
  implements: [ProviderRecord, Node],
  description: "Something that happened on the timeline of a candidate or a job.",
})
export class Activity extends ProviderRecord {
  @maybe(() => ActivityKind, "What happened.")
  kind?: Maybe<ActivityKind>;
  @text("The provider's word for what happened.")
  kindLabel?: Maybe<string>;
  @text("What was written, as plain text or HTML, as the provider holds it.")
  body?: Maybe<string>;
  @instant("When it happened.")
  occurredAt?: Maybe<Instant>;
  @text("Who did it, by name.")
  actorName?: Maybe<string>;
  @list(() => String, "Which roles may see it; empty when the provider does not limit it or does not say.")
  visibleToRoles?: string[];
  @maybe(() => Rating, "The rating that was given.")
  rating?: Maybe<Rating>;
  @text("The stage before, by name.")
  fromStageLabel?: Maybe<string>;
  @text("The stage entered, by name.")
  toStageLabel?: Maybe<string>;

  userRef?: Maybe<Ref<Draft<User>>>;
  candidateRef?: Maybe<Ref<Draft<Candidate>>>;
  applicationRef?: Maybe<Ref<Draft<Application>>>;
  jobRef?: Maybe<Ref<Draft<Job>>>;
}

const ActivityKindComparator = enumComparator<ActivityKind>("ActivityKind", ActivityKind);

@InputType({
  description: "Which activities. All conditions must hold; providers ask for a candidate, an application or a job.",
})
export class ActivityFilter extends RecordFilter {
  @Field(() => RelationFilter, { nullable: true, description: "On the timeline of this candidate." })
  candidate?: RelationFilter;
  @Field(() => RelationFilter, { nullable: true, description: "On the timeline of this application." })
  application?: RelationFilter;
  @Field(() => RelationFilter, { nullable: true, description: "On the timeline of this job." })
  job?: RelationFilter;
  @Field(() => ActivityKindComparator, { nullable: true, description: "What happened." })
  kind?: InstanceType<typeof ActivityKindComparator>;
  @Field(() => DateTimeComparator, { nullable: true, description: "When it happened." })
  occurredAt?: DateTimeComparator;
}

@InputType({ description: "In which order activities come." })
export class ActivityOrder extends RecordOrder {}
