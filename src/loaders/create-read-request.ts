import { requireScope } from "../accounts/authorise.js";
import { watchSession } from "../accounts/health.js";
import { openAccountSession } from "../accounts/account-session.js";
import type { SessionTools } from "../accounts/account-session.js";
import type { Principal } from "../accounts/api-keys.js";
import type { LinkedAccountRow } from "../accounts/linked-accounts.js";
import type { UpstreamCounter } from "../datasources/http/counter.js";
import type { Provider, ProviderSession } from "../datasources/provider.js";
import type { WriteSession } from "../datasources/write.js";
import { AppError } from "../lib/errors.js";
import type { ModelName } from "../schema/model-name.js";
import { models } from "../schema/models.js";
import { createCursorCodec } from "./cursor.js";
import type { ReadRequest } from "./read-request.js";
import { createRecordLoader } from "./record-loader.js";

/** What the process keeps for all requests. */
export interface ReadTools extends SessionTools {
  cursorKey: Buffer;
}

export interface RequestLimits {
  counter: UpstreamCounter;
  signal: AbortSignal;
  /** Epoch ms. */
  deadline: number;
}

/** Begins the reading of one GraphQL request. Accounts of providers that this version does not know are left out. */
export async function createReadRequest(
  tools: ReadTools,
  principal: Principal,
  limits: RequestLimits,
): Promise<ReadRequest> {
  const { directory, providers, cursorKey, health } = tools;
  const rows = await directory.accounts(principal.workspaceId);
  const isVisible = ({ id, provider: name }: LinkedAccountRow) =>
    providers.has(name) && (principal.accountIds === null || principal.accountIds.has(id));
  const sessions = new Map<string, Promise<WriteSession>>();

  const provider = (account: LinkedAccountRow): Provider => {
    const found = providers.get(account.provider);
    if (!found) throw new AppError("INTERNAL", `There is no provider ${account.provider}.`);
    return found;
  };
  const open = (account: LinkedAccountRow, signal: AbortSignal): Promise<WriteSession> =>
    openAccountSession(tools, account, { ...limits, signal });
  const opened = (account: LinkedAccountRow): Promise<WriteSession> => {
    const known = sessions.get(account.id) ?? open(account, limits.signal);
    sessions.set(account.id, known);
    return known;
  };
  // Records that were written are shown to those who may only write: they are told of, but not read.
  const session = async (account: LinkedAccountRow, model: ModelName): Promise<ProviderSession> => {
    requireScope(principal, models[model].scope);
    return watchSession(await opened(account), account, model, health);
  };
  const records = createRecordLoader({ provider, session });
  const accounts = rows.filter(isVisible);
  const forget = (account: LinkedAccountRow) => {
    sessions.delete(account.id);
    records.forget(account);
  };
  return {
    principal,
    accounts,
    providers,
    cursors: createCursorCodec(cursorKey, principal.workspaceId),
    records,
    provider,
    session,
    writeSession: async (account, model) =>
      watchSession(await open(account, new AbortController().signal), account, model, health),
    forget,
    noteAccount(account, isGone = false) {
      const at = accounts.findIndex(({ id }) => id === account.id);
      accounts.splice(at < 0 ? accounts.length : at, at < 0 ? 0 : 1, ...(isGone ? [] : [account]));
      forget(account);
    },
    movedTo: (account, model, key) => directory.movedTo(account, model, key),
  };
}
