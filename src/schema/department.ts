import { Field, InputType, ObjectType } from "type-graphql";

import type { Draft } from "./draft.js";
import { RecordFilter, RecordOrder, StringComparator } from "./filters.js";
import { text } from "./fields.js";
import type { Maybe } from "./fields.js";
import { Node } from "./node.js";
import { ProviderRecord } from "./provider-record.js";
import type { Ref } from "./provider-record.js";

@ObjectType({
  simpleResolvers: true,
  implements: [ProviderRecord, Node],
  description: "A department for which jobs are filled.",
})
export class Department extends ProviderRecord {
  @text("Name.")
  name?: Maybe<string>;

  parentRef?: Maybe<Ref<Draft<Department>>>;
}

@InputType({ description: "Which departments. All conditions must hold." })
export class DepartmentFilter extends RecordFilter {
  @Field(() => StringComparator, { nullable: true, description: "Name." })
  name?: StringComparator;
}

@InputType({ description: "In which order departments come." })
export class DepartmentOrder extends RecordOrder {}
