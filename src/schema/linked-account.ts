import { Field, InputType, ObjectType, registerEnumType } from "type-graphql";

import { instant, int, list, maybe, text } from "./fields.js";
import type { Maybe } from "./fields.js";
import { ProviderComparator, RelationFilter, StringComparator } from "./filters.js";
import { Node } from "./node.js";
import { DateTime } from "./scalars.js";
import type { Instant } from "./scalars.js";

export enum AccountStatus {
  OK = "OK",
  NEEDS_RELINK = "NEEDS_RELINK",
  DEGRADED = "DEGRADED",
}
registerEnumType(AccountStatus, {
  name: "AccountStatus",
  description: "Whether an account can be used.",
  valuesConfig: {
    OK: { description: "Its credentials worked when they were last used." },
    NEEDS_RELINK: { description: "Its credentials no longer work; it must be linked again." },
    DEGRADED: { description: "The provider fails or refuses a part of what is asked." },
  },
});

@ObjectType({ simpleResolvers: true, description: "A condition that a provider's list can be asked under." })
export class FilterCapability {
  @Field(() => String, { description: "The field of the filter." })
  field!: string;
  @list(() => String, "The comparisons that the provider itself applies; others are applied here, row by row.")
  native!: string[];
}

@ObjectType({ simpleResolvers: true, description: "A bound on one field of a mutation's input." })
export class WriteLimit {
  @Field(() => String, { description: "The field of the input." })
  field!: string;
  @int("The most characters of a text.")
  maxLength?: Maybe<number>;
  @int("The most bytes of a file.")
  maxBytes?: Maybe<number>;
  @int("The most members of a list.")
  maxItems?: Maybe<number>;
  @list(() => String, "The endings that a file's name may have; empty: any.")
  fileTypes!: string[];
  @list(() => String, "The only values that are taken; empty: any.")
  values!: string[];
}

@ObjectType({ simpleResolvers: true, description: "Whether a mutation can be done in an account, and what it takes." })
export class WriteCapability {
  @Field(() => String, { description: "The mutation." })
  mutation!: string;
  @Field(() => Boolean, { description: "Whether the provider offers it." })
  isSupported!: boolean;
  @text("Why it is not offered.")
  reason?: Maybe<string>;
  @list(() => String, "The fields of the input that must be given; of those joined by `|`, one.")
  requiredFields!: string[];
  @list(() => String, "The fields of the input that may be given beside; any other is refused.")
  optionalFields!: string[];
  @Field(() => Boolean, { description: "Whether `actorId` may be given." })
  takesActor!: boolean;
  @Field(() => Boolean, {
    description:
      "Whether `actorId` must be given, because the provider asks for a member and the account was linked without one.",
  })
  needsActor!: boolean;
  @list(() => WriteLimit, "Bounds on fields.")
  limits!: WriteLimit[];
  @text("What else to know.")
  remark?: Maybe<string>;
}

@ObjectType({ simpleResolvers: true, description: "What can be done with one model in an account." })
export class ModelCapability {
  @Field(() => String, { description: "The GraphQL type." })
  model!: string;
  @Field(() => Boolean, { description: "Whether it can be listed at all." })
  canList!: boolean;
  @Field(() => Boolean, { description: "Whether one record can be read by its id." })
  canRead!: boolean;
  @list(
    () => String,
    "One of these filters must be given, because the provider lists only by parent; empty: none is needed.",
  )
  requiresFilter!: string[];
  @list(() => FilterCapability, "The fields that can be filtered by.")
  filters!: FilterCapability[];
  @Field(() => Boolean, { description: "Whether `orderBy` can be honoured." })
  canOrder!: boolean;
  @Field(() => Boolean, { description: "Whether `last` and `before` can be honoured." })
  canReadBackwards!: boolean;
  @text("Why the model cannot be read, where it cannot.")
  reason?: Maybe<string>;
  @list(() => WriteCapability, "The mutations that write it.")
  writes!: WriteCapability[];
}

export enum AccountIssueCode {
  NEEDS_RELINK = "NEEDS_RELINK",
  FORBIDDEN = "FORBIDDEN",
  UNAVAILABLE = "UNAVAILABLE",
}
registerEnumType(AccountIssueCode, {
  name: "AccountIssueCode",
  description: "What is wrong with an account.",
  valuesConfig: {
    NEEDS_RELINK: {
      description: "The credentials no longer work. Nothing is asked of the provider until it is linked again.",
    },
    FORBIDDEN: { description: "The credentials do not cover this capability." },
    UNAVAILABLE: { description: "The provider did not answer when this was last used." },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: "Something that is wrong with an account; it goes away by itself when it is mended.",
})
export class AccountIssue {
  @Field(() => AccountIssueCode, { description: "What it is." })
  code!: AccountIssueCode;
  @Field(() => DateTime, { description: "Since when." })
  since!: Instant;
  @text("Which use of the account, such as `Candidate.read`; null when it is all of it.")
  capability?: Maybe<string>;
  @text("What would help, in plain words.")
  hint?: Maybe<string>;
}

@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description: "A customer's account at a provider that was linked to this workspace.",
})
export class LinkedAccount extends Node {
  @Field(() => String, { description: "The provider's id: `workable`, `applicantstack`, `sagehr`." })
  provider!: string;
  @Field(() => String, { description: "The account's name in the provider's addresses." })
  subdomain!: string;
  @text("Your own id of the customer, as given when the account was linked.")
  externalId?: Maybe<string>;
  @text("The company's name at the provider.")
  displayName?: Maybe<string>;
  @maybe(() => AccountStatus, "Whether the account can be used.")
  status?: Maybe<AccountStatus>;
  @list(() => AccountIssue, "What is wrong with it, the oldest first.")
  issues!: AccountIssue[];
  @instant("When it was linked.")
  createdAt?: Maybe<Instant>;

  readonly model = "LinkedAccount";
  accountId!: string;
}

@InputType({ description: "Which linked accounts. All conditions must hold." })
export class LinkedAccountFilter {
  @Field(() => RelationFilter, { nullable: true, description: "By the account itself." })
  account?: RelationFilter;
  @Field(() => ProviderComparator, { nullable: true, description: "Only accounts of these providers." })
  provider?: ProviderComparator;
  @Field(() => StringComparator, { nullable: true, description: "Your own id of the customer." })
  externalId?: StringComparator;
}

@ObjectType({ simpleResolvers: true, description: "A field of a model that a provider can fill." })
export class FieldCoverage {
  @Field(() => String, { description: "The field's name in this schema." })
  field!: string;
  @Field(() => Boolean, { description: "Whether it costs a call for each record; otherwise the list carries it." })
  needsDetail!: boolean;
}

@ObjectType({ simpleResolvers: true, description: "What a provider can fill of one model." })
export class ModelCoverage {
  @Field(() => String, { description: "The GraphQL type." })
  model!: string;
  @list(() => FieldCoverage, "The fields that it can fill.")
  fields!: FieldCoverage[];
  @list(() => String, "The fields that it does not have.")
  unsupported!: string[];
}

@ObjectType({ simpleResolvers: true, description: "A provider whose accounts can be linked." })
export class ProviderInfo {
  @Field(() => String, { description: "Its id, as records tell it." })
  id!: string;
  @Field(() => String, { description: "Its name, as people know it." })
  name!: string;
  @list(() => ModelCoverage, "What it can fill, model by model.")
  coverage!: ModelCoverage[];
}
