import { Field, InterfaceType, ObjectType } from "type-graphql";

import { DataSource } from "./provenance.js";
import { instant, list, url } from "./fields.js";
import type { Maybe } from "./fields.js";
import type { ModelName } from "./model-name.js";
import { LinkedAccount } from "./linked-account.js";
import { Node } from "./node.js";
import { DateTime, Json } from "./scalars.js";
import type { Instant } from "./scalars.js";
import { CustomFieldValue, MissingField } from "./values.js";

@ObjectType({ simpleResolvers: true, description: "When and where from a record was read." })
export class Freshness {
  @Field(() => DateTime, { description: "When the provider gave it to us." })
  fetchedAt!: Instant;
  @Field(() => DataSource, { description: "Where this answer took it from." })
  source!: DataSource;
}

/**
 * How much of a record a payload carries: a mention inside another record, a row of a list, or the record asked for by itself.
 * A field that is undefined and needs a greater depth is fetched when it is selected.
 */
export enum Depth {
  MENTION = 0,
  LIST = 1,
  DETAIL = 2,
}

/** A value that the provider sent and that is not a value of its field. */
export interface FieldProblem {
  /** The field's name in this schema. */
  field: string;
  /** Where it stood and what was wrong with it, without the value itself. */
  message: string;
}

/** Where a record points: the other's key, when it is known, and whatever of the other came along. */
export interface Ref<Target> {
  /** Null when the provider names the target only by its wording; the target's source then finds it. */
  key: string | null;
  /** What came along. Mapped only when it is asked for. */
  mention?: () => Target;
}

@InterfaceType({
  implements: Node,
  description: "A record that lives in a provider's account.",
  resolveType: (value: { model: string }) => value.model,
})
export abstract class ProviderRecord extends Node {
  @Field(() => String, { description: "The provider's own id." })
  remoteId!: string;
  @url("The page of this record in the provider's own application.")
  remoteUrl?: Maybe<string>;
  @Field(() => String, { description: "The provider's id: `workable`, `applicantstack`, `sagehr`." })
  provider!: string;
  @instant("When the provider's record was made.")
  remoteCreatedAt?: Maybe<Instant>;
  @instant("When the provider's record last changed.")
  remoteUpdatedAt?: Maybe<Instant>;
  @instant("When the record was found to be gone; only set after a complete crawl.")
  remoteDeletedAt?: Maybe<Instant>;

  @Field(() => LinkedAccount, { description: "The account it lives in." })
  account!: LinkedAccount;
  @Field(() => Freshness, { description: "When and where from it was read." })
  freshness!: Freshness;
  @list(() => CustomFieldValue, "Values of the customer's own fields, and of fields without a counterpart here.")
  customFields!: CustomFieldValue[];
  @list(() => MissingField, "The fields without a value, and why.")
  missing!: MissingField[];
  @Field(() => Json, {
    nullable: true,
    description: "The payload as the provider sent it. Needs the scope `raw:read`.",
  })
  remoteData?: unknown;

  /** The GraphQL type. */
  model!: ModelName;
  accountId!: string;
  /** Identity within account and model; equals `remoteId` unless that is unique only within a parent. */
  key!: string;
  depth!: Depth;
  fetchedAt!: Instant;
  /** The payload as it arrived. */
  payload?: unknown;
  /** What its source knows of it beside the payload, such as the parent it was listed under; for `fromParent`, never kept. */
  context?: unknown;
  problems?: FieldProblem[];
  /** Values of fields without a counterpart here. */
  extras?: Maybe<{ key: string; label?: string; value: unknown }[]>;
}
