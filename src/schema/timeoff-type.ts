import { Field, InputType, ObjectType } from "type-graphql";

import { TimeoffUnit } from "./enums.js";
import { BooleanComparator, RecordFilter, RecordOrder, StringComparator } from "./filters.js";
import { flag, float, maybe, text } from "./fields.js";
import type { Maybe } from "./fields.js";
import { Node } from "./node.js";
import { ProviderRecord } from "./provider-record.js";

@ObjectType({
  simpleResolvers: true,
  implements: [ProviderRecord, Node],
  description: "A kind of time off: the provider's policy or category.",
})
export class TimeoffType extends ProviderRecord {
  @text("Name.")
  name?: Maybe<string>;
  @text("Description.")
  description?: Maybe<string>;
  @maybe(() => TimeoffUnit, "The unit it is counted in.")
  unit?: Maybe<TimeoffUnit>;
  @text("The provider's word for the unit.")
  unitLabel?: Maybe<string>;
  @flag("Whether it is paid.")
  isPaid?: Maybe<boolean>;
  @text("Colour, as `#RRGGBB`.")
  color?: Maybe<string>;
  @float("What an employee has in a period unless agreed otherwise, in `unit`.")
  defaultAllowance?: Maybe<number>;
  @float("How much can be taken into the next period, in `unit`.")
  maxCarryOver?: Maybe<number>;
  @text("How it accrues, in the provider's words.")
  accrualLabel?: Maybe<string>;
}

@InputType({ description: "Which kinds of time off. All conditions must hold." })
export class TimeoffTypeFilter extends RecordFilter {
  @Field(() => StringComparator, { nullable: true, description: "Name." })
  name?: StringComparator;
  @Field(() => BooleanComparator, { nullable: true, description: "Whether it is paid." })
  isPaid?: BooleanComparator;
}

@InputType({ description: "In which order kinds of time off come." })
export class TimeoffTypeOrder extends RecordOrder {}
