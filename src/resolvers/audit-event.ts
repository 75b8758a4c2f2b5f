import { Args, ArgsType, Ctx, Field, FieldResolver, Query, Resolver, Root } from "type-graphql";

import type { Principal } from "../accounts/api-keys.js";
import { isAuditAction } from "../accounts/audit.js";
import type { AuditEventRow, AuditFilter } from "../accounts/audit.js";
import { requireScope } from "../accounts/authorise.js";
import { AppError } from "../lib/errors.js";
import { cursorBinding } from "../loaders/cursor.js";
import { pageRequest } from "../loaders/page-request.js";
import { accountOf } from "../loaders/read-request.js";
import { AuditEvent, AuditEventFilter } from "../schema/audit-event.js";
import { LinkedAccount } from "../schema/linked-account.js";
import { PageArgs, connectionOf } from "../schema/relay/connection.js";
import type { Connection } from "../schema/relay/connection.js";
import { accountGlobalId, parseGlobalId, recordId } from "../schema/relay/global-id.js";
import type { NodeAddress } from "../schema/relay/global-id.js";
import type { Context } from "./context.js";
import { toLinkedAccount } from "./linked-account.js";

const AuditEventConnection = connectionOf("AuditEvent", AuditEvent);

@ArgsType()
class AuditEventArgs extends PageArgs {
  @Field(() => AuditEventFilter, { nullable: true, description: "Which events." })
  filter?: AuditEventFilter;
}

@Resolver(() => AuditEvent)
export class AuditEventResolver {
  @Query(() => AuditEventConnection, {
    nullable: true,
    description: "What was done in this workspace, the newest first. Needs the scope `accounts:manage`.",
  })
  auditEvents(
    @Args(() => AuditEventArgs) args: AuditEventArgs,
    @Ctx() context: Context,
  ): Promise<Connection<AuditEvent>> {
    requireScope(context.request.principal, "accounts:manage");
    return pageOfEvents(context, args);
  }

  @FieldResolver(() => LinkedAccount, {
    nullable: true,
    description: "The account; null when it is gone, or when the event is about none.",
  })
  account(@Root() { accountId }: AuditEvent, @Ctx() { request }: Context): LinkedAccount | null {
    const row = accountId == null ? undefined : accountOf(request, localId(accountId));
    return row ? toLinkedAccount(row) : null;
  }
}

/** One event by its address; null when this workspace has none such. Throws FORBIDDEN as the list does. */
export async function readAuditEvent({ accountId, key }: NodeAddress, context: Context): Promise<AuditEvent | null> {
  const { principal } = context.request;
  requireScope(principal, "accounts:manage");
  if (accountId !== principal.workspaceId || !/^\d{1,15}$/.test(key)) return null;
  const row = await context.audit.event(principal.workspaceId, Number(key));
  return row && maySee(principal, row.accountId) ? toAuditEvent(row) : null;
}

/** A key for some accounts sees what was done to them, and nothing of the rest of the workspace. */
function maySee({ accountIds }: Principal, accountId: string | null): boolean {
  return accountIds === null || (accountId !== null && accountIds.has(accountId));
}

/** Its id holds the workspace where those of records hold an account: what an event is about may be gone, or nothing. */
function toAuditEvent({ id, workspaceId, at, accountId, ...told }: AuditEventRow): AuditEvent {
  return {
    id: recordId("AuditEvent", workspaceId, String(id)),
    model: "AuditEvent",
    at: at.toISOString(),
    accountId: accountId === null ? null : accountGlobalId(accountId),
    ...told,
  };
}

async function pageOfEvents(
  { request, audit }: Context,
  args: AuditEventArgs,
): Promise<Connection<AuditEvent> & { totalCount: () => Promise<number> }> {
  const { principal, cursors } = request;
  const { direction, size, cursor } = pageRequest(args);
  const binding = cursorBinding(["AuditEvent", args.filter]);
  const from = cursor === undefined ? null : Number(cursors.decode(cursor, binding).token);
  const filter = storedFilter(principal, args.filter ?? {});
  const isForward = direction === "forward";
  const stretch = { direction: isForward ? "older" : "newer", from, limit: size + 1 } as const;
  const rows = await audit.events(principal.workspaceId, filter, stretch);
  const page = isForward ? rows.slice(0, size) : rows.slice(0, size).reverse();
  const edges = page.map((row) => {
    const place = { accountId: "", token: String(row.id), before: [], after: [], skipped: [] };
    return { node: toAuditEvent(row), cursor: cursors.encode(place, binding) };
  });
  const hasMore = rows.length > size;
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    totalCount: () => audit.count(principal.workspaceId, filter),
    pageInfo: {
      hasNextPage: isForward ? hasMore : cursor !== undefined,
      hasPreviousPage: isForward ? cursor !== undefined : hasMore,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** The filter with ids as they are stored, and within what the key may see. Throws BAD_USER_INPUT for an id or an action that there cannot be. */
function storedFilter(principal: Principal, { account, action, at, actorId }: AuditEventFilter): AuditFilter {
  const own = principal.accountIds && [...principal.accountIds];
  const accountIds =
    wanted(account?.id)
      ?.map(localId)
      .filter((id) => maySee(principal, id)) ?? own;
  const actions = wanted(action)?.map(knownAction);
  // The database takes no such text, not even to compare it.
  if (actorId?.eq?.includes("\0")) throw wrong("actorId", "this is nobody's id.");
  return {
    ...(accountIds && { accountIds }),
    ...(actions && { actions }),
    ...(actorId?.eq != null && { actorId: actorId.eq }),
    ...(at && { at }),
  };
}

/** The values that a comparison lets through; undefined when it asks nothing. */
function wanted(comparison: { eq?: string; in?: string[] } | null | undefined): string[] | undefined {
  const { eq, in: any } = comparison ?? {};
  if (eq == null) return any ?? undefined;
  return any == null || any.includes(eq) ? [eq] : [];
}

function localId(globalId: string): string {
  const address = parseGlobalId(globalId);
  if (address?.type === "LinkedAccount") return address.accountId;
  throw wrong("account", "this is not the id of an account.");
}

/** Of what a client sent, told back to it. */
const maxQuoted = 100;

function knownAction(action: string): string {
  if (isAuditAction(action)) return action;
  throw wrong("action", `there is no action ${JSON.stringify(action.slice(0, maxQuoted))}.`);
}

function wrong(field: string, why: string): AppError {
  return new AppError("BAD_USER_INPUT", `filter.${field}: ${why}`, { details: { field: `filter.${field}` } });
}
