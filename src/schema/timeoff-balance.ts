import { Field, InputType, ObjectType } from "type-graphql";

import type { Draft } from "./draft.js";
import type { Employee } from "./employee.js";
import { TimeoffUnit } from "./enums.js";
import { RecordFilter, RecordOrder, RelationFilter } from "./filters.js";
import { flag, float, maybe, text } from "./fields.js";
import type { Maybe } from "./fields.js";
import { Node } from "./node.js";
import { ProviderRecord } from "./provider-record.js";
import type { Ref } from "./provider-record.js";
import type { TimeoffType } from "./timeoff-type.js";

@ObjectType({
  simpleResolvers: true,
  implements: [ProviderRecord, Node],
  description:
    "How much time off an employee has left in the current period. Providers give it no id; `remoteId` joins the employee's and the type's.",
})
export class TimeoffBalance extends ProviderRecord {
  @float("What is left, in `unit`; null when it is not tracked.")
  available?: Maybe<number>;
  @float("What was taken, in `unit`.")
  used?: Maybe<number>;
  @float("What came over from the period before, in `unit`.")
  carryOver?: Maybe<number>;
  @flag("Whether there is no limit.")
  isUnlimited?: Maybe<boolean>;
  @maybe(() => TimeoffUnit, "The unit of the figures.")
  unit?: Maybe<TimeoffUnit>;
  @text("The provider's word for the unit.")
  unitLabel?: Maybe<string>;

  employeeRef!: Ref<Draft<Employee>>;
  typeRef?: Maybe<Ref<Draft<TimeoffType>>>;
}

@InputType({ description: "Which balances. All conditions must hold; providers ask for an employee." })
export class TimeoffBalanceFilter extends RecordFilter {
  @Field(() => RelationFilter, { nullable: true, description: "Of this employee." })
  employee?: RelationFilter;
  @Field(() => RelationFilter, { nullable: true, description: "Of this kind of time off." })
  type?: RelationFilter;
}

@InputType({ description: "In which order balances come." })
export class TimeoffBalanceOrder extends RecordOrder {}
