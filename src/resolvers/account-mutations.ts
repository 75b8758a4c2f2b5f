import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Info, Mutation, Resolver } from "type-graphql";

import { actorOf } from "../accounts/audit.js";
import type { LinkedAccountRow } from "../accounts/linked-accounts.js";
import { readName } from "../accounts/names.js";
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
import { callsOfMember, changeAccounts, memberOf, requireWholeWorkspace, toAccount } from "./account-changes.js";
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
    @Info() info: GraphQLResolveInfo,
  ): Promise<CreateLinkTokenPayload> {
    const { request, accounts } = context;
    const { workspaceId } = request.principal;
    if (input.accountId == null) requireWholeWorkspace(request.principal);
    const prepare = async () => {
      const accountId = input.accountId == null ? null : toAccount(request, input.accountId).id;
      const link = await accounts.readLink({ ...input, workspaceId, accountId });
      const run = async () => {
        const { expiresAt, ...made } = await accounts.createLink(link, actorOf(request.principal));
        return { ...made, expiresAt: expiresAt.toISOString() };
      };
      return { accountId, shown: null, calls: () => [], before: null, run };
    };
    return changeAccounts(context, { info, input, prepare }, (link) => link);
  }

  @Mutation(() => LinkAccountPayload, {
    nullable: true,
    description: `Links an account by its API key, after a call that proves it. The same account again keeps its id and gets the new key. ${scopeNote}`,
  })
  linkAccount(
    @Arg("input", () => LinkAccountInput, { description: "The account." }) input: LinkAccountInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<LinkAccountPayload> {
    const prepare = () => linkByKey(context, input);
    return changeAccounts(context, { info, input, prepare }, (id) => show(context, id));
  }

  @Mutation(() => UpdateLinkedAccountPayload, {
    nullable: true,
    description: `Changes what you call an account, and in whose name mutations act. ${scopeNote}`,
  })
  updateLinkedAccount(
    @Arg("input", () => UpdateLinkedAccountInput, { description: "The changes." }) input: UpdateLinkedAccountInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<UpdateLinkedAccountPayload> {
    const { request, accounts } = context;
    const prepare = async () => {
      const account = toAccount(request, input.accountId);
      const { externalId, displayName, defaultActorId } = input;
      const changes = {
        ...(externalId !== undefined && { externalId: externalId && readName(externalId, "externalId") }),
        ...(displayName !== undefined && { displayName: displayName && readName(displayName, "displayName") }),
        ...(defaultActorId !== undefined && { memberId: await memberOf(request, account, defaultActorId) }),
      };
      const run = async () => {
        await accounts.care.update(account, changes, actorOf(request.principal));
        return account.id;
      };
      const calls = () => callsOfMember(request, account, defaultActorId);
      return { accountId: account.id, shown: account, calls, before: null, run };
    };
    return changeAccounts(context, { info, input, prepare }, (id) => show(context, id));
  }

  @Mutation(() => UnlinkAccountPayload, {
    nullable: true,
    description: `Forgets an account and its credentials, and ends a consent at the provider if it lets us. The provider keeps everything else. ${scopeNote}`,
  })
  unlinkAccount(
    @Arg("input", () => UnlinkAccountInput, { description: "The account." }) input: UnlinkAccountInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<UnlinkAccountPayload> {
    const { request, accounts } = context;
    const prepare = (before: KeptAccount | null) => {
      const account = before ? toRow(before) : toAccount(request, input.accountId);
      const run = async () => {
        await accounts.care.unlink(account, actorOf(request.principal));
        return toKept(account);
      };
      const calls = () => accounts.care.callsToUnlink(account);
      return { accountId: account.id, shown: null, calls, before: toKept(account), run };
    };
    return changeAccounts(context, { info, input, prepare }, (kept) => {
      const account = toRow(kept);
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
    @Info() info: GraphQLResolveInfo,
  ): Promise<RefreshAccountPayload> {
    const { request, accounts, upstream, deadline } = context;
    const prepare = () => {
      const account = toAccount(request, input.accountId);
      const run = async () => {
        const limits = { counter: upstream, signal: new AbortController().signal, deadline };
        await accounts.care.check(account, limits, actorOf(request.principal));
        return account.id;
      };
      const calls = () => [request.provider(account).verifyCall];
      return { accountId: account.id, shown: account, calls, before: null, run };
    };
    return changeAccounts(context, { info, input, prepare }, (id) => show(context, id));
  }
}

/** The account as it is now; one that was unlinked meanwhile is shown as nothing. */
async function show(
  { request, accounts }: Context,
  accountId: string,
): Promise<Pick<LinkAccountPayload, "linkedAccount">> {
  const { principal } = request;
  // A key that is limited to other accounts may repeat what another key did, but is told no more of it.
  if (principal.accountIds?.has(accountId) === false) requireWholeWorkspace(principal);
  const account = await accounts.find(principal.workspaceId, accountId);
  if (!account) return { linkedAccount: null };
  request.noteAccount(account);
  return { linkedAccount: toLinkedAccount(account) };
}

type KeptAccount = Omit<LinkedAccountRow, "createdAt"> & { readonly createdAt: string };

function toKept(account: LinkedAccountRow): KeptAccount {
  return { ...account, createdAt: account.createdAt.toISOString() };
}

function toRow(kept: KeptAccount): LinkedAccountRow {
  return { ...kept, createdAt: new Date(kept.createdAt) };
}
