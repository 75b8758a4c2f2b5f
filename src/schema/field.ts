import { Field as GraphField, InputType, ObjectType } from "type-graphql";

import { FieldEntity, FieldType } from "./field-type.js";
import { BooleanComparator, RecordFilter, RecordOrder, RelationFilter, enumComparator } from "./filters.js";
import { flag, list, maybe, text } from "./fields.js";
import type { Maybe } from "./fields.js";
import { Node } from "./node.js";
import { ProviderRecord } from "./provider-record.js";
import { FieldOption } from "./values.js";

@ObjectType({ simpleResolvers: true, description: "A field inside a composite field." })
export class Subfield {
  @GraphField(() => String, { description: "The provider's key." })
  key!: string;
  @text("What people see as its name.")
  label?: Maybe<string>;
  @GraphField(() => FieldType, { description: "What it holds." })
  type!: FieldType;
  @text("The provider's word for what it holds.")
  typeLabel?: Maybe<string>;
}

@ObjectType({
  simpleResolvers: true,
  implements: [ProviderRecord, Node],
  description: "A field of the provider's own forms, standard or made by the customer.",
})
export class Field extends ProviderRecord {
  @text("What people see as its name.")
  label?: Maybe<string>;
  @text("Help text.")
  hint?: Maybe<string>;
  @maybe(() => FieldEntity, "What it belongs to.")
  entity?: Maybe<FieldEntity>;
  @maybe(() => FieldType, "What it holds.")
  type?: Maybe<FieldType>;
  @text("The provider's word for what it holds.")
  typeLabel?: Maybe<string>;
  @flag("Whether the customer made it.")
  isCustom?: Maybe<boolean>;
  @flag("Whether it holds a list.")
  isMultiple?: Maybe<boolean>;
  @flag("Whether it is in use.")
  isEnabled?: Maybe<boolean>;
  @list(() => FieldOption, "What can be chosen.")
  options?: FieldOption[];
  @list(() => Subfield, "The parts of a composite field.")
  subfields?: Subfield[];
  @text("Who may change it, in the provider's words.")
  editableBy?: Maybe<string>;
  @text("Who may see it, in the provider's words.")
  viewableBy?: Maybe<string>;
}

const FieldEntityComparator = enumComparator<FieldEntity>("FieldEntity", FieldEntity);

@InputType({ description: "Which fields. All conditions must hold." })
export class FieldFilter extends RecordFilter {
  @GraphField(() => FieldEntityComparator, { nullable: true, description: "What the field belongs to." })
  entity?: InstanceType<typeof FieldEntityComparator>;
  @GraphField(() => BooleanComparator, { nullable: true, description: "Whether the customer made it." })
  isCustom?: BooleanComparator;
  @GraphField(() => RelationFilter, {
    nullable: true,
    description: "The fields of this employee, where a provider tells them by person.",
  })
  employee?: RelationFilter;
}

@InputType({ description: "In which order fields come." })
export class FieldOrder extends RecordOrder {}
