import type { Principal } from "../accounts/api-keys.js";
import { requireScope } from "../accounts/authorise.js";
import type { LinkedAccountRow } from "../accounts/linked-accounts.js";
import type { Provider } from "../datasources/provider.js";
import { AppError } from "../lib/errors.js";
import type { ErrorCode } from "../lib/errors.js";
import { accountOf } from "../loaders/read-request.js";
import type { ReadRequest } from "../loaders/read-request.js";
import type { AccountInput } from "../schema/account-inputs.js";
import type { AccountPayload } from "../schema/account-payloads.js";
import { Depth } from "../schema/provider-record.js";
import { parseGlobalId } from "../schema/relay/global-id.js";
import { UserErrorCode } from "../schema/writes/payload.js";
import type { UserError } from "../schema/writes/payload.js";
import type { Context } from "./context.js";

/** Runs a change of accounts for a key that may manage them; what was refused becomes `userErrors`. */
export async function changeAccounts<Payload extends object>(
  { request }: Context,
  { clientMutationId }: AccountInput,
  run: () => Promise<Payload & Partial<AccountPayload>>,
): Promise<Payload & AccountPayload> {
  requireScope(request.principal, "accounts:manage");
  try {
    return { userErrors: [], ...(await run()), clientMutationId: clientMutationId ?? null };
  } catch (error) {
    // All fields of a payload beside these are nullable.
    return { userErrors: [userErrorOf(error)], clientMutationId: clientMutationId ?? null } as unknown as Payload &
      AccountPayload;
  }
}

/** Throws what is no refusal. */
function userErrorOf(error: unknown): UserError {
  const code = error instanceof AppError ? refusals[error.code] : undefined;
  if (!(error instanceof AppError) || code === undefined) throw error;
  const { field } = error.details;
  return { code, message: error.message, field: field === undefined ? null : [field] };
}

const refusals: Partial<Record<ErrorCode, UserErrorCode>> = {
  BAD_USER_INPUT: UserErrorCode.BAD_USER_INPUT,
  NOT_FOUND: UserErrorCode.NOT_FOUND,
  CONFLICT: UserErrorCode.CONFLICT,
  UNSUPPORTED_BY_PROVIDER: UserErrorCode.UNSUPPORTED_BY_PROVIDER,
};

/** The account of a global id. Throws NOT_FOUND when the key sees none such. */
export function toAccount(request: ReadRequest, globalId: string): LinkedAccountRow {
  const address = parseGlobalId(globalId);
  const account = address?.type === "LinkedAccount" ? accountOf(request, address.accountId) : undefined;
  if (account) return account;
  throw new AppError("NOT_FOUND", "There is no such linked account.", { details: { field: "accountId" } });
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
