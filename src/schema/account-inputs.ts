import { Field, ID, InputType, Int } from "type-graphql";

import { MutationInput } from "./writes/mutation-input.js";

const optional = { nullable: true } as const;

@InputType({ description: "A link to the connect page, on which somebody links one account, once." })
export class CreateLinkTokenInput extends MutationInput {
  @Field(() => String, {
    ...optional,
    description:
      "Your own id of the customer whose account is linked. Needed unless `accountId` is given, whose own it is then.",
  })
  externalId?: string;
  @Field(() => String, {
    ...optional,
    description: "The provider's id, such as `workable`; without it, whoever opens the link chooses.",
  })
  provider?: string;
  @Field(() => [String], {
    ...optional,
    description:
      "What you want to do: some of `ats:read`, `ats:write`, `hris:read`, `hris:write`, `pii:read`; all unless given. The page tells it in plain words, and a " +
      "provider that asks for consent grants no more.",
  })
  scopes?: string[];
  @Field(() => String, {
    ...optional,
    description:
      "Where the browser goes afterwards, with `hiregraph_status=linked&hiregraph_account=<id>` or `hiregraph_status=cancelled` added. https; http for this machine.",
  })
  redirectUrl?: string;
  @Field(() => String, {
    ...optional,
    description:
      "The one origin that may show the page in a frame and is told the outcome by `postMessage`; that of `redirectUrl` unless given.",
  })
  allowedOrigin?: string;
  @Field(() => ID, {
    ...optional,
    description: "The account that is to be linked again; no other one can be linked then.",
  })
  accountId?: string;
  @Field(() => Int, { ...optional, description: "How long the link works: 1 to 10080, 60 unless given." })
  expiresInMinutes?: number;
}

@InputType({ description: "One value that an account is linked with." })
export class CredentialInput {
  @Field(() => String, { description: "Its name, such as `token`." })
  name!: string;
  @Field(() => String, { description: "The value." })
  value!: string;
}

@InputType({ description: "An account with its API key." })
export class LinkAccountInput extends MutationInput {
  @Field(() => String, { description: "The provider's id, such as `workable`." })
  provider!: string;
  @Field(() => String, {
    description:
      "The account's own part of its address at the provider: `acme` of `acme.workable.com`; the whole address will do.",
  })
  subdomain!: string;
  @Field(() => String, {
    ...optional,
    description: "Your own id of the customer; one that the account has already stays unless given.",
  })
  externalId?: string;
  @Field(() => String, {
    ...optional,
    description: "What you call the account; the provider's own name for it unless given.",
  })
  displayName?: string;
  @Field(() => [CredentialInput], { description: "What the provider asks for, as a rule one `token`." })
  credentials!: CredentialInput[];
}

@InputType({ description: "What is to change of a linked account. What is absent stays, null clears." })
export class UpdateLinkedAccountInput extends MutationInput {
  @Field(() => ID, { description: "The account." })
  accountId!: string;
  @Field(() => String, { ...optional, description: "Your own id of the customer." })
  externalId?: string | null;
  @Field(() => String, { ...optional, description: "What you call the account." })
  displayName?: string | null;
  @Field(() => ID, {
    ...optional,
    description:
      "The `User` of this account in whose name mutations act where they do not say (`actorId`). Only for providers that ask for one.",
  })
  defaultActorId?: string | null;
}

@InputType({ description: "An account that you no longer want to use." })
export class UnlinkAccountInput extends MutationInput {
  @Field(() => ID, { description: "The account." })
  accountId!: string;
}

@InputType({ description: "An account whose credentials are to be tried now." })
export class RefreshAccountInput extends MutationInput {
  @Field(() => ID, { description: "The account." })
  accountId!: string;
}
