import { InputType, ObjectType } from "type-graphql";

import { RecordFilter, RecordOrder } from "./filters.js";
import { flag, int, text } from "./fields.js";
import type { Maybe } from "./fields.js";
import { Node } from "./node.js";
import { ProviderRecord } from "./provider-record.js";

@ObjectType({
  simpleResolvers: true,
  implements: [ProviderRecord, Node],
  description: "A reason that can be given for ending an application.",
})
export class RejectReason extends ProviderRecord {
  @text("Wording.")
  name?: Maybe<string>;
  @flag("Whether it means that the candidate withdrew.")
  isWithdrawal?: Maybe<boolean>;
  @int("Place in the provider's list, from 1.")
  position?: Maybe<number>;
}

@InputType({ description: "Which reasons. All conditions must hold." })
export class RejectReasonFilter extends RecordFilter {}

@InputType({ description: "In which order reasons come." })
export class RejectReasonOrder extends RecordOrder {}
