import { ID, ObjectType } from "type-graphql";

import { instant, maybe, text } from "./fields.js";
import type { Maybe } from "./fields.js";
import { LinkedAccount } from "./linked-account.js";
import type { Instant } from "./scalars.js";
import { MutationPayload } from "./writes/payload.js";

@ObjectType({ simpleResolvers: true, description: "What became of `createLinkToken`." })
export class CreateLinkTokenPayload extends MutationPayload {
  @text("The token, good for one account. It is told here, and to a repeat of the same `idempotencyKey`.")
  token?: Maybe<string>;
  @text("The page to send somebody to; it holds the token.")
  url?: Maybe<string>;
  @instant("When it ends, unless an account is linked before.")
  expiresAt?: Maybe<Instant>;
}

@ObjectType({ simpleResolvers: true, description: "What became of `linkAccount`." })
export class LinkAccountPayload extends MutationPayload {
  @maybe(() => LinkedAccount, "The account, under the id that it has for good.")
  linkedAccount?: Maybe<LinkedAccount>;
}

@ObjectType({ simpleResolvers: true, description: "What became of `updateLinkedAccount`." })
export class UpdateLinkedAccountPayload extends MutationPayload {
  @maybe(() => LinkedAccount, "The account as it is now.")
  linkedAccount?: Maybe<LinkedAccount>;
}

@ObjectType({ simpleResolvers: true, description: "What became of `unlinkAccount`." })
export class UnlinkAccountPayload extends MutationPayload {
  @maybe(() => ID, "The id of the account that is gone.")
  accountId?: Maybe<string>;
  @maybe(() => LinkedAccount, "The account as it was last.")
  linkedAccount?: Maybe<LinkedAccount>;
}

@ObjectType({ simpleResolvers: true, description: "What became of `refreshAccount`." })
export class RefreshAccountPayload extends MutationPayload {
  @maybe(() => LinkedAccount, "The account; its `status` and `issues` tell what came of the trial.")
  linkedAccount?: Maybe<LinkedAccount>;
}
