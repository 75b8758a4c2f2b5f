import { Field, ID, InputType, ObjectType } from "type-graphql";

import { maybe, text } from "./fields.js";
import type { Maybe } from "./fields.js";
import { DateTimeComparator, RelationFilter } from "./filters.js";
import { Node } from "./node.js";
import { DateTime, Json } from "./scalars.js";
import type { Instant } from "./scalars.js";

@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description:
    "What was done in this workspace, by whom and to which account. Kept for 400 days, and without anything that tells of a person.",
})
export class AuditEvent extends Node {
  @Field(() => DateTime, { description: "When it was done; of reads, which are told by the minute, the minute's end." })
  at!: Instant;
  @Field(() => String, {
    description:
      "What did it: `api_key`, `jwt` (a token of your own), `command` (the shell), `link` (whoever linked an account), `system`.",
  })
  actorKind!: string;
  @text("Which one did it: the id of the API key, or a hash of the JWT's subject; null for the other kinds.")
  actorId?: Maybe<string>;
  @Field(() => String, {
    description:
      "What was done: `account.linked`, `account.relinked`, `account.updated`, `account.unlinked`, `account.refreshed`; `link_token.created`, " +
      "`link_token.used`, `link_token.refused`; `key.created`, `key.revoked`, `key.rotated_encryption`; `write.done`, `write.refused`, `write.unknown` " +
      "(no answer came from the provider); `proxy.called`; `pii.read` (personal fields were read: an event a minute for each key, account and model).",
  })
  action!: string;
  @maybe(() => ID, "The global id of the account, also when it is gone; null when it is about none.")
  accountId?: Maybe<string>;
  @Field(() => Json, {
    description:
      "Plain facts: names of mutations, models and scopes, counts, statuses. Never what was written or read.",
  })
  detail!: Readonly<Record<string, unknown>>;

  readonly model = "AuditEvent";
}

@InputType({
  description: "Which action, by its name as `AuditEvent.action` tells it. Conditions given must all hold.",
})
export class AuditActionComparator {
  @Field(() => String, { nullable: true, description: "This one." })
  eq?: string;
  @Field(() => [String], { nullable: true, description: "One of these." })
  in?: string[];
}

@InputType({ description: "Who did it." })
export class AuditActorComparator {
  @Field(() => String, { nullable: true, description: "This one: the id as `AuditEvent.actorId` tells it." })
  eq?: string;
}

@InputType({ description: "Which audit events. All conditions must hold." })
export class AuditEventFilter {
  @Field(() => RelationFilter, { nullable: true, description: "Only about these accounts, also when they are gone." })
  account?: RelationFilter;
  @Field(() => AuditActionComparator, { nullable: true, description: "What was done." })
  action?: AuditActionComparator;
  @Field(() => DateTimeComparator, { nullable: true, description: "When it was done." })
  at?: DateTimeComparator;
  @Field(() => AuditActorComparator, { nullable: true, description: "Who did it." })
  actorId?: AuditActorComparator;
}
