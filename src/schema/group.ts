import { Field, InputType, ObjectType } from "type-graphql";

import type { Draft } from "./draft.js";
import { GroupType } from "./enums.js";
import { RecordFilter, RecordOrder, StringComparator, enumComparator } from "./filters.js";
import { maybe, text } from "./fields.js";
import type { Maybe } from "./fields.js";
import { Node } from "./node.js";
import { ProviderRecord } from "./provider-record.js";
import type { Ref } from "./provider-record.js";

@ObjectType({
  simpleResolvers: true,
  implements: [ProviderRecord, Node],
  description: "A unit that employees belong to: team, department, legal entity.",
})
export class Group extends ProviderRecord {
  @text("Name.")
  name?: Maybe<string>;
  @maybe(() => GroupType, "What kind of unit.")
  type?: Maybe<GroupType>;
  @text("The provider's word for the kind.")
  typeLabel?: Maybe<string>;

  parentRef?: Maybe<Ref<Draft<Group>>>;
}

const GroupTypeComparator = enumComparator<GroupType>("GroupType", GroupType);

@InputType({ description: "Which groups. All conditions must hold." })
export class GroupFilter extends RecordFilter {
  @Field(() => StringComparator, { nullable: true, description: "Name." })
  name?: StringComparator;
  @Field(() => GroupTypeComparator, { nullable: true, description: "What kind of unit." })
  type?: InstanceType<typeof GroupTypeComparator>;
}

@InputType({ description: "In which order groups come." })
export class GroupOrder extends RecordOrder {}
