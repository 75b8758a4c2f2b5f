import type { Principal } from "../accounts/api-keys.js";
import { requireScope } from "../accounts/authorise.js";
import type { LinkedAccountRow } from "../accounts/linked-accounts.js";
import type { Provider } from "../datasources/provider.js";
import { AppError } from "../lib/errors.js";
import type { ErrorCode } from "../lib/errors.js";
import { accountOf } from "../loaders/read-request.js";
import type { ReadRequest } from "../loaders/read-request.js";
import { Depth } from "../schema/provider-record.js";
import { parseGlobalId } from "../schema/relay/global-id.js";
import type { MutationInput } from "../schema/writes/mutation-input.js";
import { UserErrorCode } from "../schema/writes/payload.js";
import type { MutationPayload, UserError, WritePlanReport } from "../schema/writes/payload.js";
import type { ReadyChange } from "../writes/account-log.js";
import { toPlan } from "../writes/dry-run.js";
import { contentOf, hashOf } from "../writes/input-content.js";
import { readKey } from "../writes/obtain-write.js";
import { WriteRefused } from "../writes/user-error.js";
import type { Context } from "./context.js";

export interface AccountChange<Before, Result> {
  /** The mutation's name. */
  name: string;
  input: MutationInput & { accountId?: string };
  /** Checks the input; `before` is what an earlier try, in which a process died, had found. */
  prepare: (before: Before | null) => Promise<PlannedChange<Before, Result>>;
}

export interface PlannedChange<Before, Result> extends ReadyChange<Before, Result> {
  /** The account that is asked; null for one that is not linked yet. */
  accountId: string | null;
  /** The calls that `run` makes, as the provider's documentation writes them. */
  calls(): readonly string[] | Promise<readonly string[]>;
}

/** Makes a change of accounts for a key that may manage them; what was refused becomes `userErrors`. */
export async function changeAccounts<Before, Result, Shown extends object>(
  { request, accountLog, deadline }: Context,
  { name, input, prepare }: AccountChange<Before, Result>,
  show: (result: Result) => Shown | Promise<Shown>,
): Promise<Shown & MutationPayload> {
  const { principal } = request;
  requireScope(principal, "accounts:manage");
  const told = { userErrors: [], replayed: false, plan: null, clientMutationId: input.clientMutationId ?? null };
  // All fields of a payload beside these are nullable.
  const withNothing = (payload: MutationPayload) => payload as Shown & MutationPayload;
  try {
    if (input.accountId != null) requireReach(principal, input.accountId);
    const key = readKey(input.idempotencyKey);
    if (input.dryRun === true) return withNothing({ ...told, plan: await planOf(await prepare(null)) });
    if (input.idempotencyKey == null) return { ...told, ...(await show(await (await prepare(null)).run())) };
    const inputHash = hashOf([name, contentOf(input)]);
    const wanted = { workspaceId: principal.workspaceId, name, key, inputHash, deadline, prepare };
    const { result, replayed } = await accountLog.once(wanted);
    return { ...told, replayed, ...(await show(result)) };
  } catch (error) {
    return withNothing({ ...told, userErrors: userErrorsOf(error) });
  }
}

async function planOf(change: PlannedChange<unknown, unknown>): Promise<WritePlanReport> {
  const calls = await change.calls();
  return toPlan(
    change.accountId,
    calls.map((call) => ({ call, times: 1 })),
  );
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
  const account = accountOf(request, idIn(globalId) ?? "");
  if (account) return account;
  throw noSuchAccount();
}

/** Throws NOT_FOUND for an account that the key is not for, whether there is one or was. */
function requireReach({ accountIds }: Principal, globalId: string): void {
  if (accountIds !== null && !accountIds.has(idIn(globalId) ?? "")) throw noSuchAccount();
}

function idIn(globalId: string): string | null {
  const address = parseGlobalId(globalId);
  return address?.type === "LinkedAccount" ? address.accountId : null;
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
  // A key that may not read users is taken at its word.
  const isKnown = !request.principal.scopes.has("ats:read") || (await exists(request, account, address.key));
  if (!isKnown) throw refuse("NOT_FOUND", `${provider.name} has no such user.`);
  return address.key;
}

function takesActor({ writes }: Provider): boolean {
  return Object.values(writes?.sources ?? {}).some((source) => source.actor !== undefined);
}

async function exists(request: ReadRequest, account: LinkedAccountRow, key: string): Promise<boolean> {
  return (await request.records.load("User", account, key, Depth.LIST)) !== null;
}
