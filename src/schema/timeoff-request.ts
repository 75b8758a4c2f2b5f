import { Field, InputType, ObjectType } from "type-graphql";

import type { Draft } from "./draft.js";
import type { Employee } from "./employee.js";
import { TimeoffStatus, TimeoffUnit } from "./enums.js";
import { DateComparator, RecordFilter, RecordOrder, RelationFilter, enumComparator } from "./filters.js";
import { date, float, list, maybe, text } from "./fields.js";
import type { Maybe } from "./fields.js";
import { Node } from "./node.js";
import { ProviderRecord } from "./provider-record.js";
import type { Ref } from "./provider-record.js";
import type { LocalDate } from "./scalars.js";
import type { TimeoffType } from "./timeoff-type.js";
import { TimeoffPart, TitledAnswer } from "./values.js";

@ObjectType({ simpleResolvers: true, description: "Somebody who has to decide about a time-off request." })
export class Approver {
  @Field(() => String, { description: "The provider's id of the approver." })
  remoteId!: string;
  @text("The provider's id of the decision that is waited for.")
  approvalRemoteId?: Maybe<string>;
}

@ObjectType({
  simpleResolvers: true,
  implements: [ProviderRecord, Node],
  description: "Time off that an employee asked for.",
})
export class TimeoffRequest extends ProviderRecord {
  @maybe(() => TimeoffStatus, "What was decided.")
  status?: Maybe<TimeoffStatus>;
  @text("The provider's word for the status.")
  statusLabel?: Maybe<string>;
  @date("First day off.")
  startDate?: Maybe<LocalDate>;
  @date("Last day off.")
  endDate?: Maybe<LocalDate>;
  @float("How much time off, in `unit`, as the provider counts; null where it does not say.")
  amount?: Maybe<number>;
  @maybe(() => TimeoffUnit, "The unit of `amount`.")
  unit?: Maybe<TimeoffUnit>;
  @text("The provider's word for the unit.")
  unitLabel?: Maybe<string>;
  @list(() => TimeoffPart, "Days of which only a part is off.")
  parts?: TimeoffPart[];
  @text("What the employee wrote.")
  note?: Maybe<string>;
  @list(() => TitledAnswer, "Answers to the customer's own questions.")
  answers?: TitledAnswer[];
  @date("When it was asked for.")
  requestedAt?: Maybe<LocalDate>;
  @date("When it was decided.")
  decidedAt?: Maybe<LocalDate>;
  @list(() => Approver, "Whose decision is waited for.")
  approvers?: Approver[];

  employeeRef!: Ref<Draft<Employee>>;
  typeRef?: Maybe<Ref<Draft<TimeoffType>>>;
}

const TimeoffStatusComparator = enumComparator<TimeoffStatus>("TimeoffStatus", TimeoffStatus);

@InputType({
  description: "Which requests. All conditions must hold. Without `startDate`: one year back to one year ahead.",
})
export class TimeoffRequestFilter extends RecordFilter {
  @Field(() => RelationFilter, { nullable: true, description: "Of this employee." })
  employee?: RelationFilter;
  @Field(() => RelationFilter, { nullable: true, description: "Of this kind of time off." })
  type?: RelationFilter;
  @Field(() => TimeoffStatusComparator, { nullable: true, description: "What was decided." })
  status?: InstanceType<typeof TimeoffStatusComparator>;
  @Field(() => DateComparator, { nullable: true, description: "First day off." })
  startDate?: DateComparator;
  @Field(() => DateComparator, { nullable: true, description: "Last day off." })
  endDate?: DateComparator;
}

@InputType({ description: "In which order requests come." })
export class TimeoffRequestOrder extends RecordOrder {}
