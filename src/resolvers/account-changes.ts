import type { GraphQLResolveInfo } from "graphql";

import type { Principal } from "../accounts/api-keys.js";
import { requireScope } from "../accounts/authorise.js";
import type { LinkedAccountRow } from "../accounts/linked-accounts.js";
import type { Provider } from "../datasources/provider.js";
import { AppError } from "../lib/errors.js";
import type { ErrorCode } from "../lib/errors.js";
import { accountOf } from "../loaders/read-request.js";
import type { ReadRequest } from "../loaders/read-request.js";
import { Depth } from "../schema/provider-record.js";
import { accountIdOf, parseGlobalId } from "../schema/relay/global-id.js";
import type { MutationInput } from "../schema/writes/mutation-input.js";
import { UserErrorCode } from "../schema/writes/payload.js";
import type { MutationPayload, UserError, WritePlanReport } from "../schema/writes/payload.js";
import type { ReadyChange } from "../writes/account-log.js";
import { toPlan, withCalls } from "../writes/dry-run.js";
import { contentOf, hashOf } from "../writes/input-content.js";
import { readKey } from "../writes/obtain-write.js";
import { WriteRefused } from "../writes/user-error.js";
import type { Context } from "./context.js";

export interface AccountChange<Before, Result> {
  info: GraphQLResolveInfo;
  input: MutationInput & { accountId?: string };
  /** Checks the input; `before` is what an earlier try, in which a process died, had found. */
  prepare: (before: Before | null) => PlannedChange<Before, Result> | Promise<PlannedChange<Before, Result>>;
}

export interface PlannedChange<Before, Result> extends ReadyChange<Before, Result> {
  /** The account that is asked; null for one that is not linked yet. */
  accountId: string | null;
  /** The account that the payload shows; null where it shows none that is linked already. */
  shown: LinkedAccountRow | null;
  /** The calls that the change makes, as the provider's documentation writes them. */
  calls: () => readonly string[] | Promise<readonly string[]>;
}

/** Makes a change of accounts for a key that may manage them; what was refused becomes `userErrors`. */
export async function changeAccounts<Before, Result, Shown extends object>(
  context: Context,
  change: AccountChange<Before, Result>,
  show: (result: Result) => Shown | Promise<Shown>,
): Promise<Shown & MutationPayload> {
  const { input } = change;
  const { principal } = context.request;
  requireScope(principal, "accounts:manage");
  const told = { userErrors: [], replayed: false, plan: null, clientMutationId: input.clientMutationId ?? null };
  // All fields of a payload beside these are nullable.
  const withNothing = (payload: MutationPayload) => payload as Shown & MutationPayload;
  try {
    if (input.accountId != null) requireReach(principal, input.accountId);
    const key = input.idempotencyKey == null ? null : readKey(input.idempotencyKey);
    if (input.dryRun === true) return withNothing({ ...told, plan: await planOf(context, change) });
    const { result, replayed } = await make(context, change, key);
    return { ...told, replayed, ...(await show(result)) };
  } catch (error) {
    return withNothing({ ...told, userErrors: userErrorsOf(error) });
  }
}

async function planOf<Before, Result>(
  context: Context,
  { info, prepare }: AccountChange<Before, Result>,
): Promise<WritePlanReport> {
  const { accountId, shown, calls } = await prepare(null);
  const plan = toPlan(
    accountId,
    (await calls()).map((call) => ({ call, times: 1 })),
  );
  return shown ? withCalls(plan, context.planReads(info, shown, [])) : plan;
}

/** Nothing is kept of a change that comes without a key: nobody can ask for it again. */
async function make<Before, Result>(
  { request, accountLog, deadline }: Context,
  { info, input, prepare }: AccountChange<Before, Result>,
  key: string | null,
): Promise<{ result: Result; replayed: boolean }> {
  if (key === null) return { result: await (await prepare(null)).run(), replayed: false };
  const { fieldName: name } = info;
  const { workspaceId } = request.principal;
  return accountLog.once({ workspaceId, name, key, inputHash: hashOf(contentOf(input)), deadline, prepare });
}

/** Throws what is no refusal. */
function userErrorsOf(error: unknown): UserError[] {
  if (error instanceof WriteRefused) return [...error.userErrors];
  const code = error instanceof AppError ? refusals[error.code] : undefined;
  if (!(error instanceof AppError) || code === undefined) throw error;
  const { field } = error.details;
  return [{ code, message: error.message, field: field === undefined ? null : [field] }];
}

const refusals: Partial<Record<ErrorCode, UserErrorCode>> = {
  BAD_USER_INPUT: UserErrorCode.BAD_USER_INPUT,
  NOT_FOUND: UserErrorCode.NOT_FOUND,
  UNSUPPORTED_BY_PROVIDER: UserErrorCode.UNSUPPORTED_BY_PROVIDER,
};

/** The account of a global id. Throws NOT_FOUND when the key sees none such. */
export function toAccount(request: ReadRequest, globalId: string): LinkedAccountRow {
  const account = accountOf(request, accountIdOf(globalId) ?? "");
  if (account) return account;
  throw noSuchAccount();
}

/** Throws NOT_FOUND for an account that the key is not for, whether there is one or was. */
function requireReach({ accountIds }: Principal, globalId: string): void {
  if (accountIds !== null && !accountIds.has(accountIdOf(globalId) ?? "")) throw noSuchAccount();
}

function noSuchAccount(): AppError {
  return new AppError("NOT_FOUND", "There is no such linked account.", { details: { field: "accountId" } });
}

/** Throws FORBIDDEN for a key that is limited to certain accounts: a new one is none of them. */
export function requireWholeWorkspace({ accountIds }: Principal): void {
  if (accountIds === null) return;
  throw new AppError("FORBIDDEN", "This API key is limited to certain accounts, so that it cannot link others.");
}

/** The provider's key of the user whose global id is given; null for null. Throws what is wrong with it. */
export async function memberOf(
  request: ReadRequest,
  account: LinkedAccountRow,
  userId: string | null,
): Promise<string | null> {
  if (userId === null) return null;
  const provider = request.provider(account);
  const refuse = (code: "BAD_USER_INPUT" | "NOT_FOUND" | "UNSUPPORTED_BY_PROVIDER", message: string) =>
    new AppError(code, message, { details: { field: "defaultActorId" } });
  if (!takesActor(provider))
    throw refuse("UNSUPPORTED_BY_PROVIDER", `${provider.name} does nothing in a user's name, so that none can be set.`);
  const address = parseGlobalId(userId);
  if (address?.type !== "User" || address.accountId !== account.id)
    throw refuse("BAD_USER_INPUT", "defaultActorId must be the id of a User of this account.");
  const isKnown = !mayReadUsers(request) || (await exists(request, account, address.key));
  if (!isKnown) throw refuse("NOT_FOUND", `${provider.name} has no such user.`);
  return address.key;
}

/** The calls that `memberOf` makes. */
export function callsOfMember(
  request: ReadRequest,
  account: LinkedAccountRow,
  userId: string | null | undefined,
): string[] {
  const call = request.provider(account).models.User?.get?.call;
  return userId != null && call !== undefined && mayReadUsers(request) ? [call.split("?", 1).join()] : [];
}

/** A key that may not is taken at its word. */
function mayReadUsers({ principal }: ReadRequest): boolean {
  return principal.scopes.has("ats:read");
}

function takesActor({ writes }: Provider): boolean {
  return Object.values(writes?.sources ?? {}).some((source) => source.actor !== undefined);
}

async function exists(request: ReadRequest, account: LinkedAccountRow, key: string): Promise<boolean> {
  return (await request.records.load("User", account, key, Depth.LIST)) !== null;
}
