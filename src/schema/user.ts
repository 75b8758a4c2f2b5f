import { Field, InputType, ObjectType } from "type-graphql";

import { BooleanComparator, RecordFilter, RecordOrder, RelationFilter, StringComparator } from "./filters.js";
import { flag, list, text } from "./fields.js";
import type { Maybe } from "./fields.js";
import { Node } from "./node.js";
import { ProviderRecord } from "./provider-record.js";
import { EmailAddress } from "./values.js";

@ObjectType({
  simpleResolvers: true,
  implements: [ProviderRecord, Node],
  description: "Somebody who works in the recruiting account: recruiter, hiring manager, interviewer.",
})
export class User extends ProviderRecord {
  @text("Full name.")
  name?: Maybe<string>;
  @text("First name.")
  firstName?: Maybe<string>;
  @text("Last name.")
  lastName?: Maybe<string>;
  @list(() => EmailAddress, "E-mail addresses.")
  emails?: EmailAddress[];
  @text("Job title.")
  headline?: Maybe<string>;
  @list(() => String, "What the person may do, in the provider's words.")
  roles?: string[];
  @flag("Whether the person can sign in.")
  isActive?: Maybe<boolean>;
}

@InputType({ description: "Which users. All conditions must hold." })
export class UserFilter extends RecordFilter {
  @Field(() => StringComparator, { nullable: true, description: "Any of the person's addresses." })
  email?: StringComparator;
  @Field(() => StringComparator, { nullable: true, description: "Full name." })
  name?: StringComparator;
  @Field(() => BooleanComparator, { nullable: true, description: "Whether the person can sign in." })
  isActive?: BooleanComparator;
  @Field(() => RelationFilter, { nullable: true, description: "Members of this job's hiring team." })
  job?: RelationFilter;
}

@InputType({ description: "In which order users come." })
export class UserOrder extends RecordOrder {}
