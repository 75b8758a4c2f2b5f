import { Arg, Ctx, Mutation, Resolver } from "type-graphql";

import { actorOf } from "../accounts/audit.js";
import type { LinkedAccountRow } from "../accounts/linked-accounts.js";
import { readName } from "../accounts/link-tokens.js";
import {
  CreateLinkTokenInput,
  LinkAccountInput,
  RefreshAccountInput,
  UnlinkAccountInput,
  UpdateLinkedAccountInput,
} from "../schema/account-inputs.js";
import {
  CreateLinkTokenPayload,
  LinkAccountPayload,
  RefreshAccountPayload,
  UnlinkAccountPayload,
  UpdateLinkedAccountPayload,
} from "../schema/account-payloads.js";
import { accountGlobalId } from "../schema/relay/global-id.js";
import { changeAccounts, memberOf, requireWholeWorkspace, toAccount } from "./account-changes.js";
import type { Context } from "./context.js";
import { linkByKey } from "./link-by-key.js";
import { toLinkedAccount } from "./linked-account.js";

const scopeNote = "Needs the scope `accounts:manage`.";

@Resolver()
export class AccountMutationResolver {
  @Mutation(() => CreateLinkTokenPayload, {
    nullable: true,
    description: `Makes a link to a page on which somebody links their account to this workspace. ${scopeNote}`,
  })
  createLinkToken(
    @Arg("input", () => CreateLinkTokenInput, { description: "What the link is for." }) input: CreateLinkTokenInput,
    @Ctx() context: Context,
  ): Promise<CreateLinkTokenPayload> {
    const { request, accounts } = context;
    return changeAccounts(context, input, async () => {
      const account = input.accountId == null ? null : toAccount(request, input.accountId);
      if (!account) requireWholeWorkspace(request.principal);
      const { workspaceId } = request.principal;
      const accountId = account?.id ?? null;
      const link = await accounts.createLink({ ...input, workspaceId, accountId }, actorOf(request.principal));
      return { token: link.token, url: link.url, expiresAt: link.expiresAt.toISOString() };
    });
  }

  @Mutation(() => LinkAccountPayload, {
    nullable: true,
    description: `Links an account by its API key, after a call that proves it. The same account again keeps its id and gets the new key. ${scopeNote}`,
  })
  linkAccount(
    @Arg("input", () => LinkAccountInput, { description: "The account." }) input: LinkAccountInput,
    @Ctx() context: Context,
  ): Promise<LinkAccountPayload> {
    return changeAccounts(context, input, () => linkByKey(context, input));
  }

  @Mutation(() => UpdateLinkedAccountPayload, {
    nullable: true,
    description: `Changes what you call an account, and in whose name mutations act. ${scopeNote}`,
  })
  updateLinkedAccount(
    @Arg("input", () => UpdateLinkedAccountInput, { description: "The changes." }) input: UpdateLinkedAccountInput,
    @Ctx() context: Context,
  ): Promise<UpdateLinkedAccountPayload> {
    const { request, accounts } = context;
    return changeAccounts(context, input, async () => {
      const account = toAccount(request, input.accountId);
      const { externalId, displayName, defaultActorId } = input;
      const changes = {
        ...(externalId !== undefined && { externalId: externalId && readName(externalId, "externalId") }),
        ...(displayName !== undefined && { displayName: displayName && readName(displayName, "displayName") }),
        ...(defaultActorId !== undefined && { memberId: await memberOf(request, account, defaultActorId) }),
      };
      return show(context, await accounts.care.update(account, changes, actorOf(request.principal)));
    });
  }

  @Mutation(() => UnlinkAccountPayload, {
    nullable: true,
    description: `Forgets an account and its credentials, and ends a consent at the provider if it lets us. The provider keeps everything else. ${scopeNote}`,
  })
  unlinkAccount(
    @Arg("input", () => UnlinkAccountInput, { description: "The account." }) input: UnlinkAccountInput,
    @Ctx() context: Context,
  ): Promise<UnlinkAccountPayload> {
    const { request, accounts } = context;
    return changeAccounts(context, input, async () => {
      const account = toAccount(request, input.accountId);
      await accounts.care.unlink(account, actorOf(request.principal));
      request.noteAccount(account, true);
      return { accountId: accountGlobalId(account.id), linkedAccount: toLinkedAccount(account) };
    });
  }

  @Mutation(() => RefreshAccountPayload, {
    nullable: true,
    description: `Tries an account's credentials now, and settles its status and issues. A provider that cannot be reached is an error and changes nothing. ${scopeNote}`,
  })
  refreshAccount(
    @Arg("input", () => RefreshAccountInput, { description: "The account." }) input: RefreshAccountInput,
    @Ctx() context: Context,
  ): Promise<RefreshAccountPayload> {
    const { request, accounts, upstream, deadline } = context;
    return changeAccounts(context, input, async () => {
      const account = toAccount(request, input.accountId);
      const limits = { counter: upstream, signal: new AbortController().signal, deadline };
      return show(context, await accounts.care.check(account, limits, actorOf(request.principal)));
    });
  }
}

/** An account that was unlinked meanwhile is shown as nothing. */
function show({ request }: Context, account: LinkedAccountRow | null): Pick<LinkAccountPayload, "linkedAccount"> {
  if (!account) return { linkedAccount: null };
  request.noteAccount(account);
  return { linkedAccount: toLinkedAccount(account) };
}
