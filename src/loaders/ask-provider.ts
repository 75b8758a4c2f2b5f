import type { LinkedAccountRow } from "../accounts/linked-accounts.js";
import { PayloadError } from "../datasources/http/payload.js";
import { AppError } from "../lib/errors.js";

/** Runs an adapter's reading, so that whatever it throws names the provider and the account, and a payload that makes no sense is told as such. */
export async function askProvider<Result>(account: LinkedAccountRow, reading: () => Promise<Result>): Promise<Result> {
  try {
    return await reading();
  } catch (error) {
    throw blame(error, account);
  }
}

function blame(error: unknown, { id, provider }: LinkedAccountRow): unknown {
  const at = { provider, accountId: id };
  if (error instanceof PayloadError)
    return new AppError("PROVIDER_BAD_RESPONSE", error.message, { cause: error, details: at });
  if (!(error instanceof AppError) || error.details.provider !== undefined) return error;
  const { code, message, retryable, details } = error;
  return new AppError(code, message, { cause: error, retryable, details: { ...details, ...at } });
}
