import { ID, ObjectType } from "type-graphql";

import { instant, list, maybe, text } from "./fields.js";
import type { Maybe } from "./fields.js";
import { LinkedAccount } from "./linked-account.js";
import type { Instant } from "./scalars.js";
import { UserError } from "./writes/payload.js";

@ObjectType({ simpleResolvers: true, description: "What became of a mutation of linked accounts." })
export abstract class AccountPayload {
  @list(() => UserError, "Why it was not done; empty when it was.")
  userErrors!: UserError[];
  @text("As it was given.")
  clientMutationId?: Maybe<string>;
}

@ObjectType({ simpleResolvers: true, description: "What became of `createLinkToken`." })
export class CreateLinkTokenPayload extends AccountPayload {
  @text("The token. It is told this once, and is good for one account.")
  token?: Maybe<string>;
  @text("The page to send somebody to; it holds the token.")
  url?: Maybe<string>;
  @instant("When it ends, unless an account is linked before.")
  expiresAt?: Maybe<Instant>;
}

@ObjectType({ simpleResolvers: true, description: "What became of `linkAccount`." })
export class LinkAccountPayload extends AccountPayload {
  @maybe(() => LinkedAccount, "The account, under the id that it has for good.")
  linkedAccount?: Maybe<LinkedAccount>;
}

@ObjectType({ simpleResolvers: true, description: "What became of `updateLinkedAccount`." })
export class UpdateLinkedAccountPayload extends AccountPayload {
  @maybe(() => LinkedAccount, "The account as it is now.")
  linkedAccount?: Maybe<LinkedAccount>;
}

@ObjectType({ simpleResolvers: true, description: "What became of `unlinkAccount`." })
export class UnlinkAccountPayload extends AccountPayload {
  @maybe(() => ID, "The id of the account that is gone.")
  accountId?: Maybe<string>;
  @maybe(() => LinkedAccount, "The account as it was last.")
  linkedAccount?: Maybe<LinkedAccount>;
}

@ObjectType({ simpleResolvers: true, description: "What became of `refreshAccount`." })
export class RefreshAccountPayload extends AccountPayload {
  @maybe(() => LinkedAccount, "The account; its `status` and `issues` tell what came of the trial.")
  linkedAccount?: Maybe<LinkedAccount>;
}
