import { Arg, Ctx, ID, Int, Query, Resolver } from "type-graphql";

import { requireAccountScope } from "../accounts/authorise.js";
import { AppError } from "../lib/errors.js";
import { isModelName } from "../schema/model-name.js";
import { Node } from "../schema/node.js";
import { maxPageSize } from "../schema/relay/connection.js";
import { parseGlobalId } from "../schema/relay/global-id.js";
import type { NodeAddress } from "../schema/relay/global-id.js";
import { readAuditEvent } from "./audit-event.js";
import type { Context } from "./context.js";
import { toLinkedAccount } from "./linked-account.js";
import { readRecord } from "./read.js";

const maxAge = {
  nullable: true,
  description: "How old the answer may be, in seconds; 0 asks the provider now.",
} as const;

// Relay's compiler takes a schema only when `id` is the one argument of `node`, and introspection leaves deprecated ones out.
const onlyById =
  "Relay's compiler wants `id` alone here. Use `nodes(ids:, maxAge:)` or the header `Hiregraph-Max-Age` instead.";

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: "One record or account by its global id; null when there is none.",
  })
  node(
    @Arg("id", () => ID, { description: "Global id." }) id: string,
    @Arg("maxAge", () => Int, { ...maxAge, deprecationReason: onlyById }) _maxAge: number | undefined,
    @Ctx() context: Context,
  ): Promise<Node | null> {
    return readNode(id, context);
  }

  @Query(() => [Node], {
    nullable: "itemsAndList",
    description: "Records and accounts by their global ids, in the same order; null where there is none. At most 100.",
  })
  async nodes(
    @Arg("ids", () => [ID], { description: "Global ids." }) ids: string[],
    @Arg("maxAge", () => Int, maxAge) _maxAge: number | undefined,
    @Ctx() context: Context,
  ): Promise<(Node | null)[]> {
    if (ids.length > maxPageSize)
      throw new AppError("BAD_USER_INPUT", `ids may hold at most ${String(maxPageSize)}.`, {
        details: { field: "ids" },
      });
    return Promise.all(ids.map((id) => readNode(id, context)));
  }
}

async function readNode(id: string, context: Context): Promise<Node | null> {
  const address = parseGlobalId(id);
  return address && readAddress(address, context);
}

/** What an address names; null when there is nothing. Throws FORBIDDEN when the API key may not read such a thing. */
export async function readAddress(address: NodeAddress, context: Context): Promise<Node | null> {
  const { request } = context;
  if (address.type === "LinkedAccount") {
    requireAccountScope(request.principal);
    const row = request.accounts.find((account) => account.id === address.accountId);
    return row ? toLinkedAccount(row) : null;
  }
  if (address.type === "AuditEvent") return readAuditEvent(address, context);
  return isModelName(address.type) ? readRecord(request, address.type, address.accountId, address.key) : null;
}
