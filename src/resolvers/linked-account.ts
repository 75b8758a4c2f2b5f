import { Args, ArgsType, Ctx, Field, FieldResolver, Query, Resolver, Root } from "type-graphql";

import { requireAccountScope } from "../accounts/authorise.js";
import type { LinkedAccountRow } from "../accounts/linked-accounts.js";
import { passes } from "../loaders/conditions.js";
import { cursorBinding } from "../loaders/cursor.js";
import { pageRequest } from "../loaders/page-request.js";
import { AppError } from "../lib/errors.js";
import {
  AccountIssueCode,
  AccountStatus,
  LinkedAccount,
  LinkedAccountFilter,
  ModelCapability,
} from "../schema/linked-account.js";
import { PageArgs, connectionOf } from "../schema/relay/connection.js";
import type { Connection } from "../schema/relay/connection.js";
import { accountGlobalId } from "../schema/relay/global-id.js";
import { capabilitiesOf } from "./capabilities.js";
import type { Context } from "./context.js";

/** A linked account as GraphQL shows it. */
export function toLinkedAccount(row: LinkedAccountRow): LinkedAccount {
  return {
    id: accountGlobalId(row.id),
    model: "LinkedAccount",
    accountId: row.id,
    provider: row.provider,
    subdomain: row.subdomain,
    externalId: row.externalId,
    displayName: row.displayName,
    status: AccountStatus[row.status],
    issues: row.issues.map(({ code, model, direction, since, hint }) => ({
      code: AccountIssueCode[code],
      since: new Date(since).toISOString(),
      capability: model === "*" ? null : `${model}.${direction}`,
      hint,
    })),
    createdAt: row.createdAt.toISOString(),
  };
}

const LinkedAccountConnection = connectionOf("LinkedAccount", LinkedAccount);

@ArgsType()
class LinkedAccountArgs extends PageArgs {
  @Field(() => LinkedAccountFilter, { nullable: true, description: "Which accounts." })
  filter?: LinkedAccountFilter;
}

@Resolver(() => LinkedAccount)
export class LinkedAccountResolver {
  @Query(() => LinkedAccountConnection, {
    nullable: true,
    description: "The customers' accounts that are linked to this workspace.",
  })
  linkedAccounts(
    @Args(() => LinkedAccountArgs) args: LinkedAccountArgs,
    @Ctx() { request }: Context,
  ): Connection<LinkedAccount> {
    requireAccountScope(request.principal);
    const rows = request.accounts.filter((row) => isWanted(row, args.filter ?? {}));
    return pageOfAccounts(rows, args, request.cursors, cursorBinding(["LinkedAccount", args.filter]));
  }

  @FieldResolver(() => [ModelCapability], { description: "What can be done in this account, model by model." })
  capabilities(@Root() { accountId }: LinkedAccount, @Ctx() { request }: Context): ModelCapability[] {
    const row = request.accounts.find(({ id }) => id === accountId);
    return row ? capabilitiesOf(request.provider(row), row.settings["memberId"] !== undefined) : [];
  }
}

function isWanted(row: LinkedAccountRow, { account, provider, externalId }: LinkedAccountFilter): boolean {
  return (
    passes(accountGlobalId(row.id), account?.id ?? {}) &&
    passes(row.provider, provider ?? {}) &&
    passes(row.externalId, externalId ?? {})
  );
}

function pageOfAccounts(
  rows: LinkedAccountRow[],
  args: PageArgs,
  cursors: Context["request"]["cursors"],
  binding: string,
): Connection<LinkedAccount> & { totalCount: number } {
  const { direction, size, cursor } = pageRequest(args);
  const anchor = cursor === undefined ? undefined : cursors.decode(cursor, binding).accountId;
  const at = rows.findIndex(({ id }) => id === anchor);
  if (anchor !== undefined && at === -1)
    throw new AppError("INVALID_CURSOR", "The account that this cursor stood on is no longer linked.");
  const isForward = direction === "forward";
  const candidates = anchor === undefined ? rows : isForward ? rows.slice(at + 1) : rows.slice(0, at);
  const page = isForward ? candidates.slice(0, size) : candidates.slice(-size);
  const edges = page.map((row) => ({
    node: toLinkedAccount(row),
    cursor: cursors.encode({ accountId: row.id, before: [], after: [], skipped: [] }, binding),
  }));
  const hasMore = candidates.length > page.length;
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    totalCount: rows.length,
    pageInfo: {
      hasNextPage: isForward ? hasMore : cursor !== undefined,
      hasPreviousPage: isForward ? cursor !== undefined : hasMore,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
