import { AppError } from "../../lib/errors.js";
import type { ProviderSession, VerifiedAccount } from "../provider.js";
import type { WorkableClient } from "./workable.client.js";

/**
 * Reads the account, which every token with `r_jobs` may; a token for people's data alone is proved by a page of employees. Whether a 404 means
 * the subdomain or only this address is not told, so that a page of jobs decides.
 */
export async function verify(client: WorkableClient, session: ProviderSession): Promise<VerifiedAccount> {
  try {
    const account = await client.account(session);
    return { displayName: account.text("name") };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "FORBIDDEN") return verifyBy(() => client.employees(session, { limit: 1 }), session, error);
    if (error.code === "NOT_FOUND") return verifyBy(() => client.jobs(session, { limit: 1 }, {}), session, error);
    throw inWordsForPeople(error, session);
  }
}

/** Proves the token by another call; when that fails in the same way, the first failure stands. */
async function verifyBy(
  call: () => Promise<unknown>,
  session: ProviderSession,
  first: AppError,
): Promise<VerifiedAccount> {
  try {
    await call();
    return { displayName: null };
  } catch (error) {
    throw error instanceof AppError ? inWordsForPeople(error.code === first.code ? first : error, session) : error;
  }
}

function inWordsForPeople(error: AppError, session: ProviderSession): AppError {
  const { code, details } = error;
  const because = (message: string) => new AppError(code, message, { cause: error, details });
  switch (code) {
    case "ACCOUNT_NEEDS_RELINK":
      return because(
        `Workable refuses this token for "${session.account.subdomain}". It may be mistyped, expired, revoked, or another account's.`,
      );
    case "NOT_FOUND":
      return because(`There is no Workable account with the subdomain "${session.account.subdomain}".`);
    case "FORBIDDEN":
      return because("The token may read neither jobs nor employees. Give it the scope r_jobs or r_employees.");
    default:
      return error;
  }
}
