import type { Application, StageHistoryEntry } from "../schema/application.js";
import { Depth } from "../schema/provider-record.js";
import { askProvider } from "./ask-provider.js";
import { deepen } from "./deepen.js";
import { accountOf } from "./read-request.js";
import type { ReadRequest } from "./read-request.js";

/** The stages that an application went through, oldest first; empty where the provider keeps no history. */
export async function readStageHistory(request: ReadRequest, application: Application): Promise<StageHistoryEntry[]> {
  const account = accountOf(request, application.accountId);
  const source = account && request.provider(account).stageHistory;
  if (!source) return [];
  const full = application.depth < Depth.LIST ? await deepen(request, application, Depth.LIST) : application;
  if (!full) return [];
  const session = await request.session(account, "Application");
  const entries = await askProvider(account, () => source.read(session, full));
  const accountId = account.id;
  return entries.map(({ from, to, actor, ...entry }) => ({
    ...entry,
    from: from && { ...from, accountId },
    to: to && { ...to, accountId },
    actor: actor && { ...actor, accountId },
  }));
}
